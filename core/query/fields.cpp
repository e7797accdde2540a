// SPDX-License-Identifier: MIT
#include "query/fields.h"

#include "base/text.h"

#include <algorithm>
#include <numeric>

namespace auditlens {

namespace {

using namespace Qt::StringLiterals;

// Letters to add, remove, replace or swap with their neighbour (optimal string alignment).
qsizetype distance(const QString& a, const QString& b)
{
    const std::size_t columns = std::size_t(b.size()) + 1;
    std::vector<qsizetype> before(columns);
    std::vector<qsizetype> last(columns);
    std::vector<qsizetype> row(columns);
    std::iota(last.begin(), last.end(), 0);
    for (qsizetype i = 0; i < a.size(); ++i) {
        row[0] = i + 1;
        for (qsizetype j = 0; j < b.size(); ++j) {
            const std::size_t at = std::size_t(j) + 1;
            row[at] = std::min({last[at] + 1, row[at - 1] + 1, last[at - 1] + (a[i] == b[j] ? 0 : 1)});
            if (i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j])
                row[at] = std::min(row[at], before[at - 2] + 1);
        }
        before.swap(last);
        last.swap(row);
    }
    return last.back();
}

QStringList verbNames()
{
    QStringList names;
    for (int verb = 0; verb <= int(Verb::Export); ++verb)
        names << toQString(verbName(Verb(verb)));
    return names;
}

} // namespace

const std::vector<FieldName>& fieldNames()
{
    static const std::vector<FieldName> names = {
        {"actor"_L1, Field::Actor},
        {"user"_L1, Field::Actor},
        {"who"_L1, Field::Actor},
        {"action"_L1, Field::Action},
        {"verb"_L1, Field::Verb},
        {"entity"_L1, Field::Entity},
        {"object"_L1, Field::Entity},
        {"type"_L1, Field::EntityType},
        {"model"_L1, Field::EntityType},
        {"entity.type"_L1, Field::EntityType},
        {"entity.id"_L1, Field::EntityId},
        {"entity.label"_L1, Field::EntityLabel},
        {"changed"_L1, Field::Changed},
        {"from"_L1, Field::From},
        {"to"_L1, Field::To},
        {"tenant"_L1, Field::Tenant},
        {"org"_L1, Field::Tenant},
        {"organization"_L1, Field::Tenant},
        {"source"_L1, Field::Source},
        {"ip"_L1, Field::Ip},
        {"request"_L1, Field::Request},
        {"request_id"_L1, Field::Request},
        {"id"_L1, Field::Id},
        {"event"_L1, Field::Id},
        {"summary"_L1, Field::Summary},
        {"outcome"_L1, Field::Outcome},
        {"masked"_L1, Field::Masked},
        {"verified"_L1, Field::Verified},
        {"continuity"_L1, Field::Continuity},
        {"clock"_L1, Field::Clock},
        {"tag"_L1, Field::Tag},
        {"time"_L1, Field::Time},
        {"hour"_L1, Field::Hour},
        {"weekday"_L1, Field::Weekday},
    };
    return names;
}

std::optional<Field> fieldNamed(const QString& name)
{
    for (const FieldName& entry : fieldNames()) {
        if (name.compare(entry.name, Qt::CaseInsensitive) == 0)
            return entry.field;
    }
    return {};
}

QStringList offeredFieldNames()
{
    QStringList offered;
    std::optional<Field> last;
    for (const FieldName& entry : fieldNames()) {
        if (entry.field != last)
            offered << entry.name;
        last = entry.field;
    }
    return offered << u"has"_s << u"after"_s << u"before"_s << u"on"_s;
}

QStringList listedValues(Field field)
{
    switch (field) {
    case Field::Masked:
        return {u"true"_s, u"false"_s};
    case Field::Outcome:
        return {u"success"_s, u"failure"_s, u"unknown"_s};
    case Field::Verb:
        return verbNames();
    default:
        break;
    }
    QStringList words;
    for (const Fact fact : factsOf(field))
        words << toQString(factName(fact));
    return words;
}

QString nearestWord(const QString& word, const QStringList& among)
{
    const QString folded = word.left(64).toCaseFolded();
    QString nearest;
    qsizetype least = std::max<qsizetype>(1, folded.size() / 3) + 1;
    for (const QString& candidate : among) {
        const qsizetype d = distance(folded, candidate.toCaseFolded());
        if (d < least) {
            least = d;
            nearest = candidate;
        }
    }
    return nearest;
}

} // namespace auditlens
