// SPDX-License-Identifier: MIT
#include "input/splitter.h"

#include "input/jsonscan.h"

#include <utility>

namespace auditlens {

namespace {

using jsonscan::Ending;

/// Walks the wrapper token by token and measures whole values where records stand. A sequence has no wrapper, an
/// array has one bracket, an object with records has the path of keys down to the array that holds them.
class JsonSplitter : public Splitter
{
public:
    explicit JsonSplitter(const Layout& layout) : m_container(layout.container), m_path(layout.recordPath) { }

    void split(SplitState& state) override
    {
        while (m_resyncing ? resync(state) : step(state)) { }
        if (state.last && !m_levels.empty()) {
            state.chunk->notes.push_back({state.place.line, "the file ends before its brackets are closed; it may have been cut"});
            m_levels.clear();
        }
    }

private:
    struct Level
    {
        char bracket;
        std::size_t pathLength; ///< Of m_here outside of the bracket.
    };

    bool atRecords() const
    {
        if (m_container == Container::JsonSequence)
            return true;
        if (m_levels.empty() || m_levels.back().bracket != '[')
            return false;
        return m_container == Container::JsonArray ? m_levels.size() == 1 : m_here == m_path;
    }

    bool step(SplitState& state)
    {
        state.advance(jsonscan::skipSpace(state.text, state.at));
        if (state.at >= state.text.size())
            return false;
        const char c = state.text[state.at];
        constexpr char recordSeparator = '\x1e'; // RFC 7464
        if (atRecords() && c != ']' && c != ',' && c != recordSeparator)
            return takeRecord(state);
        return takeToken(state, c);
    }

    bool takeRecord(SplitState& state)
    {
        const auto extent = jsonscan::measureValue(state.text, state.at);
        if (extent.ending == Ending::Whole && extent.end == state.text.size() && !state.last
            && state.text[state.at] != '{' && state.text[state.at] != '[' && state.text[state.at] != '"')
            return false; // a number may go on
        const std::size_t length = extent.end - state.at;
        if (extent.ending == Ending::Incomplete && !state.last && !state.tooLong)
            return false;
        if (extent.ending == Ending::Whole && length <= RecordReader::maxRecordBytes) {
            state.addRecord(length);
            state.advance(extent.end, extent.newlines);
            return true;
        }
        startResync(state, reasonOf(extent, state));
        return true;
    }

    static std::string reasonOf(const jsonscan::Extent& extent, const SplitState& state)
    {
        if (extent.ending == Ending::Damaged)
            return extent.reason;
        return state.last ? "the record is not closed" : "the record is longer than 64 MiB";
    }

    // A record begins at the start of a line that is not indented further than the damaged one.
    void startResync(SplitState& state, std::string reason)
    {
        std::size_t lineStart = state.at;
        while (lineStart > 0 && state.text[lineStart - 1] != '\n')
            --lineStart;
        m_column = state.at - lineStart;
        const std::size_t next = nextRecordLine(state);
        state.addProblem((next == std::string_view::npos ? state.text.size() : next) - state.at, std::move(reason));
        m_resyncing = true;
    }

    bool resync(SplitState& state)
    {
        const std::size_t next = nextRecordLine(state);
        m_resyncing = next == std::string_view::npos;
        const std::size_t lastLine = state.text.rfind('\n');
        if (!m_resyncing)
            state.advance(next);
        else if (state.last || lastLine == std::string_view::npos || lastLine < state.at)
            state.advance(state.text.size());
        else
            state.advance(lastLine);
        state.tooLong = false;
        return !m_resyncing;
    }

    std::size_t nextRecordLine(const SplitState& state) const
    {
        for (std::size_t i = state.text.find('\n', state.at); i != std::string_view::npos; i = state.text.find('\n', i + 1)) {
            std::size_t start = i + 1;
            while (start < state.text.size() && (state.text[start] == ' ' || state.text[start] == '\t'))
                ++start;
            if (start < state.text.size() && state.text[start] == '{' && start - (i + 1) <= m_column)
                return start;
        }
        return std::string_view::npos;
    }

    bool takeToken(SplitState& state, char c)
    {
        switch (c) {
        case '{':
        case '[':
            if (m_levels.size() >= maxLevels)
                return brokenWrapper(state, "nested too deep");
            m_levels.push_back({c, m_here.size()});
            if (!m_key.empty())
                m_here += (m_here.empty() ? "" : ".") + std::exchange(m_key, {});
            break;
        case '}':
        case ']':
            return close(state, c == '}' ? '{' : '[');
        case '"':
            return takeString(state);
        case ',':
            m_key.clear();
            break;
        default:
            if (m_levels.empty() && c != '\x1e')
                return brokenWrapper(state, "text outside of the brackets");
            break;
        }
        state.advance(state.at + 1, 0);
        return true;
    }

    bool close(SplitState& state, char bracket)
    {
        if (m_levels.empty() || m_levels.back().bracket != bracket)
            return brokenWrapper(state, "a closing bracket that does not fit");
        m_here.resize(m_levels.back().pathLength);
        m_levels.pop_back();
        m_key.clear();
        state.advance(state.at + 1, 0);
        return true;
    }

    bool takeString(SplitState& state)
    {
        const std::size_t behind = jsonscan::behindString(state.text, state.at);
        if (behind == std::string_view::npos) {
            if (!state.last && !state.tooLong)
                return false;
            return brokenWrapper(state, "a string is not closed");
        }
        if (state.text[behind - 1] != '"')
            return brokenWrapper(state, "a string is not closed on its line");
        m_key = state.text.substr(state.at + 1, behind - state.at - 2);
        state.advance(behind, 0);
        return true;
    }

    bool brokenWrapper(SplitState& state, const char* reason)
    {
        startResync(state, std::string("the text around the records is damaged: ") + reason);
        return true;
    }

    static constexpr std::size_t maxLevels = 1000;

    Container m_container;
    std::string m_path;
    std::string m_here; ///< Keys down to the innermost open bracket.
    std::string m_key; ///< The last string: a key when a bracket follows.
    std::vector<Level> m_levels;
    std::size_t m_column = 0;
    bool m_resyncing = false;
};

} // namespace

std::unique_ptr<Splitter> makeJsonSplitter(const Layout& layout)
{
    return std::make_unique<JsonSplitter>(layout);
}

} // namespace auditlens
