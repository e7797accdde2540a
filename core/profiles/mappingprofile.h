// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <QString>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace auditlens {

/// Says in data, not code, which part of a record is the time, the actor, the change. One JSON file each;
/// docs/mapping-profiles.md describes the file.
///
/// A Paths is a list of alternatives, the first one with a value counts. Each is a dotted path
/// ("userIdentity.userName", "sourceIPs.-1", "ExtendedProperties[Name=UserAgent].Value"), a constant ("=user"), "."
/// for the record itself, or a template ("{source.db}.{source.table}"). A path walks into JSON that is kept as text.
struct MappingProfile
{
    using Paths = std::vector<std::string>;
    using Words = std::vector<std::string>;
    using WordMap = std::vector<std::pair<std::string, std::string>>;

    /// What a record must have to be described by this profile. Of several, one is enough.
    struct Match
    {
        Paths require; ///< All of them must be there.
        std::vector<std::pair<std::string, Words>> equals; ///< Path and the texts it may have.
        Words has; ///< "time", "action", "actor": the profile's own paths must find one.
    };
    struct Time
    {
        Paths paths;
        std::string pattern; ///< "M/d/yyyy h:mm:ss tt"; empty: the usual forms.
        std::string zone; ///< IANA name for times without one; empty: the zone of the import.
        std::string unit; ///< Of numbers: "s", "ms", "us", "ns"; empty: by their size.
    };
    struct ActorPaths
    {
        Paths id, name, fullName, email, kind, onBehalfOf;
    };
    struct Action
    {
        Paths paths;
        WordMap names; ///< Raw code to the word that is shown: 0 to "create".
        WordMap verbs; ///< Word to verb name; others are found by their leading word.
    };
    /// Texts are exact, or end in "*". A text in none of the lists is an unknown outcome.
    struct OutcomePaths
    {
        Paths paths;
        Words success, failure;
        std::string absent; ///< "success" or "failure" when none of the paths has a value.
        Paths reason;
    };
    /// One way to name the entity; of several the first one with an id or a label counts.
    struct Entity
    {
        Paths type, id, label;
    };
    struct Changes
    {
        enum class Style {
            None,
            BeforeAfter, ///< before and after are objects (Debezium)
            Pairs, ///< {"field": [old, new]} (django-auditlog, PaperTrail, Audited)
            List, ///< elements with a name, an old and a new value (Office 365, Frappe)
            OldNew, ///< before has only the changed members, after the whole row (Maxwell)
            Row, ///< after is a whole row: what was created or deleted, nothing for an update
        };
        Style style = Style::None;
        Paths before, after; ///< BeforeAfter, OldNew, Row (after)
        Paths path; ///< Pairs, List
        Paths field, oldValue, newValue; ///< In a List's elements; old and new also in Pairs that are objects.
        Words except; ///< Fields left out; exact, or ending in "*".
        Words masked; ///< Values that stand for hidden ones: "[FILTERED]".
    };
    /// Records of the same file that are no events of their own (message keys, tombstones): kept and marked.
    struct Rest
    {
        std::string action;
        std::string summary;
        bool known() const { return !action.empty(); }
    };
    struct Sample
    {
        std::string name;
        std::string record; ///< JSON
        std::string event; ///< Canonical JSON, the members that must be so.
    };

    std::string id; ///< Lower-case letters, digits and dashes.
    std::string title;
    std::string needs;
    std::vector<Match> match;
    int fit = 80; ///< How sure a match is, 50 to 100; the generic profile is barely sure.
    Paths each; ///< An array whose elements are events of their own; "#" in other paths is the element's number.
    Paths records; ///< Where a file that is one object keeps its records.
    Time time;
    Paths eventId;
    ActorPaths actor;
    Action action;
    OutcomePaths outcome;
    std::vector<Entity> entity;
    Paths tenant, ip, requestId, userAgent, summary;
    std::vector<std::pair<std::string, Paths>> clocks;
    Changes changes;
    Rest rest;
    std::vector<Sample> samples;

    /// Reads a profile's JSON without running its samples. `name` is how errors call it: the file's name.
    static Result<MappingProfile> parse(std::string_view json, const QString& name);
    /// Reads a file and runs its samples: a profile whose sample does not give the expected event is refused.
    static Result<MappingProfile> load(const QString& path);

    /// The profile as its JSON file: parse(json()) gives the same profile.
    std::string json() const;
};

} // namespace auditlens
