// SPDX-License-Identifier: MIT
#include "store/payloadreader.h"

#include "store/bytes.h"

#include <QCoreApplication>

#include <algorithm>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::Archive)
};

} // namespace

Result<std::string_view> PayloadReader::record(const Segment& segment, std::uint32_t number)
{
    const BlockPlace& block = segment.payloadBlock(number);
    if (block.id != m_blockId) {
        if (const auto done = load(block); !done)
            return done.error();
    }
    const std::size_t place = number - block.first;
    if (number < block.first || place + 1 >= m_begins.size())
        return damagedError(m_archive.info().path, Tr::tr("payload block %1").arg(block.id));
    return m_block->view().substr(m_begins[place], m_begins[place + 1] - m_begins[place]);
}

// A payload block holds its records, then their lengths.
Result<void> PayloadReader::load(const BlockPlace& block)
{
    m_blockId = -1;
    auto bytes = m_archive.blocks().payload(m_database, block.id);
    if (!bytes)
        return bytes.error();
    m_block = std::move(*bytes);
    const std::uint64_t end = m_block->size() - std::min<std::uint64_t>(m_block->size(), std::uint64_t(block.count) * sizeof(std::uint32_t));
    ByteReader lengths(m_block->view().substr(end));
    m_begins.assign(1, 0);
    for (std::uint32_t i = 0; i < block.count && lengths.ok(); ++i)
        m_begins.push_back(m_begins.back() + lengths.number<std::uint32_t>());
    if (!lengths.ok() || m_begins.back() > end)
        return damagedError(m_archive.info().path, Tr::tr("payload block %1").arg(block.id));
    m_blockId = block.id;
    return {};
}

} // namespace auditlens
