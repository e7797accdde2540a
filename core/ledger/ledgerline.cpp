// SPDX-License-Identifier: MIT
#include "ledger/ledgerline.h"

#include "base/hex.h"
#include "base/sha256.h"
#include "base/text.h"
#include "base/utf8.h"
#include "event/eventjson.h"
#include "json/document.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>
#include <array>
#include <charconv>
#include <span>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::Ledger)
};

constexpr std::size_t hashDigits = 64;
constexpr std::size_t signatureDigits = 128;

// In the order of their enumerations.
constexpr std::array<std::string_view, 6> steps {"equal", "shape", "last_four", "full", "copy", "export"};
constexpr std::array<std::string_view, 3> outcomes {"shown", "denied", "failed"};
constexpr std::array<std::string_view, 3> positions {"", "before", "after"};

template <typename Enum>
std::string_view nameOf(std::span<const std::string_view> names, Enum value)
{
    return names[std::size_t(value)];
}

template <typename Enum>
std::optional<Enum> valueNamed(std::span<const std::string_view> names, std::string_view name)
{
    const auto found = std::ranges::find(names, name);
    return found == names.end() ? std::nullopt : std::optional(Enum(found - names.begin()));
}

/// Bytes where a function wants a text.
std::string_view textOf(std::span<const unsigned char> bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

bool isTime(const std::string& text)
{
    const QString written = toQString(text);
    const QDateTime time = QDateTime::fromString(written, Qt::ISODateWithMs);
    return time.isValid() && time.toUTC().toString(Qt::ISODateWithMs) == written;
}

void appendMember(std::string& out, std::string_view name, std::string_view value)
{
    ((out += ",\"") += name) += "\":";
    appendJsonString(out, value);
}

/// The bytes that are hashed: the line up to the comma before "hash".
std::string hashedText(const LedgerLine& line)
{
    const LedgerEntry& entry = line.entry;
    std::string out = "{\"ledger\":1,\"sequence\":" + std::to_string(line.sequence);
    appendMember(out, "time", line.time);
    appendMember(out, "signer", line.signer);
    appendMember(out, "user", entry.user);
    appendMember(out, "role", entry.role);
    appendMember(out, "step", stepName(entry.step));
    appendMember(out, "outcome", nameOf(outcomes, entry.outcome));
    appendMember(out, "why", entry.why);
    appendMember(out, "archive", entry.archive);
    appendMember(out, "archive_id", entry.archiveId);
    appendMember(out, "event", entry.event);
    appendMember(out, "field", entry.field);
    appendMember(out, "position", positionName(entry.position));
    appendMember(out, "key", entry.key);
    appendMember(out, "reason", entry.reason);
    appendMember(out, "case", entry.caseName);
    appendMember(out, "second_person", entry.secondPerson);
    appendMember(out, "challenge", entry.challenge);
    appendMember(out, "torn", line.torn);
    appendMember(out, "previous", line.previous);
    return out;
}

// The first of its kind stands for a name that is none: the line is then not what textOf() makes of it.
LedgerEntry entryOf(json::Value object)
{
    const auto text = [&](std::string_view name) { return std::string(object[name].scalar()); };
    LedgerEntry entry;
    entry.user = text("user");
    entry.role = text("role");
    entry.step = stepNamed(object["step"].scalar()).value_or(LedgerStep());
    entry.outcome = valueNamed<LedgerOutcome>(outcomes, object["outcome"].scalar()).value_or(LedgerOutcome());
    entry.why = text("why");
    entry.archive = text("archive");
    entry.archiveId = text("archive_id");
    entry.event = text("event");
    entry.field = text("field");
    entry.position = positionNamed(object["position"].scalar()).value_or(LedgerPosition());
    entry.key = text("key");
    entry.reason = text("reason");
    entry.caseName = text("case");
    entry.secondPerson = text("second_person");
    entry.challenge = text("challenge");
    return entry;
}

LedgerLine lineOf(json::Value object)
{
    const auto text = [&](std::string_view name) { return std::string(object[name].scalar()); };
    LedgerLine line;
    const std::string_view number = object["sequence"].scalar();
    std::from_chars(number.data(), number.data() + number.size(), line.sequence);
    line.time = text("time");
    line.signer = text("signer");
    line.entry = entryOf(object);
    line.torn = text("torn");
    line.previous = text("previous");
    line.hash = text("hash");
    line.signature = text("signature");
    return line;
}

QString lineProblem(const LedgerLine& line)
{
    if (line.sequence == 0)
        return Tr::tr("Its number is 0.");
    if (!isTime(line.time))
        return Tr::tr("Its time is none.");
    if (!isLedgerHash(line.signer) || !isLedgerHash(line.previous) || !isLedgerHash(line.hash)
        || line.signature.size() != signatureDigits || !isLowerHex(line.signature) || !(line.torn.empty() || isLedgerHash(line.torn)))
        return Tr::tr("A hash or the signature is not written in hexadecimal digits.");
    return entryProblem(line.entry);
}

} // namespace

