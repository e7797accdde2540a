// SPDX-License-Identifier: MIT
#include "formats/text/localzone.h"

#include <QDateTime>
#include <QTimeZone>

#include <limits>
#include <string>

namespace auditlens {

namespace {

constexpr std::int64_t day = 86'400;
constexpr std::int64_t farPast = std::numeric_limits<std::int64_t>::min() / 4;
constexpr std::int64_t farFuture = std::numeric_limits<std::int64_t>::max() / 4;

/// One zone and the stretch between two of its clock changes where the last time fell: asking Qt costs
/// microseconds, and the next time mostly falls into the same stretch.
class ZoneClock
{
public:
    void setZone(std::string_view name)
    {
        if (name == m_name)
            return;
        m_name = name;
        m_zone = QTimeZone(QByteArray(name.data(), qsizetype(name.size())));
        m_begin = m_end = 0;
    }

    std::int64_t utc(std::int64_t local)
    {
        if (!m_zone.isValid())
            return local;
        const std::int64_t guess = local - m_offset;
        if (m_begin <= guess && guess < m_end && local >= m_begin + day && local < m_end - day)
            return guess;
        const std::int64_t before = offsetAt(local - day);
        const std::int64_t after = offsetAt(local + day);
        const bool afterFits = offsetAt(local - after) == after;
        const bool beforeFits = offsetAt(local - before) == before;
        const std::int64_t found = local - (beforeFits || !afterFits ? before : after);
        rememberStretch(found);
        return found;
    }

private:
    std::int64_t offsetAt(std::int64_t utc) const
    {
        return m_zone.offsetFromUtc(QDateTime::fromSecsSinceEpoch(utc, Qt::UTC));
    }

    void rememberStretch(std::int64_t utc)
    {
        const QDateTime at = QDateTime::fromSecsSinceEpoch(utc, Qt::UTC);
        const QTimeZone::OffsetData previous = m_zone.previousTransition(at);
        const QTimeZone::OffsetData next = m_zone.nextTransition(at);
        m_offset = offsetAt(utc);
        m_begin = previous.atUtc.isValid() ? previous.atUtc.toSecsSinceEpoch() : farPast;
        m_end = next.atUtc.isValid() ? next.atUtc.toSecsSinceEpoch() : farFuture;
    }

    std::string m_name;
    QTimeZone m_zone;
    std::int64_t m_begin = 0;
    std::int64_t m_end = 0;
    std::int64_t m_offset = 0;
};

} // namespace

std::int64_t utcFromLocal(std::int64_t localSeconds, std::string_view zone)
{
    if (zone == "UTC" || zone.empty())
        return localSeconds;
    thread_local ZoneClock clock;
    clock.setZone(zone);
    return clock.utc(localSeconds);
}

bool isKnownZone(std::string_view zone)
{
    return !zone.empty() && QTimeZone(QByteArray(zone.data(), qsizetype(zone.size()))).isValid();
}

} // namespace auditlens
