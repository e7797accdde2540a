// SPDX-License-Identifier: MIT
#pragma once

#include "backends/pushdown.h"
#include "connections/connection.h"
#include "query/timerange.h"

#include <chrono>
#include <optional>

namespace auditlens {

/// What a source would be asked for a query.
struct SourceQuestion
{
    PushedQuery pushed;
    int pageRecords = 0; ///< The most in one answer; 0 where that is not known.
    std::chrono::hours longestWindow {0}; ///< 0: any.
};

/// Nothing is sent, and no secret is needed for it.
Result<SourceQuestion> questionTo(const Connection& connection, const BoundQuery& query);

/// For people: how much of the query the service answers.
QString coverageText(Coverage coverage);
/// What is evaluated here, in lines.
QString evaluatedHere(const SourceQuestion& question);
/// What it costs to ask about that time: sentences. `records` is how many the source has of what it hands out for it,
/// as far as that is known.
QStringList costSentences(const SourceQuestion& question, const TimeRange& window, std::optional<quint64> records);
/// All of it, indented, for the command line.
QString questionText(const SourceQuestion& question, const TimeRange& window, std::optional<quint64> records);

} // namespace auditlens
