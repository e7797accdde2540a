// SPDX-License-Identifier: MIT
#include "session/eventdetail.h"

#include "base/text.h"
#include "session/prettyjson.h"

namespace auditlens {

namespace {

    constexpr qsizetype longestReference = 200;
    constexpr std::size_t maxMemberBytes = 20'000;

    std::string clipped(std::string_view text, std::size_t most)
    {
        if (text.size() <= most)
            return std::string(text);
        std::size_t end = most;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80)
            --end;
        return std::string(text.substr(0, end)) + "…";
    }

    std::string documentText(const Value& value)
    {
        switch (value.kind) {
        case Value::Kind::Document:
        case Value::Kind::Number:
        case Value::Kind::Bool:
            return value.text;
        case Value::Kind::Null:
            return "null";
        default:
            return {};
        }
    }

    std::string sideText(const DocumentRow& row, const DocumentRow::Side& side)
    {
        std::string value = clipped(side.text, maxMemberBytes);
        if (side.kind == json::Kind::String)
            value = '"' + value + '"';
        else if (side.kind == json::Kind::Null)
            value = "null";
        return row.key.empty() ? value : row.key + ": " + value;
    }

    WordDiff rowWords(const DocumentRow& row)
    {
        if (row.kind == DocumentRow::Kind::Inside)
            return {};
        const std::string before = sideText(row, row.before);
        const std::string after = sideText(row, row.after);
        if (row.kind == DocumentRow::Kind::Changed)
            return diffWords(before, after);
        return {{{before, false}}, {{after, false}}};
    }

    void compareDocuments(ChangeDetail& detail)
    {
        detail.document = diffDocuments(documentText(detail.change.before), documentText(detail.change.after));
        if (!detail.document.readable)
            detail.document.rows.clear();
        for (const DocumentRow& row : detail.document.rows)
            detail.documentWords.push_back(rowWords(row));
    }

} // namespace

bool hasText(const Value& value)
{
    return value.exists() && value.kind != Value::Kind::Null && !(value.kind == Value::Kind::Text && value.text.empty());
}

std::string shownText(const Value& value)
{
    if (value.kind == Value::Kind::Reference)
        return toUtf8(valueText(value, longestReference));
    return clipped(value.text, maxShownValueBytes);
}

ChangeDetail changeDetail(const Change& change)
{
    ChangeDetail detail;
    detail.change = change;
    if (change.isMasked() || change.kind == Change::Kind::Members || change.kind == Change::Kind::Reference)
        return detail;
    if (change.kind == Change::Kind::Document)
        compareDocuments(detail);
    if (detail.document.rows.empty() && hasText(change.before) && hasText(change.after))
        detail.words = diffWords(shownText(change.before), shownText(change.after));
    return detail;
}

EventDetail eventDetail(StoredEvent stored)
{
    EventDetail detail;
    detail.summary = summarize(stored.event);
    for (const Change& change : stored.event.changes)
        detail.changes.push_back(changeDetail(change));
    if (stored.raw.size() <= maxPrettyBytes)
        detail.prettyRaw = prettyJson(stored.raw);
    detail.stored = std::move(stored);
    return detail;
}

} // namespace auditlens
