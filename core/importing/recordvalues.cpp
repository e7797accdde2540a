// SPDX-License-Identifier: MIT
#include "importing/recordvalues.h"

namespace auditlens {

namespace {

bool sameSlice(std::string_view a, std::string_view b)
{
    return a.data() == b.data() && a.size() == b.size();
}

// The node whose source is this slice; the root when none is.
std::uint32_t nodeOf(const std::vector<json::Node>& nodes, std::string_view part)
{
    for (std::uint32_t i = 0; i < nodes.size(); ++i) {
        if (sameSlice(nodes[i].text, part))
            return i;
    }
    return 0;
}

} // namespace

void collectValues(const json::Document& record, std::string_view part, std::vector<std::string_view>& out)
{
    out.clear();
    const auto& nodes = record.nodes();
    if (nodes.empty())
        return;
    const std::uint32_t first = sameSlice(nodes[0].text, part) ? 0 : nodeOf(nodes, part);
    const std::uint32_t end = nodes[first].next;
    for (std::uint32_t i = first; i < end; ++i) {
        const json::Kind kind = nodes[i].kind;
        if (kind == json::Kind::String || kind == json::Kind::Number || kind == json::Kind::Bool)
            out.push_back(nodes[i].text);
    }
}

} // namespace auditlens
