// SPDX-License-Identifier: MIT
#include "json/document.h"

#include "json/mend.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <unordered_set>
#include <utility>

#include <simdjson.h>

namespace auditlens::json {

namespace od = simdjson::ondemand;

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

std::size_t digits(std::string_view s, std::size_t i)
{
    while (i < s.size() && isDigit(s[i]))
        ++i;
    return i;
}

// RFC 8259 section 6. simdjson would convert the number; its written form is all we want.
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

std::string_view trimmedRight(std::string_view s)
{
    while (!s.empty() && (s.back() == ' ' || s.back() == '\n' || s.back() == '\r' || s.back() == '\t'))
        s.remove_suffix(1);
    return s;
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
    case simdjson::STRING_ERROR:
        return "a bad escape inside a string";
    case simdjson::DEPTH_ERROR:
        return "nested too deep";
    case simdjson::EMPTY:
        return "no JSON value";
    case simdjson::CAPACITY:
    case simdjson::MEMALLOC:
        return "larger than can be parsed";
    case simdjson::INCOMPLETE_ARRAY_OR_OBJECT:
        return "an object or array is not closed";
    default:
        return "not valid JSON";
    }
}

// One of 64 bits, spread well enough over the names that records have.
std::uint64_t markOf(std::string_view key)
{
    const auto at = [key](std::size_t i) { return unsigned(static_cast<unsigned char>(key[i])); };
    const unsigned hash = key.empty() ? 0 : at(0) + at(key.size() / 2) * 5 + at(key.size() - 1) * 11 + unsigned(key.size()) * 23;
    return std::uint64_t(1) << (hash & 63u);
}

/// Which names an object has had so far, roughly: a name whose mark nobody left is new.
struct KeyMarks
{
    std::uint64_t bits = 0;
    unsigned count = 0;

    bool maybeSeen(std::string_view key)
    {
        const std::uint64_t mark = markOf(key);
        ++count;
        return (std::exchange(bits, bits | mark) & mark) != 0;
    }
};

} // namespace

struct Document::Parser
{
    od::parser parser;
    od::document document;
    std::string_view input;
    std::vector<Node>* nodes = nullptr;
    bool repeatedKeys = false;
    std::vector<std::uint32_t> largeObjects; ///< Too many members to compare each with those before it.
    simdjson::error_code code = simdjson::SUCCESS;
    const char* problem = nullptr;

    bool stop(simdjson::error_code error)
    {
        code = error;
        problem = describe(error);
        return false;
    }
    bool stop(const char* what)
    {
        problem = what;
        return false;
    }

    /// Whether the text is damaged in a way that mended() may know.
    bool mayBeMended() const
    {
        return problem && (code == simdjson::SUCCESS || code == simdjson::STRING_ERROR || code == simdjson::TAPE_ERROR);
    }
    bool walkRoot();
    bool walkRootScalar();
    bool walk(od::value value, std::string_view key, unsigned depth);
    bool walkObject(od::value value, unsigned depth);
    void noteKey(std::string_view key, std::uint32_t object, KeyMarks& marks);
    bool isKeyBefore(std::string_view key, std::uint32_t object) const;
    bool walkArray(od::value value, unsigned depth);
    bool setWord(od::json_type type, std::string_view token, Node& node);
    bool closeContainer(std::uint32_t at, Kind kind, const char* start);
    bool atEnd()
    {
        const char* here = nullptr;
        return document.current_location().get(here) == simdjson::OUT_OF_BOUNDS;
    }
    std::size_t offset();
};

// Numbers, booleans and null are checked here because simdjson checks them only when it converts them.
bool Document::Parser::setWord(od::json_type type, std::string_view token, Node& node)
{
    node.text = trimmedRight(token);
    switch (type) {
    case od::json_type::number:
        node.kind = Kind::Number;
        return isJsonNumber(node.text) || stop("a malformed number");
    case od::json_type::boolean:
        node.kind = Kind::Bool;
        return node.text == "true" || node.text == "false" || stop("a malformed word");
    default:
        node.kind = Kind::Null;
        return node.text == "null" || stop("a malformed word");
    }
}

// The cursor stands on the first token behind the container that was just walked.
bool Document::Parser::closeContainer(std::uint32_t at, Kind kind, const char* start)
{
    const char* end = nullptr;
    if (document.current_location().get(end) != simdjson::SUCCESS || end < start)
        end = input.data() + input.size();
    const std::string_view slice = trimmedRight({start, std::size_t(end - start)});
    Node& node = (*nodes)[at];
    node.kind = kind;
    node.text = slice;
    node.next = std::uint32_t(nodes->size());
    return true;
}

