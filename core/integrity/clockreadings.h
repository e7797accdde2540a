// SPDX-License-Identifier: MIT
#pragma once

#include "event/event.h"
#include "json/document.h"

#include <string_view>
#include <vector>

namespace auditlens {

/// Every clock that an event carries beside its own time, by name: of several readings of one clock the one that is
/// farthest from the event's time. Keeps its memory; one thread.
class ClockReadings
{
public:
    /// `raw` is the record; empty when it is no JSON. Valid until the next call.
    const std::vector<OtherClock>& of(const AuditEvent& event, std::string_view raw);

private:
    void add(std::string_view clock, Nanoseconds time, Nanoseconds event);
    void addCiphertext(const Value& value, Nanoseconds event);
    void addDocumentId(const AuditEvent& event, std::string_view raw);

    std::vector<OtherClock> m_readings;
    json::Document m_document;
};

/// `a` minus `b`; the largest or the smallest number where that is none of 64 bits.
Nanoseconds difference(Nanoseconds a, Nanoseconds b);

} // namespace auditlens
