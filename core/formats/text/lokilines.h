// SPDX-License-Identifier: MIT
#pragma once

#include "event/event.h"
#include "formats/format.h"
#include "json/document.h"

#include <functional>
#include <span>
#include <string_view>

namespace auditlens {

/// One log line of Loki, from whichever answer it came.
struct LokiLine
{
    std::string_view raw; ///< The whole record when it has one line, else the element of `values`.
    EventTime time;
    json::Value line; ///< Missing when the element is not what Loki writes; see odd.
    json::Value labels; ///< Stream labels; without categorised labels the structured metadata is among them.
    json::Value metadata; ///< Structured metadata of a categorised answer.
    json::Value parsed; ///< Labels made by the query's parsers, of a categorised answer.
    json::Value odd; ///< What could not be understood and must be kept.
    std::span<const json::Value> others; ///< Members of the record that Loki does not write.
};

/// {"stream": {…}, "values": [["ns", "line", {…}?], …]} of query_range, tail and push, or
/// {"labels": {…}, "line": "…", "timestamp": "…"} of `logcli --output=jsonl`.
bool isLokiRecord(json::Value record);

/// Calls `each` for every line that the sink does not skip, in written order.
DecodeProblem forEachLokiLine(json::Value record, EventSink& sink, const std::function<void(const LokiLine&)>& each);
/// Whether the structured metadata of any line says so.
bool anyLokiMetadata(json::Value record, const std::function<bool(json::Value metadata)>& says);

} // namespace auditlens
