// SPDX-License-Identifier: MIT
#pragma once

#include "base/cancellation.h"
#include "base/error.h"
#include "query/boundquery.h"
#include "store/archive.h"

#include <QObject>
#include <QString>
#include <QStringList>

#include <memory>
#include <utility>
#include <vector>

namespace auditlens {

/// How often the values of a field occur in the answer, counted exactly. What the query asks of the field itself is
/// left out, so that its other values stay in sight.
struct Facet
{
    QString field; ///< As the query language calls it: "action".
    std::vector<std::pair<QString, quint64>> values; ///< Most frequent first; the first ones where there are many.
    quint64 distinct = 0; ///< Values there are, also those beyond `values`.
    quint64 missing = 0; ///< Events without a value.
    quint64 events = 0; ///< Events counted.
    bool counting = false; ///< The numbers are on the way: a place in the payload takes long.
};

Facet facetOf(const FacetCounts& counted);

/// Counts the values of an answer's events on the pool: those of some fields after each answer, all of one field
/// when asked. What columns can count is there first. A newer answer ends the counting for the older one. Lives on the GUI thread; never waits.
class FacetCounter : public QObject
{
    Q_OBJECT

public:
    static constexpr std::size_t shownValues = 200; ///< At most so many per field after an answer.
    static constexpr std::size_t fetchedValues = 10'000; ///< And when all are asked for.

    explicit FacetCounter(QObject* parent = nullptr);
    ~FacetCounter() override;

    static QStringList usualFields(); ///< Where nobody chose others.
    const QStringList& fields() const { return m_fields; }
    /// Fields that cannot be counted are left out. Counts the present answer again.
    void setFields(const QStringList& fields);

    /// `rows` is all that the query finds.
    void count(std::shared_ptr<const Archive> archive, const BoundQuery& query, const RowSet& rows);
    /// The same question, answered completely before, when the archive grew since.
    void countMore(std::shared_ptr<const Archive> archive, const RowSet& rows);
    void clear();
    /// Values of one field of the present answer with this text in them, whatever its case.
    void fetch(const QString& field, const QString& containing);

Q_SIGNALS:
    void counted(const std::vector<auditlens::Facet>& facets); ///< In the order of the fields; none when there is no answer.
    void fetched(const auditlens::Facet& facet, const QString& containing);
    void problem(const auditlens::Error& error);

private:
    struct Asked
    {
        std::shared_ptr<const Archive> archive;
        BoundQuery query;
        RowSet rows;
    };
    void recount();
    void countPlaces(const std::vector<Facet>& columns, quint64 ticket);
    AnalysisRequest requestFor(bool places) const;
    std::vector<Facet> inOrder(const std::vector<Facet>& columns, const std::vector<Facet>& places) const;

    QStringList m_fields = usualFields();
    Asked m_asked; ///< Without an archive: nothing to count.
    EarlierAnalysis m_counted; ///< Of this question; without an archive: nothing yet.
    Cancellation m_countCancel;
    Cancellation m_fetchCancel;
    quint64 m_countTicket = 0;
    quint64 m_fetchTicket = 0;
};

} // namespace auditlens
