// SPDX-License-Identifier: MIT
#pragma once

#include "backends/descriptor.h"
#include "backends/probereport.h"
#include "backends/pushdown.h"
#include "net/httpclient.h"
#include "query/timerange.h"

#include <QCoroAsyncGenerator>

#include <cstddef>
#include <string>

namespace auditlens {

/// Some records of a source, as it sent them.
struct Page
{
    std::string bytes; ///< JSON Lines: one record a line, which the descriptor's format reads.
    std::size_t records = 0; ///< Lines in `bytes`; none is possible.
    TimeRange covered; ///< All that the source has of this time was handed out, with the pages before.
    QByteArray next; ///< Where to go on, also in another run of the program; empty when the window is at its end.
    bool capped = false; ///< The service has more of `covered` than it hands out: something is missing.
    bool cappedForGood = false; ///< Also when a shorter time is asked for.
    QString asked; ///< The question in the service's own language.
    QDateTime received; ///< UTC
};

using PageResult = Result<Page, HttpProblem>;
using Pages = QCoro::AsyncGenerator<PageResult>;

using ProbeResult = Result<ProbeReport, HttpProblem>;

/// One service that is asked where it is. It knows bytes and cursors, no audit schema, and only reads.
///
/// One thread, with an event loop. A generator that was begun is read until it ends: cancel, and its last answer is a
/// problem of Kind::Cancelled. It may be destroyed between two pages, never while one is awaited. The backend outlives it.
class Backend
{
public:
    virtual ~Backend() = default;
    virtual const BackendDescriptor& descriptor() const = 0;

    /// What of a query the service can answer.
    virtual PushedQuery compile(const BoundQuery& query) const = 0;
    /// Asks for next to nothing, once: is it the service, may we read, does it speak as expected?
    virtual QCoro::Task<ProbeResult> probe(Cancellation cancellation) = 0;
    /// What the service has of that window and query, oldest first. A problem is the last answer; the cursor of the page
    /// before it goes on from there. The window of a cursor is the one it was made with.
    virtual Pages fetch(BoundQuery query, TimeRange window, QByteArray cursor, Cancellation cancellation) = 0;
    /// What comes in from that moment on. A problem that may pass is handed out and does not end it; the gap is filled
    /// when the service answers again.
    virtual Pages follow(BoundQuery query, Nanoseconds from, Cancellation cancellation) = 0;
    /// What was sent.
    virtual const HttpTrace& trace() const = 0;
};

} // namespace auditlens
