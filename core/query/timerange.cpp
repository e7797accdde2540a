// SPDX-License-Identifier: MIT
#include "query/timerange.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QRegularExpression>

#include <optional>

namespace auditlens {

namespace {

using namespace Qt::StringLiterals;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::TimeRange)
};

constexpr Nanoseconds second = 1'000'000'000;
// The years that 64 bits of nanoseconds hold whole.
constexpr int firstYear = 1678;
constexpr int lastYear = 2261;

std::optional<Nanoseconds> nanoseconds(const QDateTime& time)
{
    if (!time.isValid() || time.date().year() < firstYear || time.date().year() > lastYear)
        return {};
    return time.toMSecsSinceEpoch() * 1'000'000;
}

std::optional<TimeSpan> days(QDate first, QDate behind, const QTimeZone& zone)
{
    if (!first.isValid() || !behind.isValid())
        return {};
    const auto begin = nanoseconds(first.startOfDay(zone));
    const auto end = nanoseconds(behind.startOfDay(zone));
    return begin && end ? std::optional(TimeSpan {*begin, *end}) : std::nullopt;
}

QDate dateOfNow(const TimeContext& context)
{
    return QDateTime::fromMSecsSinceEpoch(context.now / 1'000'000, context.zone).date();
}

// today, yesterday, this week, last month
std::optional<TimeSpan> readNamed(const QString& text, const TimeContext& context)
{
    const QDate today = dateOfNow(context);
    if (text == u"now")
        return TimeSpan {context.now, context.now};
    if (text == u"today")
        return days(today, today.addDays(1), context.zone);
    if (text == u"yesterday")
        return days(today.addDays(-1), today, context.zone);
    if (text == u"tomorrow")
        return days(today.addDays(1), today.addDays(2), context.zone);
    static const QRegularExpression period(u"^(this|last)[ -](week|month|year)$"_s);
    const QRegularExpressionMatch match = period.match(text);
    if (!match.hasMatch())
        return {};
    const int back = match.captured(1) == u"last" ? 1 : 0;
    if (match.captured(2) == u"week") {
        const QDate monday = today.addDays(1 - today.dayOfWeek() - 7 * back);
        return days(monday, monday.addDays(7), context.zone);
    }
    if (match.captured(2) == u"month") {
        const QDate first = QDate(today.year(), today.month(), 1).addMonths(-back);
        return days(first, first.addMonths(1), context.zone);
    }
    return days(QDate(today.year() - back, 1, 1), QDate(today.year() - back + 1, 1, 1), context.zone);
}

// -7d, now-15m, +2h: exact lengths for h, m and s, calendar steps for the others
std::optional<TimeSpan> readRelative(const QString& text, const TimeContext& context)
{
    static const QRegularExpression pattern(u"^(?:now)?([+-])(\\d{1,6})(s|m|min|h|d|w|mo|y)$"_s);
    const QRegularExpressionMatch match = pattern.match(text);
    if (!match.hasMatch())
        return {};
    const int count = (match.captured(1) == u"-" ? -1 : 1) * match.captured(2).toInt();
    const QString unit = match.captured(3);
    const QDateTime now = QDateTime::fromMSecsSinceEpoch(context.now / 1'000'000, context.zone);
    const QDateTime then = unit == u"s"       ? now.addSecs(count)
        : unit == u"m" || unit == u"min"      ? now.addSecs(60LL * count)
        : unit == u"h"                        ? now.addSecs(3600LL * count)
        : unit == u"d"                        ? now.addDays(count)
        : unit == u"w"                        ? now.addDays(7LL * count)
        : unit == u"mo"                       ? now.addMonths(count)
                                              : now.addYears(count);
    const auto at = nanoseconds(then);
    return at ? std::optional(TimeSpan {*at, *at}) : std::nullopt;
}

std::optional<TimeSpan> readEpoch(const QString& text)
{
    static const QRegularExpression digits(u"^\\d{9,13}$"_s);
    if (!digits.match(text).hasMatch())
        return {};
    const qint64 number = text.toLongLong();
    const Nanoseconds at = text.size() <= 10 ? number * second : number * 1'000'000;
    return text.size() == 11 || text.size() == 12 ? std::nullopt : std::optional(TimeSpan {at, at});
}

