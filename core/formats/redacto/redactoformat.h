// SPDX-License-Identifier: MIT
#pragma once

#include "formats/format.h"

namespace auditlens {

/// Redacto Audit Log Kit: streams of a Loki query_range answer and lines of logcli with the labels or structured
/// metadata that the kit writes.
class RedactoFormat : public Format
{
public:
    const FormatInfo& info() const override;
    int fit(std::span<const json::Value> records) const override;
    DecodeProblem decode(json::Value record, const DecodeOptions& options, EventSink& sink) const override;
    std::vector<std::string> recordPaths() const override;
};

} // namespace auditlens
