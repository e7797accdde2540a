// SPDX-License-Identifier: MIT
#include "models/findingmodel.h"

#include "models/timetext.h"
#include "summary/words.h"

#include <algorithm>

namespace auditlens {

namespace {

constexpr qsizetype longestCell = 80;

QString objectText(const EventMention& event)
{
    return event.entity.known() ? oneLine(event.entity.type + '#' + event.entity.id, longestCell) : oneLine(event.action, longestCell);
}

} // namespace

QString FindingModel::kindText(IntegrityFinding::Kind kind)
{
    switch (kind) {
    case IntegrityFinding::Kind::Signature:
        return tr("Signature");
    case IntegrityFinding::Kind::Continuity:
        return tr("Broken link");
    case IntegrityFinding::Kind::Clock:
        break;
    }
    return tr("Clock");
}

void FindingModel::setFindings(std::vector<IntegrityFinding> findings, const QTimeZone& zone)
{
    m_findings = std::move(findings);
    m_zone = zone;
    showOnly(m_only);
}

void FindingModel::showOnly(std::optional<IntegrityFinding::Kind> kind)
{
    beginResetModel();
    m_only = kind;
    m_shown.clear();
    for (std::size_t i = 0; i < m_findings.size(); ++i) {
        if (!kind || m_findings[i].kind == *kind)
            m_shown.push_back(i);
    }
    endResetModel();
}

int FindingModel::count(IntegrityFinding::Kind kind) const
{
    return int(std::ranges::count(m_findings, kind, &IntegrityFinding::kind));
}

QString FindingModel::text(const IntegrityFinding& finding, int column) const
{
    switch (column) {
    case When:
        return stampText(finding.event.time, m_zone);
    case Kind:
        return kindText(finding.kind);
    case Object:
        return objectText(finding.event);
    default:
        return finding.sentence;
    }
}

QString FindingModel::lines(const std::vector<int>& rows) const
{
    QString all;
    for (const int row : rows) {
        const IntegrityFinding& finding = at(row);
        const QStringList cells {text(finding, When), text(finding, Kind), text(finding, Object), oneLine(finding.event.id, longestCell), finding.sentence};
        all += cells.join(u'\t') + u'\n';
    }
    return all;
}

QVariant FindingModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    if (role == Qt::DisplayRole)
        return text(at(index.row()), index.column());
    if (role == Qt::ToolTipRole)
        return text(at(index.row()), index.column()).toHtmlEscaped();
    return {};
}

QVariant FindingModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QString titles[] = {tr("When"), tr("What"), tr("Object"), tr("Reason")};
    return section < ColumnCount ? titles[section] : QVariant();
}

} // namespace auditlens
