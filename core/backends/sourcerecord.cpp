// SPDX-License-Identifier: MIT
#include "backends/sourcerecord.h"

#include "base/hex.h"
#include "base/sha256.h"
#include "base/text.h"
#include "event/isotime.h"

#include <QCoreApplication>

#include <algorithm>
#include <limits>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::Backends)
};

constexpr qsizetype hashDigits = 24;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

} // namespace

QByteArray hashOf(const SourceRecord& record)
{
    return QByteArray::fromStdString(toHex(sha256(record.record))).left(hashDigits);
}

bool isRecordHash(const QByteArray& text)
{
    return text.size() == hashDigits && isLowerHex(text.toStdString());
}

std::string onOneLine(std::string record)
{
    for (const char lineEnd : {'\n', '\r'}) {
        for (std::size_t at = record.find(lineEnd); at != std::string::npos; at = record.find(lineEnd, at))
            record[at] = ' ';
    }
    return record;
}

std::optional<Nanoseconds> readIsoTime(std::string_view text)
{
    constexpr std::size_t untilSeconds = 19;
    if (text.size() < untilSeconds)
        return {};
    std::size_t end = untilSeconds;
    Nanoseconds fraction = 0;
    if (end < text.size() && text[end] == '.') {
        ++end;
        for (Nanoseconds digit = nanosecondsPerSecond / 10; end < text.size() && isDigit(text[end]); digit /= 10)
            fraction += (text[end++] - '0') * digit;
    }
    const std::string_view zone = text.substr(end);
    QDateTime time = QDateTime::fromString(toQString(text.substr(0, untilSeconds)) + toQString(zone), Qt::ISODate);
    if (zone.empty())
        time.setTimeSpec(Qt::UTC);
    constexpr std::int64_t most = std::numeric_limits<Nanoseconds>::max() / nanosecondsPerSecond;
    const std::int64_t seconds = time.isValid() ? time.toSecsSinceEpoch() : most;
    if (seconds >= most || seconds <= -most)
        return {};
    return seconds * nanosecondsPerSecond + fraction;
}

QByteArray isoTime(Nanoseconds time, unsigned fractionDigits)
{
    if (time == std::numeric_limits<Nanoseconds>::min())
        return "0001-01-01T00:00:00Z";
    if (time == std::numeric_limits<Nanoseconds>::max())
        return "9999-12-31T00:00:00Z";
    std::string text;
    appendIsoUtc(text, time, fractionDigits);
    return QByteArray::fromStdString(text);
}

Nanoseconds nanosecondsOf(const QDateTime& time)
{
    return Nanoseconds(time.toMSecsSinceEpoch()) * 1'000'000;
}

Nanoseconds movedBy(Nanoseconds time, Nanoseconds distance)
{
    Nanoseconds moved = 0;
    if (__builtin_add_overflow(time, distance, &moved))
        return distance < 0 ? std::numeric_limits<Nanoseconds>::min() : std::numeric_limits<Nanoseconds>::max();
    return moved;
}

Error notAnAnswer(const QString& why)
{
    return {Tr::tr("This is not an answer of the service."), why, {},
        Tr::tr("Check the address; a proxy between may have cut or changed the answer.")};
}

QString noJson(const json::Document& document)
{
    return Tr::tr("It is no JSON: %1 at byte %2.")
        .arg(QString::fromStdString(document.errorText()))
        .arg(document.errorOffset());
}

} // namespace auditlens
