// SPDX-License-Identifier: MIT
#include "exporting/eventwriter.h"

#include "base/text.h"
#include "event/eventjson.h"
#include "exporting/csvwriter.h"
#include "summary/summary.h"

namespace auditlens {

namespace {

class JsonLinesWriter final : public EventWriter
{
public:
    void begin(std::string&) override { }
    void add(std::string& out, const AuditEvent& event, std::string_view source) override
    {
        appendEventLine(out, event, source);
        out += '\n';
    }
    void end(std::string&) override { }
};

class JsonWriter final : public EventWriter
{
public:
    void begin(std::string& out) override { out += '['; }
    void add(std::string& out, const AuditEvent& event, std::string_view source) override
    {
        out += m_first ? "\n" : ",\n";
        m_first = false;
        appendEventLine(out, event, source);
    }
    void end(std::string& out) override { out += "\n]\n"; }

private:
    bool m_first = true;
};

} // namespace

std::unique_ptr<EventWriter> makeEventWriter(ExportFormat format, const QTimeZone& zone)
{
    switch (format) {
    case ExportFormat::Csv:
        return std::make_unique<CsvWriter>(zone);
    case ExportFormat::Json:
        return std::make_unique<JsonWriter>();
    case ExportFormat::JsonLines:
        break;
    }
    return std::make_unique<JsonLinesWriter>();
}

void appendEventLine(std::string& out, const AuditEvent& event, std::string_view source)
{
    if (!event.summary.empty()) {
        appendEventJson(out, event, {source});
        return;
    }
    AuditEvent told = event;
    told.summary = toUtf8(summarySentence(event));
    appendEventJson(out, told, {source});
}

} // namespace auditlens
