// SPDX-License-Identifier: MIT
#pragma once

#include "backends/sourcerecord.h"
#include "net/httpproblem.h"

#include <string_view>
#include <vector>

namespace auditlens {

/// A page of FilterLogEvents or GetLogEvents. Every event is a record as it came, with the time of its being pushed and
/// of its ingestion beside its message; SourceRecord::time is the former.
struct CloudWatchEvents
{
    std::vector<SourceRecord> records;
    QByteArray nextToken; ///< "nextToken", or the "nextForwardToken" of GetLogEvents; empty where there is none.
};
Result<CloudWatchEvents> readCloudWatchEvents(std::string_view body);

/// What GetQueryResults says of a query of Logs Insights. Its rows are lists of fields; a record is made of each that
/// looks like that of the other operations, without "eventId", which Insights does not tell.
struct InsightsResult
{
    QByteArray status; ///< "Running", "Complete", …
    std::vector<SourceRecord> records; ///< In the order of the rows.
};
Result<InsightsResult> readInsightsResult(std::string_view body);
/// Of StartQuery.
Result<QByteArray> readInsightsId(std::string_view body);

/// Says by the name of the error in the body what the status (mostly 400) does not: throttled, not allowed, expired.
void readCloudWatchStatus(HttpProblem& problem);

} // namespace auditlens
