// SPDX-License-Identifier: MIT
#pragma once

#include "exporting/eventwriter.h"

namespace auditlens {

/// CSV as RFC 4180 has it: a header, commas, CRLF, quotes around what needs them; UTF-8 without a byte order mark.
/// Cells that a spreadsheet would run as a formula are made harmless (appendCsvCell). Masked values stay masked.
class CsvWriter final : public EventWriter
{
public:
    explicit CsvWriter(const QTimeZone& zone) : m_zone(zone) { }

    void begin(std::string& out) override;
    void add(std::string& out, const AuditEvent& event, std::string_view source) override;
    void end(std::string&) override { }

private:
    QTimeZone m_zone;
    std::string m_cell;
};

/// One cell. A text that begins with = + - @, their full-width forms, a tab, CR or LF (also behind spaces) gets a
/// "'" in front, as OWASP's page "CSV Injection" advises; a plain number such as -5 or +3.20 is left alone.
void appendCsvCell(std::string& out, std::string_view text);

} // namespace auditlens
