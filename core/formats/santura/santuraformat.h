// SPDX-License-Identifier: MIT
#pragma once

#include "formats/format.h"

namespace auditlens {

/// santura AuditTrail: items of the REST list (Extended JSON), of the export (naive times), of GraphQL (Id, userId)
/// and the documents of its collection.
class SanturaFormat : public Format
{
public:
    const FormatInfo& info() const override;
    int fit(std::span<const json::Value> records) const override;
    DecodeProblem decode(json::Value record, const DecodeOptions& options, EventSink& sink) const override;
    std::vector<std::string> recordPaths() const override;
};

} // namespace auditlens
