// SPDX-License-Identifier: MIT
#pragma once

#include "session/coverageview.h"

#include <QObject>

#include <memory>

namespace auditlens {

/// Knows the ledger of completeness of the archive that is open. Read on the pool; lives on the GUI thread.
class CoverageReader : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// The archive, or null; changed() follows. Of the same archive it is read again: a ledger grows also without events.
    void read(std::shared_ptr<const Archive> archive);
    CoverageView within(const TimeRange& range, Nanoseconds now) const;

Q_SIGNALS:
    void changed();

private:
    void readNow();

    std::shared_ptr<const Archive> m_archive;
    std::shared_ptr<const Archive> m_known; ///< The one whose ledger this is.
    ArchiveCompleteness m_completeness;
    quint64 m_ticket = 0;
    bool m_reading = false;
    bool m_again = false; ///< It grew while it was read.
};

} // namespace auditlens
