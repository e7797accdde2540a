// SPDX-License-Identifier: MIT
#pragma once

#include "event/event.h"

#include <string>
#include <string_view>

namespace auditlens {

struct EventJsonOptions
{
    std::string_view source; ///< Name of the event's source; the event itself does not know it.
};

/// Appends one event as one line of JSON, without a line feed, with the names of docs/event.md in a fixed order.
/// What is unknown is null; what a change does not have is left out, because absent and null are different there.
/// A masked value shows its mask and whether a ciphertext is kept, never the ciphertext.
void appendEventJson(std::string& out, const AuditEvent& event, const EventJsonOptions& options = {});

/// One change, one value: the same shapes as inside of an event.
void appendChangeJson(std::string& out, const Change& change);
void appendValueJson(std::string& out, const Value& value);

/// A JSON string with its quotes. Escapes what JSON demands and nothing else.
void appendJsonString(std::string& out, std::string_view utf8);
/// Valid JSON without the white space between its tokens, so that it fits on one line. Numbers stay as written.
void appendCompactJson(std::string& out, std::string_view json);

} // namespace auditlens
