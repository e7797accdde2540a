// SPDX-License-Identifier: MIT
#include "store/needle.h"

#include "store/signature.h"

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
bool isOfIdLetters(std::string_view needle)
{
    return needle.find_first_not_of("0123456789abcdef-sh:") == std::string_view::npos;
}

void addTexts(const ArchiveData& archive, Needle& needle)
{
    for (const auto& [kind, column] : textColumns) {
        FoldedTable::Hits hits = archive.folded(kind).containing(needle.text);
        if (hits.any)
            needle.columns.emplace_back(AcceptedNumbers {column, std::move(hits.entries)});
    }
}

void addTypes(const ArchiveData& archive, Needle& needle)
{
    const FoldedTable::Hits types = archive.folded(DictionaryKind::EntityType).containing(needle.text);
    if (!types.any)
        return;
    auto accepted = acceptedAmong(archive.table(DictionaryKind::Entity).size(),
        [&](std::uint32_t i) { return types.entries[archive.entity(i).type] != 0; });
    needle.columns.emplace_back(AcceptedNumbers {&Segment::entity, std::move(accepted)});
}

void addChangedFields(const ArchiveData& archive, Needle& needle)
{
    const FoldedTable::Hits fields = archive.folded(DictionaryKind::FieldName).containing(needle.text);
    if (!fields.any)
        return;
    auto accepted = acceptedAmong(archive.table(DictionaryKind::ChangeSet).size(), [&](std::uint32_t i) {
        return std::ranges::any_of(archive.changeSet(i), [&](std::uint32_t field) { return fields.entries[field] != 0; });
    });
    needle.columns.emplace_back(AcceptedNumbers {&Segment::changes, std::move(accepted)});
}

} // namespace

Needle makeNeedle(const ArchiveData& archive, std::string folded)
{
    Needle needle {std::move(folded), {}, {}, false};
    if (needle.text.empty())
        return needle;
    needle.signature = signatureBits(needle.text);
    needle.mayBeOfAnId = isOfIdLetters(needle.text);
    addTexts(archive, needle);
    addTypes(archive, needle);
    addChangedFields(archive, needle);
    return needle;
}

} // namespace auditlens
