// SPDX-License-Identifier: MIT
#pragma once

#include "integrity/integrityreport.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace auditlens {

/// What an event has that can be checked, before any key or other event is looked at.
struct EventEvidence
{
    const SignatureScheme* scheme = nullptr; ///< Null for an unsigned event, and where the way of signing is not known here.
    bool isSigned = false;
    std::vector<CoveredMember> coverage; ///< Empty without a scheme.
    bool hasChanges = false; ///< Of an object with an id: they can be compared with the events before and after it.
    bool hasClocks = false; ///< Beside its own time.
};

/// Reads the record again: any thread but the window's.
EventEvidence eventEvidence(const ArchiveInfo& info, const StoredEvent& stored);

/// What is known of one event under one of the two questions.
struct EventAnswer
{
    IntegrityLine::State state = IntegrityLine::State::Unknown;
    QString word; ///< "matches the shared key", "1 broken link": a few words.
    QStringList sentences; ///< What was found and what it proves.
};

/// The sentence of a finding, and the event at its other side if there is one.
struct EventFinding
{
    IntegrityFinding::Kind kind = IntegrityFinding::Kind::Continuity;
    QString sentence;
    std::optional<EventMention> other;
};

struct EventIntegrity
{
    EventAnswer content; ///< Is the content as signed?
    EventAnswer set; ///< Does it fit what is around it: before and after, and clocks?
    std::vector<EventFinding> findings; ///< Those that name the event and that `set` counts.
};

/// `report` is that of the archive that gave the event; null while nothing was checked.
EventIntegrity eventIntegrity(const IntegrityReport* report, const StoredEvent& stored, const EventEvidence& evidence);

/// What a finding of this kind proves, and what not.
QString findingMeaning(IntegrityFinding::Kind kind);

} // namespace auditlens
