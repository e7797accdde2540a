// SPDX-License-Identifier: MIT
#include "models/timeaxis.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <array>
#include <iterator>

namespace auditlens {

namespace {

    struct Tr
    {
        Q_DECLARE_TR_FUNCTIONS(auditlens::TimeAxis)
    };

    constexpr Nanoseconds perMs = 1'000'000;
    constexpr Nanoseconds minute = 60'000 * perMs;
    constexpr Nanoseconds hour = 60 * minute;
    constexpr Nanoseconds day = 24 * hour;

    struct Step
    {
        enum class Unit { Minute, Day, Month, Year } unit;
        int count;

        Nanoseconds length() const
        {
            constexpr std::array lengths {minute, day, 30 * day, 365 * day};
            return count * lengths[std::size_t(unit)];
        }
    };

    using Unit = Step::Unit;
    constexpr std::array steps {Step {Unit::Minute, 1}, Step {Unit::Minute, 5}, Step {Unit::Minute, 15}, Step {Unit::Minute, 30},
        Step {Unit::Minute, 60}, Step {Unit::Minute, 180}, Step {Unit::Minute, 360}, Step {Unit::Minute, 720}, Step {Unit::Day, 1},
        Step {Unit::Day, 2}, Step {Unit::Day, 5}, Step {Unit::Day, 10}, Step {Unit::Month, 1}, Step {Unit::Month, 3},
        Step {Unit::Month, 6}, Step {Unit::Year, 1}, Step {Unit::Year, 2}, Step {Unit::Year, 5}, Step {Unit::Year, 10},
        Step {Unit::Year, 25}, Step {Unit::Year, 50}, Step {Unit::Year, 100}};

    /// A wall clock without a zone, so that steps of it are even.
    QDateTime wallAt(Nanoseconds ns, const QTimeZone& zone)
    {
        const Nanoseconds ms = ns / perMs - (ns % perMs < 0 ? 1 : 0);
        const QDateTime local = QDateTime::fromMSecsSinceEpoch(ms, zone);
        return QDateTime(local.date(), local.time(), Qt::UTC);
    }

    QDateTime floored(const QDateTime& wall, Step step)
    {
        const QDate date = wall.date();
        switch (step.unit) {
        case Unit::Minute: {
            const int minutes = wall.time().hour() * 60 + wall.time().minute();
            return QDateTime(date, QTime(0, 0), Qt::UTC).addSecs(60LL * (minutes - minutes % step.count));
        }
        case Unit::Day:
            return QDateTime(date.addDays(-((date.day() - 1) % step.count)), QTime(0, 0), Qt::UTC);
        case Unit::Month:
            return QDateTime(QDate(date.year(), date.month() - (date.month() - 1) % step.count, 1), QTime(0, 0), Qt::UTC);
        case Unit::Year:
            break;
        }
        return QDateTime(QDate(date.year() - date.year() % step.count, 1, 1), QTime(0, 0), Qt::UTC);
    }

    QDateTime next(const QDateTime& wall, Step step)
    {
        switch (step.unit) {
        case Unit::Minute:
            return wall.addSecs(60LL * step.count);
        case Unit::Day: {
            // Every month begins anew, and its first day needs room before it.
            const QDate date = wall.date().addDays(step.count);
            const bool crowded = date.addDays(step.count / 2).month() != wall.date().month();
            const QDate first = QDate(wall.date().year(), wall.date().month(), 1).addMonths(1);
            return QDateTime(crowded && step.count > 1 ? first : date, QTime(0, 0), Qt::UTC);
        }
        case Unit::Month:
            return wall.addMonths(step.count);
        case Unit::Year:
            break;
        }
        return wall.addYears(step.count);
    }

    QString tickText(const QDateTime& wall, Step step)
    {
        if (step.unit == Unit::Minute && wall.time() != QTime(0, 0))
            return wall.time().toString(QStringLiteral("HH:mm"));
        if (step.unit == Unit::Month)
            //: A month on an axis, as QLocale::toString() takes it.
            return QLocale().toString(wall.date(), Tr::tr("MMM yyyy"));
        //: A day on an axis, as QLocale::toString() takes it.
        return QLocale().toString(wall.date(), step.unit == Unit::Year ? QStringLiteral("yyyy") : Tr::tr("d MMM"));
    }

    QString longDate(const QDate& date)
    {
        //: A day in a sentence, as QLocale::toString() takes it.
        return QLocale().toString(date, Tr::tr("d MMMM yyyy"));
    }

    QString daysText(const QDate& first, const QDate& last)
    {
        if (first == last)
            return longDate(first);
        QString from = longDate(first);
        if (first.year() == last.year())
            //: The first of two days of the same year, as QLocale::toString() takes it.
            from = first.month() == last.month() ? QString::number(first.day()) : QLocale().toString(first, Tr::tr("d MMMM"));
        //: Two days: "1" or "28 February", and "5 March 2026".
        return Tr::tr("%1 to %2").arg(from, longDate(last));
    }

} // namespace

std::vector<TimeTick> timeTicks(Nanoseconds first, Nanoseconds last, const QTimeZone& zone, std::size_t most)
{
    if (last <= first || most == 0)
        return {};
    const auto fits = [&](Step step) { return last / step.length() - first / step.length() < Nanoseconds(most); };
    const auto chosen = std::ranges::find_if(steps, fits);
    const Step step = chosen == steps.end() ? steps.back() : *chosen;
    const QDateTime end = wallAt(last, zone);
    std::vector<TimeTick> ticks;
    for (QDateTime wall = floored(wallAt(first, zone), step); wall <= end; wall = next(wall, step)) {
        const QDateTime there(wall.date(), wall.time(), zone);
        const Nanoseconds at = there.toMSecsSinceEpoch() * perMs;
        if (there.isValid() && at >= first && at <= last)
            ticks.push_back({at, tickText(wall, step)});
    }
    return ticks;
}

QString periodText(Nanoseconds begin, Nanoseconds end, const QTimeZone& zone)
{
    const QDateTime from = wallAt(begin, zone);
    const QDateTime to = wallAt(end, zone);
    const QTime midnight(0, 0);
    if (from.time() == midnight && to.time() == midnight)
        return daysText(from.date(), to.date().addDays(-1));
    const QString format = QStringLiteral("HH:mm");
    if (from.date() == to.addMSecs(-1).date())
        //: A part of a day: the date, and two times of day.
        return Tr::tr("%1, %2 to %3").arg(longDate(from.date()), from.toString(format), to.toString(format));
    //: A date and a time of day, and another date and time of day.
    return Tr::tr("%1, %2 to %3, %4").arg(longDate(from.date()), from.toString(format), longDate(to.date()), to.toString(format));
}

} // namespace auditlens
