// SPDX-License-Identifier: MIT
#pragma once

#include "formats/format.h"

namespace auditlens {

/// tiger_audit_trail: the event envelope as its outbox, MongoDB, S3, Kafka and Kinesis carry it, the items of its
/// REST list (without an event type, the actor as Python repr), and rows of the outbox table. The reader's own
/// tolerant names (eventId, object_pk, changes …) are understood; `_id` is MongoDB's and is passed over.
class TigerFormat : public Format
{
public:
    const FormatInfo& info() const override;
    int fit(std::span<const json::Value> records) const override;
    DecodeProblem decode(json::Value record, const DecodeOptions& options, EventSink& sink) const override;
};

} // namespace auditlens
