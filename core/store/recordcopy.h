// SPDX-License-Identifier: MIT
#pragma once

#include "store/recordwalk.h"

#include <QString>

#include <functional>
#include <optional>

namespace auditlens {

/// What a record is in the copy, valid until the next call, or nothing to leave it out. An Error ends the copying.
using RecordForCopy = std::function<Result<std::optional<std::string_view>>(const WalkedRecord&)>;

/// Writes records of an archive into a new one, by the way they took when they were imported: columns, dictionaries and
/// text are made from what is written. Sources, with all that was counted there, and places in them stay as they are,
/// and events that were left out as read before stay out; rejected records are counted and not copied. An Error where a
/// record no longer gives the events and times that it gave. `to` is an empty file or none. On the calling thread.
Result<void> copyRecords(const Archive& archive, const QString& to, const RecordForCopy& recordForCopy);

} // namespace auditlens
