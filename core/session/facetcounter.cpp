// SPDX-License-Identifier: MIT
#include "session/facetcounter.h"

#include "base/fold.h"
#include "base/text.h"
#include "query/payloadpath.h"
#include "session/delivery.h"

#include <algorithm>
#include <iterator>

namespace auditlens {

Facet facetOf(const FacetCounts& counted)
{
    Facet facet {toQString(counted.field), {}, counted.distinct, counted.missing, counted.events};
    for (const auto& [text, count] : counted.values)
        facet.values.emplace_back(toQString(text), count);
    return facet;
}

namespace {

std::vector<Facet> facetsOf(const Analysis& analysis)
{
    std::vector<Facet> facets;
    if (analysis.complete)
        std::ranges::transform(analysis.facets, std::back_inserter(facets), facetOf);
    return facets;
}

} // namespace

FacetCounter::FacetCounter(QObject* parent)
    : QObject(parent)
{
}

FacetCounter::~FacetCounter()
{
    m_countCancel.request();
    m_fetchCancel.request();
}

QStringList FacetCounter::usualFields()
{
    return {QStringLiteral("action"), QStringLiteral("actor"), QStringLiteral("entity"), QStringLiteral("changed")};
}

void FacetCounter::setFields(const QStringList& fields)
{
    m_fields.clear();
    for (const QString& field : fields) {
        if (isFacetField(toUtf8(field)) && !m_fields.contains(field))
            m_fields << field;
    }
    recount();
}

void FacetCounter::count(std::shared_ptr<const Archive> archive, const BoundQuery& query, const RowSet& rows)
{
    m_asked = {std::move(archive), query, rows};
    m_counted = {};
    m_fetchCancel.request();
    recount();
}

void FacetCounter::countMore(std::shared_ptr<const Archive> archive, const RowSet& rows)
{
    m_asked.archive = std::move(archive);
    m_asked.rows = rows;
    m_fetchCancel.request();
    recount();
}

void FacetCounter::clear()
{
    m_asked = {};
    m_counted = {};
    m_fetchCancel.request();
    recount();
}

void FacetCounter::recount()
{
    m_countCancel.request();
    m_countCancel = Cancellation();
    const quint64 ticket = ++m_countTicket;
    if (!m_asked.archive) {
        Q_EMIT counted({});
        return;
    }
    deliver(m_countCancel, [asked = m_asked, counted = m_counted, request = requestFor(false)](const Cancellation& cancelled) {
        return asked.archive->analyze(asked.query, asked.rows, request, counted, cancelled);
    })
        .then(this, [this, ticket](const Analysis& analysis) {
            if (ticket != m_countTicket)
                return;
            if (analysis.complete)
                m_counted = {m_asked.archive, analysis};
            const std::vector<Facet> facets = facetsOf(analysis);
            Q_EMIT counted(analysis.complete ? inOrder(facets, {}) : facets);
            if (analysis.problem)
                Q_EMIT problem(*analysis.problem);
            else if (analysis.complete)
                countPlaces(facets, ticket);
        });
}

void FacetCounter::countPlaces(const std::vector<Facet>& columns, quint64 ticket)
{
    const AnalysisRequest request = requestFor(true);
    if (request.facets.empty())
        return;
    deliver(m_countCancel, [asked = m_asked, request](const Cancellation& cancelled) {
        return asked.archive->analyze(asked.query, asked.rows, request, cancelled);
    })
        .then(this, [this, ticket, columns](const Analysis& analysis) {
            if (ticket != m_countTicket)
                return;
            if (analysis.complete)
                Q_EMIT counted(inOrder(columns, facetsOf(analysis)));
            if (analysis.problem)
                Q_EMIT problem(*analysis.problem);
        });
}

AnalysisRequest FacetCounter::requestFor(bool places) const
{
    AnalysisRequest request;
    for (const QString& field : m_fields) {
        if (isPayloadPath(toUtf8(field)) == places)
            request.facets.push_back({toUtf8(field), shownValues, {}});
    }
    return request;
}

/// What is neither among the one nor the other is still being counted.
std::vector<Facet> FacetCounter::inOrder(const std::vector<Facet>& columns, const std::vector<Facet>& places) const
{
    std::vector<Facet> all;
    for (const QString& field : m_fields) {
        const std::vector<Facet>& counted = isPayloadPath(toUtf8(field)) ? places : columns;
        const auto known = std::ranges::find(counted, field, &Facet::field);
        all.push_back(known != counted.end() ? *known : Facet {field, {}, 0, 0, 0, true});
    }
    return all;
}

void FacetCounter::fetch(const QString& field, const QString& containing)
{
    m_fetchCancel.request();
    m_fetchCancel = Cancellation();
    const quint64 ticket = ++m_fetchTicket;
    if (!m_asked.archive)
        return;
    AnalysisRequest request;
    request.facets.push_back({toUtf8(field), fetchedValues, folded(toUtf8(containing))});
    deliver(m_fetchCancel, [asked = m_asked, request](const Cancellation& cancelled) {
        return asked.archive->analyze(asked.query, asked.rows, request, cancelled);
    })
        .then(this, [this, ticket, containing](const Analysis& analysis) {
            if (ticket != m_fetchTicket)
                return;
            if (analysis.problem)
                Q_EMIT problem(*analysis.problem);
            else if (analysis.complete)
                Q_EMIT fetched(facetOf(analysis.facets.front()), containing);
        });
}

} // namespace auditlens
