// SPDX-License-Identifier: MIT
#include "store/blockqueue.h"

#include "store/blockcodec.h"
#include "store/signature.h"

#include <QtConcurrent>

namespace auditlens {

namespace {

// 16 MiB of plain blocks: enough to keep the pool busy while the writer does something else.
constexpr std::size_t mostWaiting = 128;

Block packed(Block block)
{
    if (block.kind == Block::Kind::Text)
        block.signature = signatureOf(block.bytes);
    // LZ4 would unpack text twice as fast and make the archive a fifth larger; signatures make scans rare.
    block.bytes = packBlock(Codec::Zstd, block.bytes);
    return block;
}

} // namespace

BlockQueue::BlockQueue() = default;

BlockQueue::~BlockQueue()
{
    m_pool.clear();
    m_pool.waitForDone();
}

void BlockQueue::push(Block block)
{
    m_waiting.push_back(QtConcurrent::run(&m_pool, packed, std::move(block)));
}

std::optional<Block> BlockQueue::ready()
{
    if (m_waiting.empty() || (m_waiting.size() < mostWaiting && !m_waiting.front().isFinished()))
        return {};
    return next();
}

std::optional<Block> BlockQueue::next()
{
    if (m_waiting.empty())
        return {};
    Block block = m_waiting.front().takeResult();
    m_waiting.pop_front();
    return block;
}

} // namespace auditlens
