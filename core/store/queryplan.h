// SPDX-License-Identifier: MIT
#pragma once

#include "query/boundquery.h"

#include <cstdint>

namespace auditlens {

/// By what an archive answers one condition; the dearer ones look only at what the cheaper ones left.
enum class AnsweredBy : std::uint8_t {
    Columns, ///< Facts in memory, a dictionary entry at a time.
    Checks, ///< What checks found out about the rows, in memory.
    Ids, ///< The stored ids; text and events where an id is no UUID.
    Text, ///< The folded text and the columns, without reading events.
    TextThenEvents, ///< Text rules events out, the events that are left are decoded.
    EntitiesThenEvents, ///< Type and id are in columns, labels in text and events.
    ChangesThenEvents, ///< The events with changes that hold the text are decoded.
    Events, ///< Every event that the other conditions leave is decoded.
};

/// For a term or a group about one change.
AnsweredBy answeredBy(const BoundQuery::Node& node);

} // namespace auditlens