std::optional<TimeSpan> readDate(const QRegularExpressionMatch& match, const QTimeZone& zone)
{
    const int year = match.captured(u"year"_s).toInt();
    const int month = match.captured(u"month"_s).toInt();
    if (!match.hasCaptured(u"month"_s))
        return days(QDate(year, 1, 1), QDate(year + 1, 1, 1), zone);
    if (!match.hasCaptured(u"day"_s))
        return days(QDate(year, month, 1), QDate(year, month, 1).addMonths(1), zone);
    const QDate day(year, month, match.captured(u"day"_s).toInt());
    return days(day, day.addDays(1), zone);
}

/// The zone behind a time: "Z", "+02:00", "+0200", "+02"; nothing when it makes no sense.
std::optional<QTimeZone> readZone(const QString& text, const QTimeZone& otherwise)
{
    if (text.isEmpty())
        return otherwise;
    if (text == u"z")
        return QTimeZone::utc();
    const int hours = text.mid(1, 2).toInt();
    const int minutes = QStringView(text).right(text.size() - 3).toString().remove(u':').toInt();
    if (hours > 14 || minutes > 59)
        return {};
    return QTimeZone((text.startsWith(u'-') ? -60 : 60) * (60 * hours + minutes));
}

// A time of day that a change of clocks skips goes by the clock before the change.
QDateTime instantOf(QDate date, QTime time, const QTimeZone& zone)
{
    const QDateTime instant(date, time, zone);
    if (instant.isValid())
        return instant;
    const QDateTime wall(date, time, Qt::UTC);
    return wall.addSecs(-zone.offsetFromUtc(wall.addDays(-1)));
}

std::optional<TimeSpan> readInstant(const QRegularExpressionMatch& match, const QTimeZone& otherwise)
{
    const auto zone = readZone(match.captured(u"zone"_s), otherwise);
    const QDate date(match.captured(u"year"_s).toInt(), match.captured(u"month"_s).toInt(), match.captured(u"day"_s).toInt());
    const QTime time(match.captured(u"hour"_s).toInt(), match.captured(u"minute"_s).toInt(), match.captured(u"second"_s).toInt());
    if (!zone || !date.isValid() || !time.isValid())
        return {};
    const auto whole = nanoseconds(instantOf(date, time, *zone));
    if (!whole)
        return {};
    const Nanoseconds fraction = match.captured(u"fraction"_s).leftJustified(9, u'0', true).toLongLong();
    return TimeSpan {*whole + fraction, *whole + fraction};
}

std::optional<TimeSpan> readIso(const QString& text, const QTimeZone& zone)
{
    static const QRegularExpression pattern(
        u"^(?<year>\\d{4})(?:-(?<month>\\d\\d)(?:-(?<day>\\d\\d)"
        "(?:[t ](?<hour>\\d\\d):(?<minute>\\d\\d)(?::(?<second>\\d\\d)(?:[.,](?<fraction>\\d{1,12}))?)?"
        " ?(?<zone>z|[+-]\\d\\d(?::?\\d\\d)?)?)?)?)?$"_s);
    const QRegularExpressionMatch match = pattern.match(text);
    if (!match.hasMatch())
        return {};
    return match.hasCaptured(u"hour"_s) ? readInstant(match, zone) : readDate(match, zone);
}

} // namespace

TimeContext TimeContext::current(const QTimeZone& zone)
{
    return {zone, QDateTime::currentMSecsSinceEpoch() * 1'000'000};
}

Result<TimeSpan> parseTime(const QString& text, const TimeContext& context)
{
    const QString word = text.trimmed().toLower();
    std::optional<TimeSpan> span = readNamed(word, context);
    if (!span)
        span = readRelative(word, context);
    if (!span)
        span = readEpoch(word);
    if (!span)
        span = readIso(word, context.zone);
    if (span)
        return *span;
    return Error {Tr::tr("Cannot read \"%1\" as a time.").arg(text.left(60)), {}, {},
        Tr::tr("Write it like 2025-03-01, 2025-03-01T12:30, 2025-03-01T12:30:00Z, today or -7d.")};
}

Result<TimeRange> parseRange(const QString& from, const QString& to, const TimeContext& context)
{
    TimeRange range;
    if (!from.trimmed().isEmpty()) {
        const Result<TimeSpan> span = parseTime(from, context);
        if (!span)
            return span.error();
        range.begin = span->begin;
    }
    if (!to.trimmed().isEmpty()) {
        const Result<TimeSpan> span = parseTime(to, context);
        if (!span)
            return span.error();
        range.end = span->end;
    }
    return range;
}

} // namespace auditlens
