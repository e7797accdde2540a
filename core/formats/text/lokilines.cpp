// SPDX-License-Identifier: MIT
#include "formats/text/lokilines.h"

#include "formats/text/timetext.h"

#include <algorithm>
#include <initializer_list>
#include <vector>

namespace auditlens {

namespace {

json::Value child(json::Value array, std::size_t position)
{
    for (const json::Value value : array) {
        if (position-- == 0)
            return value;
    }
    return {};
}

/// The third element: categorised as {structuredMetadata, parsed}, or the metadata itself in a push request.
bool readMetadata(json::Value more, LokiLine& line)
{
    if (!more.isObject())
        return !more.exists();
    const json::Value metadata = more["structuredMetadata"];
    const json::Value parsed = more["parsed"];
    if (!metadata.exists() && !parsed.exists()) {
        line.metadata = more;
        return true;
    }
    line.metadata = metadata;
    line.parsed = parsed;
    return (metadata.isObject() || !metadata.exists()) && (parsed.isObject() || !parsed.exists())
        && more.size() == std::size_t(metadata.exists()) + parsed.exists();
}

LokiLine lineOf(json::Value stream, json::Value element)
{
    LokiLine line;
    line.raw = element.text();
    line.labels = stream;
    const json::Value time = child(element, 0);
    const json::Value text = child(element, 1);
    line.time = parseTime(time, {.zone = "UTC", .pattern = {}, .epoch = EpochUnit::Nanoseconds});
    if (text.isString())
        line.line = text;
    const bool metadataFits = readMetadata(child(element, 2), line);
    if (line.time.origin == TimeOrigin::Missing || !text.isString() || !metadataFits || element.size() > 3)
        line.odd = element;
    return line;
}

LokiLine logcliLine(json::Value record)
{
    LokiLine line;
    line.raw = record.text();
    line.labels = record["labels"];
    line.line = record["line"];
    line.time = parseTime(record["timestamp"], TimeRules());
    if (line.time.origin == TimeOrigin::Missing)
        line.odd = record["timestamp"];
    return line;
}

std::vector<json::Value> otherMembers(json::Value record, std::initializer_list<std::string_view> known)
{
    std::vector<json::Value> others;
    for (const json::Value member : record) {
        if (std::find(known.begin(), known.end(), member.key()) == known.end())
            others.push_back(member);
    }
    return others;
}

} // namespace

bool isLokiRecord(json::Value record)
{
    if (record["stream"].isObject() && record["values"].isArray())
        return true;
    return record["labels"].isObject() && record["line"].isString() && record["timestamp"].exists();
}

bool anyLokiMetadata(json::Value record, const std::function<bool(json::Value metadata)>& says)
{
    for (const json::Value element : record["values"]) {
        LokiLine line;
        if (readMetadata(child(element, 2), line) && says(line.metadata))
            return true;
    }
    return false;
}

DecodeProblem forEachLokiLine(
    json::Value record, const std::function<bool()>& skip, const std::function<void(const LokiLine&)>& each)
{
    if (!record.isObject())
        return "The record is not an object.";
    if (!isLokiRecord(record))
        return "The record has neither \"stream\" and \"values\" nor \"labels\", \"line\" and \"timestamp\".";
    const json::Value values = record["values"];
    if (!record["stream"].isObject()) {
        if (skip())
            return {};
        const std::vector<json::Value> others = otherMembers(record, {"labels", "line", "timestamp"});
        LokiLine line = logcliLine(record);
        line.others = others;
        each(line);
        return {};
    }
    const std::size_t count = values.size();
    if (count == 0)
        return "The stream has no lines in \"values\".";
    const std::vector<json::Value> others = otherMembers(record, {"stream", "values"});
    for (const json::Value element : values) {
        if (skip())
            continue;
        LokiLine line = lineOf(record["stream"], element);
        line.others = others;
        if (count == 1)
            line.raw = record.text();
        each(line);
    }
    return {};
}

std::optional<std::string> jsonUnescaped(std::string_view text)
{
    json::Document document;
    if (text.find('\\') == std::string_view::npos || !document.parseCopy('"' + std::string(text) + '"')
        || !document.root().isString())
        return {};
    return std::string(document.root().text());
}

} // namespace auditlens
