// SPDX-License-Identifier: MIT
#include "session/coveragereader.h"

#include "session/delivery.h"

namespace auditlens {

void CoverageReader::read(std::shared_ptr<const Archive> archive)
{
    const bool isSame = m_archive && archive && m_archive->info().path == archive->info().path;
    m_archive = std::move(archive);
    if (!isSame) {
        ++m_ticket;
        m_reading = false;
        m_known.reset();
        m_completeness = {};
        Q_EMIT changed();
    }
    if (m_reading)
        m_again = true;
    else if (m_archive)
        readNow();
}

/// A ledger that cannot be read says nothing: the archive's own trouble is told elsewhere.
void CoverageReader::readNow()
{
    m_reading = true;
    m_again = false;
    deliver(Cancellation(), [archive = m_archive](const Cancellation&) { return readCompleteness(*archive); })
        .then(this, [this, ticket = m_ticket, archive = m_archive](const Result<ArchiveCompleteness>& read) {
            if (ticket != m_ticket)
                return;
            m_reading = false;
            m_known = archive;
            m_completeness = read ? *read : ArchiveCompleteness();
            Q_EMIT changed();
            if (m_again)
                readNow();
        });
}

CoverageView CoverageReader::within(const TimeRange& range, Nanoseconds now) const
{
    return m_known ? coverageView(m_completeness, m_known->info().sources, range, now) : CoverageView();
}

} // namespace auditlens