// The members in front of the one whose key it is are all nodes by now.
bool Document::Parser::isKeyBefore(std::string_view key, std::uint32_t object) const
{
    for (std::uint32_t earlier = object + 1; earlier < nodes->size(); earlier = (*nodes)[earlier].next) {
        if ((*nodes)[earlier].key == key)
            return true;
    }
    return false;
}

void Document::Parser::noteKey(std::string_view key, std::uint32_t object, KeyMarks& marks)
{
    constexpr unsigned pairwise = 64;
    if (!marks.maybeSeen(key) || repeatedKeys)
        return;
    if (marks.count <= pairwise)
        repeatedKeys = isKeyBefore(key, object);
    else if (largeObjects.empty() || largeObjects.back() != object)
        largeObjects.push_back(object);
}

bool Document::Parser::walkObject(od::value value, unsigned depth)
{
    od::object object;
    if (const auto error = value.get_object().get(object))
        return stop(error);
    const auto at = std::uint32_t(nodes->size() - 1);
    KeyMarks marks;
    for (auto entry : object) {
        od::field field;
        if (const auto error = std::move(entry).get(field))
            return stop(error);
        std::string_view key;
        if (const auto error = field.unescaped_key().get(key))
            return stop(error);
        noteKey(key, at, marks);
        if (!walk(field.value(), key, depth + 1))
            return false;
    }
    return true;
}

bool Document::Parser::walkArray(od::value value, unsigned depth)
{
    od::array array;
    if (const auto error = value.get_array().get(array))
        return stop(error);
    for (auto entry : array) {
        od::value element;
        if (const auto error = std::move(entry).get(element))
            return stop(error);
        if (!walk(element, {}, depth + 1))
            return false;
    }
    return true;
}

bool Document::Parser::walk(od::value value, std::string_view key, unsigned depth)
{
    if (depth > maxDepth)
        return stop(simdjson::DEPTH_ERROR);
    if (nodes->size() >= maxNodes)
        return stop("more members than can be read");
    od::json_type type;
    if (const auto error = value.type().get(type))
        return stop(error);
    const auto at = std::uint32_t(nodes->size());
    if (type == od::json_type::string) {
        std::string_view text;
        const auto error = value.get_string().get(text);
        nodes->push_back({Kind::String, at + 1, key, text});
        return !error || stop(error);
    }
    nodes->push_back({Kind::Missing, at + 1, key, {}});
    const std::string_view token = value.raw_json_token();
    switch (type) {
    case od::json_type::object:
        return walkObject(value, depth) && closeContainer(at, Kind::Object, token.data());
    case od::json_type::array:
        return walkArray(value, depth) && closeContainer(at, Kind::Array, token.data());
    default:
        return setWord(type, token, (*nodes)[at]);
    }
}

bool Document::Parser::walkRootScalar()
{
    od::json_type type;
    if (const auto error = document.type().get(type))
        return stop(error);
    nodes->push_back({Kind::Missing, 1, {}, {}});
    std::string_view token;
    if (const auto error = document.raw_json_token().get(token))
        return stop(error);
    if (type != od::json_type::string)
        return trimmedRight(token).size() == trimmedRight(input.substr(std::size_t(token.data() - input.data()))).size()
            ? setWord(type, token, nodes->front())
            : stop("text behind the end of the value");
    std::string_view text;
    if (const auto error = document.get_string().get(text))
        return stop(error);
    nodes->front().kind = Kind::String;
    nodes->front().text = text;
    return atEnd() || stop("text behind the end of the value");
}

bool Document::Parser::walkRoot()
{
    bool isScalar = false;
    if (const auto error = document.is_scalar().get(isScalar))
        return stop(error);
    if (isScalar)
        return walkRootScalar();
    od::value root;
    if (const auto error = document.get_value().get(root))
        return stop(error);
    return walk(root, {}, 1) && (atEnd() || stop("text behind the end of the value"));
}

std::size_t Document::Parser::offset()
{
    const char* here = nullptr;
    if (document.current_location().get(here) != simdjson::SUCCESS || here < input.data()
        || here > input.data() + input.size())
        return code == simdjson::SUCCESS ? 0 : input.size();
    return std::size_t(here - input.data());
}

Document::Document() : m_parser(std::make_unique<Parser>()) { }
Document::~Document() = default;
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;

