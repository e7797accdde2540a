// SPDX-License-Identifier: MIT
#pragma once

#include "event/event.h"
#include "formats/format.h"
#include "json/document.h"

#include <functional>
#include <optional>
#include <span>
#include <string>
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

/// Calls `skip` once for every line, in written order, and `each` where it says false.
DecodeProblem forEachLokiLine(
    json::Value record, const std::function<bool()>& skip, const std::function<void(const LokiLine&)>& each);
/// Whether the structured metadata of any line says so.
bool anyLokiMetadata(json::Value record, const std::function<bool(json::Value metadata)>& says);

/// The text that a JSON string with these characters between its quotes means. Loki before 3.5 kept structured metadata
/// as it was sent: "Zo\u00eb" as nine characters. Nothing when there is no backslash or it is no such text.
std::optional<std::string> jsonUnescaped(std::string_view text);

} // namespace auditlens
