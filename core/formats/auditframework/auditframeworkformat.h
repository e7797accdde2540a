// SPDX-License-Identifier: MIT
#pragma once

#include "formats/format.h"

namespace auditlens {

/// Audit Log Framework: items of its REST list and of the older contract, rows of its tables, of BigQuery and of CSV
/// files with those columns, and its NATS messages, of which a batch is several events.
class AuditFrameworkFormat : public Format
{
public:
    const FormatInfo& info() const override;
    int fit(std::span<const json::Value> records) const override;
    DecodeProblem decode(json::Value record, const DecodeOptions& options, EventSink& sink) const override;
};

} // namespace auditlens
