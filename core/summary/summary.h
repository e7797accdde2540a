// SPDX-License-Identifier: MIT
#pragma once

#include "event/event.h"

#include <QString>

namespace auditlens {

/// An event in words for people, one line each, without a full stop. Made from the event alone: no network, the
/// same text every time. Masked values are named and never shown; long values are shortened; control and
/// direction-changing characters become spaces.
struct Summary
{
    QString headline; ///< "Alice Nguyen updated Policy POL-20418"
    QString detail; ///< "status pending → approved, coverage changed (3 fields)"; may be empty.
    /// The record's own summary where it has one, else "Alice changed status from pending to approved on Policy 42".
    QString sentence;
};

Summary summarize(const AuditEvent& event);
/// Only Summary::sentence, for exports.
QString summarySentence(const AuditEvent& event);

/// "Policy POL-20418": the last part of the type and the label, or the id where there is no label.
QString entityText(const EntityRef& entity);
/// The actor's name and, where known, for whom they acted; "Unknown actor" when the record does not say, and
/// "User 1042" or "Actor 1042" when it only has a number.
QString actorText(const Actor& actor);
/// "pending", "null", "(masked)": one line, shortened to `longest` characters.
QString valueText(const Value& value, qsizetype longest = 60);

} // namespace auditlens
