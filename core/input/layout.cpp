// SPDX-License-Identifier: MIT
#include "input/layout.h"

#include "input/csv.h"

#include <nlohmann/json.hpp>
#include <simdjson.h>

#include <array>
#include <utility>

namespace auditlens {

namespace {

constexpr std::array<std::pair<Container, const char*>, 5> containerNames {{
    {Container::JsonLines, "json-lines"},
    {Container::JsonSequence, "json-sequence"},
    {Container::JsonArray, "json-array"},
    {Container::JsonObjectWithRecords, "json-object"},
    {Container::Delimited, "csv"},
}};

Container containerFromName(const std::string& name)
{
    for (const auto& [container, containerName] : containerNames) {
        if (name == containerName)
            return container;
    }
    return Container::JsonLines;
}

std::string_view columnName(const Layout& layout, std::size_t at)
{
    return at < layout.columns.size() ? std::string_view(layout.columns[at]) : std::string_view();
}

void addCell(std::string_view name, std::string_view cell, std::string& buffer, json::Document& into)
{
    thread_local json::Document nested;
    std::string_view text = csv::cellText(cell, buffer);
    const bool maybeJson = !text.empty() && (text.front() == '{' || text.front() == '[');
    if (maybeJson && nested.parseCopy(text)) {
        into.addTree(name, nested.root());
        return;
    }
    into.addScalar(name, json::Kind::String, text.data() == buffer.data() ? into.keep(text) : text);
}

bool parseRow(const Layout& layout, std::string_view row, json::Document& into)
{
    if (!simdjson::validate_utf8(row.data(), row.size()))
        return into.refuse("invalid UTF-8", 0);
    if (const std::size_t nul = row.find('\0'); nul != std::string_view::npos)
        return into.refuse("a NUL byte", nul);
    const auto cells = csv::splitRow(row, layout.delimiter, layout.columns.size() + 1);
    if (cells.size() > layout.columns.size())
        return into.refuse("more cells than columns", std::size_t(cells[layout.columns.size()].data() - row.data()));
    std::string buffer;
    into.clear();
    const auto object = into.openObject({});
    for (std::size_t i = 0; i < cells.size(); ++i)
        addCell(columnName(layout, i), cells[i], buffer, into);
    into.close(object, row);
    return true;
}

} // namespace

std::string toJson(const Layout& layout)
{
    nlohmann::ordered_json out;
    for (const auto& [container, name] : containerNames) {
        if (container == layout.container)
            out["container"] = name;
    }
    if (layout.container == Container::JsonObjectWithRecords)
        out["record_path"] = layout.recordPath;
    if (layout.container == Container::Delimited) {
        out["delimiter"] = std::string(1, layout.delimiter);
        out["header"] = layout.hasHeader;
        out["columns"] = layout.columns;
    }
    return out.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

Layout layoutFromJson(std::string_view text)
{
    Layout layout;
    const auto in = nlohmann::json::parse(text, nullptr, false);
    if (!in.is_object())
        return layout;
    const auto textOf = [&in](const char* key) {
        return in.contains(key) && in[key].is_string() ? in[key].get<std::string>() : std::string();
    };
    layout.container = containerFromName(textOf("container"));
    layout.recordPath = textOf("record_path");
    if (const std::string delimiter = textOf("delimiter"); delimiter.size() == 1)
        layout.delimiter = delimiter[0];
    if (in.contains("header") && in["header"].is_boolean())
        layout.hasHeader = in["header"].get<bool>();
    if (in.contains("columns") && in["columns"].is_array()) {
        for (const auto& column : in["columns"])
            layout.columns.push_back(column.is_string() ? column.get<std::string>() : std::string());
    }
    return layout;
}

bool parseRecord(const Layout& layout, std::string_view record, json::Document& into)
{
    return layout.container == Container::Delimited ? parseRow(layout, record, into) : into.parseCopy(record);
}

} // namespace auditlens