bool Document::fail(std::string text, std::size_t offset)
{
    m_nodes.clear();
    m_errorText = std::move(text);
    m_errorOffset = offset;
    return false;
}

void Document::clear()
{
    m_nodes.clear();
    m_kept.clear();
    m_errorText.clear();
    m_errorOffset = 0;
    m_repeatedKeys = false;
}

// One huge record must not cost its memory for the rest of the import.
void Document::releaseMemory(std::size_t needed)
{
    constexpr std::size_t keptBytes = 256 << 10;
    constexpr std::size_t farAbove = 8;
    const std::size_t room = m_parser->parser.capacity();
    if (room <= keptBytes || needed > room / farAbove)
        return;
    m_parser->parser = od::parser();
    std::vector<Node>().swap(m_nodes);
    std::vector<char>().swap(m_copy);
}

bool Document::parseStrictly(std::string_view text)
{
    m_parser->input = text;
    m_parser->nodes = &m_nodes;
    m_parser->code = simdjson::SUCCESS;
    m_parser->problem = nullptr;
    m_parser->repeatedKeys = false;
    m_parser->largeObjects.clear();
    m_nodes.clear();
    const auto error = m_parser->parser.iterate(text.data(), text.size(), text.size() + padding).get(m_parser->document);
    if (error)
        return fail(describe(error), 0);
    if (!m_parser->walkRoot())
        return fail(m_parser->problem, m_parser->offset());
    return true;
}

// The error of the text as it was written is the one that is told.
bool Document::parseInstead(std::string text)
{
    std::string why = std::exchange(m_errorText, {});
    const std::size_t where = std::exchange(m_errorOffset, 0);
    return parseStrictly(keepPadded(std::move(text))) || fail(std::move(why), where);
}

bool Document::parseMended(std::string_view text)
{
    std::optional<std::string> copy = m_parser->mayBeMended() ? mended(text) : std::nullopt;
    return copy && parseInstead(std::move(*copy));
}

bool Document::parsePlaceHeld(std::string_view text)
{
    std::optional<PlaceHeld> held = m_parser->mayBeMended() ? placeHeld(text) : std::nullopt;
    if (!held || !parseInstead(std::move(held->text)))
        return false;
    putBack(std::move(held->meant));
    return true;
}

bool Document::finish(bool parsed)
{
    m_repeatedKeys = parsed && (m_parser->repeatedKeys || anyRepeatedKey(m_parser->largeObjects));
    return parsed;
}

bool Document::parse(std::string_view text)
{
    clear();
    releaseMemory(text.size());
    return finish(parseStrictly(text) || parseMended(text));
}

std::string_view Document::copied(std::string_view text)
{
    releaseMemory(text.size());
    m_copy.assign(text.begin(), text.end());
    m_copy.resize(text.size() + padding, ' ');
    return {m_copy.data(), text.size()};
}

bool Document::parseCopy(std::string_view text)
{
    clear();
    return parse(copied(text));
}

bool Document::parseExactCopy(std::string_view text)
{
    clear();
    const std::string_view copy = copied(text);
    return finish(parseStrictly(copy) || parsePlaceHeld(copy));
}

namespace {

/// Puts what was meant in place of the holders of one text.
class PutBack
{
public:
    explicit PutBack(std::vector<std::string> meant) : m_meant(std::move(meant)) { }

    static bool isNeededIn(std::string_view text) { return text.find(placeHolder) != std::string_view::npos; }

    std::string into(std::string_view text)
    {
        std::string out;
        for (std::size_t at = text.find(placeHolder); at != std::string_view::npos && m_next < m_meant.size();
             at = text.find(placeHolder)) {
            out.append(text.substr(0, at)).append(m_meant[m_next++]);
            text.remove_prefix(at + placeHolder.size());
        }
        return out.append(text);
    }

private:
    std::vector<std::string> m_meant;
    std::size_t m_next = 0;
};

} // namespace

// Nodes are in written order, and a key stands in front of its value.
void Document::putBack(std::vector<std::string> meant)
{
    PutBack putBack(std::move(meant));
    for (Node& node : m_nodes) {
        if (PutBack::isNeededIn(node.key))
            node.key = keep(putBack.into(node.key));
        if (node.kind != Kind::String || !PutBack::isNeededIn(node.text))
            continue;
        const bool whole = node.text == placeHolder;
        node.text = keep(putBack.into(node.text));
        if (whole && isBareWord(node.text))
            node.kind = Kind::Number;
    }
}

Value Document::root() const
{
    return m_nodes.empty() ? Value() : Value(this, 0);
}

