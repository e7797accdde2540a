// SPDX-License-Identifier: MIT
#include "net/ratebudget.h"

#include <algorithm>

namespace auditlens {

std::chrono::milliseconds RateBudget::waitAt(const QDateTime& now) const
{
    qint64 wait = m_closedUntil.isValid() ? now.msecsTo(m_closedUntil) : 0;
    if (m_limit.requests > 0 && m_sent.size() >= std::size_t(m_limit.requests))
        wait = std::max(wait, now.msecsTo(m_sent.front().addSecs(m_limit.per.count())));
    return std::chrono::milliseconds(std::max<qint64>(wait, 0));
}

void RateBudget::sent(const QDateTime& now)
{
    if (m_limit.requests <= 0)
        return;
    m_sent.push_back(now);
    if (m_sent.size() > std::size_t(m_limit.requests))
        m_sent.pop_front();
}

void RateBudget::closeUntil(const QDateTime& time)
{
    if (!m_closedUntil.isValid() || time > m_closedUntil)
        m_closedUntil = time;
}

} // namespace auditlens
