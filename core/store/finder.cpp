// SPDX-License-Identifier: MIT
#include "store/finder.h"

#include "store/columnscan.h"
#include "store/columnterms.h"
#include "store/eventdecoder.h"
#include "store/queryplan.h"

#include <algorithm>
#include <chrono>

namespace auditlens {

namespace {

using Node = BoundQuery::Node;

// Cheap children narrow the candidates of the dear ones.
int cost(const Node& node)
{
    if (node.kind == Node::Kind::All)
        return 0;
    if (node.kind != Node::Kind::Term) {
        int most = 1;
        for (const Node& child : node.children)
            most = std::max(most, cost(child));
        return node.kind == Node::Kind::SameChange ? 5 : most;
    }
    switch (answeredBy(node)) {
    case AnsweredBy::Columns:
        return 1;
    case AnsweredBy::Ids:
        return 2;
    case AnsweredBy::Text:
        return 3;
    case AnsweredBy::EntitiesThenEvents:
        return 4;
    case AnsweredBy::TextThenEvents:
    case AnsweredBy::ChangesThenEvents:
        return 5;
    case AnsweredBy::Events:
        break;
    }
    return 6;
}

bool usesText(const Node& node)
{
    return (node.kind == Node::Kind::Term && node.field == Field::Anything) || std::ranges::any_of(node.children, usesText);
}

} // namespace

QueryResult Finder::run()
{
    const auto start = std::chrono::steady_clock::now();
    QueryResult result;
    result.rows = m_archive.rowsAt(slots());
    result.complete = !stopped();
    result.problem = m_problem;
    const auto took = std::chrono::steady_clock::now() - start;
    result.microseconds = std::chrono::duration_cast<std::chrono::microseconds>(took).count();
    return result;
}

RowBits Finder::slots()
{
    Verdict verdict = evaluate(m_query.root, rowsBetween(m_archive, m_query.begin, m_query.end));
    decide(verdict);
    return std::move(verdict.yes);
}

Finder::Verdict Finder::evaluate(const Node& node, const RowBits& candidates)
{
    if (stopped())
        return exact(RowBits(candidates.size()));
    switch (node.kind) {
    case Node::Kind::All:
        return exact(candidates);
    case Node::Kind::And:
        return all(node, candidates);
    case Node::Kind::Or:
        return any(node, candidates);
    case Node::Kind::Not: {
        const Verdict inner = any(node, candidates);
        Verdict verdict {candidates, candidates};
        verdict.yes -= inner.maybe;
        verdict.maybe -= inner.yes;
        return verdict;
    }
    case Node::Kind::SameChange:
        return unsure(all(node, candidates).maybe); // Each part may be true of another change.
    case Node::Kind::Term:
        return term(node, candidates);
    }
    return exact(RowBits(candidates.size()));
}

Finder::Verdict Finder::all(const Node& node, const RowBits& candidates)
{
    std::vector<const Node*> children;
    for (const Node& child : node.children)
        children.push_back(&child);
    std::ranges::stable_sort(children, {}, [](const Node* child) { return cost(*child); });
    Verdict verdict = exact(candidates);
    for (const Node* child : children) {
        const Verdict next = evaluate(*child, verdict.maybe);
        verdict.yes &= next.yes;
        verdict.maybe = next.maybe;
    }
    return verdict;
}

Finder::Verdict Finder::any(const Node& node, const RowBits& candidates)
{
    Verdict verdict = exact(RowBits(candidates.size()));
    RowBits open = candidates;
    for (const Node& child : node.children) {
        const Verdict next = evaluate(child, open);
        verdict.yes |= next.yes;
        verdict.maybe |= next.maybe;
        open -= next.yes;
    }
    return verdict;
}

Finder::Verdict Finder::term(const Node& node, const RowBits& candidates)
{
    switch (answeredBy(node)) {
    case AnsweredBy::Columns:
        if (auto found = columnMatches(m_archive, node, candidates))
            return exact(std::move(*found));
        break;
    case AnsweredBy::Ids:
        return id(node, node.field == Field::Id ? ColumnKind::EventId : ColumnKind::RequestId, candidates);
    case AnsweredBy::Text:
        return exact(holding(node.text, TextSearch::Scope::Values, candidates));
    case AnsweredBy::TextThenEvents:
        return unsure(withText(node, candidates));
    case AnsweredBy::EntitiesThenEvents:
        return entity(node, candidates);
    case AnsweredBy::ChangesThenEvents:
        return change(node, candidates);
    case AnsweredBy::Events:
        break;
    }
    return unsure(candidates);
}

RowBits Finder::holding(std::string_view needle, TextSearch::Scope scope, const RowBits& candidates)
{
    auto found = m_text.find(needle, scope, candidates);
    if (!found) {
        failed(found.error());
        return RowBits(candidates.size());
    }
    RowBits open = candidates;
    open -= *found;
    const auto inColumns = m_columns.find(needle, open);
    if (!inColumns) {
        failed(inColumns.error());
        return RowBits(candidates.size());
    }
    *found |= *inColumns;
    return std::move(*found);
}

RowBits Finder::withText(const Node& node, const RowBits& candidates)
{
    return holding(needleOf(node), TextSearch::Scope::Line, candidates);
}

Finder::Verdict Finder::entity(const Node& node, const RowBits& candidates)
{
    Verdict verdict = exact(columnMatches(m_archive, node, candidates).value_or(RowBits(candidates.size())));
    RowBits open = candidates;
    open -= verdict.yes;
    verdict.maybe |= withText(node, open);
    return verdict;
}

// Changes of one field name only: the column of changed fields narrows, the text narrows, the event decides.
Finder::Verdict Finder::change(const Node& node, const RowBits& candidates)
{
    Node hasChanges;
    hasChanges.kind = Node::Kind::Term;
    hasChanges.field = Field::HasChanges;
    hasChanges.match = Match::Equals;
    hasChanges.text = "true";
    return unsure(withText(node, columnMatches(m_archive, hasChanges, candidates).value_or(candidates)));
}

// UUIDs and content hashes are compared as the texts they stand for; other ids need the event.
Finder::Verdict Finder::id(const Node& node, ColumnKind kind, const RowBits& candidates)
{
    Verdict verdict = exact(RowBits(candidates.size()));
    RowBits texts(candidates.size());
    const auto done = forEachId(m_archive, kind, candidates, m_cancellation, [&](std::uint32_t slot, const StoredId& stored) {
        if (stored.kind == StoredId::Kind::Hash)
            texts.set(slot);
        else if (valueMatches(node, stored.text()))
            verdict.yes.set(slot);
    });
    if (!done)
        failed(done.error());
    verdict.maybe = verdict.yes;
    verdict.maybe |= withText(node, texts);
    return verdict;
}

void Finder::decide(Verdict& verdict)
{
    RowBits open = verdict.maybe;
    open -= verdict.yes;
    EventDecoder decoder(m_archive);
    const bool text = usesText(m_query.root);
    const std::uint32_t end = open.size();
    for (std::uint32_t slot = open.next(0, end); slot < end && !stopped(); slot = open.next(slot + 1, end)) {
        const auto stored = decoder.event(slot);
        if (!stored) {
            failed(stored.error());
            return;
        }
        const auto values = text ? m_text.values(slot) : Result<std::string>(std::string());
        if (!values) {
            failed(values.error());
            return;
        }
        const std::string& source = m_archive.info().sources[std::size_t(stored->source)].info.name;
        if (matches(m_query.root, {stored->event, source, *values}))
            verdict.yes.set(slot);
    }
}

void Finder::failed(const Error& error)
{
    if (!m_problem)
        m_problem = error;
}

} // namespace auditlens
