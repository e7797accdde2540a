// SPDX-License-Identifier: MIT
#include "store/segmentfinder.h"

#include "store/bytesearch.h"
#include "store/rowfacts.h"

#include <algorithm>

namespace auditlens {

namespace {

using Node = BoundQuery::Node;

bool usesText(const Node& node)
{
    return (node.kind == Node::Kind::Term && node.field == Field::Anything) || std::ranges::any_of(node.children, usesText);
}

} // namespace

RowBits SegmentFinder::find(std::size_t segment, AcceptedTimes times)
{
    m_number = segment;
    m_segment = m_archive.segments()[segment].get();
    RowBits every(m_segment->rows);
    every.setRange(0, m_segment->rows);
    Verdict verdict = evaluate(m_prepared, passing(times, *m_segment, every));
    decide(verdict);
    return std::move(verdict.yes);
}

SegmentFinder::Verdict SegmentFinder::evaluate(const PreparedNode& node, const RowBits& candidates)
{
    if (stopped() || !candidates.any())
        return exact(RowBits(candidates.size()));
    switch (node.node->kind) {
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

SegmentFinder::Verdict SegmentFinder::all(const PreparedNode& node, const RowBits& candidates)
{
    Verdict verdict = exact(candidates);
    for (const PreparedNode& child : node.children) {
        const Verdict next = evaluate(child, verdict.maybe);
        verdict.yes &= next.yes;
        verdict.maybe = next.maybe;
    }
    return verdict;
}

SegmentFinder::Verdict SegmentFinder::any(const PreparedNode& node, const RowBits& candidates)
{
    Verdict verdict = exact(RowBits(candidates.size()));
    RowBits open = candidates;
    for (const PreparedNode& child : node.children) {
        const Verdict next = evaluate(child, open);
        verdict.yes |= next.yes;
        verdict.maybe |= next.maybe;
        open -= next.yes;
    }
    return verdict;
}

SegmentFinder::Verdict SegmentFinder::term(const PreparedNode& node, const RowBits& candidates)
{
    const RowBits inColumns = node.columns ? passing(*node.columns, *m_segment, candidates) : candidates;
    switch (node.answeredBy) {
    case AnsweredBy::Columns:
        return node.columns ? exact(inColumns) : unsure(candidates);
    case AnsweredBy::Checks:
        return exact(amongSlots(*node.slots, candidates));
    case AnsweredBy::Ids:
        return id(node, candidates);
    case AnsweredBy::Text:
        return exact(holding(node.needle, TextSearch::Scope::Values, candidates));
    case AnsweredBy::TextThenEvents:
    case AnsweredBy::ChangesThenEvents: {
        RowBits open = holding(node.needle, TextSearch::Scope::Line, inColumns);
        if (!node.openLines.text.empty())
            open |= holding(node.openLines, TextSearch::Scope::Line, inColumns);
        return unsure(std::move(open));
    }
    case AnsweredBy::EntitiesThenEvents: {
        RowBits open = candidates;
        open -= inColumns;
        Verdict verdict = exact(inColumns);
        verdict.maybe |= holding(node.needle, TextSearch::Scope::Line, open);
        return verdict;
    }
    case AnsweredBy::Events:
        break;
    }
    return unsure(candidates);
}

RowBits SegmentFinder::amongSlots(const RowBits& slots, const RowBits& candidates) const
{
    RowBits among(candidates.size());
    forEachRow(slots, m_archive.base(m_number), candidates.size(), [&](std::uint32_t row) { among.set(row); });
    return among &= candidates;
}

RowBits SegmentFinder::holding(const Needle& needle, TextSearch::Scope scope, const RowBits& candidates)
{
    auto found = m_text.find(needle, scope, *m_segment, candidates);
    if (!found) {
        failed(found.error());
        return RowBits(candidates.size());
    }
    RowBits open = candidates;
    open -= *found;
    for (const ColumnTest& test : needle.columns)
        *found |= passing(test, *m_segment, open);
    if (needle.mayBeOfAnId)
        addIds(needle.text, open, *found);
    return std::move(*found);
}

template <typename Use>
void SegmentFinder::forEachId(ColumnKind kind, const RowBits& candidates, Use use)
{
    if (stopped() || !candidates.any())
        return;
    const auto ids = m_archive.ids(kind, m_number);
    if (!ids)
        return failed(ids.error());
    const std::uint32_t end = candidates.size();
    for (std::uint32_t row = candidates.next(0, end); row < end; row = candidates.next(row + 1, end))
        use(row, (**ids)[row]);
}

void SegmentFinder::addIds(std::string_view needle, const RowBits& candidates, RowBits& found)
{
    StoredId::Text text {};
    for (const ColumnKind kind : {ColumnKind::EventId, ColumnKind::RequestId}) {
        forEachId(kind, candidates, [&](std::uint32_t row, const StoredId& id) {
            if (findBytes(id.writeTo(text), needle) != std::string_view::npos)
                found.set(row);
        });
    }
}

// UUIDs and content hashes are compared as the texts they stand for; other ids need the event.
SegmentFinder::Verdict SegmentFinder::id(const PreparedNode& node, const RowBits& candidates)
{
    Verdict verdict = exact(RowBits(candidates.size()));
    RowBits texts(candidates.size());
    const ColumnKind kind = node.node->field == Field::Id ? ColumnKind::EventId : ColumnKind::RequestId;
    forEachId(kind, candidates, [&](std::uint32_t row, const StoredId& id) {
        if (id.kind == StoredId::Kind::Hash)
            texts.set(row);
        else if (valueMatches(*node.node, id.text()))
            verdict.yes.set(row);
    });
    verdict.maybe = verdict.yes;
    verdict.maybe |= holding(node.needle, TextSearch::Scope::Line, texts);
    return verdict;
}

void SegmentFinder::decide(Verdict& verdict)
{
    RowBits open = verdict.maybe;
    open -= verdict.yes;
    const bool text = usesText(m_query.root);
    const std::uint32_t base = m_archive.base(m_number);
    const std::uint32_t end = open.size();
    for (std::uint32_t row = open.next(0, end); row < end && !stopped(); row = open.next(row + 1, end)) {
        const auto stored = m_decoder.event(base + row);
        if (!stored)
            return failed(stored.error());
        const auto values = text ? m_text.values(base + row) : Result<std::string>(std::string());
        if (!values)
            return failed(values.error());
        const std::string& source = m_archive.info().sources[std::size_t(stored->source)].info.name;
        const FactSet facts = m_query.facts ? m_query.facts->at(base + row) : FactSet();
        if (matches(m_query.root, {stored->event, source, *values, facts}))
            verdict.yes.set(row);
    }
}

void SegmentFinder::failed(const Error& error)
{
    if (!m_problem)
        m_problem = error;
}

} // namespace auditlens
