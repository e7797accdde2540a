// SPDX-License-Identifier: MIT
#include "session/percentnews.h"

namespace auditlens {

namespace {

constexpr int newsMs = 100;

} // namespace

PercentNews::PercentNews(QObject* parent)
    : QObject(parent)
    , m_percent(std::make_shared<std::atomic<int>>(0))
{
    m_timer.setInterval(newsMs);
    connect(&m_timer, &QTimer::timeout, this, &PercentNews::progressed);
}

std::function<void(std::uint64_t, std::uint64_t)> PercentNews::start()
{
    m_percent = std::make_shared<std::atomic<int>>(0);
    m_timer.start();
    return [percent = m_percent](std::uint64_t done, std::uint64_t total) { *percent = total == 0 ? 100 : int(100 * done / total); };
}

} // namespace auditlens
