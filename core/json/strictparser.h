// SPDX-License-Identifier: MIT
#pragma once

#include "json/document.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace simdjson::internal {
class dom_parser_implementation;
}

namespace auditlens::json {

/// JSON as RFC 8259 has it, into a flat list of nodes. simdjson finds where the tokens begin and checks the UTF-8, which
/// is the work that its vector instructions do; the walk over the tokens is here, because what is kept of a token is
/// its slice and simdjson would convert or copy it. A text without a backslash is never copied.
///
/// Keep it for the next text, it keeps its memory. Not thread-safe.
class StrictParser
{
public:
    StrictParser();
    ~StrictParser();
    StrictParser(const StrictParser&) = delete;
    StrictParser& operator=(const StrictParser&) = delete;

    /// The nodes point into `text`, and into this parser where a string has escapes; until the next text. `text` has
    /// `padding` readable bytes behind it. False on damage, with some nodes.
    bool parse(std::string_view text, std::vector<Node>& nodes);

    /// English, short, without the data itself; null after a good parse.
    const char* problem() const { return m_problem; }
    std::size_t problemOffset() const;
    /// Whether the text is damaged in a way that mended() may know.
    bool mayBeMended() const { return m_mayBeMended; }
    bool hasRepeatedKeys() const;

    /// Bytes of the longest text that there is memory for.
    std::size_t capacity() const;
    void releaseMemory();

private:
    class KeyMarks;

    bool findTokens(std::string_view text);
    bool stop(const char* problem, bool mayBeMended = false);
    char peek() const { return m_next < m_end ? m_text[*m_next] : '\0'; }
    bool take(char token);
    bool stopAtToken(); ///< The next one is not what has to stand there.
    bool stopBefore(const char* problem); ///< The token taken last has it.
    std::string_view takeToken();
    bool takeString(std::string_view& text);
    bool takeWord(Node& node, char first);
    bool takeValue(std::string_view key, unsigned depth);
    bool takeContainer(std::size_t at, char first, unsigned depth);
    bool takeMembers(std::uint32_t object, unsigned depth);
    bool takeElements(unsigned depth);
    void noteKey(std::string_view key, std::uint32_t object, KeyMarks& marks);
    bool isKeyBefore(std::string_view key, std::uint32_t object) const;
    bool hasRepeatedKey(std::uint32_t object) const;

    std::unique_ptr<simdjson::internal::dom_parser_implementation> m_tokens;
    std::string m_unescaped; ///< Has room for all of a text before its first string goes in, so that it never moves.
    std::string_view m_text;
    const std::uint32_t* m_next = nullptr; ///< The offset of the next token,
    const std::uint32_t* m_end = nullptr; ///< and behind that of the last one.
    std::vector<Node>* m_nodes = nullptr;
    std::vector<std::uint32_t> m_largeObjects; ///< Too many members to compare each with those before it.
    const char* m_problem = nullptr;
    std::size_t m_problemOffset = 0;
    bool m_mayBeMended = false;
    bool m_hasEscapes = false;
    bool m_repeatedKeys = false;
};

} // namespace auditlens::json
