// SPDX-License-Identifier: MIT
#pragma once

#include "event/event.h"
#include "query/checks.h"
#include "query/clock.h"
#include "query/valuetest.h"

#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace auditlens {

/// The fields a query can name. docs/query-language.md lists their names and meaning.
enum class Field : std::uint8_t {
    Anything, ///< A free word: any value of the record, any id or column text of the event.
    Id,
    Action, ///< The raw word only; binding adds the verb.
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
    From, ///< Any "before" value, or a removed member.
    To, ///< Any "after" value, or an added member.
    Summary, ///< The record's own sentence.
    Outcome,
    Masked, ///< true, false
    HasChanges, ///< true, false
    Time, ///< Node::begin <= time < Node::end
    Hour, ///< Node::clock
    Weekday, ///< Node::clock
    Verified, ///< What checks found out: factsOf() this field.
    Continuity,
    Clock,
    Tag, ///< Given by people, in a case.
    Path, ///< A place in the payload: Node::path is "extra.region" or "changes.status.after". Needs the decoded event.
};

/// How a term's text is compared, always case-folded.
enum class Match : std::uint8_t {
    Equals, ///< the whole value; for Entity types also the part behind the last dot ("Policy" finds policies.Policy)
    Contains, ///< substring: free words and phrases
    Prefix, ///< val*
    Exists, ///< field:*
    Test, ///< Node::test: patterns, comparisons, ranges, networks
};

class RowFacts;

/// A query whose fields are known and whose texts are folded.
struct BoundQuery
{
    struct Node
    {
        enum class Kind : std::uint8_t {
            All,
            And,
            Or,
            Not,
            SameChange, ///< All children are true of one change: terms of Changed, From and To, Or and SameChange.
            Term,
        };
        Kind kind = Kind::All;
        Field field = Field::Anything;
        Match match = Match::Contains;
        std::string text; ///< Folded needle; empty for Match::Exists and Match::Test.
        std::string path; ///< For Field::Path; else empty.
        std::vector<Node> children; ///< Of And, Or, SameChange (any number) and Not (one).
        std::shared_ptr<const ValueTest> test; ///< For Match::Test.
        std::shared_ptr<const ClockTest> clock; ///< For Field::Hour and Field::Weekday.
        Nanoseconds begin = std::numeric_limits<Nanoseconds>::min(); ///< For Field::Time.
        Nanoseconds end = std::numeric_limits<Nanoseconds>::max();
    };
    Node root; ///< Kind::All matches everything.
    Nanoseconds begin = std::numeric_limits<Nanoseconds>::min(); ///< begin <= time
    Nanoseconds end = std::numeric_limits<Nanoseconds>::max(); ///< time < end
    /// For an archive that is asked by checksOf(): what they found out about its rows. Given by who made the checks.
    std::shared_ptr<const RowFacts> facts;
};

/// What an evaluator may look at: the decoded event, the values of its record, and what others know about it.
struct Candidate
{
    const AuditEvent& event;
    std::string_view source; ///< Name of its source.
    std::string_view foldedText; ///< The values of the record, each folded, with '\n' or 0x01 between them.
    FactSet facts = {};
    std::span<const std::string> tags = {};
};

/// The meaning of the language. Every faster path must give the same rows. Any thread.
bool matches(const BoundQuery& query, const Candidate& candidate);
bool matches(const BoundQuery::Node& node, const Candidate& candidate);

/// Compares one value, not folded, with a term; for faster paths that work on dictionaries of values.
bool valueMatches(const BoundQuery::Node& term, std::string_view value);
/// The same for an entity type, where the part behind the last dot is as good as the whole.
bool entityTypeMatches(const BoundQuery::Node& term, std::string_view type);
/// The same for a whole entity: type, id, label, or "type#id".
bool entityMatches(const BoundQuery::Node& term, const EntityRef& entity);
/// The same for an address, which is also found in its other spellings.
bool addressMatches(const BoundQuery::Node& term, std::string_view address);
/// The facts that a term about what a check found out is true of: a signature of any kind for "verified:*".
FactSet acceptedFacts(const BoundQuery::Node& term);

/// The field whose changes a path is about ("status" of "changes.status.after"), folded; empty for another path.
std::string changedFieldOf(const BoundQuery::Node& term);

/// Folded text without which the term cannot match; empty when nothing can be ruled out that way.
std::string needleOf(const BoundQuery::Node& term);

/// "and(changed=status, not(anything~renewal))": for tests and for explaining a query.
std::string describe(const BoundQuery::Node& node);

} // namespace auditlens
