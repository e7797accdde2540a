// SPDX-License-Identifier: MIT
#include "cli/commands.h"

#include "base/settingsfile.h"
#include "base/text.h"
#include "cli/archiveaccess.h"
#include "cli/arguments.h"
#include "cli/exitcode.h"
#include "cli/jsontext.h"
#include "cli/keyaccess.h"
#include "cli/ledgeraccess.h"
#include "ledger/ledgertext.h"
#include "ledger/signingkeyfile.h"
#include "ledger/verifyledger.h"

#include <QCoreApplication>

namespace auditlens {

namespace {

using namespace Qt::StringLiterals;
using Kind = LedgerProblem::Kind;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::CommandLine)
};

std::string_view nameOf(Kind kind)
{
    switch (kind) {
    case Kind::NotAnEntry:
        return "not_an_entry";
    case Kind::Changed:
        return "changed";
    case Kind::ForeignSignature:
        return "foreign_signature";
    case Kind::Missing:
        return "missing";
    case Kind::OutOfOrder:
        return "out_of_order";
    case Kind::BrokenLink:
        return "broken_link";
    case Kind::TornLines:
        return "torn_lines";
    case Kind::CutOff:
        return "cut_off";
    case Kind::TailMissing:
        return "tail_missing";
    }
    return {};
}

std::string reportJson(const QString& path, const LedgerReport& report)
{
    std::vector<std::string> problems;
    for (const LedgerProblem& problem : report.problems)
        problems.push_back(JsonObject()
                               .number("line", problem.line)
                               .text("kind", nameOf(problem.kind))
                               .text("text", problem.text)
                               .done());
    std::vector<std::string> torn;
    for (const std::uint64_t line : report.tornLines)
        torn.push_back(std::to_string(line));
    return JsonObject()
        .text("ledger", path)
        .raw("verifies", report.verifies() ? "true" : "false")
        .number("lines", report.lines)
        .number("entries", report.entries)
        .number("last_sequence", report.tail.sequence)
        .text("last_hash", report.tail.hash)
        .number("newer", report.newer)
        .raw("torn_lines", jsonArray(torn))
        .number("problem_count", report.problemCount)
        .raw("problems", jsonArray(problems))
        .done();
}

QString reportText(const LedgerReport& report, bool tailKnown)
{
    QStringList sentences = ledgerSentences(report);
    if (!tailKnown)
        sentences << Tr::tr("Whether entries were removed at the end cannot be told without --last-hash.");
    sentences << ledgerVerdict(report);
    return sentences.join(u'\n') + u'\n';
}

int exitCodeOf(const LedgerReport& report)
{
    if (!report.complete)
        return ExitInterrupted;
    if (report.isNoLedger())
        return ExitDamagedArchive;
    return report.verifies() ? ExitDone : ExitDoesNotVerify;
}

/// What a ledger is compared with.
struct Yardstick
{
    Ed25519PublicKey key;
    std::optional<std::string> lastHash;
};

Error noKey()
{
    return {Tr::tr("There is no key to verify this ledger with."), Tr::tr("No signing key was made here."), {},
        Tr::tr("Name the PEM file of the public key after --public-key.")};
}

/// What the options do not say of the person's own ledger, its keeper knows.
Result<Yardstick> yardstickFor(LedgerAccess& place, const Arguments& arguments, Console& console)
{
    std::optional<Result<Ed25519PublicKey>> key;
    if (arguments.has(u"public-key"_s))
        key = loadPublicKey(arguments.value(u"public-key"_s));
    std::optional<std::string> lastHash;
    if (arguments.has(u"last-hash"_s))
        lastHash = toUtf8(arguments.value(u"last-hash"_s).toLower());
    if (place.isOwn() && (!key || !lastHash)) {
        const Result<std::optional<LedgerKey>> found = place.find(console);
        if (!found && !key)
            return found.error();
        if (!found)
            console.say(found.error());
        const LedgerKey* held = found && *found ? &**found : nullptr;
        if (held)
            console.say(held->placeText());
        if (held && !key)
            key = Ed25519PublicKey::ofPrivateKey(held->key);
        if (held && !lastHash && held->tail)
            lastHash = held->tail->hash;
    }
    if (!key)
        return noKey();
    if (!*key)
        return key->error();
    return Yardstick {**key, lastHash};
}

} // namespace

int runLedger(const QStringList& words, Console& console)
{
    Arguments arguments(u"ledger verify [FILE --public-key PEM-FILE] [--last-hash HEX] [--json]"_s,
        Tr::tr("Says whether the record of reveals is as it was written: nothing changed, removed, reordered or put in.\n"
               "Without a file it is your own, whose key and last entry the keychain knows."));
    arguments.addOption({u"public-key"_s}, u"PEM-FILE"_s, Tr::tr("Public key of the one who wrote the ledger."));
    arguments.addOption(
        {u"last-hash"_s}, u"HEX"_s, Tr::tr("Hash of an entry that is known to have been the last one."));
    arguments.addFlag(u"json"_s, Tr::tr("Print one JSON object."));
    if (const auto code = arguments.read(words, console))
        return *code;
    const QStringList& rest = arguments.rest();
    if (rest.isEmpty() || rest.size() > 2 || rest.front() != u"verify")
        return arguments.complain(console, Tr::tr("Name at most one ledger behind \"verify\"."));
    if (arguments.has(u"last-hash"_s) && !isLedgerHash(toUtf8(arguments.value(u"last-hash"_s).toLower())))
        return arguments.complain(console, Tr::tr("A hash has 64 hexadecimal digits."));
    QSettings settings(settingsFile(), QSettings::IniFormat);
    const bool isNamed = rest.size() == 2;
    if (isNamed && !LedgerPlaces::ofThisUser().isLedger(rest.back()) && !arguments.has(u"public-key"_s))
        return arguments.complain(console, Tr::tr("The option --public-key is missing."));
    const std::shared_ptr<SecretStore> store = findStore(console);
    if (!store)
        return ExitInterrupted;
    LedgerAccess place(&settings, store, isNamed ? rest.back() : QString());
    const Result<Yardstick> yardstick = yardstickFor(place, arguments, console);
    if (!yardstick)
        return tellTrouble(yardstick.error(), console);
    const Result<LedgerReport> report = verifyLedger(place.path(), yardstick->key, yardstick->lastHash, console.cancellation());
    if (!report)
        return tellTrouble(report.error(), console);
    const bool tailKnown = yardstick->lastHash.has_value();
    console.write(arguments.has(u"json"_s) ? toQString(reportJson(place.path(), *report)) + u'\n' : reportText(*report, tailKnown));
    return exitCodeOf(*report);
}

} // namespace auditlens
