// SPDX-License-Identifier: MIT
#include "formats/loki/lokiformat.h"

#include "formats/text/fields.h"
#include "formats/text/lokilines.h"

#include <QCoreApplication>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::LokiFormat)
};

/// A line of JSON is any program's: only names that mean the same everywhere are read, and all of it is kept.
void readJsonLine(json::Value line, AuditEvent& event)
{
    takeText(event.action, line.firstOf({"action", "event_type", "event", "activity", "operation"}));
    takeText(event.actor.name, line.firstOf({"username", "user", "actor"}));
    takeText(event.actor.id, line.firstOf({"user_id", "actor_id"}));
    takeText(event.ip, line.firstOf({"ip", "ip_address", "source_ip", "remote_addr"}));
    takeText(event.requestId, line.firstOf({"request_id", "requestId", "trace_id"}));
    takeText(event.summary, line.firstOf({"message", "msg"}));
    event.verb = verbFromAction(event.action);
    event.outcome = outcomeOfAction(event.action);
}

void readLine(const LokiLine& line, bool wantExtra, AuditEvent& event)
{
    thread_local json::Document document; // keeps its memory from line to line
    const std::string_view text = line.line.text();
    const bool isJson = text.starts_with('{') && document.parseCopy(text) && document.root().isObject();
    if (isJson)
        readJsonLine(document.root(), event);
    if (event.summary.empty())
        event.summary.assign(text);
    event.time = line.time;
    ExtraMembers extra(event.extra, wantExtra);
    extra.add("labels", line.labels);
    if (line.metadata.size() > 0)
        extra.add("structured_metadata", line.metadata);
    if (line.parsed.size() > 0)
        extra.add("parsed", line.parsed);
    if (isJson)
        extra.add("line", document.root());
    extra.add("unexpected", line.odd);
    for (const json::Value other : line.others)
        extra.add(other);
}

} // namespace

const FormatInfo& LokiFormat::info() const
{
    static const FormatInfo info {"loki", QStringLiteral("Grafana Loki"),
        Tr::tr("A stream of a query_range answer (\"stream\" and \"values\"), or a line of logcli's JSON output."), false};
    return info;
}

int LokiFormat::fit(std::span<const json::Value> records) const
{
    return meanFit(records, [](json::Value record) { return isLokiRecord(record) ? 60 : 0; });
}

std::vector<std::string> LokiFormat::recordPaths() const
{
    return {"data.result", "streams"};
}

DecodeProblem LokiFormat::decode(json::Value record, const DecodeOptions& options, EventSink& sink) const
{
    return forEachLokiLine(
        record, [&sink] { return sink.skip(); }, [&](const LokiLine& line) { readLine(line, options.extra, sink.next(line.raw)); });
}

} // namespace auditlens
