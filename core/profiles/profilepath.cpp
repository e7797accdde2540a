// SPDX-License-Identifier: MIT
#include "profiles/profilepath.h"

#include <algorithm>
#include <charconv>

namespace auditlens {

namespace {

bool looksLikeContainer(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && (text[first] == '{' || text[first] == '[');
}

json::Value elementOf(json::Value array, std::string_view index)
{
    long number = 0;
    const auto [end, error] = std::from_chars(index.data(), index.data() + index.size(), number);
    if (error != std::errc() || end != index.data() + index.size())
        return {};
    if (number < 0)
        number += long(array.size());
    for (const json::Value element : array) {
        if (number-- == 0)
            return element;
    }
    return {};
}

json::Value filtered(json::Value array, std::string_view key, std::string_view text)
{
    for (const json::Value element : array) {
        if (element[key].scalar() == text)
            return element;
    }
    return {};
}

/// End of the step that starts at `from`: a dot outside of brackets, or the end.
std::size_t stepEnd(std::string_view text, std::size_t from)
{
    bool inBrackets = false;
    for (std::size_t i = from; i < text.size(); ++i) {
        inBrackets = text[i] == '[' || (inBrackets && text[i] != ']');
        if (text[i] == '.' && !inBrackets)
            return i;
    }
    return text.size();
}

} // namespace

json::Value ProfileRecord::opened(json::Value value)
{
    if (!value.isString() || !looksLikeContainer(value.text()))
        return value;
    for (const auto& known : m_opened) {
        if (known->text.text().data() == value.text().data())
            return known->document.root();
    }
    auto added = std::make_unique<Opened>();
    added->text = value;
    if (!added->document.parseCopy(value.text()))
        return value;
    m_opened.push_back(std::move(added));
    return m_opened.back()->document.root();
}

void ProfileRecord::use(json::Value value)
{
    if (value.exists() && value.sameDocument(m_root))
        m_used.push_back(value.index());
}

bool ProfileRecord::isUsed(json::Value value) const
{
    return std::find(m_used.begin(), m_used.end(), value.index()) != m_used.end();
}

bool ProfileRecord::holdsUsed(json::Value value) const
{
    return std::any_of(m_used.begin(), m_used.end(),
        [&](std::uint32_t used) { return used > value.index() && used < value.endIndex(); });
}

std::string ProfilePath::problem(std::string_view text)
{
    if (text.empty())
        return "a path is empty";
    if (text.starts_with('='))
        return {};
    if (std::count(text.begin(), text.end(), '{') != std::count(text.begin(), text.end(), '}'))
        return "a brace is not closed";
    if (std::count(text.begin(), text.end(), '[') != std::count(text.begin(), text.end(), ']'))
        return "a bracket is not closed";
    if (text != "." && text.find('{') == std::string_view::npos && (text.starts_with('.') || text.ends_with('.')))
        return "a path starts or ends with a dot";
    return {};
}

ProfilePath::ProfilePath(std::string_view text)
{
    if (text.starts_with('=')) {
        m_kind = Kind::Constant;
        m_constant = text.substr(1);
    } else if (text.find('{') != std::string_view::npos) {
        m_kind = Kind::Template;
        compileTemplate(text);
    } else {
        compilePath(text);
    }
}

void ProfilePath::compilePath(std::string_view text)
{
    if (text == ".")
        return;
    for (std::size_t from = 0; from <= text.size();) {
        const std::size_t end = stepEnd(text, from);
        std::string_view key = text.substr(from, end - from);
        Step step;
        if (end < text.size())
            step.rest = text.substr(from);
        const std::size_t bracket = key.find('[');
        if (const std::size_t equals = key.find('=', bracket + 1);
            bracket != std::string_view::npos && equals != std::string_view::npos && key.ends_with(']')) {
            step.filterKey = key.substr(bracket + 1, equals - bracket - 1);
            step.filterText = key.substr(equals + 1, key.size() - equals - 2);
            key = key.substr(0, bracket);
        }
        step.key = key;
        m_steps.push_back(std::move(step));
        from = end + 1;
    }
}

void ProfilePath::compileTemplate(std::string_view text)
{
    while (!text.empty()) {
        const std::size_t open = std::min(text.find('{'), text.size());
        if (open > 0)
            m_pieces.push_back({std::string(text.substr(0, open)), {}});
        const std::size_t close = text.find('}', open);
        if (close == std::string_view::npos)
            return;
        m_pieces.push_back({{}, {ProfilePath(text.substr(open + 1, close - open - 1))}});
        text.remove_prefix(close + 1);
    }
}

json::Value ProfilePath::step(ProfileRecord& record, json::Value value, const Step& step) const
{
    value = record.opened(value);
    const std::string_view key = step.key == "#" ? record.element() : std::string_view(step.key);
    value = value.isArray() ? elementOf(value, key) : value[key];
    return step.filterKey.empty() ? value : filtered(record.opened(value), step.filterKey, step.filterText);
}

json::Value ProfilePath::find(ProfileRecord& record, json::Value from) const
{
    if (m_kind != Kind::Path)
        return {};
    json::Value value = from;
    for (const Step& next : m_steps) {
        const json::Value inside = step(record, value, next);
        if (!inside.exists())
            return next.rest.empty() ? json::Value() : record.opened(value)[next.rest];
        value = inside;
    }
    return value;
}

bool ProfilePath::appendText(ProfileRecord& record, json::Value from, std::string& to) const
{
    if (m_kind == Kind::Constant) {
        to += m_constant;
        return true;
    }
    if (m_kind == Kind::Path) {
        const json::Value value = find(record, from);
        if (value.scalar().empty())
            return false;
        to += value.scalar();
        record.use(value);
        return true;
    }
    bool filled = false;
    for (const Piece& piece : m_pieces) {
        to += piece.text;
        for (const ProfilePath& path : piece.path)
            filled = path.appendText(record, from, to) || filled;
    }
    return filled;
}

ProfilePaths::ProfilePaths(const std::vector<std::string>& texts)
{
    for (const std::string& text : texts)
        m_paths.emplace_back(text);
}

json::Value ProfilePaths::find(ProfileRecord& record, json::Value from) const
{
    json::Value null;
    for (const ProfilePath& path : m_paths) {
        const json::Value value = path.find(record, from);
        if (value.exists() && !value.isNull())
            return value;
        if (value.isNull())
            null = value;
    }
    return null;
}

bool ProfilePaths::readText(ProfileRecord& record, json::Value from, std::string& to) const
{
    for (const ProfilePath& path : m_paths) {
        to.clear();
        if (path.appendText(record, from, to))
            return true;
    }
    to.clear();
    return false;
}

bool WordList::has(std::string_view text) const
{
    return std::any_of(m_words.begin(), m_words.end(), [&](std::string_view word) {
        return word.ends_with('*') ? text.starts_with(word.substr(0, word.size() - 1)) : text == word;
    });
}

} // namespace auditlens
