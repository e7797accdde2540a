// SPDX-License-Identifier: MIT
#include "store/textsearch.h"

#include "store/batchdata.h"
#include "store/bytesearch.h"
#include "store/signature.h"

#include <algorithm>

namespace auditlens {

namespace {

// Facts stand behind the values of a line.
bool isFact(std::string_view lineBeforeHit)
{
    return lineBeforeHit.find(factsBegin) != std::string_view::npos;
}

bool holdsAny(const Segment& segment, const BlockPlace& block, const RowBits& candidates)
{
    if (segment.arrivals.empty())
        return candidates.anyIn(block.first, block.first + block.count);
    for (std::uint32_t i = 0; i < block.count; ++i) {
        if (candidates.test(segment.rowOfArrival(block.first + i)))
            return true;
    }
    return false;
}

} // namespace

Result<RowBits> TextSearch::find(const Needle& needle, Scope scope, const Segment& segment, const RowBits& candidates)
{
    if (needle.text.empty() || !candidates.any())
        return candidates;
    const auto signatures = m_archive.blocks().signatures(m_database, segment);
    if (!signatures)
        return signatures.error();
    RowBits found(candidates.size());
    for (std::size_t i = 0; i < segment.text.size(); ++i) {
        const BlockPlace& block = segment.text[i];
        if (m_cancellation.requested())
            return found;
        if (!mayContain((**signatures)[i], needle.signature))
            continue;
        if (!holdsAny(segment, block, candidates))
            continue;
        if (const auto done = scan(segment, block, needle.text, scope, candidates, found); !done)
            return done.error();
    }
    return found;
}

Result<void> TextSearch::scan(const Segment& segment, const BlockPlace& block, std::string_view needle, Scope scope,
    const RowBits& candidates, RowBits& found)
{
    const auto bytes = m_archive.blocks().text(m_database, block.id);
    if (!bytes)
        return bytes.error();
    const std::string_view text = (*bytes)->view();
    std::uint32_t line = 0;
    std::size_t begin = 0; // Of the line.
    std::size_t end = 0; // Of the line, behind its lineEnd.
    const auto nextLine = [&] {
        begin = end;
        end = std::min(text.find(lineEnd, begin), text.size() - 1) + 1;
    };
    nextLine();
    for (std::size_t hit = findBytes(text, needle); hit != std::string_view::npos; hit = findBytes(text, needle, end)) {
        for (; end <= hit; ++line)
            nextLine();
        if (line >= block.count)
            break;
        const std::uint32_t row = segment.rowOfArrival(block.first + line);
        if (candidates.test(row) && (scope == Scope::Line || !isFact(text.substr(begin, hit - begin))))
            found.set(row);
    }
    return {};
}

Result<std::string> TextSearch::values(std::uint32_t slot)
{
    const ArchiveData::Place place = m_archive.placeOf(slot);
    const std::uint32_t arrival = place.segment->arrival(place.row);
    const BlockPlace& block = place.segment->textBlock(arrival);
    if (block.id != m_blockId || !m_block) {
        auto bytes = m_archive.blocks().text(m_database, block.id);
        if (!bytes)
            return bytes.error();
        m_block = std::move(*bytes);
        m_blockId = block.id;
    }
    std::string_view text = m_block->view();
    for (std::uint32_t line = block.first; line < arrival; ++line)
        text.remove_prefix(std::min(text.find(lineEnd), text.size() - 1) + 1);
    text = text.substr(0, text.find(lineEnd));
    return std::string(text.substr(0, text.find(factsBegin)));
}

} // namespace auditlens