bool Document::anyRepeatedKey(const std::vector<std::uint32_t>& objects) const
{
    return std::ranges::any_of(objects, [this](std::uint32_t object) { return hasRepeatedKey(object); });
}

bool Document::hasRepeatedKey(std::uint32_t object) const
{
    std::unordered_set<std::string_view> seen;
    for (std::uint32_t child = object + 1; child < m_nodes[object].next; child = m_nodes[child].next) {
        if (!seen.insert(m_nodes[child].key).second)
            return true;
    }
    return false;
}

std::uint32_t Document::openObject(std::string_view key)
{
    m_nodes.push_back({Kind::Object, 0, key, {}});
    return std::uint32_t(m_nodes.size() - 1);
}

std::uint32_t Document::openArray(std::string_view key)
{
    m_nodes.push_back({Kind::Array, 0, key, {}});
    return std::uint32_t(m_nodes.size() - 1);
}

void Document::addScalar(std::string_view key, Kind kind, std::string_view text)
{
    m_nodes.push_back({kind, std::uint32_t(m_nodes.size() + 1), key, text});
}

namespace {

bool liesInside(std::string_view text, std::string_view in)
{
    constexpr std::less_equal<const char*> notBehind;
    return notBehind(in.data(), text.data()) && notBehind(text.data() + text.size(), in.data() + in.size());
}

} // namespace

// Slices of containers lie inside that of the outermost one: it is copied once and they move with it.
void Document::addTree(std::string_view key, Value value)
{
    if (!value.exists())
        return;
    const auto& source = value.m_document->m_nodes;
    const std::uint32_t end = source[value.m_index].next;
    const std::string_view from = value.text();
    std::size_t size = from.size();
    for (std::uint32_t i = value.m_index; i < end; ++i)
        size += source[i].key.size() + (liesInside(source[i].text, from) ? 0 : source[i].text.size());
    std::string& block = *m_kept.emplace_back(std::make_unique<std::string>());
    block.reserve(size);
    const auto copied = [&block](std::string_view text) {
        block.append(text);
        return std::string_view(block).substr(block.size() - text.size());
    };
    const std::string_view to = copied(from);
    const auto shift = std::uint32_t(m_nodes.size()) - value.m_index;
    for (std::uint32_t i = value.m_index; i < end; ++i) {
        const Node& node = source[i];
        const std::string_view text = liesInside(node.text, from)
            ? to.substr(std::size_t(node.text.data() - from.data()), node.text.size())
            : copied(node.text);
        m_nodes.push_back({node.kind, node.next + shift, i == value.m_index ? key : copied(node.key), text});
    }
}

void Document::close(std::uint32_t container, std::string_view source)
{
    m_nodes[container].text = source;
    m_nodes[container].next = std::uint32_t(m_nodes.size());
}

std::string_view Document::keepPadded(std::string text)
{
    const std::size_t size = text.size();
    text.append(padding, ' ');
    m_kept.push_back(std::make_unique<std::string>(std::move(text)));
    return std::string_view(*m_kept.back()).substr(0, size);
}

std::string_view Document::keep(std::string_view text)
{
    if (text.empty())
        return {};
    m_kept.push_back(std::make_unique<std::string>(text));
    return *m_kept.back();
}

Value Value::firstOf(std::initializer_list<std::string_view> keys) const
{
    for (const std::string_view key : keys) {
        if (const Value value = (*this)[key]; value.exists())
            return value;
    }
    return {};
}

namespace {

Value element(Value array, std::string_view position)
{
    std::size_t wanted = 0;
    const auto [end, error] = std::from_chars(position.data(), position.data() + position.size(), wanted);
    if (error != std::errc() || end != position.data() + position.size())
        return {};
    for (const Value value : array) {
        if (wanted-- == 0)
            return value;
    }
    return {};
}

} // namespace

Value Value::at(std::string_view dottedPath) const
{
    if (const Value whole = (*this)[dottedPath]; whole.exists())
        return whole;
    const std::size_t dot = dottedPath.find('.');
    const std::string_view head = dottedPath.substr(0, dot);
    const Value step = isArray() ? element(*this, head) : (*this)[head];
    if (dot == std::string_view::npos || !step.exists())
        return dot == std::string_view::npos ? step : Value();
    return step.at(dottedPath.substr(dot + 1));
}

std::size_t Value::size() const
{
    std::size_t count = 0;
    for (auto it = begin(), last = end(); it != last; ++it)
        ++count;
    return count;
}

} // namespace auditlens::json
