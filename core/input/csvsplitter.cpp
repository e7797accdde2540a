// SPDX-License-Identifier: MIT
#include "input/splitter.h"

#include "input/csv.h"

#include <utility>

namespace auditlens {

namespace {

/// Rows after RFC 4180. Of a row that cannot be read only the first line is given up, so that one lost quote does not
/// swallow the rows behind it.
class CsvSplitter : public Splitter
{
public:
    explicit CsvSplitter(const Layout& layout) : m_layout(layout), m_headerComes(layout.hasHeader) { }

    void split(SplitState& state) override
    {
        while (state.at < state.text.size()) {
            const auto row = csv::measureRow(state.text.substr(state.at), m_layout.delimiter);
            const bool unfinished = row.end == csv::RowEnd::OpenQuote || row.end == csv::RowEnd::NoNewline;
            if (unfinished && !state.last && !state.tooLong)
                return;
            if (!takeRow(state, row))
                return;
        }
    }

private:
    bool takeRow(SplitState& state, const csv::Row& row)
    {
        if (row.end == csv::RowEnd::AfterQuote)
            return giveUpLine(state, "a quote inside a quoted cell is not doubled");
        if (row.end == csv::RowEnd::OpenQuote)
            return giveUpLine(state, "a quoted cell is not closed");
        if (m_skipping || row.length > RecordReader::maxRecordBytes || (state.tooLong && row.end == csv::RowEnd::NoNewline))
            return giveUpLine(state, "the row is longer than 64 MiB");
        takeWholeRow(state, row);
        state.advance(state.at + row.next, row.newlines);
        return true;
    }

    void takeWholeRow(SplitState& state, const csv::Row& row)
    {
        const std::string_view text = state.text.substr(state.at, row.length);
        if (text.find_first_not_of(" \t\r") == std::string_view::npos)
            return;
        if (std::exchange(m_headerComes, false))
            return;
        const std::size_t columns = m_layout.columns.size();
        if (row.cells > columns)
            return state.addProblem(row.length, counted(row.cells, columns) + ": more cells than columns");
        if (row.cells == 1 && columns > 2)
            return state.addProblem(row.length, counted(row.cells, columns) + ": not a row of this table");
        if (row.cells < columns)
            state.chunk->notes.push_back({state.place.line, counted(row.cells, columns) + "; the missing ones were taken as absent"});
        state.addRecord(row.length);
    }

    // False when the line goes on behind the text.
    bool giveUpLine(SplitState& state, const char* reason)
    {
        const std::size_t lineEnd = state.text.find('\n', state.at);
        const bool whole = lineEnd != std::string_view::npos;
        const std::size_t next = whole ? lineEnd + 1 : state.text.size();
        if (!whole && !state.last && !state.tooLong)
            return false;
        if (!m_skipping)
            state.addProblem((whole ? lineEnd : next) - state.at, reason);
        m_skipping = !whole && !state.last;
        state.tooLong = false;
        state.advance(next, whole ? 1 : 0);
        return true;
    }

    static std::string counted(std::size_t cells, std::size_t columns)
    {
        return std::to_string(cells) + (cells == 1 ? " cell" : " cells") + " in a table of " + std::to_string(columns);
    }

    Layout m_layout;
    bool m_headerComes;
    bool m_skipping = false;
};

} // namespace

std::unique_ptr<Splitter> makeCsvSplitter(const Layout& layout)
{
    return std::make_unique<CsvSplitter>(layout);
}

} // namespace auditlens
