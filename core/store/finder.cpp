// SPDX-License-Identifier: MIT
#include "store/finder.h"

#include "store/searchpool.h"
#include "store/segmentfinder.h"

#include <QThread>
#include <QtConcurrent>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <mutex>

namespace auditlens {

QueryResult Finder::run()
{
    const auto start = std::chrono::steady_clock::now();
    QueryResult result;
    result.rows = m_archive.rowsAt(slots());
    result.complete = !m_problem && !m_cancellation.requested();
    result.problem = m_problem;
    const auto took = std::chrono::steady_clock::now() - start;
    result.microseconds = std::chrono::duration_cast<std::chrono::microseconds>(took).count();
    return result;
}

std::vector<std::size_t> Finder::segmentsInTime() const
{
    std::vector<std::size_t> numbers;
    for (std::size_t s = 0; s < m_archive.segments().size(); ++s) {
        const auto& time = m_archive.segments()[s]->time;
        if (time.back() >= m_query.begin && time.front() < m_query.end)
            numbers.push_back(s);
    }
    return numbers;
}

// Each thread takes the next segment that nobody has: their cost differs too much for fixed shares.
RowBits Finder::slots()
{
    const PreparedNode prepared = prepareQuery(m_archive, m_query.root);
    const std::vector<std::size_t> segments = segmentsInTime();
    RowBits slots(m_archive.size());
    std::mutex mutex;
    std::atomic<std::size_t> next = 0;
    const auto search = [&](int) {
        SegmentFinder finder(m_archive, m_query, prepared, m_cancellation);
        for (std::size_t i = next++; i < segments.size() && !finder.problem() && !m_cancellation.requested(); i = next++) {
            const RowBits found = finder.find(segments[i]);
            const std::lock_guard guard(mutex);
            slots.addAt(m_archive.base(segments[i]), found);
        }
        const std::lock_guard guard(mutex);
        if (finder.problem() && !m_problem)
            m_problem = finder.problem();
    };
    std::vector<int> threads(std::clamp<std::size_t>(segments.size(), 1, std::size_t(std::max(1, QThread::idealThreadCount()))));
    QtConcurrent::blockingMap(&searchPool(), threads, search);
    return slots;
}

} // namespace auditlens
