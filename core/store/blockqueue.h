// SPDX-License-Identifier: MIT
#pragma once

#include "store/pieces.h"

#include <QFuture>
#include <QThreadPool>

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>

namespace auditlens {

/// A stretch of raw records or text lines of one segment on its way into the file.
struct Block
{
    enum class Kind { Payload, Text };
    Kind kind = Kind::Payload;
    std::int64_t segment = 0;
    std::uint32_t first = 0; ///< Number of its first record or line in the segment.
    std::uint32_t count = 0;
    Pieces plain; ///< Empty when it comes out.
    std::string lengths; ///< Of records, behind them; likewise.
    std::string bytes; ///< Packed; empty when it goes in.
    std::string signature; ///< Of text, made with the packing.
};

/// Packs blocks on pool threads and gives them back in the order they came. Used by one thread.
class BlockQueue
{
public:
    BlockQueue();
    ~BlockQueue();

    void push(Block block);
    /// The oldest block when it is ready, or when so many wait that the pusher has to.
    std::optional<Block> ready();
    /// The oldest block, waiting for it; empty when there is none.
    std::optional<Block> next();

private:
    struct Waiting
    {
        std::unique_ptr<Block> block;
        QFuture<void> done;
    };
    std::deque<Waiting> m_waiting;
    QThreadPool m_pool; ///< Ends before the blocks it works on.
};

} // namespace auditlens
