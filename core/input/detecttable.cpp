// SPDX-License-Identifier: MIT
#include "input/csv.h"
#include "input/detect.h"

#include <algorithm>
#include <array>
#include <set>

namespace auditlens {

namespace {

constexpr unsigned sampleRows = 50;
constexpr unsigned mostColumns = 20'000; ///< More than any spreadsheet has; a line of delimiters is not a table.

struct Candidate
{
    char delimiter = ',';
    std::uint32_t columns = 0;
    unsigned agreeing = 0;
    unsigned rows = 0;
};

Candidate tryDelimiter(std::string_view head, bool whole, char delimiter)
{
    Candidate candidate;
    candidate.delimiter = delimiter;
    for (std::size_t at = 0; at < head.size() && candidate.rows < sampleRows;) {
        const auto row = csv::measureRow(head.substr(at), delimiter);
        const bool cut = row.end != csv::RowEnd::Whole && row.end != csv::RowEnd::AfterQuote && !whole;
        if (cut && candidate.rows > 0)
            break;
        if (row.end == csv::RowEnd::AfterQuote) {
            const std::size_t lineEnd = head.find('\n', at);
            at = lineEnd == std::string_view::npos ? head.size() : lineEnd + 1;
            ++candidate.rows;
            continue;
        }
        if (row.length > 0) {
            candidate.columns = candidate.columns == 0 ? row.cells : candidate.columns;
            ++candidate.rows;
            candidate.agreeing += row.cells == candidate.columns ? 1 : 0;
        }
        at += row.next;
    }
    return candidate;
}

bool better(const Candidate& a, const Candidate& b)
{
    const auto score = [](const Candidate& c) { return c.columns < 2 ? 0u : c.agreeing * 1000u / std::max(c.rows, 1u); };
    return score(a) != score(b) ? score(a) > score(b) : a.columns > b.columns;
}

// A header names; it does not count, date or nest.
bool looksLikeName(std::string_view cell)
{
    if (cell.empty() || cell.size() > 100 || cell.find('\n') != std::string_view::npos)
        return false;
    const char first = cell.front();
    const bool startsAsValue = (first >= '0' && first <= '9') || first == '{' || first == '[' || first == '-' || first == '+';
    return !startsAsValue && cell != "true" && cell != "false" && cell != "null" && cell.find('@', 1) == std::string_view::npos;
}

std::vector<std::string> cellsOf(std::string_view row, char delimiter)
{
    std::vector<std::string> cells;
    std::string buffer;
    for (const std::string_view cell : csv::splitRow(row, delimiter, mostColumns))
        cells.emplace_back(csv::cellText(cell, buffer));
    return cells;
}

bool isHeader(const std::vector<std::string>& cells)
{
    const std::set<std::string_view> distinct(cells.begin(), cells.end());
    return distinct.size() == cells.size() && std::all_of(cells.begin(), cells.end(), looksLikeName);
}

std::vector<std::string> columnNames(std::vector<std::string> cells, bool hasHeader)
{
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (!hasHeader || cells[i].empty())
            cells[i] = "column" + std::to_string(i + 1);
    }
    return cells;
}

bool isText(std::string_view head)
{
    const auto control = std::count_if(head.begin(), head.end(), [](char c) { return c >= 0 && c < ' ' && c != '\n' && c != '\r' && c != '\t'; });
    return std::size_t(control) * 20 <= head.size();
}

} // namespace

std::optional<Layout> detectTable(std::string_view head, bool whole)
{
    constexpr std::array delimiters {',', '\t', ';', '|'};
    while (!head.empty() && (head.front() == '\n' || head.front() == '\r'))
        head.remove_prefix(1);
    Candidate best;
    for (const char delimiter : delimiters) {
        if (const Candidate candidate = tryDelimiter(head, whole, delimiter); better(candidate, best))
            best = candidate;
    }
    if (best.columns < 2 || best.columns > mostColumns || best.agreeing * 2 < best.rows || !isText(head))
        return std::nullopt;
    const auto first = csv::measureRow(head, best.delimiter);
    const auto cells = cellsOf(head.substr(0, first.length), best.delimiter);
    Layout layout;
    layout.container = Container::Delimited;
    layout.delimiter = best.delimiter;
    layout.hasHeader = isHeader(cells);
    layout.columns = columnNames(cells, layout.hasHeader);
    return layout;
}

} // namespace auditlens
