// SPDX-License-Identifier: MIT
#include "session/integritychecker.h"

#include "integrity/askedfacts.h"
#include "session/coverageline.h"
#include "session/delivery.h"

#include <atomic>

namespace auditlens {

namespace {

constexpr int newsMs = 100;

} // namespace

/// Written by the pool, read by the window.
struct IntegrityChecker::Progress
{
    std::atomic<IntegrityStage> stage = IntegrityStage::Signatures;
    std::atomic<int> percent = 0;
};

IntegrityChecker::IntegrityChecker(QObject* parent)
    : QObject(parent)
    , m_progress(std::make_shared<Progress>())
{
    m_news.setInterval(newsMs);
    connect(&m_news, &QTimer::timeout, this, &IntegrityChecker::progressed);
}

IntegrityStage IntegrityChecker::stage() const
{
    return m_progress->stage;
}

int IntegrityChecker::percent() const
{
    return m_progress->percent;
}

void IntegrityChecker::stop()
{
    m_cancel.request();
    ++m_ticket;
    m_news.stop();
}

void IntegrityChecker::setArchive(std::shared_ptr<const Archive> archive)
{
    stop();
    m_archive = std::move(archive);
    m_found = {};
    Q_EMIT forgotten();
}

Result<IntegrityChecker::Found> IntegrityChecker::work(const std::shared_ptr<const Archive>& archive, const std::vector<SchemeKeys>& keys,
    Progress& progress, const Cancellation& cancelled)
{
    const auto tell = [&progress](IntegrityStage stage, std::uint64_t done, std::uint64_t total) {
        progress.stage = stage;
        progress.percent = total == 0 ? 100 : int(100 * done / total);
    };
    Result<IntegrityReport> report = checkIntegrity(*archive, keys, tell, cancelled);
    const auto known = readCompleteness(*archive);
    if (!report || !known)
        return report ? known.error() : report.error();
    if (const auto line = coverageLine(*known, archive->info().sources))
        report->further.push_back(*line);
    Found found;
    found.facts = rowFacts(*report, archive);
    found.report = std::make_shared<const IntegrityReport>(*std::move(report));
    return found;
}

void IntegrityChecker::check(std::vector<SchemeKeys> keys)
{
    if (!m_archive)
        return;
    stop();
    m_cancel = Cancellation();
    m_progress = std::make_shared<Progress>();
    m_news.start();
    const auto shared = std::make_shared<const std::vector<SchemeKeys>>(std::move(keys)); // a Delivery's work is copied
    deliver(m_cancel, [archive = m_archive, shared, progress = m_progress](const Cancellation& cancelled) {
        return work(archive, *shared, *progress, cancelled);
    }).then(this, [this, ticket = m_ticket](const Result<Found>& found) {
        if (ticket == m_ticket)
            take(found);
    });
    Q_EMIT started();
}

void IntegrityChecker::take(const Result<Found>& found)
{
    m_news.stop();
    if (!found) {
        Q_EMIT failed(found.error());
        return;
    }
    m_found = *found;
    Q_EMIT finished();
}

} // namespace auditlens
