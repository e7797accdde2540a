// SPDX-License-Identifier: MIT
#include "json/strictparser.h"

#include "json/escapes.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <unordered_set>
#include <utility>

#include <simdjson.h>

namespace auditlens::json {

namespace {

constexpr const char* notJson = "not valid JSON";
constexpr const char* notClosed = "an object or array is not closed";

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

std::size_t digits(std::string_view s, std::size_t i)
{
    while (i < s.size() && isDigit(s[i]))
        ++i;
    return i;
}

// RFC 8259 section 6.
bool isJsonNumber(std::string_view s)
{
    std::size_t i = !s.empty() && s[0] == '-' ? 1 : 0;
    const std::size_t integer = i;
    i = digits(s, i);
    if (i == integer || (s[integer] == '0' && i > integer + 1))
        return false;
    if (i < s.size() && s[i] == '.') {
        const std::size_t fraction = ++i;
        i = digits(s, i);
        if (i == fraction)
            return false;
    }
    if (i < s.size() && (s[i] == 'e' || s[i] == 'E')) {
        ++i;
        if (i < s.size() && (s[i] == '+' || s[i] == '-'))
            ++i;
        const std::size_t exponent = i;
        i = digits(s, i);
        if (i == exponent)
            return false;
    }
    return i == s.size();
}

const char* describe(simdjson::error_code code)
{
    switch (code) {
    case simdjson::UTF8_ERROR:
        return "invalid UTF-8";
    case simdjson::UNCLOSED_STRING:
        return "a string is not closed";
    case simdjson::UNESCAPED_CHARS:
        return "a control character inside a string";
    case simdjson::EMPTY:
        return "no JSON value";
    case simdjson::CAPACITY:
    case simdjson::MEMALLOC:
        return "larger than can be parsed";
    default:
        return notJson;
    }
}

// One of 64 bits, spread well enough over the names that records have.
std::uint64_t markOf(std::string_view key)
{
    const auto at = [key](std::size_t i) { return unsigned(static_cast<unsigned char>(key[i])); };
    const unsigned hash = key.empty() ? 0 : at(0) + at(key.size() / 2) * 5 + at(key.size() - 1) * 11 + unsigned(key.size()) * 23;
    return std::uint64_t(1) << (hash & 63u);
}

} // namespace

/// Which names an object has had so far, roughly: a name whose mark nobody left is new.
class StrictParser::KeyMarks
{
public:
    bool maybeSeen(std::string_view key)
    {
        const std::uint64_t mark = markOf(key);
        ++m_count;
        return (std::exchange(m_bits, m_bits | mark) & mark) != 0;
    }
    unsigned count() const { return m_count; }

private:
    std::uint64_t m_bits = 0;
    unsigned m_count = 0;
};

StrictParser::StrictParser() = default;
StrictParser::~StrictParser() = default;

bool StrictParser::parse(std::string_view text, std::vector<Node>& nodes)
{
    m_text = text;
    m_nodes = &nodes;
    m_problem = nullptr;
    m_problemOffset = 0;
    m_mayBeMended = false;
    m_repeatedKeys = false;
    m_largeObjects.clear();
    m_next = m_end = nullptr;
    if (!findTokens(text))
        return false;
    m_unescaped.clear();
    m_hasEscapes = text.find('\\') != std::string_view::npos;
    if (m_hasEscapes)
        m_unescaped.reserve(text.size());
    return takeValue({}, 1) && (m_next == m_end || stop("text behind the end of the value", true));
}

bool StrictParser::findTokens(std::string_view text)
{
    constexpr std::size_t depth = 1; // Of simdjson's own walk, which is never taken.
    simdjson::error_code error = simdjson::SUCCESS;
    if (const std::size_t needed = std::max(std::bit_ceil(text.size()), std::size_t(4096)); !m_tokens)
        error = simdjson::get_active_implementation()->create_dom_parser_implementation(needed, depth, m_tokens);
    else if (m_tokens->capacity() < text.size())
        error = m_tokens->allocate(needed, depth);
    if (!error)
        error = m_tokens->stage1(reinterpret_cast<const std::uint8_t*>(text.data()), text.size(), simdjson::stage1_mode::regular);
    if (error)
        return stop(describe(error));
    m_next = m_tokens->structural_indexes.get();
    m_end = m_next + m_tokens->n_structural_indexes;
    return true;
}

bool StrictParser::stop(const char* problem, bool mayBeMended)
{
    m_problem = problem;
    m_mayBeMended = mayBeMended;
    m_problemOffset = m_next < m_end ? *m_next : m_text.size();
    return false;
}

bool StrictParser::stopAtToken()
{
    return m_next < m_end ? stop(notJson, true) : stop(notClosed);
}

bool StrictParser::stopBefore(const char* problem)
{
    --m_next;
    return stop(problem, true);
}

std::size_t StrictParser::problemOffset() const
{
    return m_next ? m_problemOffset : 0;
}

inline bool StrictParser::take(char token)
{
    const bool found = peek() == token;
    m_next += found ? 1 : 0;
    return found;
}

// All up to the next token, without the white space in front of that.
inline std::string_view StrictParser::takeToken()
{
    const std::size_t begin = *m_next++;
    std::size_t end = m_next < m_end ? *m_next : m_text.size();
    while (isSpace(m_text[end - 1]))
        --end;
    return m_text.substr(begin, end - begin);
}

inline bool StrictParser::takeString(std::string_view& text)
{
    const std::string_view token = takeToken();
    if (token.size() < 2 || token.back() != '"')
        return stopBefore(notJson);
    text = token.substr(1, token.size() - 2);
    if (!m_hasEscapes || text.find('\\') == std::string_view::npos)
        return true;
    const std::size_t begin = m_unescaped.size();
    if (!appendUnescaped(m_unescaped, text))
        return stopBefore("a bad escape inside a string");
    text = std::string_view(m_unescaped).substr(begin);
    return true;
}

bool StrictParser::takeWord(Node& node, char first)
{
    node.text = takeToken();
    if (first == '-' || isDigit(first)) {
        node.kind = Kind::Number;
        return isJsonNumber(node.text) || stopBefore("a malformed number");
    }
    if (first != 't' && first != 'f' && first != 'n')
        return stopBefore(notJson);
    node.kind = first == 'n' ? Kind::Null : Kind::Bool;
    const bool isWord = node.text == "true" || node.text == "false" || node.text == "null";
    return isWord || stopBefore("a malformed word");
}

bool StrictParser::takeValue(std::string_view key, unsigned depth)
{
    if (depth > maxDepth)
        return stop("nested too deep");
    const std::size_t at = m_nodes->size();
    if (at >= maxNodes)
        return stop("more members than can be read", true);
    if (m_next >= m_end)
        return stop(notClosed);
    Node& node = m_nodes->emplace_back();
    node.next = std::uint32_t(at + 1);
    node.key = key;
    switch (const char first = m_text[*m_next]) {
    case '"':
        node.kind = Kind::String;
        return takeString(node.text);
    case '{':
    case '[':
        return takeContainer(at, first, depth);
    default:
        return takeWord(node, first);
    }
}

bool StrictParser::takeContainer(std::size_t at, char first, unsigned depth)
{
    const std::size_t begin = *m_next++;
    const bool taken = first == '{' ? takeMembers(std::uint32_t(at), depth) : takeElements(depth);
    if (!taken)
        return false;
    const std::size_t end = m_next[-1] + std::size_t(1);
    Node& node = (*m_nodes)[at];
    node.kind = first == '{' ? Kind::Object : Kind::Array;
    node.text = m_text.substr(begin, end - begin);
    node.next = std::uint32_t(m_nodes->size());
    return true;
}

bool StrictParser::takeMembers(std::uint32_t object, unsigned depth)
{
    if (take('}'))
        return true;
    KeyMarks marks;
    do {
        std::string_view key;
        if (peek() != '"')
            return stopAtToken();
        if (!takeString(key))
            return false;
        noteKey(key, object, marks);
        if (!take(':'))
            return stopAtToken();
        if (!takeValue(key, depth + 1))
            return false;
    } while (take(','));
    return take('}') || stopAtToken();
}

bool StrictParser::takeElements(unsigned depth)
{
    if (take(']'))
        return true;
    do {
        if (!takeValue({}, depth + 1))
            return false;
    } while (take(','));
    return take(']') || stopAtToken();
}

// The members in front of the one whose key it is are all nodes by now.
bool StrictParser::isKeyBefore(std::string_view key, std::uint32_t object) const
{
    for (std::uint32_t earlier = object + 1; earlier < m_nodes->size(); earlier = (*m_nodes)[earlier].next) {
        if ((*m_nodes)[earlier].key == key)
            return true;
    }
    return false;
}

inline void StrictParser::noteKey(std::string_view key, std::uint32_t object, KeyMarks& marks)
{
    constexpr unsigned pairwise = 64;
    if (!marks.maybeSeen(key) || m_repeatedKeys)
        return;
    if (marks.count() <= pairwise)
        m_repeatedKeys = isKeyBefore(key, object);
    else if (m_largeObjects.empty() || m_largeObjects.back() != object)
        m_largeObjects.push_back(object);
}

bool StrictParser::hasRepeatedKeys() const
{
    return m_repeatedKeys || std::ranges::any_of(m_largeObjects, [this](std::uint32_t object) { return hasRepeatedKey(object); });
}

bool StrictParser::hasRepeatedKey(std::uint32_t object) const
{
    std::unordered_set<std::string_view> seen;
    for (std::uint32_t child = object + 1; child < (*m_nodes)[object].next; child = (*m_nodes)[child].next) {
        if (!seen.insert((*m_nodes)[child].key).second)
            return true;
    }
    return false;
}

std::size_t StrictParser::capacity() const
{
    return m_tokens ? m_tokens->capacity() : 0;
}

void StrictParser::releaseMemory()
{
    m_tokens.reset();
    std::string().swap(m_unescaped);
}

} // namespace auditlens::json
