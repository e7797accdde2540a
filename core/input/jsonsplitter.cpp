// SPDX-License-Identifier: MIT
#include "input/splitter.h"

#include "input/jsonresync.h"
#include "input/jsonscan.h"

#include <algorithm>
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
        m_budget = resyncBudget;
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
            noteShape(state);
            state.addRecord(length);
            state.advance(extent.end, extent.newlines);
            return true;
        }
        if (extent.ending == Ending::Damaged && cutDespiteLineFeeds(state))
            return true;
        startResync(state, reasonOf(extent, state));
        return true;
    }

    static std::string reasonOf(const jsonscan::Extent& extent, const SplitState& state)
    {
        if (extent.ending == Ending::Damaged)
            return extent.reason;
        return state.last ? "the record is not closed" : "the record is longer than 64 MiB";
    }

    // What the records of this file begin with, once per chunk.
    void noteShape(const SplitState& state)
    {
        if (!m_shape.firstKey.empty() && !state.chunk->records.empty())
            return;
        m_shape.firstKey = jsonscan::firstKeyOf(state.text, state.at);
        m_shape.inArray = m_container != Container::JsonSequence;
        m_recordLevels = m_levels;
        m_recordsHere = m_here;
    }

    // Raw line feeds in strings may be all that is wrong: then the brackets tell where the record ends, what follows
    // confirms it, and the parser will reject this one record.
    bool cutDespiteLineFeeds(SplitState& state)
    {
        const std::size_t window = std::min(m_budget, state.text.size() - state.at);
        const auto extent = jsonscan::measureValue(state.text.substr(0, state.at + window), state.at, jsonscan::LineFeed::InString);
        m_budget -= std::min(m_budget, extent.end - state.at);
        if (extent.ending != Ending::Whole || extent.end - state.at > RecordReader::maxRecordBytes)
            return false;
        const std::size_t next = jsonscan::skipSpace(state.text, extent.end);
        const std::string_view mayFollow = m_container == Container::JsonSequence ? "{\x1e" : ",]";
        if (next < state.text.size() && mayFollow.find(state.text[next]) == std::string_view::npos)
            return false;
        state.addRecord(extent.end - state.at);
        state.advance(extent.end);
        return true;
    }

    void startResync(SplitState& state, std::string reason)
    {
        std::size_t lineStart = state.at;
        while (lineStart > 0 && state.text[lineStart - 1] != '\n')
            --lineStart;
        m_shape.column = state.at - lineStart;
        if (m_shape.firstKey.empty())
            noteShape(state);
        m_skipped = {state.place.line, state.place.byte, std::move(reason), {}};
        m_skippedBytes = 0;
        m_resyncing = true;
    }

    bool resync(SplitState& state)
    {
        const std::size_t from = std::min(state.at + (m_skippedBytes == 0 ? 1 : 0), state.text.size());
        const std::size_t next = jsonscan::nextRecord(state.text, from, m_shape, m_budget);
        state.tooLong = false;
        if (next == std::string_view::npos) {
            skip(state, state.last ? state.text.size() : beforeOpenEnd(state));
            if (state.last)
                tellSkipped(state);
            m_resyncing = !state.last;
            return false;
        }
        skip(state, next);
        tellSkipped(state);
        if (!m_recordLevels.empty()) {
            m_levels = m_recordLevels;
            m_here = m_recordsHere;
        }
        m_resyncing = false;
        return true;
    }

    // The start of a record may be cut in two by the end of the text.
    static std::size_t beforeOpenEnd(const SplitState& state)
    {
        constexpr std::size_t overlap = 4096;
        const std::size_t end = state.text.size() > overlap ? state.text.size() - overlap : 0;
        return std::max(state.at, end);
    }

    void skip(SplitState& state, std::size_t to)
    {
        constexpr std::size_t keptBytes = 64 << 10;
        const std::size_t kept = std::min(to - state.at, keptBytes - m_skipped.raw.size());
        m_skipped.raw += state.text.substr(state.at, kept);
        m_skippedBytes += to - state.at;
        state.advance(to);
    }

    void tellSkipped(SplitState& state)
    {
        m_skipped.reason += "; " + std::to_string(m_skippedBytes) + (m_skippedBytes == 1 ? " byte was" : " bytes were") + " skipped";
        state.chunk->problems.push_back(std::exchange(m_skipped, {}));
    }

    bool takeToken(SplitState& state, char c)
    {
        switch (c) {
        case '{':
        case '[':
            if (m_levels.size() >= maxLevels)
                return brokenWrapper(state, "nested too deep");
            if (m_key.empty() && !mayOpen(c))
                return brokenWrapper(state, "a bracket where none may stand");
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

    // A bracket without a key: an element of an array, or the next wrapper.
    bool mayOpen(char bracket) const
    {
        if (m_levels.empty())
            return m_recordLevels.empty() || m_recordLevels.front().bracket == bracket;
        return m_levels.back().bracket == '[';
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
    /// Bytes looked at behind damage per chunk: with hostile text every guess may be wrong and long.
    static constexpr std::size_t resyncBudget = 64u << 20;

    Container m_container;
    std::string m_path;
    std::string m_here; ///< Keys down to the innermost open bracket.
    std::string m_key; ///< The last string: a key when a bracket follows.
    std::vector<Level> m_levels;
    jsonscan::RecordShape m_shape;
    std::vector<Level> m_recordLevels; ///< As they are where records stand.
    std::string m_recordsHere;
    RecordProblem m_skipped; ///< What is being skipped, told when its end is known.
    std::uint64_t m_skippedBytes = 0;
    std::size_t m_budget = 0;
    bool m_resyncing = false;
};

} // namespace

std::unique_ptr<Splitter> makeJsonSplitter(const Layout& layout)
{
    return std::make_unique<JsonSplitter>(layout);
}

} // namespace auditlens
