// SPDX-License-Identifier: MIT
#include "exporting/csvwriter.h"

#include "base/text.h"
#include "exporting/zonedtime.h"
#include "summary/summary.h"

#include <array>

namespace auditlens {

namespace {

using namespace std::string_view_literals;

constexpr std::array columnsBehindTime = {"id"sv, "actor"sv, "actor_id"sv, "action"sv, "verb"sv, "outcome"sv,
    "entity_type"sv, "entity_id"sv, "entity_label"sv, "tenant"sv, "ip"sv, "request_id"sv, "changes"sv, "summary"sv,
    "source"sv};

std::size_t digits(std::string_view text, std::size_t at)
{
    while (at < text.size() && text[at] >= '0' && text[at] <= '9')
        ++at;
    return at;
}

/// -5, +3.20: digits, at most one point between them.
bool isPlainNumber(std::string_view text)
{
    const std::size_t first = text.starts_with('+') || text.starts_with('-') ? 1 : 0;
    std::size_t at = digits(text, first);
    if (at == first)
        return false;
    if (at < text.size() && text[at] == '.') {
        const std::size_t fraction = at + 1;
        at = digits(text, fraction);
        if (at == fraction)
            return false;
    }
    return at == text.size();
}

bool startsFormula(std::string_view text)
{
    for (const auto start : {"="sv, "+"sv, "-"sv, "@"sv, "\t"sv, "\r"sv, "\n"sv, "＝"sv, "＋"sv, "－"sv, "＠"sv}) {
        if (text.starts_with(start))
            return true;
    }
    return false;
}

bool isFormula(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(' ');
    return first != std::string_view::npos && startsFormula(text.substr(first)) && !isPlainNumber(text);
}

void appendSide(std::string& out, const Value& value)
{
    if (value.kind == Value::Kind::Document || value.kind == Value::Kind::Text)
        out += value.text.empty() ? "\"\""sv : std::string_view(value.text);
    else
        out += toUtf8(valueText(value, 1000));
}

void appendMembers(std::string& out, const std::vector<Value>& members, char mark)
{
    for (const Value& member : members) {
        out += ' ';
        out += mark;
        appendSide(out, member);
    }
}

void appendChange(std::string& out, const Change& change)
{
    out += change.field;
    // Some sources name the changed fields and keep the values to themselves.
    if (change.kind != Change::Kind::Members && !change.before.exists() && !change.after.exists())
        return;
    out += ':';
    if (change.kind == Change::Kind::Members) {
        appendMembers(out, change.added, '+');
        appendMembers(out, change.removed, '-');
        return;
    }
    out += ' ';
    appendSide(out, change.before);
    out += " -> ";
    appendSide(out, change.after);
}

} // namespace

void appendCsvCell(std::string& out, std::string_view text)
{
    const bool formula = isFormula(text);
    const bool quoted = formula || text.find_first_of(",;\"\r\n\t") != std::string_view::npos || text.starts_with(' ')
        || text.ends_with(' ');
    if (!quoted) {
        out += text;
        return;
    }
    out += '"';
    if (formula)
        out += '\'';
    for (const char c : text) {
        if (c == '"')
            out += '"';
        out += c;
    }
    out += '"';
}

void CsvWriter::begin(std::string& out)
{
    out += "time (" + zoneName(m_zone) + ")";
    for (const std::string_view column : columnsBehindTime)
        (out += ',') += column;
    out += "\r\n";
}

void CsvWriter::add(std::string& out, const AuditEvent& event, std::string_view source)
{
    const auto cell = [&](std::string_view text) {
        out += ',';
        appendCsvCell(out, text);
    };
    appendZonedTime(out, event.time, m_zone);
    for (const std::string_view text : {std::string_view(event.id), std::string_view(event.actor.display()),
             std::string_view(event.actor.id), std::string_view(event.action), verbName(event.verb),
             outcomeName(event.outcome), std::string_view(event.entity.type), std::string_view(event.entity.id),
             std::string_view(event.entity.label), std::string_view(event.tenant), std::string_view(event.ip),
             std::string_view(event.requestId)})
        cell(text);
    m_cell.clear();
    for (const Change& change : event.changes) {
        if (!m_cell.empty())
            m_cell += "; ";
        appendChange(m_cell, change);
    }
    cell(m_cell);
    cell(event.summary.empty() ? toUtf8(summarySentence(event)) : event.summary);
    cell(source);
    out += "\r\n";
}

} // namespace auditlens
