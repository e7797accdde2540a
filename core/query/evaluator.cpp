// SPDX-License-Identifier: MIT
#include "query/boundquery.h"

#include "base/fold.h"
#include "event/columntexts.h"
#include "json/document.h"
#include "query/payloadpath.h"

#include <algorithm>

namespace auditlens {

namespace {

using namespace std::string_view_literals;
using Node = BoundQuery::Node;

bool foldedMatches(const Node& term, std::string_view value)
{
    switch (term.match) {
    case Match::Equals:
        return value == term.text;
    case Match::Contains:
        return value.find(term.text) != std::string_view::npos;
    case Match::Prefix:
        return value.starts_with(term.text);
    case Match::Exists:
        return !value.empty();
    case Match::Test:
        return term.test && term.test->accepts(value);
    }
    return false;
}

bool anyMatches(const Node& term, std::initializer_list<std::string_view> values)
{
    return std::ranges::any_of(values, [&](std::string_view value) { return valueMatches(term, value); });
}

bool flagMatches(const Node& term, bool flag)
{
    return valueMatches(term, flag ? "true"sv : "false"sv);
}

// The cipher of a masked value is no value: nothing finds it.
bool changedValueMatches(const Node& term, const Value& value)
{
    if (!value.exists())
        return false;
    if (term.match == Match::Exists)
        return true;
    if (value.kind == Value::Kind::Null)
        return valueMatches(term, "null");
    return valueMatches(term, value.text) || (!value.label.empty() && valueMatches(term, value.label));
}

bool anyChangedValue(const Node& term, const std::vector<Value>& values)
{
    return std::ranges::any_of(values, [&](const Value& value) { return changedValueMatches(term, value); });
}

bool beforeMatches(const Node& term, const Change& change)
{
    return changedValueMatches(term, change.before) || anyChangedValue(term, change.removed);
}

bool afterMatches(const Node& term, const Change& change)
{
    return changedValueMatches(term, change.after) || anyChangedValue(term, change.added);
}

/// One change against the terms about it, and how they are joined.
bool changeMatches(const Node& node, const Change& change)
{
    const auto fits = [&](const Node& child) { return changeMatches(child, change); };
    if (node.kind == Node::Kind::SameChange)
        return std::ranges::all_of(node.children, fits);
    if (node.kind == Node::Kind::Or)
        return std::ranges::any_of(node.children, fits);
    switch (node.field) {
    case Field::Changed:
        return valueMatches(node, change.field);
    case Field::From:
        return beforeMatches(node, change);
    default:
        return afterMatches(node, change);
    }
}

template <typename Predicate>
bool anyChange(const AuditEvent& event, Predicate predicate)
{
    return std::ranges::any_of(event.changes, predicate);
}

bool maskedMember(const Value& value)
{
    return value.kind == Value::Kind::Masked;
}

bool isMasked(const Change& change)
{
    return change.isMasked() || std::ranges::any_of(change.added, maskedMember)
        || std::ranges::any_of(change.removed, maskedMember);
}

bool changePathMatches(const Node& term, const ChangePath& path, const AuditEvent& event)
{
    return anyChange(event, [&](const Change& change) {
        if (!foldsTo(change.field, path.field))
            return false;
        return (path.before && beforeMatches(term, change)) || (path.after && afterMatches(term, change));
    });
}

bool jsonMatches(const Node& term, json::Value value)
{
    if (!value.exists())
        return false;
    if (term.match == Match::Exists)
        return true;
    if (value.isArray()) {
        for (const json::Value element : value) {
            if (!element.isArray() && jsonMatches(term, element))
                return true;
        }
        return false;
    }
    return !value.isObject() && valueMatches(term, value.text());
}

bool pathMatches(const Node& term, const AuditEvent& event)
{
    if (const auto changes = changePath(term.path))
        return changePathMatches(term, *changes, event);
    json::Document document;
    return !event.extra.empty() && document.parseCopy(event.extra) && jsonMatches(term, document.root().at(extraPath(term.path)));
}

bool entityFieldMatches(const Node& term, const EntityRef& entity)
{
    switch (term.field) {
    case Field::EntityType:
        return entityTypeMatches(term, entity.type);
    case Field::EntityId:
        return valueMatches(term, entity.id);
    case Field::EntityLabel:
        return valueMatches(term, entity.label);
    default:
        return entityMatches(term, entity);
    }
}

// What a free word finds: a value of the record, or what the format read out of it.
bool recordMatches(const Node& term, const Candidate& candidate)
{
    std::string_view left = candidate.foldedText;
    while (!left.empty()) {
        const std::size_t end = std::min(left.find_first_of("\n\x01"), left.size());
        if (foldedMatches(term, left.substr(0, end)))
            return true;
        left.remove_prefix(std::min(end + 1, left.size()));
    }
    std::vector<std::string_view> texts {candidate.event.id, candidate.event.requestId};
    appendColumnTexts(candidate.event, texts);
    return std::ranges::any_of(texts, [&](std::string_view text) { return valueMatches(term, text); });
}

bool isType(std::string_view foldedType, std::string_view wanted)
{
    return foldedType == wanted || foldedType.substr(foldedType.rfind('.') + 1) == wanted;
}

bool clockMatches(const Node& term, Nanoseconds time)
{
    ZoneClock::Hint hint;
    return term.clock && term.clock->accepts(time, hint);
}

bool termMatches(const Node& term, const Candidate& candidate)
{
    const AuditEvent& event = candidate.event;
    switch (term.field) {
    case Field::Anything:
        return recordMatches(term, candidate);
    case Field::Id:
        return anyMatches(term, {event.id});
    case Field::Action:
        return anyMatches(term, {event.action});
    case Field::Verb:
        return anyMatches(term, {verbName(event.verb)});
    case Field::Actor:
        return anyMatches(term, {event.actor.id, event.actor.name, event.actor.fullName, event.actor.email});
    case Field::EntityType:
    case Field::EntityId:
    case Field::EntityLabel:
    case Field::Entity:
        return entityFieldMatches(term, event.entity);
    case Field::Tenant:
        return anyMatches(term, {event.tenant});
    case Field::Source:
        return anyMatches(term, {candidate.source});
    case Field::Ip:
        return addressMatches(term, event.ip);
    case Field::Request:
        return anyMatches(term, {event.requestId});
    case Field::Summary:
        return anyMatches(term, {event.summary});
    case Field::Outcome:
        return anyMatches(term, {outcomeName(event.outcome)});
    case Field::Changed:
    case Field::From:
    case Field::To:
        return anyChange(event, [&](const Change& change) { return changeMatches(term, change); });
    case Field::Masked:
        return flagMatches(term, anyChange(event, isMasked));
    case Field::HasChanges:
        return flagMatches(term, !event.changes.empty());
    case Field::Time:
        return term.begin <= event.time.ns && event.time.ns < term.end;
    case Field::Hour:
    case Field::Weekday:
        return clockMatches(term, event.time.ns);
    case Field::Verified:
    case Field::Continuity:
    case Field::Clock:
        return candidate.facts.meets(acceptedFacts(term));
    case Field::Tag:
        return std::ranges::any_of(candidate.tags, [&](const std::string& tag) { return valueMatches(term, tag); });
    case Field::Path:
        return pathMatches(term, event);
    }
    return false;
}

} // namespace

bool valueMatches(const Node& term, std::string_view value)
{
    switch (term.match) {
    case Match::Exists:
        return !value.empty();
    case Match::Equals:
        return foldsTo(value, term.text);
    default:
        return foldedMatches(term, folded(value));
    }
}

bool entityTypeMatches(const Node& term, std::string_view type)
{
    if (valueMatches(term, type))
        return true;
    const std::size_t dot = type.rfind('.');
    return dot != std::string_view::npos && valueMatches(term, type.substr(dot + 1));
}

bool entityMatches(const Node& term, const EntityRef& entity)
{
    if (entityTypeMatches(term, entity.type) || valueMatches(term, entity.id) || valueMatches(term, entity.label))
        return true;
    if (term.match == Match::Test)
        return term.test && term.test->isPattern() && entityTypeMatches(term, entity.type + '#' + entity.id);
    const std::size_t hash = term.text.rfind('#');
    if (hash == std::string::npos || term.match == Match::Contains || term.match == Match::Exists)
        return false;
    const std::string_view text = term.text;
    const std::string id = folded(entity.id);
    const bool idFits = term.match == Match::Prefix ? id.starts_with(text.substr(hash + 1)) : id == text.substr(hash + 1);
    return idFits && isType(folded(entity.type), text.substr(0, hash));
}

bool addressMatches(const Node& term, std::string_view address)
{
    if (valueMatches(term, address))
        return true;
    const auto wanted = term.match == Match::Equals ? IpAddress::read(term.text) : std::nullopt;
    if (!wanted)
        return false;
    const std::vector<IpAddress> addresses = addressesIn(folded(address));
    return std::ranges::find(addresses, *wanted) != addresses.end();
}

FactSet acceptedFacts(const Node& term)
{
    FactSet accepted;
    for (const Fact fact : factsOf(term.field)) {
        if (term.match == Match::Exists ? fact != Fact::Unsigned : valueMatches(term, factName(fact)))
            accepted.add(fact);
    }
    return accepted;
}

std::string changedFieldOf(const Node& term)
{
    const auto changes = changePath(term.path);
    return changes ? changes->field : std::string();
}

std::string needleOf(const Node& term)
{
    switch (term.match) {
    case Match::Exists:
        return {};
    case Match::Test:
        return term.test ? term.test->needle() : std::string();
    default:
        return term.text;
    }
}

bool matches(const BoundQuery::Node& node, const Candidate& candidate)
{
    const auto fits = [&](const Node& child) { return matches(child, candidate); };
    switch (node.kind) {
    case Node::Kind::All:
        return true;
    case Node::Kind::And:
        return std::ranges::all_of(node.children, fits);
    case Node::Kind::Or:
        return std::ranges::any_of(node.children, fits);
    case Node::Kind::Not:
        return std::ranges::none_of(node.children, fits);
    case Node::Kind::SameChange:
        return anyChange(candidate.event, [&](const Change& change) { return changeMatches(node, change); });
    case Node::Kind::Term:
        return termMatches(node, candidate);
    }
    return false;
}

bool matches(const BoundQuery& query, const Candidate& candidate)
{
    const Nanoseconds time = candidate.event.time.ns;
    return query.begin <= time && time < query.end && matches(query.root, candidate);
}

} // namespace auditlens
