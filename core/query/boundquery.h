// SPDX-License-Identifier: MIT
#pragma once

#include "event/event.h"

#include <cstdint>
#include <string>
#include <vector>

namespace auditlens {

/// The fields a query can name. docs/query-language.md lists their names and meaning.
enum class Field : std::uint8_t {
    Anything, ///< A free word: any value of the record.
    Id,
    Action,
    Verb,
    Actor, ///< id, name, full name or e-mail
    EntityType,
    EntityId,
    EntityLabel,
    Entity, ///< type, id or label; "Policy#7" is type and id
    Tenant,
    Source,
    Ip,
    Request,
    Changed, ///< Name of a changed field.
    From, ///< Any "before" value.
    To, ///< Any "after" value.
    Summary,
    Outcome,
    Masked, ///< true, false
    HasChanges, ///< true, false
};

/// How a term's text is compared, always case-folded.
enum class Match : std::uint8_t {
    Equals, ///< the whole value; for Entity types also the part behind the last dot ("Policy" finds policies.Policy)
    Contains, ///< substring: free words and phrases
    Prefix, ///< val*
    Exists, ///< field:*
};

/// A query whose fields are known and whose texts are folded. A node list: children stand behind their parent.
struct BoundQuery
{
    struct Node
    {
        enum class Kind : std::uint8_t { All, And, Or, Not, Term };
        Kind kind = Kind::All;
        Field field = Field::Anything;
        Match match = Match::Contains;
        std::string text; ///< Folded needle.
        std::string path; ///< For payload fields ("extra.region"); else empty.
        std::vector<Node> children;
    };
    Node root; ///< Kind::All matches everything.
    Nanoseconds begin = std::numeric_limits<Nanoseconds>::min(); ///< begin <= time
    Nanoseconds end = std::numeric_limits<Nanoseconds>::max(); ///< time < end
};

/// What an evaluator may look at: the decoded event and the values of its record.
struct Candidate
{
    const AuditEvent& event;
    std::string_view source; ///< Name of its source.
    std::string_view foldedText; ///< The values of the record, folded, one per line.
};

/// The meaning of the language. Every faster path must give the same rows.
bool matches(const BoundQuery& query, const Candidate& candidate);
bool matches(const BoundQuery::Node& node, const Candidate& candidate);

} // namespace auditlens
