// SPDX-License-Identifier: MIT
#pragma once

#include "event/event.h"

#include <QString>
#include <QStringList>

#include <string>
#include <vector>

namespace auditlens::test {

/// What an event must be, as a plain reading of its record says.
struct PlainEvent
{
    Nanoseconds time = noTime; ///< noTime when the record names none.
    std::string action;
    std::string actor; ///< As Actor::display().
    std::string id; ///< Empty when the record has none.
    std::string identity; ///< Equal for two events of one format that are the same one.
};

/// One file of the public samples, read a second time in the plainest way: nothing of it is used by AuditLens itself.
struct PlainSample
{
    QString format; ///< Empty when nobody said how to read this file.
    std::vector<std::vector<PlainEvent>> records; ///< Most records are one event; Canal's are one for each row.

    std::vector<PlainEvent> events() const;
};

/// All files of the folder, relative to it, sorted.
QStringList sampleNames(const QString& folder);
PlainSample readPlainSample(const QString& folder, const QString& name);

} // namespace auditlens::test
