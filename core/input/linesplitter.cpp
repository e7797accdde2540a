// SPDX-License-Identifier: MIT
#include "input/splitter.h"

#include "input/jsonscan.h"

#include <cstring>

namespace auditlens {

namespace {

/// One record per line. The next line feed is all it looks for, at the speed of memchr.
class LineSplitter : public Splitter
{
public:
    void split(SplitState& state) override
    {
        while (state.at < state.text.size()) {
            const char* start = state.text.data() + state.at;
            const void* found = std::memchr(start, '\n', state.text.size() - state.at);
            if (!found && !state.last)
                return takeUnfinished(state);
            const std::size_t end = found ? std::size_t(static_cast<const char*>(found) - state.text.data()) : state.text.size();
            takeLine(state, end);
            state.advance(found ? end + 1 : end, found ? 1 : 0);
        }
    }

private:
    void takeUnfinished(SplitState& state)
    {
        if (m_skipping) {
            state.advance(state.text.size(), 0);
        } else if (state.tooLong) {
            state.addProblem(state.text.size() - state.at, "the line is longer than 64 MiB");
            m_skipping = true;
            state.advance(state.text.size(), 0);
        }
    }

    void takeLine(SplitState& state, std::size_t end)
    {
        if (m_skipping) {
            m_skipping = false;
            return;
        }
        std::size_t from = state.at;
        while (from < end && jsonscan::isSpace(state.text[from]))
            ++from;
        while (end > from && jsonscan::isSpace(state.text[end - 1]))
            --end;
        if (from == end)
            return;
        if (end - from > RecordReader::maxRecordBytes)
            return state.addProblem(end - state.at, "the line is longer than 64 MiB");
        state.advance(from, 0);
        state.addRecord(end - from);
    }

    bool m_skipping = false;
};

} // namespace

std::unique_ptr<Splitter> makeLineSplitter()
{
    return std::make_unique<LineSplitter>();
}

} // namespace auditlens
