// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// The values everybody speaks. All text is UTF-8; numbers keep their written form and are never doubles.
/// docs/event.md describes the same shapes for users.
namespace auditlens {

/// Nanoseconds since 1970-01-01T00:00:00Z; 64 bits reach from 1677-09-21 to 2262-04-11.
using Nanoseconds = std::int64_t;
constexpr Nanoseconds noTime = std::numeric_limits<Nanoseconds>::min();

/// Where an event's time comes from.
enum class TimeOrigin : std::uint8_t {
    Stated, ///< The record says it, with a zone.
    ZoneAssumed, ///< The record says it without a zone; the profile's zone was used.
    Neighbours, ///< The record has no usable time; it was placed by the records around it.
    Missing, ///< Not placed yet. Never leaves the import.
};

struct EventTime
{
    Nanoseconds ns = noTime;
    TimeOrigin origin = TimeOrigin::Missing;
    std::uint8_t fractionDigits = 0; ///< As written, 0 to 9.
    friend bool operator==(const EventTime&, const EventTime&) = default;
};

/// Another clock the record carries: "ingested", "encrypted", "created".
struct OtherClock
{
    std::string name;
    Nanoseconds ns = noTime;
    friend bool operator==(const OtherClock&, const OtherClock&) = default;
};

enum class Verb : std::uint8_t { Other, Create, Read, Update, Delete, Login, Logout, Export };
enum class Outcome : std::uint8_t { Unknown, Success, Failure };

/// One side of a change. Absent, null, "" and the text "None" are four different things.
struct Value
{
    enum class Kind : std::uint8_t {
        Absent,
        Null,
        Bool, ///< text is "true" or "false"
        Number, ///< text is the lexeme as written
        Text,
        Document, ///< text is the JSON of an object or array, as received
        Reference, ///< text is the primary key, label and model say what it points at
        Masked, ///< text is what stands in its place ("masked:01a54629"); cipher when it can be unmasked
    };
    Kind kind = Kind::Absent;
    std::string text;
    std::string label;
    std::string model;
    std::string cipher; ///< The token as received ("enc:gAAA…"); empty when only a digest was kept.

    bool exists() const { return kind != Kind::Absent; }
    friend bool operator==(const Value&, const Value&) = default;
};

struct Change
{
    enum class Kind : std::uint8_t {
        Scalar, ///< before, after
        Reference, ///< foreign key or one-to-one: before, after are Value::Reference, Null or Absent
        Members, ///< many-to-many: added, removed
        Document, ///< nested before and after
    };
    Kind kind = Kind::Scalar;
    std::string field;
    std::string label; ///< For people; empty when the same as field.
    std::string type; ///< As written: "CharField", "ForeignKey".
    std::string model; ///< What a reference or membership points at.
    Value before;
    Value after;
    std::vector<Value> added;
    std::vector<Value> removed;

    bool isMasked() const { return before.kind == Value::Kind::Masked || after.kind == Value::Kind::Masked; }
    friend bool operator==(const Change&, const Change&) = default;
};

struct Actor
{
    std::string id;
    std::string name; ///< Login or user name.
    std::string fullName;
    std::string email;
    std::string kind; ///< "user", "service", "role" … as the source says.
    std::string onBehalfOf; ///< Who was impersonated or who delegated.

    bool known() const { return !id.empty() || !name.empty() || !fullName.empty() || !email.empty(); }
    /// Name for people: full name, name, email, id; empty when unknown.
    const std::string& display() const;
    friend bool operator==(const Actor&, const Actor&) = default;
};

struct EntityRef
{
    std::string type; ///< "policies.Policy"
    std::string id; ///< "42"; "None" is kept as written.
    std::string label; ///< "POL-20418 Harbor Freight"

    bool known() const { return !type.empty() || !id.empty() || !label.empty(); }
    friend bool operator==(const EntityRef&, const EntityRef&) = default;
};

/// A signature found in the record; what it proves is decided elsewhere.
struct SignatureClaim
{
    std::string scheme; ///< "santura-hmac", "redacto-hmac"; empty when the record is unsigned.
    std::string text;
    friend bool operator==(const SignatureClaim&, const SignatureClaim&) = default;
};

struct AuditEvent
{
    std::string id; ///< As the source gives it; empty when it gives none.
    EventTime time;
    std::vector<OtherClock> clocks;
    Actor actor;
    std::string action; ///< The raw word.
    Verb verb = Verb::Other;
    Outcome outcome = Outcome::Unknown;
    std::string outcomeReason;
    EntityRef entity;
    std::string tenant;
    std::string requestId;
    std::string ip;
    std::string userAgent;
    std::vector<Change> changes;
    std::string summary; ///< The record's own sentence; empty when it has none.
    SignatureClaim signature;
    std::string extra; ///< A JSON object with every member that has no field above; empty, or "{…}".

    /// Empties every field and keeps the memory.
    void clear();
    friend bool operator==(const AuditEvent&, const AuditEvent&) = default;
};

/// "create", "read", … the stable names used by the query language, JSON output and the store.
std::string_view verbName(Verb verb);
/// The verb that a raw action word means: "OBJ_CREATE", "created", "+", "GetObject" (by its leading word).
Verb verbFromAction(std::string_view action);
/// Folded action words that say exactly this verb: "update", "updated", "obj_update", "u", "~" … A failed login is
/// none of a login's. Empty for Verb::Other.
std::span<const std::string_view> actionWords(Verb verb);
std::string_view outcomeName(Outcome outcome);
/// "stated", "zone_assumed", "neighbours", "missing".
std::string_view timeOriginName(TimeOrigin origin);

} // namespace auditlens
