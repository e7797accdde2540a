// SPDX-License-Identifier: MIT
#pragma once

#include "base/cancellation.h"
#include "base/result.h"
#include "store/archive.h"
#include "store/requestgroups.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace auditlens {

class ArchiveData;

/// The request ids of an archive as numbers from 1 up: equal ids, wherever they stand, have the same number.
struct RequestNumbers
{
    std::vector<std::uint32_t> ofSlot; ///< 0 where there is no request id.
    std::uint32_t largest = 0;
};

/// Reads the column of request ids and keeps none of it. The ids are compared in shares of about so many rows, each
/// with a reading of its own, so that the memory on the way is bounded. Null when cancelled.
Result<std::shared_ptr<const RequestNumbers>> numberRequests(
    const ArchiveData& archive, const Cancellation& cancellation, std::uint32_t shareRows = 1 << 21);

/// See Archive::groupByRequest().
Result<std::shared_ptr<const RequestGroups>> groupRows(const ArchiveData& archive, const RowSet& rows, const Cancellation& cancellation);

} // namespace auditlens
