// SPDX-License-Identifier: MIT
#pragma once

#include "base/cancellation.h"
#include "base/result.h"
#include "history/entityhistory.h"

#include <cstddef>

namespace auditlens {

/// What a history may take at most. The newest events are kept.
struct HistoryLimits
{
    std::size_t events = 50'000;
    std::size_t bytes = std::size_t(256) << 20; ///< Of the raw records; one event is always read.
};

/// How many events the archive has of an object; cheap.
std::uint64_t countHistory(const Archive& archive, const EntityName& entity);

/// Reads the events of an object page by page, newest first. A cancelled read gives the history of what was read; it
/// is not complete() then. Any thread but the window's.
Result<EntityHistory> readHistory(
    const Archive& archive, const EntityName& entity, const HistoryLimits& limits, const Cancellation& cancellation);

} // namespace auditlens
