// SPDX-License-Identifier: MIT
#pragma once

#include "backends/sourcerecord.h"
#include "json/document.h"

#include <string>
#include <string_view>
#include <vector>

namespace auditlens {

/// Each line of a query_range answer is a record of its own: {"stream":{…},"values":[["ns","line",{…}]]}. Labels and
/// structured metadata stay as apart as they came, in the bytes as they came: a signature is about both.
struct LokiAnswer
{
    std::vector<SourceRecord> entries; ///< By time; at the same time as they came.
    bool categorised = false; ///< Loki 3 and later keep labels and structured metadata apart when asked to.
};

/// The Error says what is not as Loki writes it. The document is used for its memory.
Result<LokiAnswer> readLokiAnswer(std::string_view body, json::Document& document);

/// What Loki or a gateway before it says in an error, as text or as {"message": …}; one line.
std::string lokiMessage(std::string_view body);

} // namespace auditlens
