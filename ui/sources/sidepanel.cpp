// SPDX-License-Identifier: MIT
#include "sources/sidepanel.h"

#include "base/text.h"
#include "models/timetext.h"
#include "query/filterterm.h"
#include "sources/sidesection.h"
#include "style/theme.h"
#include "summary/summary.h"

#include <QVBoxLayout>

#include <algorithm>

namespace auditlens {

namespace {

    /// "1.2M": room is short here; the tool tip and the status line have every digit.
    QString shortNumber(quint64 number)
    {
        if (number >= 1'000'000)
            return QStringLiteral("%1M").arg(double(number) / 1e6, 0, 'f', 1);
        return number >= 100'000 ? QStringLiteral("%1k").arg(number / 1000) : numberText(number);
    }

    QString textOf(const QString& field, const QString& value)
    {
        if (value.isEmpty())
            return SidePanel::tr("(none)");
        Actor actor;
        actor.id = toUtf8(value);
        return field == QLatin1String("actor") ? actorText(actor) : value; // a bare number is told as "Actor 1042"
    }

    QString titleOf(const QString& field)
    {
        if (field == QLatin1String("action"))
            return SidePanel::tr("Action");
        if (field == QLatin1String("actor"))
            return SidePanel::tr("Actor");
        if (field == QLatin1String("entity"))
            return SidePanel::tr("Entity type");
        return SidePanel::tr("Changed field");
    }

} // namespace

SidePanel::SidePanel(QWidget* parent)
    : QScrollArea(parent)
    , m_sources(new SideSection(QStringLiteral("source"), tr("Sources")))
{
    setObjectName(QStringLiteral("sidePanel"));
    setAccessibleName(tr("Sources and values"));
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMinimumWidth(160);
    auto* content = new QWidget;
    content->setObjectName(QStringLiteral("sideContent"));
    m_layout = new QVBoxLayout(content);
    m_layout->setContentsMargins(0, 6, 0, 10);
    m_layout->setSpacing(0);
    m_layout->addWidget(m_sources);
    m_layout->addStretch();
    setWidget(content);
    connect(m_sources, &SideSection::chosen, this, [this](const QString& key, Qt::KeyboardModifiers modifiers) {
        if (key == QLatin1String("rejectedRow"))
            Q_EMIT rejectsAsked();
        else
            ask(key, modifiers);
    });
}

void SidePanel::addSection(SideSection* section)
{
    m_layout->insertWidget(m_layout->indexOf(m_sources) + 1, section);
}

void SidePanel::setArchive(const ArchiveInfo& info)
{
    m_info = info;
    if (info.path.isEmpty()) {
        m_sources->reset();
        qDeleteAll(m_facets);
        m_facets.clear();
    }
    showSources();
}

void SidePanel::setFacets(const std::vector<Facet>& facets)
{
    for (const Facet& facet : facets)
        showFacet(facet);
    for (auto section = m_facets.cbegin(); section != m_facets.cend(); ++section)
        section.value()->setVisible(std::ranges::any_of(facets, [&](const Facet& facet) { return facet.field == section.key() && !facet.values.empty(); }));
}

void SidePanel::ask(const QString& term, Qt::KeyboardModifiers modifiers)
{
    Q_EMIT termAsked(modifiers.testFlag(Qt::AltModifier) ? QString(QLatin1Char('-') + term) : term);
}

void SidePanel::showSources()
{
    std::vector<SideLine> lines;
    quint64 rejected = 0;
    for (const StoredSource& source : m_info.sources) {
        SideLine line;
        line.key = filterTerm(QStringLiteral("source"), toQString(source.info.name));
        line.text = toQString(source.info.name).section(QLatin1Char('/'), -1);
        line.count = shortNumber(source.events);
        line.dot = source.rejected > 0 ? theme().update : theme().create;
        line.toolTip = tr("%1\n%2 events, read as %3").arg(toQString(source.info.origin), numberText(source.events), toQString(source.info.format));
        lines.push_back(line);
        rejected += source.rejected;
    }
    const quint64 all = std::max(rejected, quint64(m_info.rejected));
    std::vector<SideLine> always;
    if (all > 0)
        always.push_back({QStringLiteral("rejectedRow"), tr("Rejected records"), numberText(all), -1, theme().remove, {}, false});
    m_sources->setLines(std::move(lines), std::move(always));
}

void SidePanel::showFacet(const Facet& facet)
{
    SideSection*& section = m_facets[facet.field];
    if (!section) {
        section = new SideSection(facet.field, titleOf(facet.field));
        connect(section, &SideSection::chosen, this, &SidePanel::ask);
        m_layout->insertWidget(m_layout->count() - 1, section);
    }
    const double most = double(facet.values.empty() ? 1 : std::max<quint64>(1, facet.values.front().second));
    std::vector<SideLine> lines;
    for (const auto& [value, count] : facet.values) {
        SideLine line;
        line.key = filterTerm(facet.field, value);
        line.text = textOf(facet.field, value);
        line.count = shortNumber(count);
        line.share = double(count) / most;
        line.toolTip = tr("%1 events. Click to show only these, Alt-click to leave them out.").arg(numberText(count));
        lines.push_back(line);
    }
    section->setLines(std::move(lines));
}

} // namespace auditlens
