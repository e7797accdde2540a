// SPDX-License-Identifier: MIT
#include "store/blockqueue.h"

#include "base/threadpriority.h"
#include "store/blockcodec.h"
#include "store/signature.h"

#include <QtConcurrent>

#include <utility>

namespace auditlens {

namespace {

// 16 MiB of plain blocks: enough to keep the pool busy while the writer does something else.
constexpr std::size_t mostWaiting = 128;

// Work memory of the usual block's size is kept by each thread.
void pack(Block& block)
{
    constexpr std::size_t keptRoom = std::size_t(1) << 20;
    static thread_local std::string plain;
    makeThreadYield();
    plain.clear();
    std::exchange(block.plain, {}).appendTo(plain);
    plain += std::exchange(block.lengths, {});
    const bool text = block.kind == Block::Kind::Text;
    if (text)
        block.signature = signatureOf(plain);
    block.bytes = packBlock(text ? Content::Text : Content::Records, plain);
    if (plain.capacity() > keptRoom)
        std::string().swap(plain);
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
    auto owned = std::make_unique<Block>(std::move(block));
    auto done = QtConcurrent::run(&m_pool, [target = owned.get()] { pack(*target); });
    m_waiting.push_back({std::move(owned), std::move(done)});
}

std::optional<Block> BlockQueue::ready()
{
    if (m_waiting.empty() || (m_waiting.size() < mostWaiting && !m_waiting.front().done.isFinished()))
        return {};
    return next();
}

std::optional<Block> BlockQueue::next()
{
    if (m_waiting.empty())
        return {};
    m_waiting.front().done.waitForFinished();
    Block block = std::move(*m_waiting.front().block);
    m_waiting.pop_front();
    return block;
}

} // namespace auditlens
