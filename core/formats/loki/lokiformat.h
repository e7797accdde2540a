// SPDX-License-Identifier: MIT
#pragma once

#include "formats/format.h"

namespace auditlens {

/// Any other Loki stream: each line is an event with its time; a line that is a JSON object gives action and actor
/// under their usual names, and the labels are kept.
class LokiFormat : public Format
{
public:
    const FormatInfo& info() const override;
    int fit(std::span<const json::Value> records) const override;
    DecodeProblem decode(json::Value record, const DecodeOptions& options, EventSink& sink) const override;
    std::vector<std::string> recordPaths() const override;
};

} // namespace auditlens
