// SPDX-License-Identifier: MIT
#include "session/facetcounter.h"

#include "base/fold.h"
#include "base/text.h"
#include "session/delivery.h"

namespace auditlens {

Facet facetOf(const FacetCounts& counted)
{
    Facet facet {toQString(counted.field), {}, counted.distinct, counted.missing, counted.events};
    for (const auto& [text, count] : counted.values)
        facet.values.emplace_back(toQString(text), count);
    return facet;
}

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
    AnalysisRequest request;
    for (const QString& field : m_fields)
        request.facets.push_back({toUtf8(field), shownValues, {}});
    deliver(m_countCancel, [asked = m_asked, counted = m_counted, request](const Cancellation& cancelled) {
        return asked.archive->analyze(asked.query, asked.rows, request, counted, cancelled);
    })
        .then(this, [this, ticket](const Analysis& analysis) {
            if (ticket != m_countTicket)
                return;
            if (analysis.complete)
                m_counted = {m_asked.archive, analysis};
            std::vector<Facet> facets;
            for (const FacetCounts& each : analysis.complete ? analysis.facets : std::vector<FacetCounts>())
                facets.push_back(facetOf(each));
            Q_EMIT counted(facets);
            if (analysis.problem)
                Q_EMIT problem(*analysis.problem);
        });
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
