// SPDX-License-Identifier: MIT
#include "session/facetcounter.h"

#include "base/fold.h"
#include "base/text.h"
#include "session/delivery.h"

namespace auditlens {

namespace {

Facet facetFrom(const FacetCounts& counted)
{
    Facet facet {toQString(counted.field), {}, counted.distinct, counted.missing, counted.events};
    for (const auto& [text, count] : counted.values)
        facet.values.emplace_back(toQString(text), count);
    return facet;
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
    m_fetchCancel.request();
    recount();
}

void FacetCounter::clear()
{
    m_asked = {};
    m_fetchCancel.request();
    recount();
}

Analysis FacetCounter::analyze(const Asked& asked, const AnalysisRequest& request, const Cancellation& cancelled)
{
    return asked.archive->analyze(asked.query, asked.rows, request, cancelled);
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
    deliver(m_countCancel, [asked = m_asked, request](const Cancellation& cancelled) { return analyze(asked, request, cancelled); })
        .then(this, [this, ticket](const Analysis& analysis) {
            if (ticket != m_countTicket)
                return;
            std::vector<Facet> facets;
            for (const FacetCounts& each : analysis.complete ? analysis.facets : std::vector<FacetCounts>())
                facets.push_back(facetFrom(each));
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
    deliver(m_fetchCancel, [asked = m_asked, request](const Cancellation& cancelled) { return analyze(asked, request, cancelled); })
        .then(this, [this, ticket, containing](const Analysis& analysis) {
            if (ticket != m_fetchTicket)
                return;
            if (analysis.problem)
                Q_EMIT problem(*analysis.problem);
            else if (analysis.complete)
                Q_EMIT fetched(facetFrom(analysis.facets.front()), containing);
        });
}

} // namespace auditlens
