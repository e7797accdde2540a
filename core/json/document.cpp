// SPDX-License-Identifier: MIT
#include "json/document.h"

#include "base/slice.h"
#include "json/mend.h"
#include "json/strictparser.h"

#include <charconv>
#include <utility>

namespace auditlens::json {

Document::Document() : m_parser(std::make_unique<StrictParser>()) { }
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
    const std::size_t room = m_parser->capacity();
    if (room <= keptBytes || needed > room / farAbove)
        return;
    m_parser->releaseMemory();
    std::vector<Node>().swap(m_nodes);
    std::vector<char>().swap(m_copy);
}

bool Document::parseStrictly(std::string_view text)
{
    m_nodes.clear();
    return m_parser->parse(text, m_nodes) || fail(m_parser->problem(), m_parser->problemOffset());
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
    m_repeatedKeys = parsed && m_parser->hasRepeatedKeys();
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
