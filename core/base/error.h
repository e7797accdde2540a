// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace auditlens {

/// Expected trouble, told to a person in four sentences. Every sentence is translated and ends with a full stop,
/// except `where`, which is a place: "audit.jsonl:17", "byte 4096 of logs.gz", a query position.
struct Error
{
    QString what; ///< What could not be done: "Cannot read \"audit.jsonl\"."
    QString why; ///< The reason as the system or the data gave it.
    QString where; ///< The place, without secrets; may be empty.
    QString help; ///< What the person can do about it; never empty.
    bool damage = false; ///< The archive is not what this program wrote: neither waiting nor a newer version helps.

    /// All of it on one line, for a log or a status bar.
    QString oneLine() const;
};

} // namespace auditlens
