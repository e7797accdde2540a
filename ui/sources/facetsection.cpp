// SPDX-License-Identifier: MIT
#include "sources/facetsection.h"

#include "base/text.h"
#include "models/timetext.h"
#include "query/filterterm.h"
#include "summary/summary.h"

#include <QCoreApplication>
#include <QMenu>

#include <algorithm>
#include <array>

namespace auditlens {

QString facetTitle(const QString& field)
{
    static constexpr std::array<std::pair<const char*, const char*>, 11> titles {{
        {"action", QT_TRANSLATE_NOOP("auditlens::FacetSection", "Action")},
        {"verb", QT_TRANSLATE_NOOP("auditlens::FacetSection", "Verb")},
        {"outcome", QT_TRANSLATE_NOOP("auditlens::FacetSection", "Outcome")},
        {"actor", QT_TRANSLATE_NOOP("auditlens::FacetSection", "Actor")},
        {"entity", QT_TRANSLATE_NOOP("auditlens::FacetSection", "Entity type")},
        {"object", QT_TRANSLATE_NOOP("auditlens::FacetSection", "Object")},
        {"tenant", QT_TRANSLATE_NOOP("auditlens::FacetSection", "Tenant")},
        {"ip", QT_TRANSLATE_NOOP("auditlens::FacetSection", "Address")},
        {"source", QT_TRANSLATE_NOOP("auditlens::FacetSection", "Source")},
        {"changed", QT_TRANSLATE_NOOP("auditlens::FacetSection", "Changed field")},
        {"masked", QT_TRANSLATE_NOOP("auditlens::FacetSection", "Masked")},
    }};
    const auto title = std::ranges::find_if(titles, [&](const auto& each) { return field == QLatin1String(each.first); });
    return title == titles.end() ? field : QCoreApplication::translate("auditlens::FacetSection", title->second);
}

QString facetValueText(const QString& field, const QString& value)
{
    Actor actor;
    actor.id = toUtf8(value);
    return field == QLatin1String("actor") ? actorText(actor) : value; // a bare number is told as "Actor 1042"
}

namespace {

    /// What finds the events without a value.
    QString missingTerm(const QString& field)
    {
        return QStringLiteral("-%1:*").arg(field == QLatin1String("entity") ? QStringLiteral("type") : field);
    }

    QString turnedAround(const QString& term)
    {
        return term.startsWith(QLatin1Char('-')) ? term.mid(1) : QString(QLatin1Char('-') + term);
    }

} // namespace

FacetSection::FacetSection(const QString& field, QWidget* parent)
    : SideSection(field, facetTitle(field), parent)
    , m_field(field)
{
    connect(this, &SideSection::chosen, this, &FacetSection::choose);
    connect(this, &SideSection::menuAsked, this, &FacetSection::showMenu);
    connect(this, &SideSection::restAsked, this, [this] { Q_EMIT allAsked(m_field); });
}

void FacetSection::setFacet(const Facet& facet)
{
    quint64 most = 1;
    for (const auto& [value, count] : facet.values)
        most = std::max(most, count);
    const QString of = tr("of %n event(s), counted exactly", nullptr, int(facet.events));
    const auto lineOf = [&](const QString& key, const QString& text, quint64 count) {
        SideLine line {key, text, shortNumber(count), double(count) / double(most), {}, {}, false};
        line.toolTip = tr("%1 %2. Click to filter for it, Alt-click to leave it out, Ctrl-click to show it only.").arg(numberText(count), of);
        return line;
    };
    std::vector<SideLine> lines;
    for (const auto& [value, count] : facet.values)
        lines.push_back(lineOf(filterTerm(m_field, value), facetValueText(m_field, value), count));
    std::vector<SideLine> always;
    if (facet.missing > 0) {
        always.push_back(lineOf(missingTerm(m_field), tr("(none)"), facet.missing));
        always.back().share = std::min(1.0, always.back().share);
        always.back().dimmed = true;
    }
    if (lines.empty() && always.empty())
        always.push_back({QString(), facet.counting ? tr("Counting…") : facet.events > 0 ? tr("No value") : tr("No event"), {}, -1, {}, {}, true});
    setLines(std::move(lines), std::move(always), facet.distinct);
}

void FacetSection::choose(const QString& term, Qt::KeyboardModifiers modifiers)
{
    if (term.isEmpty())
        return;
    if (modifiers.testFlag(Qt::ControlModifier))
        Q_EMIT onlyAsked(term);
    else
        Q_EMIT termAsked(modifiers.testFlag(Qt::AltModifier) ? turnedAround(term) : term);
}

void FacetSection::showMenu(const QString& term, const QPoint& place)
{
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("facetMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (!term.isEmpty() && !term.endsWith(QLatin1String("More"))) {
        menu->addAction(tr("&Filter for this"), this, [this, term] { Q_EMIT termAsked(term); });
        menu->addAction(tr("&Leave this out"), this, [this, term] { Q_EMIT termAsked(turnedAround(term)); });
        menu->addAction(tr("&Only this"), this, [this, term] { Q_EMIT onlyAsked(term); });
        menu->addSeparator();
    }
    menu->addAction(tr("&All values…"), this, [this] { Q_EMIT allAsked(m_field); });
    menu->addAction(tr("&Remove this field"), this, [this] { Q_EMIT removeAsked(m_field); });
    menu->popup(place);
}

} // namespace auditlens
