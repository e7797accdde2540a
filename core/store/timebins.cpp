// SPDX-License-Identifier: MIT
#include "store/timebins.h"

#include <QDateTime>

#include <array>

namespace auditlens {

namespace {

constexpr Nanoseconds perMillisecond = 1'000'000;
constexpr Nanoseconds second = 1000 * perMillisecond;
constexpr Nanoseconds minute = 60 * second;
constexpr Nanoseconds hour = 60 * minute;
constexpr Nanoseconds day = 24 * hour;

Nanoseconds floorTo(Nanoseconds time, Nanoseconds step)
{
    const Nanoseconds rest = time % step;
    return time - (rest < 0 ? rest + step : rest);
}

QDateTime timeIn(const QTimeZone& zone, Nanoseconds time)
{
    return QDateTime::fromMSecsSinceEpoch(floorTo(time, perMillisecond) / perMillisecond, zone);
}

Nanoseconds midnight(const QDate& date, const QTimeZone& zone)
{
    return date.startOfDay(zone).toMSecsSinceEpoch() * perMillisecond;
}

std::vector<Nanoseconds> dayEdges(Nanoseconds first, Nanoseconds last, qint64 days, const QTimeZone& zone)
{
    std::vector<Nanoseconds> edges;
    QDate date = timeIn(zone, first).date();
    for (edges.push_back(midnight(date, zone)); edges.back() <= last; edges.push_back(midnight(date, zone)))
        date = date.addDays(days);
    return edges;
}

std::vector<Nanoseconds> stepEdges(Nanoseconds first, Nanoseconds last, Nanoseconds step, const QTimeZone& zone)
{
    // Zones with an offset of half an hour have their full hours between those of UTC.
    const Nanoseconds offset = Nanoseconds(timeIn(zone, first).offsetFromUtc()) * second;
    std::vector<Nanoseconds> edges {floorTo(first + offset, step) - offset};
    while (edges.back() <= last)
        edges.push_back(edges.back() + step);
    return edges;
}

std::vector<Nanoseconds> edgesOf(Nanoseconds first, Nanoseconds last, Nanoseconds size, const QTimeZone& zone)
{
    return size < day ? stepEdges(first, last, size, zone) : dayEdges(first, last, size / day, zone);
}

} // namespace

std::vector<Nanoseconds> binEdges(Nanoseconds first, Nanoseconds last, BinSize size, const QTimeZone& zone, std::size_t mostBins)
{
    constexpr std::array sizes {minute, 5 * minute, 15 * minute, hour, 6 * hour, day, 7 * day, 30 * day};
    if (first == noTime || last < first || mostBins == 0)
        return {};
    const auto fits = [&](Nanoseconds bin) { return std::uint64_t(last / bin - first / bin) + 2 <= mostBins; };
    if (size != BinSize::Auto) {
        const Nanoseconds bin = size == BinSize::Hour ? hour : day;
        return fits(bin) ? edgesOf(first, last, bin, zone) : std::vector<Nanoseconds>();
    }
    for (const Nanoseconds bin : sizes) {
        if (fits(bin))
            return edgesOf(first, last, bin, zone);
    }
    const Nanoseconds years = 30 * day * ((last / day - first / day) / (30 * Nanoseconds(mostBins)) + 2);
    return edgesOf(first, last, years, zone);
}

} // namespace auditlens