const std::string& noLedgerHash()
{
    static const std::string zeros(hashDigits, '0');
    return zeros;
}

std::string_view stepName(LedgerStep step)
{
    return nameOf(steps, step);
}

std::string_view positionName(LedgerPosition position)
{
    return nameOf(positions, position);
}

std::optional<LedgerStep> stepNamed(std::string_view name)
{
    return valueNamed<LedgerStep>(steps, name);
}

std::optional<LedgerPosition> positionNamed(std::string_view name)
{
    return valueNamed<LedgerPosition>(positions, name);
}

QString entryProblem(const LedgerEntry& entry)
{
    for (const std::string* text : {&entry.user, &entry.role, &entry.why, &entry.archive, &entry.archiveId,
             &entry.event, &entry.field, &entry.key, &entry.reason, &entry.caseName, &entry.secondPerson}) {
        if (!isUtf8(*text) || text->find('\0') != std::string::npos)
            return Tr::tr("One of its texts is not UTF-8, or has a zero byte.");
    }
    if (entry.user.empty() || entry.archive.empty() || entry.event.empty())
        return Tr::tr("It does not say who, which archive or which event.");
    if (entry.why.empty() != (entry.outcome == LedgerOutcome::Shown))
        return Tr::tr("It says why nothing was shown although something was, or does not say it.");
    const bool agreed = entry.outcome == LedgerOutcome::Shown && !entry.secondPerson.empty();
    if (agreed ? !isLedgerHash(entry.challenge) : !entry.challenge.empty())
        return Tr::tr("What a second person has signed is missing, or nobody has signed it.");
    return {};
}

Result<void> sign(LedgerLine& line, const Secret& key)
{
    const Sha256Digest hash = sha256(hashedText(line));
    const Result<Ed25519Signature> signature = signEd25519(key, textOf(hash));
    if (!signature)
        return signature.error();
    line.hash = toHex(hash);
    line.signature = toHex(*signature);
    return {};
}

std::string textOf(const LedgerLine& line)
{
    std::string out = hashedText(line);
    appendMember(out, "hash", line.hash);
    appendMember(out, "signature", line.signature);
    return out + '}';
}

Result<LedgerLine, QString> readLedgerLine(std::string_view text)
{
    if (text.size() > maxLedgerLineBytes)
        return Tr::tr("The line has more than %1 KiB.").arg(maxLedgerLineBytes >> 10);
    json::Document document;
    if (!document.parseCopy(text))
        return Tr::tr("It is not JSON: %1.").arg(toQString(document.errorText()));
    LedgerLine line = lineOf(document.root());
    // Another spelling, order, member or type, a member twice: whatever append() does not write.
    if (textOf(line) != text)
        return Tr::tr("It is not written as AuditLens writes an entry.");
    if (const QString problem = lineProblem(line); !problem.isEmpty())
        return problem;
    return line;
}

bool hasItsHash(const LedgerLine& line, std::string_view text)
{
    constexpr std::size_t behind = std::string_view(R"(,"hash":"","signature":""})").size() + hashDigits + signatureDigits;
    return toHex(sha256(text.substr(0, text.size() - behind))) == line.hash;
}

bool isSignedWith(const Ed25519PublicKey& key, const LedgerLine& line)
{
    const auto hash = fromHex(line.hash);
    const auto signature = fromHex(line.signature);
    return hash && signature && key.matches(textOf(*hash), *signature);
}

bool isLedgerHash(std::string_view text)
{
    return text.size() == hashDigits && isLowerHex(text);
}

} // namespace auditlens
