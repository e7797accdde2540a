// SPDX-License-Identifier: MIT
#pragma once

#include "event/event.h"

#include <QTimeZone>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace auditlens {

enum class ExportFormat : std::uint8_t { Csv, Json, JsonLines };

/// Turns events into the text of a file, piece by piece: begin(), add() for every event, end(). Text is appended,
/// so that the caller decides when it is written. One thread.
class EventWriter
{
public:
    virtual ~EventWriter() = default;
    virtual void begin(std::string& out) = 0;
    virtual void add(std::string& out, const AuditEvent& event, std::string_view source) = 0;
    virtual void end(std::string& out) = 0;
};

/// JSON: one array, an event per line. JSON Lines: an event per line. Both use the names of docs/event.md, always
/// have a summary, and their times are UTC. CSV is csvwriter.h; its times are in `zone`.
std::unique_ptr<EventWriter> makeEventWriter(ExportFormat format, const QTimeZone& zone);

/// The event as one line of JSON whose summary is its own, or the sentence made for it.
void appendEventLine(std::string& out, const AuditEvent& event, std::string_view source);

} // namespace auditlens
