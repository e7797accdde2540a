// SPDX-License-Identifier: MIT
#include "sources/sidepanel.h"

#include "base/text.h"
#include "models/timetext.h"
#include "query/filterterm.h"
#include "sources/siderow.h"
#include "style/theme.h"
#include "summary/summary.h"
#include "widgets/labels.h"

#include <QLineEdit>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

namespace auditlens {

namespace {

    constexpr std::size_t shownValues = 6;
    constexpr std::size_t shownSources = 6;
    constexpr std::size_t searchFrom = 12; // fewer lines are found by looking

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
{
    setObjectName(QStringLiteral("sidePanel"));
    setAccessibleName(tr("Sources and values"));
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMinimumWidth(160);
    rebuild();
}

void SidePanel::setArchive(const ArchiveInfo& info)
{
    m_info = info;
    if (info.path.isEmpty()) {
        m_facets.clear();
        m_expanded.clear();
    }
    rebuild();
}

void SidePanel::setFacets(const std::vector<Facet>& facets)
{
    m_facets = facets;
    rebuild();
}

void SidePanel::rebuild()
{
    const int place = verticalScrollBar()->value();
    const QString focused = widget() && widget()->focusWidget() && widget()->focusWidget()->hasFocus() ? widget()->focusWidget()->objectName() : QString();
    m_rows.clear();
    auto* content = new QWidget;
    content->setObjectName(QStringLiteral("sideContent"));
    m_layout = new QVBoxLayout(content);
    m_layout->setContentsMargins(0, 6, 0, 10);
    m_layout->setSpacing(0);
    addSources();
    for (const Facet& facet : m_facets)
        addFacet(facet);
    m_layout->addStretch();
    setWidget(content);
    m_layout->activate();
    verticalScrollBar()->setValue(place);
    // Counts change while somebody works here with the keyboard.
    if (auto* again = focused.isEmpty() ? nullptr : content->findChild<QWidget*>(focused))
        again->setFocus(Qt::OtherFocusReason);
}

void SidePanel::addSection(const QString& title)
{
    QLabel* label = makeLabel(title.toUpper(), "section");
    label->setContentsMargins(14, 12, 14, 4);
    m_layout->addWidget(label);
}

void SidePanel::addRow(const QString& section, SideRow* row, const QString& term)
{
    row->setObjectName(term);
    connect(row, &SideRow::clicked, this, [this, row, term] {
        const bool exclude = row->modifiers().testFlag(Qt::AltModifier);
        Q_EMIT termAsked(exclude ? QString(QLatin1Char('-') + term) : term);
    });
    if (isExpanded(section))
        m_rows.insert(section, row);
    m_layout->addWidget(row);
}

void SidePanel::addSources()
{
    const QString section = QStringLiteral("source");
    addSection(tr("Sources"));
    const std::size_t shown = isExpanded(section) ? m_info.sources.size() : std::min(shownSources, m_info.sources.size());
    for (std::size_t i = 0; i < shown; ++i) {
        const StoredSource& source = m_info.sources[i];
        auto* row = new SideRow(toQString(source.info.name).section(QLatin1Char('/'), -1), shortNumber(source.events), -1);
        row->setDot(source.rejected > 0 ? theme().update : theme().create);
        row->setToolTip(tr("%1\n%2 events, read as %3").arg(toQString(source.info.origin), numberText(source.events), toQString(source.info.format)));
        addRow(section, row, filterTerm(section, toQString(source.info.name)));
    }
    addFolding(section, m_info.sources.size(), shownSources);
    quint64 rejected = 0;
    for (const StoredSource& source : m_info.sources)
        rejected += source.rejected;
    const quint64 all = std::max(rejected, quint64(m_info.rejected));
    if (all == 0)
        return;
    auto* row = new SideRow(tr("Rejected records"), numberText(all), -1);
    row->setObjectName(QStringLiteral("rejectedRow"));
    row->setDot(theme().remove);
    connect(row, &SideRow::clicked, this, &SidePanel::rejectsAsked);
    m_layout->addWidget(row);
}

void SidePanel::addFacet(const Facet& facet)
{
    if (facet.values.empty())
        return;
    addSection(titleOf(facet.field));
    const double most = double(std::max<quint64>(1, facet.values.front().second));
    const std::size_t shown = isExpanded(facet.field) ? facet.values.size() : std::min(shownValues, facet.values.size());
    for (std::size_t i = 0; i < shown; ++i) {
        const auto& [value, count] = facet.values[i];
        auto* row = new SideRow(textOf(facet.field, value), shortNumber(count), double(count) / most);
        row->setToolTip(tr("%1 events. Click to show only these, Alt-click to leave them out.").arg(numberText(count)));
        addRow(facet.field, row, filterTerm(facet.field, value));
    }
    addFolding(facet.field, facet.values.size(), shownValues);
}

void SidePanel::addFolding(const QString& section, std::size_t count, std::size_t folded)
{
    if (count <= folded)
        return;
    const bool expanded = isExpanded(section);
    if (expanded && count >= searchFrom) {
        auto* search = new QLineEdit(m_expanded.value(section));
        search->setObjectName(section + QStringLiteral("Search"));
        search->setPlaceholderText(tr("Search these"));
        search->setAccessibleName(tr("Search the values of %1").arg(section));
        search->setProperty("look", QStringLiteral("side"));
        connect(search, &QLineEdit::textChanged, this, [this, section](const QString& text) { filterRows(section, text); });
        auto* place = new QVBoxLayout;
        place->setContentsMargins(14, 4, 14, 4);
        place->addWidget(search);
        // Above the rows, so that it stays where it is while they become fewer.
        m_layout->insertLayout(m_layout->count() - int(m_rows.count(section)), place);
        filterRows(section, m_expanded.value(section));
    }
    auto* more = new SideRow(expanded ? tr("Show fewer") : tr("%n more…", nullptr, int(count - folded)), {}, -1);
    more->setObjectName(section + QStringLiteral("More"));
    more->setDimmed(true);
    connect(more, &SideRow::clicked, this, [this, section, expanded] { setExpanded(section, !expanded); }, Qt::QueuedConnection);
    m_layout->addWidget(more);
}

void SidePanel::filterRows(const QString& section, const QString& text)
{
    m_expanded[section] = text;
    for (SideRow* row : m_rows.values(section))
        row->setVisible(row->text().contains(text, Qt::CaseInsensitive));
}

void SidePanel::setExpanded(const QString& section, bool expanded)
{
    if (expanded)
        m_expanded.insert(section, {});
    else
        m_expanded.remove(section);
    rebuild();
    // Who works with the keyboard goes on from here.
    if (auto* search = findChild<QLineEdit*>(section + QStringLiteral("Search")))
        search->setFocus(Qt::OtherFocusReason);
    else if (auto* more = findChild<SideRow*>(section + QStringLiteral("More")))
        more->setFocus(Qt::OtherFocusReason);
}

} // namespace auditlens
