// SPDX-License-Identifier: MIT
#pragma once

#include "base/cancellation.h"
#include "base/result.h"
#include "exporting/eventwriter.h"
#include "store/archive.h"

#include <QString>
#include <QTimeZone>

#include <cstdint>
#include <functional>

namespace auditlens {

/// Changes an event before it is written; an error stops the work.
using EventChange = std::function<Result<void>(AuditEvent& event)>;

struct ExportRequest
{
    QString file; ///< Replaced only when everything was written.
    ExportFormat format = ExportFormat::Csv;
    QTimeZone zone = QTimeZone::utc(); ///< Of the times in a CSV file.
    EventChange change = {}; ///< May be empty. Summaries are those of the events as they were.
};

struct ExportOutcome
{
    std::uint64_t events = 0; ///< Written; equal to rows.size() unless cancelled.
    bool cancelled = false; ///< Then there is no new file.
};

using ExportProgress = std::function<void(std::uint64_t done, std::uint64_t total)>;
/// Takes a piece of the text; an error stops the work.
using ExportSink = std::function<Result<void>(std::string_view piece)>;

enum class RowOrder : std::uint8_t { OldestFirst, NewestFirst };

/// Streams rows to a file, oldest first. Blocks; call from a worker thread. `progress` is called on that thread
/// after every batch of some hundred events.
Result<ExportOutcome> exportToFile(const Archive& archive, const RowSet& rows, const ExportRequest& request,
    const Cancellation& cancellation, const ExportProgress& progress);

/// The same to any sink: standard output, a test. At most `limit` rows, counted in the order they are written.
Result<ExportOutcome> exportTo(const Archive& archive, const RowSet& rows, RowOrder order, std::uint64_t limit,
    EventWriter& writer, const Cancellation& cancellation, const ExportProgress& progress, const ExportSink& sink, const EventChange& change = {});

} // namespace auditlens
