// SPDX-License-Identifier: MIT
#pragma once

#include "exporting/eventwriter.h"

namespace auditlens {

/// Events as lines for a person at a terminal: time, actor, action, object, detail. Columns have a fixed width and
/// long texts end in "…".
class TableWriter final : public EventWriter
{
public:
    explicit TableWriter(const QTimeZone& zone) : m_zone(zone) { }

    void begin(std::string& out) override;
    void add(std::string& out, const AuditEvent& event, std::string_view source) override;
    void end(std::string&) override { }

private:
    QTimeZone m_zone;
};

} // namespace auditlens
