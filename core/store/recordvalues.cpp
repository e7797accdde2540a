// SPDX-License-Identifier: MIT
#include "store/recordvalues.h"

#include <algorithm>

namespace auditlens {

namespace {

/// Copies of what stands around the parts of one record, in bytes.
constexpr std::size_t mostCopied = 16u << 20;

bool sameSlice(std::string_view a, std::string_view b)
{
    return a.data() == b.data() && a.size() == b.size();
}

void append(const std::vector<json::Node>& nodes, std::uint32_t first, std::uint32_t end, std::vector<std::string_view>& out)
{
    for (std::uint32_t i = first; i < end; ++i) {
        const json::Kind kind = nodes[i].kind;
        if (kind == json::Kind::String || kind == json::Kind::Number || kind == json::Kind::Bool)
            out.push_back(nodes[i].text);
    }
}

std::size_t elementCount(const std::vector<json::Node>& nodes, std::uint32_t parent)
{
    std::size_t count = 0;
    for (std::uint32_t i = parent + 1; i < nodes[parent].next; i = nodes[i].next)
        ++count;
    return count;
}

} // namespace

void RecordValues::start(const json::Document& record)
{
    m_nodes = &record.nodes();
    m_around.clear();
    m_cursor = 0;
    m_parent = 0;
    m_leftOut = false;
}

const std::vector<std::string_view>& RecordValues::of(std::string_view part)
{
    m_values.clear();
    if (m_nodes->empty())
        return m_values;
    const std::uint32_t first = find(part);
    append(*m_nodes, first, (*m_nodes)[first].next, m_values);
    if (first == 0)
        return m_values;
    m_cursor = (*m_nodes)[first].next;
    lookAround(first);
    m_values.insert(m_values.end(), m_around.begin(), m_around.end());
    return m_values;
}

bool RecordValues::isComplete(std::string_view part, bool fromProfile) const
{
    return !m_leftOut && (!fromProfile || m_nodes->empty() || part.size() >= m_nodes->front().text.size());
}

// The node whose source is this slice; the root when none is.
std::uint32_t RecordValues::find(std::string_view part)
{
    const Nodes& nodes = *m_nodes;
    if (sameSlice(nodes[0].text, part))
        return 0;
    const auto isPart = [&](const json::Node& node) { return sameSlice(node.text, part); };
    const auto cursor = nodes.begin() + std::min<std::ptrdiff_t>(m_cursor, std::ptrdiff_t(nodes.size()));
    if (const auto found = std::find_if(cursor, nodes.end(), isPart); found != nodes.end())
        return std::uint32_t(found - nodes.begin());
    const auto found = std::find_if(nodes.begin(), cursor, isPart);
    return found == cursor ? 0 : std::uint32_t(found - nodes.begin());
}

void RecordValues::lookAround(std::uint32_t part)
{
    const Nodes& nodes = *m_nodes;
    if (m_parent != 0 && part > m_parent && part < nodes[m_parent].next)
        return;
    m_parent = parentOf(part);
    m_around.clear();
    append(nodes, 0, m_parent, m_around);
    append(nodes, nodes[m_parent].next, std::uint32_t(nodes.size()), m_around);
    std::size_t bytes = 0;
    for (const std::string_view value : m_around)
        bytes += value.size() + 1;
    if (bytes != 0 && elementCount(nodes, m_parent) > mostCopied / bytes) {
        m_around.clear();
        m_leftOut = true;
    }
}

std::uint32_t RecordValues::parentOf(std::uint32_t node) const
{
    const Nodes& nodes = *m_nodes;
    std::uint32_t parent = 0;
    for (std::uint32_t child = 1; child < node;) {
        if (node < nodes[child].next) {
            parent = child;
            ++child;
        } else {
            child = nodes[child].next;
        }
    }
    return parent;
}

} // namespace auditlens
