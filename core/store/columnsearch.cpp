// SPDX-License-Identifier: MIT
#include "store/columnsearch.h"

#include "store/bytesearch.h"
#include "store/columnscan.h"

#include <array>

namespace auditlens {

namespace {

struct TextColumn
{
    DictionaryKind kind;
    IntColumn Segment::*column;
};

constexpr std::array<TextColumn, 5> textColumns {{
    {DictionaryKind::Action, &Segment::action},
    {DictionaryKind::Tenant, &Segment::tenant},
    {DictionaryKind::Ip, &Segment::ip},
    {DictionaryKind::Actor, &Segment::actor},
    {DictionaryKind::Entity, &Segment::entity},
}};

// The letters of a UUID and of "sha256:<digits>"; most words have another one and need no look at the ids.
bool mayBeOfAnId(std::string_view needle)
{
    return needle.find_first_not_of("0123456789abcdef-sh:") == std::string_view::npos;
}

} // namespace

Result<RowBits> ColumnSearch::find(std::string_view needle, const RowBits& candidates) const
{
    RowBits found(candidates.size());
    findTexts(needle, candidates, found);
    findTypes(needle, candidates, found);
    findChangedFields(needle, candidates, found);
    if (mayBeOfAnId(needle)) {
        if (const auto done = findIds(needle, candidates, found); !done)
            return done.error();
    }
    return found;
}

void ColumnSearch::findTexts(std::string_view needle, const RowBits& candidates, RowBits& found) const
{
    for (const auto& [kind, column] : textColumns) {
        const FoldedTable::Hits hits = m_archive.folded(kind).containing(needle);
        if (hits.any)
            found |= rowsWhere(m_archive, candidates, column, [&](std::uint64_t entry) { return hits.entries[entry] != 0; });
    }
}

void ColumnSearch::findTypes(std::string_view needle, const RowBits& candidates, RowBits& found) const
{
    const FoldedTable::Hits types = m_archive.folded(DictionaryKind::EntityType).containing(needle);
    if (!types.any)
        return;
    std::vector<std::uint8_t> accepted(m_archive.table(DictionaryKind::Entity).size());
    for (std::uint32_t i = 0; i < accepted.size(); ++i)
        accepted[i] = types.entries[m_archive.entity(i).type];
    found |= rowsWhere(m_archive, candidates, &Segment::entity, [&](std::uint64_t entry) { return accepted[entry] != 0; });
}

void ColumnSearch::findChangedFields(std::string_view needle, const RowBits& candidates, RowBits& found) const
{
    const FoldedTable::Hits fields = m_archive.folded(DictionaryKind::FieldName).containing(needle);
    if (!fields.any)
        return;
    std::vector<std::uint8_t> accepted(m_archive.table(DictionaryKind::ChangeSet).size());
    for (std::uint32_t i = 0; i < accepted.size(); ++i) {
        for (const std::uint32_t field : m_archive.changeSet(i))
            accepted[i] |= fields.entries[field];
    }
    found |= rowsWhere(m_archive, candidates, &Segment::changes, [&](std::uint64_t entry) { return accepted[entry] != 0; });
}

Result<void> ColumnSearch::findIds(std::string_view needle, const RowBits& candidates, RowBits& found) const
{
    StoredId::Text text {};
    for (const ColumnKind kind : {ColumnKind::EventId, ColumnKind::RequestId}) {
        const auto done = forEachId(m_archive, kind, candidates, m_cancellation, [&](std::uint32_t slot, const StoredId& id) {
            if (findBytes(id.writeTo(text), needle) != std::string_view::npos)
                found.set(slot);
        });
        if (!done)
            return done;
    }
    return {};
}

} // namespace auditlens
