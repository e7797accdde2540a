// SPDX-License-Identifier: MIT
// Reveals a value through the desk, with the key on standard input, and then looks for both in its own memory:
// revealchild LEDGER. Prints how often each was there, line by line: "shown value 1".

#include "ledger/ledgersupport.h"
#include "memoryscan.h"
#include "reveal/revealdesk.h"

#include <cstdio>
#include <cstring>

#include <unistd.h>

using namespace auditlens;
using namespace auditlens::test;

namespace {

template <std::size_t N>
HiddenBytes turned(const char (&text)[N])
{
    return HiddenBytes({text, N - 1});
}

// "123-45-6789", "unit-test-secret-key", and the two halves of that key's SHA-256: what signs and what decrypts.
const HiddenBytes value = turned("\x4e\x4d\x4c\x52\x4b\x4a\x52\x49\x48\x47\x46");
const HiddenBytes keyText = turned("\x0a\x11\x16\x0b\x52\x0b\x1a\x0c\x0b\x52\x0c\x1a\x1c\x0d\x1a\x0b\x52\x14\x1a\x06");
const HiddenBytes signingKey = turned("\x99\xc0\x7a\x57\x91\xed\x97\xc9\xb8\x26\x66\x98\x76\xa8\x04\xec");
const HiddenBytes decryptingKey = turned("\xdf\x5d\x70\x58\x19\x30\xaf\xea\x82\x2e\xbd\xd6\x34\xa1\xc9\x79");

Secret keyFromStandardInput()
{
    Secret key(4096);
    std::size_t size = 0;
    for (ssize_t got = 1; got > 0; size += got > 0 ? std::size_t(got) : 0)
        got = ::read(STDIN_FILENO, key.bytes().data() + size, key.size() - size);
    key.shrink(size);
    return key;
}

Value masked()
{
    Value masked;
    masked.kind = Value::Kind::Masked;
    masked.text = "masked:01a54629";
    masked.cipher = "enc:gAAAAABpL_wQAAECAwQFBgcICQoLDA0OD-DOTmChI_Pum7EosrHcGDHV6OrRvoliDkf5p9qVpbaoACv4pEUncB1-_ZyxIp8wmg==";
    return masked;
}

bool tell(const char* when)
{
    for (const auto& [what, bytes] : {std::pair("value", &value), {"key", &keyText}, {"signing", &signingKey}, {"decrypting", &decryptingKey}}) {
        const std::optional<int> times = timesInMemory(*bytes);
        if (!times)
            return false;
        std::printf("%s %s %d\n", when, what, *times);
    }
    return true;
}

bool revealAll(const char* ledgerPath)
{
    const RevealTarget target {"march.auditlens", "0b0c6c1e", "E-1", "ssn", LedgerPosition::After};
    RevealDesk desk(AccessPolicy::without(WithoutPolicy::PersonIsInvestigator),
        *Ledger::open(QString::fromLocal8Bit(ledgerPath), ledgerKey()), "alice");
    const Secret key = keyFromStandardInput();
    for (const LedgerStep step : {LedgerStep::Shape, LedgerStep::LastFour, LedgerStep::Copy}) {
        if (!desk.reveal(target, masked(), key, {step, "ticket 7", ""}))
            return false;
    }
    const bool denied = !desk.reveal(target, masked(), key, {LedgerStep::Full, "", ""});
    const bool failed = !desk.reveal(target, masked(), Secret::copyOf(std::string_view("another key")), {LedgerStep::Full, "ticket 7", ""});
    if (!denied || !failed || !tell("before"))
        return false;
    const Result<Revealed> shown = desk.reveal(target, masked(), key, {LedgerStep::Full, "ticket 7", ""});
    return shown && tell("shown");
}

} // namespace

int main(int argc, char** argv)
{
    const bool done = argc == 2 && revealAll(argv[1]) && tell("after");
    return done ? 0 : 1;
}
