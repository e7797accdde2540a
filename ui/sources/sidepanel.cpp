// SPDX-License-Identifier: MIT
#include "sources/sidepanel.h"

#include "base/text.h"
#include "models/timetext.h"
#include "sources/siderow.h"
#include "style/theme.h"
#include "widgets/labels.h"

#include <QRegularExpression>
#include <QVBoxLayout>

#include <algorithm>

namespace auditlens {

namespace {

    constexpr std::size_t shownValues = 6;
    constexpr std::size_t shownSources = 12;

    /// "1.2M": room is short here; the tool tip and the status line have every digit.
    QString shortNumber(quint64 number)
    {
        if (number >= 1'000'000)
            return QStringLiteral("%1M").arg(double(number) / 1e6, 0, 'f', 1);
        return number >= 100'000 ? QStringLiteral("%1k").arg(number / 1000) : numberText(number);
    }

    QString titleOf(const QString& field)
    {
        if (field == QLatin1String("action"))
            return SidePanel::tr("Action");
        if (field == QLatin1String("actor"))
            return SidePanel::tr("Actor");
        return SidePanel::tr("Changed field");
    }

} // namespace

QString filterTerm(const QString& field, const QString& value)
{
    static const QRegularExpression plain(QStringLiteral("^[\\w.@/-]+$"), QRegularExpression::UseUnicodePropertiesOption);
    if (plain.match(value).hasMatch())
        return field + QLatin1Char(':') + value;
    QString quoted = value;
    quoted.replace(QLatin1Char('\\'), QStringLiteral("\\\\")).replace(QLatin1Char('"'), QStringLiteral("\\\""));
    return field + QStringLiteral(":\"") + quoted + QLatin1Char('"');
}

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
    if (info.path.isEmpty())
        m_facets.clear();
    rebuild();
}

void SidePanel::setFacets(const std::vector<Facet>& facets)
{
    m_facets = facets;
    rebuild();
}

void SidePanel::rebuild()
{
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
}

void SidePanel::addSection(const QString& title)
{
    QLabel* label = makeLabel(title.toUpper(), "section");
    label->setContentsMargins(14, 12, 14, 4);
    m_layout->addWidget(label);
}

void SidePanel::addSources()
{
    addSection(tr("Sources"));
    std::size_t shown = 0;
    quint64 rejected = 0;
    for (const StoredSource& source : m_info.sources) {
        rejected += source.rejected;
        if (++shown > shownSources)
            continue;
        auto* row = new SideRow(toQString(source.info.name).section(QLatin1Char('/'), -1), shortNumber(source.events), -1);
        row->setDot(source.rejected > 0 ? theme().update : theme().create);
        row->setToolTip(tr("%1\n%2 events, read as %3").arg(toQString(source.info.origin), numberText(source.events), toQString(source.info.format)));
        connect(row, &SideRow::clicked, this, [this, name = toQString(source.info.name)] {
            Q_EMIT termAsked(filterTerm(QStringLiteral("source"), name));
        });
        m_layout->addWidget(row);
    }
    if (shown > shownSources)
        m_layout->addWidget(new SideRow(tr("%n more…", nullptr, int(shown - shownSources)), {}, -1));
    const quint64 all = std::max(rejected, quint64(m_info.rejected));
    if (all > 0) {
        auto* row = new SideRow(tr("Rejected records"), numberText(all), -1);
        row->setObjectName(QStringLiteral("rejectedRow"));
        row->setDot(theme().remove);
        connect(row, &SideRow::clicked, this, &SidePanel::rejectsAsked);
        m_layout->addWidget(row);
    }
}

void SidePanel::addFacet(const Facet& facet)
{
    if (facet.values.empty())
        return;
    addSection(titleOf(facet.field));
    const double most = double(std::max<quint64>(1, facet.values.front().second));
    for (std::size_t i = 0; i < facet.values.size() && i < shownValues; ++i) {
        const auto& [value, count] = facet.values[i];
        auto* row = new SideRow(value.isEmpty() ? tr("(none)") : value, shortNumber(count), double(count) / most);
        connect(row, &SideRow::clicked, this, [this, field = facet.field, value = value] { Q_EMIT termAsked(filterTerm(field, value)); });
        m_layout->addWidget(row);
    }
    if (facet.values.size() > shownValues) {
        QLabel* more = makeLabel(tr("%n more…", nullptr, int(facet.values.size() - shownValues)), "dim");
        more->setContentsMargins(14, 3, 14, 0);
        m_layout->addWidget(more);
    }
}

} // namespace auditlens
