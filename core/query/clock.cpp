// SPDX-License-Identifier: MIT
#include "query/clock.h"

#include <QDateTime>

#include <algorithm>
#include <limits>

namespace auditlens {

namespace {

constexpr std::int64_t second = 1'000'000'000;
constexpr std::int64_t day = 86'400;
// 2037-01-01: behind this the lists of zones end and only their rules go on, which Qt must be asked for one by one.
constexpr Nanoseconds endOfLists = 2'114'380'800 * second;

std::int64_t floorDivided(std::int64_t a, std::int64_t b)
{
    return a / b - (a % b < 0 ? 1 : 0);
}

} // namespace

ZoneClock::ZoneClock(const QTimeZone& zone) : m_zone(zone)
{
    // What 64 bits of nanoseconds hold.
    const QDateTime first(QDate(1677, 9, 22), QTime(0, 0), Qt::UTC);
    const QDateTime last = QDateTime::fromMSecsSinceEpoch(endOfLists / 1'000'000, Qt::UTC);
    m_begins.push_back(std::numeric_limits<Nanoseconds>::min());
    m_offsets.push_back(zone.offsetFromUtc(first));
    for (const QTimeZone::OffsetData& change : zone.transitions(first, last)) {
        m_begins.push_back(change.atUtc.toMSecsSinceEpoch() * 1'000'000);
        m_offsets.push_back(change.offsetFromUtc);
    }
}

int ZoneClock::offset(Nanoseconds time, Hint& hint) const
{
    if (time >= endOfLists && m_zone.hasTransitions())
        return m_zone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(floorDivided(time, second / 1000), Qt::UTC));
    const std::size_t i = hint.interval;
    const bool near = m_begins[i] <= time && (i + 1 == m_begins.size() || time < m_begins[i + 1]);
    if (!near)
        hint.interval = std::size_t(std::ranges::upper_bound(m_begins, time) - m_begins.begin()) - 1;
    return m_offsets[hint.interval];
}

std::int64_t ZoneClock::localSecond(Nanoseconds time, Hint& hint) const
{
    return floorDivided(time, second) + offset(time, hint);
}

int ZoneClock::hour(Nanoseconds time, Hint& hint) const
{
    const std::int64_t local = localSecond(time, hint);
    return int((local - floorDivided(local, day) * day) / 3600);
}

int ZoneClock::weekday(Nanoseconds time, Hint& hint) const
{
    const std::int64_t days = floorDivided(localSecond(time, hint), day) + 3; // 1970-01-01 was a Thursday.
    return int(days - floorDivided(days, 7) * 7);
}

bool ClockTest::accepts(Nanoseconds time, ZoneClock::Hint& hint) const
{
    const int value = unit == Unit::Hour ? clock->hour(time, hint) : clock->weekday(time, hint);
    return (accepted >> value & 1) != 0;
}

} // namespace auditlens
