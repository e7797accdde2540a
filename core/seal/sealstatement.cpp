// SPDX-License-Identifier: MIT
#include "seal/sealstatement.h"

#include "base/hex.h"
#include "base/personalname.h"
#include "base/text.h"
#include "base/utf8.h"
#include "event/eventjson.h"
#include "json/document.h"

#include <QCoreApplication>
#include <QDateTime>

#include <charconv>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::Seal)
};

constexpr std::size_t maxStatementBytes = 32 << 10;
constexpr std::size_t rootDigits = 64;
constexpr std::size_t longestName = 100;

void appendText(std::string& out, std::string_view name, std::string_view value)
{
    ((out += ",\"") += name) += "\":";
    appendJsonString(out, value);
}

void appendNumber(std::string& out, std::string_view name, std::uint64_t value)
{
    (((out += ",\"") += name) += "\":") += std::to_string(value);
}

SealStatement statementOf(json::Value object)
{
    const auto text = [&](std::string_view name) { return std::string(object[name].scalar()); };
    const auto number = [&](std::string_view name) {
        const std::string_view digits = object[name].scalar();
        std::uint64_t value = 0;
        std::from_chars(digits.data(), digits.data() + digits.size(), value);
        return value;
    };
    return {text("archive"), text("by"), text("at"), text("note"), text("program"), number("schema"), number("bytes"),
        number("sources"), number("segments"), number("events"), number("of_events"),
        number("duplicates"), number("rejected"),
        number("record_bytes"), text("first"), text("last"), {text("query"), text("zone"), text("from"), text("to")},
        number("leaves"), text("root"), text("key")};
}

bool isShowable(const std::string& text, std::size_t most)
{
    return isUtf8(text) && countCodePoints(text) <= most && isFitForNames(toQString(text));
}

bool isTime(const std::string& text)
{
    const QString written = toQString(text);
    const QDateTime time = QDateTime::fromString(written, Qt::ISODateWithMs);
    return time.isValid() && time.toUTC().toString(Qt::ISODateWithMs) == written;
}

bool isEventTime(const std::string& text)
{
    constexpr std::size_t longest = 40;
    return text.size() <= longest && text.find_first_not_of("0123456789-:.TZ") == std::string::npos;
}

bool isKey(const std::string& pem)
{
    const auto key = Ed25519PublicKey::fromPem(pem);
    return key && key->pem() == pem;
}

QString problemOf(const SealedQuery& query, const SealStatement& statement)
{
    const bool isNone = query == SealedQuery();
    if (!isShowable(query.text, maxSealQueryCharacters) || !isShowable(query.zone, longestName) || (!query.isCut() && !isNone))
        return Tr::tr("Its query cannot be shown.");
    if (!isEventTime(query.from) || !isEventTime(query.to))
        return Tr::tr("One of its times is none.");
    const bool countsFit = isNone ? statement.events == statement.ofEvents : statement.events <= statement.ofEvents;
    return countsFit ? QString() : Tr::tr("Its numbers of events do not fit each other.");
}

QString problemOf(const SealStatement& statement)
{
    if (statement.by.empty() || !isShowable(statement.by, maxSealByCharacters)
        || !isShowable(statement.note, maxSealNoteCharacters))
        return Tr::tr("It does not say who sealed, or has texts that cannot be shown.");
    if (!isShowable(statement.archive, longestName) || !isShowable(statement.program, longestName))
        return Tr::tr("It does not say what was sealed in a way that can be shown.");
    if (!isTime(statement.at) || !isEventTime(statement.first) || !isEventTime(statement.last))
        return Tr::tr("One of its times is none.");
    if (const QString problem = problemOf(statement.query, statement); !problem.isEmpty())
        return problem;
    if (statement.root.size() != rootDigits || !isLowerHex(statement.root))
        return Tr::tr("Its root hash is none.");
    return isKey(statement.key) ? QString() : Tr::tr("Its key is not an Ed25519 public key.");
}

QString textProblem(const QString& text, std::size_t most)
{
    if (!isFitForNames(text))
        return Tr::tr("It has control characters or several lines.");
    return countCodePoints(toUtf8(text)) > most ? Tr::tr("It has more than %1 characters.").arg(most) : QString();
}

} // namespace

QString sealNameProblem(const QString& by)
{
    return by.trimmed().isEmpty() ? Tr::tr("It is empty.") : textProblem(by, maxSealByCharacters);
}

QString sealNoteProblem(const QString& note)
{
    return textProblem(note, maxSealNoteCharacters);
}

QString sealQueryProblem(const QString& query)
{
    return textProblem(query, maxSealQueryCharacters);
}

std::string textOf(const SealStatement& statement)
{
    std::string out = "{\"seal\":1";
    appendText(out, "archive", statement.archive);
    appendText(out, "by", statement.by);
    appendText(out, "at", statement.at);
    appendText(out, "note", statement.note);
    appendText(out, "program", statement.program);
    appendNumber(out, "schema", statement.schema);
    appendNumber(out, "bytes", statement.bytes);
    appendNumber(out, "sources", statement.sources);
    appendNumber(out, "segments", statement.segments);
    appendNumber(out, "events", statement.events);
    appendNumber(out, "of_events", statement.ofEvents);
    appendNumber(out, "duplicates", statement.duplicates);
    appendNumber(out, "rejected", statement.rejected);
    appendNumber(out, "record_bytes", statement.recordBytes);
    appendText(out, "first", statement.first);
    appendText(out, "last", statement.last);
    appendText(out, "query", statement.query.text);
    appendText(out, "zone", statement.query.zone);
    appendText(out, "from", statement.query.from);
    appendText(out, "to", statement.query.to);
    appendNumber(out, "leaves", statement.leaves);
    appendText(out, "root", statement.root);
    appendText(out, "key", statement.key);
    return out + '}';
}

Result<SealStatement, QString> readSealStatement(std::string_view text)
{
    if (text.size() > maxStatementBytes)
        return Tr::tr("Its statement has more than %1 KiB.").arg(maxStatementBytes >> 10);
    json::Document document;
    if (!document.parseCopy(text))
        return Tr::tr("Its statement is not JSON: %1.").arg(toQString(document.errorText()));
    SealStatement statement = statementOf(document.root());
    // Another spelling, order, member or type, a member twice: whatever textOf() does not write.
    if (textOf(statement) != text)
        return Tr::tr("Its statement is not written as AuditLens writes it.");
    if (const QString problem = problemOf(statement); !problem.isEmpty())
        return problem;
    return statement;
}

} // namespace auditlens
