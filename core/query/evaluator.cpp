// SPDX-License-Identifier: MIT
#include "query/boundquery.h"

#include "base/fold.h"
#include "event/columntexts.h"
#include "json/document.h"

#include <algorithm>
#include <array>

namespace auditlens {

namespace {

using namespace std::string_view_literals;
using Node = BoundQuery::Node;

bool foldedMatches(Match match, std::string_view needle, std::string_view value)
{
    switch (match) {
    case Match::Equals:
        return value == needle;
    case Match::Contains:
        return value.find(needle) != std::string_view::npos;
    case Match::Prefix:
        return value.starts_with(needle);
    case Match::Exists:
        return !value.empty();
    }
    return false;
}

bool anyMatches(const Node& term, std::initializer_list<std::string_view> values)
{
    return std::ranges::any_of(values, [&](std::string_view value) { return valueMatches(term.match, term.text, value); });
}

bool flagMatches(const Node& term, bool flag)
{
    return valueMatches(term.match, term.text, flag ? "true"sv : "false"sv);
}

// The cipher of a masked value is no value: nothing finds it.
bool changedValueMatches(const Node& term, const Value& value)
{
    if (!value.exists())
        return false;
    if (term.match == Match::Exists)
        return true;
    if (value.kind == Value::Kind::Null)
        return valueMatches(term.match, term.text, "null");
    if (valueMatches(term.match, term.text, value.text))
        return true;
    return !value.label.empty() && valueMatches(term.match, term.text, value.label);
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

// "changes.status.after": the middle is the field's name, which may have dots of its own.
bool changePathMatches(const Node& term, std::string_view path, const AuditEvent& event)
{
    const std::size_t dot = path.rfind('.');
    const std::string_view side = dot == std::string_view::npos ? ""sv : path.substr(dot + 1);
    const bool before = side == "before";
    const bool after = side == "after";
    const std::string_view name = before || after ? path.substr(0, dot) : path;
    const std::string foldedName = folded(name);
    return anyChange(event, [&](const Change& change) {
        if (folded(change.field) != foldedName)
            return false;
        return (!after && beforeMatches(term, change)) || (!before && afterMatches(term, change));
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
    return !value.isObject() && valueMatches(term.match, term.text, value.text());
}

bool pathMatches(const Node& term, const AuditEvent& event)
{
    const std::string_view path = term.path;
    if (constexpr auto changes = "changes."sv; path.starts_with(changes))
        return changePathMatches(term, path.substr(changes.size()), event);
    constexpr auto extra = "extra."sv;
    if (!path.starts_with(extra) || event.extra.empty())
        return false;
    json::Document document;
    return document.parseCopy(event.extra) && jsonMatches(term, document.root().at(path.substr(extra.size())));
}

bool changeFieldMatches(const Node& term, const AuditEvent& event)
{
    switch (term.field) {
    case Field::Changed:
        return anyChange(event, [&](const Change& c) { return valueMatches(term.match, term.text, c.field); });
    case Field::From:
        return anyChange(event, [&](const Change& c) { return beforeMatches(term, c); });
    case Field::To:
        return anyChange(event, [&](const Change& c) { return afterMatches(term, c); });
    case Field::Masked:
        return flagMatches(term, anyChange(event, isMasked));
    default:
        return flagMatches(term, !event.changes.empty());
    }
}

bool entityFieldMatches(const Node& term, const EntityRef& entity)
{
    switch (term.field) {
    case Field::EntityType:
        return entityTypeMatches(term.match, term.text, entity.type);
    case Field::EntityId:
        return valueMatches(term.match, term.text, entity.id);
    case Field::EntityLabel:
        return valueMatches(term.match, term.text, entity.label);
    default:
        return entityMatches(term.match, term.text, entity);
    }
}

// What a free word finds: a value of the record, or what the format read out of it.
bool recordMatches(const Node& term, const Candidate& candidate)
{
    constexpr std::string_view ends = "\n\x01";
    std::string_view left = candidate.foldedText;
    while (!left.empty()) {
        const std::size_t end = std::min(left.find_first_of(ends), left.size());
        if (foldedMatches(term.match, term.text, left.substr(0, end)))
            return true;
        left.remove_prefix(std::min(end + 1, left.size()));
    }
    std::vector<std::string_view> texts {candidate.event.id, candidate.event.requestId};
    appendColumnTexts(candidate.event, texts);
    return std::ranges::any_of(texts, [&](std::string_view text) { return valueMatches(term.match, term.text, text); });
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
        return anyMatches(term, {event.ip});
    case Field::Request:
        return anyMatches(term, {event.requestId});
    case Field::Summary:
        return anyMatches(term, {event.summary});
    case Field::Outcome:
        return anyMatches(term, {outcomeName(event.outcome)});
    case Field::Changed:
    case Field::From:
    case Field::To:
    case Field::Masked:
    case Field::HasChanges:
        return changeFieldMatches(term, event);
    case Field::Path:
        return pathMatches(term, event);
    }
    return false;
}

} // namespace

bool valueMatches(Match match, std::string_view foldedNeedle, std::string_view value)
{
    return match == Match::Exists ? !value.empty() : foldedMatches(match, foldedNeedle, folded(value));
}

bool entityTypeMatches(Match match, std::string_view foldedNeedle, std::string_view type)
{
    if (valueMatches(match, foldedNeedle, type))
        return true;
    const std::size_t dot = type.rfind('.');
    return dot != std::string_view::npos && valueMatches(match, foldedNeedle, type.substr(dot + 1));
}

bool entityMatches(Match match, std::string_view foldedNeedle, const EntityRef& entity)
{
    if (entityTypeMatches(match, foldedNeedle, entity.type) || valueMatches(match, foldedNeedle, entity.id)
        || valueMatches(match, foldedNeedle, entity.label))
        return true;
    const std::size_t hash = foldedNeedle.rfind('#');
    if (hash == std::string_view::npos || match == Match::Contains || match == Match::Exists)
        return false;
    return entityTypeMatches(Match::Equals, foldedNeedle.substr(0, hash), entity.type)
        && valueMatches(match, foldedNeedle.substr(hash + 1), entity.id);
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
