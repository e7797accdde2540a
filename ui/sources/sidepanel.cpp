// SPDX-License-Identifier: MIT
#include "sources/sidepanel.h"

#include "base/text.h"
#include "models/timetext.h"
#include "query/filterterm.h"
#include "sources/facetsection.h"
#include "sources/fielddialog.h"
#include "sources/siderow.h"
#include "store/analysis.h"
#include "style/theme.h"

#include <QMenu>
#include <QVBoxLayout>

#include <algorithm>

namespace auditlens {

SidePanel::SidePanel(QWidget* parent)
    : QScrollArea(parent)
    , m_sources(new SideSection(QStringLiteral("source"), tr("Sources")))
    , m_choose(new SideRow(tr("Fields…"), {}, -1))
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
    m_choose->setObjectName(QStringLiteral("fieldsRow"));
    m_choose->setDimmed(true);
    m_choose->setToolTip(tr("Choose the fields whose values are counted here"));
    m_layout->addSpacing(8);
    m_layout->addWidget(m_choose);
    m_layout->addStretch();
    connect(m_choose, &SideRow::clicked, this, &SidePanel::showFieldMenu);
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
    QStringList fields;
    for (const Facet& facet : facets) {
        fields << facet.field;
        sectionOf(facet.field)->setFacet(facet);
    }
    for (auto section = m_facets.cbegin(); section != m_facets.cend(); ++section)
        section.value()->setVisible(fields.contains(section.key()));
    if (fields != m_order)
        putInOrder(fields);
}

/// Above the line that chooses the fields and the space before it.
void SidePanel::putInOrder(const QStringList& fields)
{
    m_order = fields;
    for (const QString& field : fields) {
        m_layout->removeWidget(m_facets.value(field));
        m_layout->insertWidget(m_layout->indexOf(m_choose) - 1, m_facets.value(field));
    }
}

FacetSection* SidePanel::sectionOf(const QString& field)
{
    FacetSection*& section = m_facets[field];
    if (section)
        return section;
    section = new FacetSection(field, widget()); // never a window of its own
    m_order.clear(); // it has no place yet
    connect(section, &FacetSection::termAsked, this, &SidePanel::termAsked);
    connect(section, &FacetSection::onlyAsked, this, &SidePanel::onlyAsked);
    connect(section, &FacetSection::allAsked, this, &SidePanel::allValuesAsked);
    connect(section, &FacetSection::removeAsked, this, [this](const QString& left) { chooseField(left, false); });
    return section;
}

void SidePanel::setFields(const QStringList& fields)
{
    m_fields = fields;
}

void SidePanel::chooseField(const QString& field, bool shown)
{
    QStringList fields = m_fields;
    fields.removeAll(field);
    if (shown)
        fields << field;
    setFields(fields);
    Q_EMIT fieldsChosen(fields);
}

void SidePanel::showFieldMenu()
{
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("fieldMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QStringList offered;
    for (const std::string_view name : facetFields())
        offered << toQString(name);
    for (const QString& field : m_fields) {
        if (!offered.contains(field))
            offered << field; // A place in the payload that somebody chose.
    }
    for (const QString& field : offered) {
        QAction* action = menu->addAction(facetTitle(field));
        action->setCheckable(true);
        action->setChecked(m_fields.contains(field));
        connect(action, &QAction::toggled, this, [this, field](bool shown) { chooseField(field, shown); });
    }
    menu->addSeparator();
    menu->addAction(tr("&Another field…"), this, &SidePanel::askForField);
    menu->popup(m_choose->mapToGlobal(QPoint(14, m_choose->height())));
}

void SidePanel::askForField()
{
    auto* dialog = new FieldDialog(m_fields, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &FieldDialog::chosen, this, [this](const QString& field) { chooseField(field, true); });
    dialog->open();
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

} // namespace auditlens
