// SPDX-License-Identifier: MIT
#include "input/recordleaves.h"

#include "input/csv.h"
#include "input/jsonscan.h"

namespace auditlens {

namespace {

/// Cuts one JSON value; no deeper than json::maxDepth.
class JsonCutter
{
public:
    JsonCutter(std::string_view text, FieldPaths& paths, std::vector<RecordLeaf>& leaves)
        : m_text(text), m_paths(paths), m_leaves(leaves)
    {
    }

    bool run()
    {
        constexpr std::string_view byteOrderMark = "\xef\xbb\xbf"; // JSON parsers skip it.
        m_at = m_text.starts_with(byteOrderMark) ? byteOrderMark.size() : 0;
        if (!value(FieldPaths::root))
            return false;
        while (!m_open.empty()) {
            if (!behindValue())
                return false;
        }
        skipSpace();
        return m_at == m_text.size();
    }

private:
    struct Container
    {
        std::uint32_t path = 0;
        bool isObject = false;
    };

    char current() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }
    void skipSpace() { m_at = jsonscan::skipSpace(m_text, m_at); }

    bool leaf(std::uint32_t path, std::size_t end)
    {
        if (end > m_text.size() || end <= m_at || m_leaves.size() >= json::maxNodes)
            return false;
        m_leaves.push_back({path, std::uint32_t(m_leaves.size()), m_at, end - m_at});
        m_at = end;
        return true;
    }

    bool value(std::uint32_t path)
    {
        skipSpace();
        switch (current()) {
        case '"':
            return leaf(path, jsonscan::behindString(m_text, m_at, jsonscan::LineFeed::InString));
        case '{':
        case '[':
            return container(path);
        default:
            return leaf(path, std::min(m_text.find_first_of(",]} \t\r\n", m_at), m_text.size()));
        }
    }

    bool container(std::uint32_t path)
    {
        const bool isObject = current() == '{';
        const std::size_t inside = jsonscan::skipSpace(m_text, m_at + 1);
        if (inside < m_text.size() && m_text[inside] == (isObject ? '}' : ']'))
            return leaf(path, inside + 1);
        if (m_open.size() >= json::maxDepth)
            return false;
        m_at = inside;
        m_open.push_back({path, isObject});
        return child();
    }

    bool behindValue()
    {
        skipSpace();
        const char found = current();
        ++m_at;
        if (found == ',')
            return child();
        const bool closes = found == (m_open.back().isObject ? '}' : ']');
        m_open.pop_back();
        return closes;
    }

    bool child()
    {
        const Container& in = m_open.back();
        if (m_paths.size() >= FieldPaths::most)
            return false;
        if (!in.isObject)
            return value(m_paths.element(in.path));
        std::string_view key;
        if (!takeKey(key))
            return false;
        return value(m_paths.member(in.path, key));
    }

    bool takeKey(std::string_view& key)
    {
        skipSpace();
        const std::size_t end = current() == '"' ? jsonscan::behindString(m_text, m_at, jsonscan::LineFeed::InString) : std::string_view::npos;
        if (end > m_text.size())
            return false;
        const std::string_view written = m_text.substr(m_at, end - m_at);
        key = written.substr(1, written.size() - 2);
        if (key.find('\\') != std::string_view::npos) {
            if (!m_key.parseCopy(written)) // The same key may be written in many ways.
                return false;
            key = m_key.root().text();
        }
        m_at = jsonscan::skipSpace(m_text, end);
        const bool isMember = current() == ':';
        ++m_at;
        return isMember;
    }

    std::string_view m_text;
    FieldPaths& m_paths;
    std::vector<RecordLeaf>& m_leaves;
    std::vector<Container> m_open;
    json::Document m_key;
    std::size_t m_at = 0;
};

bool cutRow(const Layout& layout, std::string_view row, FieldPaths& paths, std::vector<RecordLeaf>& leaves)
{
    const auto cells = csv::splitRow(row, layout.delimiter, layout.columns.size() + 1);
    if (cells.size() > layout.columns.size() || paths.size() + cells.size() > FieldPaths::most)
        return false;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const auto offset = std::size_t(cells[i].data() - row.data());
        leaves.push_back({paths.member(FieldPaths::root, layout.columns[i]), std::uint32_t(i), offset, cells[i].size()});
    }
    return true;
}

} // namespace

FieldPaths::FieldPaths()
{
    m_paths.emplace_back();
}

std::uint32_t FieldPaths::add(std::string text, std::string plain)
{
    m_paths.push_back({std::move(text), std::move(plain)});
    return std::uint32_t(m_paths.size() - 1);
}

std::uint32_t FieldPaths::member(std::uint32_t of, std::string_view key)
{
    m_key = m_paths[of].text;
    m_key += '.';
    for (const char c : key) {
        if (c == '.' || c == '[' || c == '\\')
            m_key += '\\';
        m_key += c;
    }
    if (const auto found = m_members.find(m_key); found != m_members.end())
        return found->second;
    const std::string& before = m_paths[of].plain;
    const std::uint32_t made = add(m_key, of == root ? std::string(key) : before + '.' + std::string(key));
    m_members.emplace(m_key, made);
    return made;
}

std::uint32_t FieldPaths::element(std::uint32_t of)
{
    if (m_paths[of].element == 0) {
        const std::uint32_t made = add(m_paths[of].text + "[]", m_paths[of].plain);
        m_paths[of].element = made;
    }
    return m_paths[of].element;
}

bool cutRecord(const Layout& layout, std::string_view record, FieldPaths& paths, std::vector<RecordLeaf>& leaves)
{
    leaves.clear();
    if (layout.container == Container::Delimited)
        return cutRow(layout, record, paths, leaves);
    return JsonCutter(record, paths, leaves).run();
}

} // namespace auditlens
