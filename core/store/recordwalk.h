// SPDX-License-Identifier: MIT
#pragma once

#include "store/archive.h"

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>

namespace auditlens {

struct Layout;

/// An event of a record, as the columns know it.
struct WalkedEvent
{
    Row row {};
    std::uint32_t part = 0; ///< Which event of the record.
    EventTime time;
};

/// A stored record with all of its events. Lives for one call.
struct WalkedRecord
{
    const StoredSource& source;
    const Layout& layout; ///< How it is read.
    std::uint64_t ordinal = 0; ///< Its place in the source.
    std::string_view raw; ///< As received.
    std::span<const WalkedEvent> events; ///< By part; those that were read before are not among them.
};

/// An Error ends the walk.
using UseRecord = std::function<Result<void>(const WalkedRecord&)>;

/// Every record of the archive once, in the order in which they came in, whatever segments its events are in. On the calling thread.
Result<void> walkRecords(const Archive& archive, const UseRecord& use);

} // namespace auditlens
