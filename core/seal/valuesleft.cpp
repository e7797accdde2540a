// SPDX-License-Identifier: MIT
#include "seal/valuesleft.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <set>

namespace auditlens {

namespace {

constexpr std::size_t shortestPart = 4; ///< Shorter values are looked for as whole values only.
constexpr std::size_t mostPairs = 100'000; ///< In one record: a hostile one must not take hours.

struct Content
{
    std::string_view text;
    bool isText = false;
};

// Without quotes; a cell of a table has none.
Content contentOf(std::string_view lexeme)
{
    const bool quoted = lexeme.size() > 1 && lexeme.front() == '"' && lexeme.back() == '"';
    return {quoted ? lexeme.substr(1, lexeme.size() - 2) : lexeme, quoted};
}

// What says nothing of its own stands everywhere.
bool saysSomething(std::string_view text)
{
    constexpr std::array<std::string_view, 5> common {"true", "false", "null", "[]", "{}"};
    return text.size() > 1 && std::ranges::find(common, text) == common.end();
}

bool holds(Content where, Content what)
{
    if (where.text == what.text)
        return true;
    return where.isText && what.text.size() >= shortestPart && where.text.find(what.text) != std::string_view::npos;
}

} // namespace

void ValuesLeft::look(std::string_view record, const std::vector<RecordLeaf>& leaves, const FieldPaths& paths,
    const std::function<bool(std::uint32_t path)>& isRedacted)
{
    std::vector<const RecordLeaf*> left;
    std::vector<const RecordLeaf*> gone;
    for (const RecordLeaf& leaf : leaves)
        (isRedacted(leaf.path) ? gone : left).push_back(&leaf);
    std::set<Places> found;
    std::size_t pairs = 0;
    for (const RecordLeaf* value : gone) {
        const Content what = contentOf(record.substr(value->offset, value->size));
        if (!saysSomething(what.text) || (pairs += left.size()) > mostPairs)
            continue;
        for (const RecordLeaf* other : left) {
            if (holds(contentOf(record.substr(other->offset, other->size)), what))
                found.emplace(paths.plain(value->path), paths.plain(other->path));
        }
    }
    for (const Places& places : found)
        ++m_records[places];
}

std::vector<ValueLeft> ValuesLeft::list() const
{
    std::vector<ValueLeft> all;
    for (const auto& [places, records] : m_records)
        all.push_back({toQString(places.first), toQString(places.second), records});
    std::ranges::stable_sort(all, std::ranges::greater(), &ValueLeft::records);
    return all;
}

} // namespace auditlens
