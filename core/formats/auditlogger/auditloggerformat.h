// SPDX-License-Identifier: MIT
#pragma once

#include "formats/format.h"

namespace auditlens {

/// Django Audit Logger: its JSON messages, bare or inside of CloudWatch Logs events (FilterLogEvents, GetLogEvents).
class AuditLoggerFormat : public Format
{
public:
    const FormatInfo& info() const override;
    int fit(std::span<const json::Value> records) const override;
    DecodeProblem decode(json::Value record, const DecodeOptions& options, EventSink& sink) const override;
};

} // namespace auditlens
