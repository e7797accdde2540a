// SPDX-License-Identifier: MIT
#pragma once

#include "base/cancellation.h"
#include "integrity/integrityreport.h"
#include "store/rowfacts.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <vector>

namespace auditlens {

/// Checks the archive that is open on the pool and keeps what the last check of it found. Lives on the GUI thread;
/// never waits.
class IntegrityChecker : public QObject
{
    Q_OBJECT

public:
    explicit IntegrityChecker(QObject* parent = nullptr);
    ~IntegrityChecker() override { m_cancel.request(); }

    /// Another archive, or more of the same, or none: what is known of the one before is forgotten.
    void setArchive(std::shared_ptr<const Archive> archive);
    const std::shared_ptr<const Archive>& archive() const { return m_archive; }
    /// Of the last check of archive(), also of a cancelled one; null while none has ended. Its rows are archive()'s.
    const std::shared_ptr<const IntegrityReport>& report() const { return m_found.report; }
    /// The same for queries that ask for it; null while no check has ended that was not cancelled.
    const std::shared_ptr<const RowFacts>& facts() const { return m_found.facts; }

    /// finished() or failed() follows. A newer check ends the one that is running.
    void check(std::vector<SchemeKeys> keys);
    /// finished() follows, with what was found until then.
    void cancel() { m_cancel.request(); }
    bool isRunning() const { return m_news.isActive(); }
    IntegrityStage stage() const;
    /// Of all stages.
    int percent() const;

Q_SIGNALS:
    void started();
    void progressed();
    void finished(); ///< report() and facts() are new.
    void failed(const auditlens::Error& error);
    void forgotten(); ///< There is no report any more, and no check.

private:
    struct Progress;
    struct Found
    {
        std::shared_ptr<const IntegrityReport> report;
        std::shared_ptr<const RowFacts> facts;
    };
    static Result<Found> work(const std::shared_ptr<const Archive>& archive, const std::vector<SchemeKeys>& keys, Progress& progress,
        const Cancellation& cancelled);
    void stop();
    void take(const Result<Found>& found);

    std::shared_ptr<const Archive> m_archive;
    Found m_found;
    Cancellation m_cancel;
    quint64 m_ticket = 0;
    std::shared_ptr<Progress> m_progress;
    QTimer m_news; ///< Runs as long as a check does.
};

} // namespace auditlens
