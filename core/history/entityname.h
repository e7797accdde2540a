// SPDX-License-Identifier: MIT
#pragma once

#include "base/cancellation.h"
#include "base/error.h"
#include "history/entityhistory.h"

#include <QString>

namespace auditlens {

/// The object that was meant, or why there is none.
struct EntityOutcome
{
    enum class Found : std::uint8_t {
        One,
        None, ///< Nothing in the archive has that name; the error names the nearest.
        Several, ///< A type, or what several objects are called; the error lists them.
        Trouble, ///< The archive cannot be read, or the search was cancelled.
    };
    Found found = Found::None;
    EntityName entity;
    Error error;
};

/// The one object that a text names, as `entity:` of the query language reads it: "Policy#7" by the end of its type
/// and its id, else an id or a label that only one object has. Any thread.
EntityOutcome findEntity(const Archive& archive, const QString& text, const Cancellation& cancellation);

} // namespace auditlens
