// SPDX-License-Identifier: MIT
#include "models/historymodel.h"

#include "base/text.h"
#include "event/mask.h"
#include "history/historytext.h"
#include "models/timetext.h"
#include "summary/summary.h"
#include "summary/words.h"

#include <QFont>

#include <algorithm>
#include <utility>

namespace auditlens {

namespace {

    constexpr qsizetype longestCell = 200;
    constexpr qsizetype longestTip = 2000;
    constexpr qsizetype longestTipLines = 6;

    QString whenText(const EventTime& time, const QTimeZone& zone)
    {
        return dateText(time.ns, zone) + QLatin1Char(' ') + clockText(time.ns, zone);
    }

    QString whatText(const AuditEvent& event)
    {
        const Summary summary = summarize(event);
        const QString action = oneLine(event.action, longestCell);
        return summary.detail.isEmpty() ? action : HistoryModel::tr("%1: %2", "action and what it set").arg(action, summary.detail);
    }

} // namespace

void HistoryModel::setHistory(std::shared_ptr<const EntityHistory> history, const QTimeZone& zone)
{
    beginResetModel();
    m_history = std::move(history);
    m_zone = zone;
    m_marked = -1;
    m_broken.assign(m_history ? m_history->events().size() : 0, false);
    if (m_history) {
        for (const HistoryBreak& found : m_history->breaks())
            m_broken[found.foundBy] = true;
    }
    endResetModel();
}

void HistoryModel::setMarked(int row)
{
    const int old = std::exchange(m_marked, row);
    for (const int changed : {old, row}) {
        if (changed >= 0)
            Q_EMIT dataChanged(index(changed, 0), index(changed, ColumnCount - 1), {Qt::FontRole});
    }
}

int HistoryModel::rowCount(const QModelIndex& parent) const
{
    return m_history && !parent.isValid() ? int(m_history->events().size()) : 0;
}

QString HistoryModel::text(const HistoryEvent& event, int column) const
{
    switch (column) {
    case When:
        return whenText(event.event.time, m_zone);
    case Who:
        return actorText(event.event.actor);
    default:
        return whatText(event.event);
    }
}

QString HistoryModel::tip(EventIndex event) const
{
    const AuditEvent& shown = m_history->events()[event].event;
    QStringList lines {stampText(shown.time, m_zone), summarize(shown).sentence};
    for (const HistoryBreak& found : m_history->breaks()) {
        if (found.foundBy == event && lines.size() < longestTipLines)
            lines << breakText(*m_history, found);
    }
    return lines.join(QLatin1Char('\n'));
}

QString HistoryModel::spoken(int row, int column) const
{
    const QString said = text(m_history->events()[eventAt(row)], column);
    const QString broken = m_broken[eventAt(row)] ? tr("%1, broken link to the event before").arg(said) : said;
    return row == m_marked ? tr("%1, the chosen event").arg(broken) : broken;
}

QVariant HistoryModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const EventIndex event = eventAt(index.row());
    if (role == Qt::DisplayRole)
        return text(m_history->events()[event], index.column());
    if (role == brokenLinkRole)
        return bool(m_broken[event]);
    if (role == Qt::ToolTipRole)
        return tip(event).toHtmlEscaped();
    if (role == Qt::AccessibleTextRole)
        return spoken(index.row(), index.column());
    if (role == Qt::FontRole && index.row() == m_marked) {
        QFont font;
        font.setBold(true);
        return font;
    }
    return {};
}

QVariant HistoryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QString titles[] = {tr("When"), tr("Who"), tr("What")};
    return section < ColumnCount ? titles[section] : QVariant();
}

void StateModel::setState(std::shared_ptr<const EntityHistory> history, EntityState state, const QTimeZone& zone)
{
    beginResetModel();
    m_history = std::move(history);
    m_state = std::move(state);
    m_zone = zone;
    endResetModel();
}

std::optional<EventIndex> StateModel::blamed(int row) const
{
    if (row < 0 || row >= rowCount())
        return {};
    const FieldState& field = m_state.fields[std::size_t(row)];
    return field.knownBy();
}

QString StateModel::maskOf(int row) const
{
    if (row < 0 || row >= rowCount())
        return {};
    const FieldState& field = m_state.fields[std::size_t(row)];
    const bool isMasked = field.known == FieldState::Known::Value && field.value.kind == Value::Kind::Masked && isMask(field.value.text);
    return isMasked ? toQString(field.value.text) : QString();
}

QString StateModel::text(const FieldState& field, int column) const
{
    const auto known = field.knownBy();
    switch (column) {
    case Field:
        return oneLine(field.label.empty() ? field.field : field.label, longestCell);
    case ValueThen:
        return stateText(field, longestCell);
    case SetBy:
        return field.setBy ? actorText(m_history->events()[*field.setBy].event.actor) : QString();
    default:
        break;
    }
    if (!known)
        return {};
    const QString when = whenText(m_history->events()[*known].event.time, m_zone);
    return field.setBy ? when : tr("before %1").arg(when);
}

/// Whether the event that set the value had found another one than the last before it.
bool StateModel::isBroken(const FieldState& field) const
{
    const auto isThis = [&field](const HistoryBreak& found) { return found.field == field.field && field.setBy == found.foundBy; };
    return field.setBy && std::ranges::any_of(m_history->breaks(), isThis);
}

QVariant StateModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const FieldState& field = m_state.fields[std::size_t(index.row())];
    if (role == Qt::DisplayRole)
        return text(field, index.column());
    if (role == brokenLinkRole)
        return isBroken(field);
    if (role == Qt::ToolTipRole)
        return (index.column() == ValueThen ? stateText(field, longestTip) : text(field, index.column())).toHtmlEscaped();
    if (role == Qt::FontRole && index.column() == ValueThen && (field.known == FieldState::Known::Removed || field.known == FieldState::Known::Nothing)) {
        QFont font;
        font.setItalic(true);
        return font;
    }
    return {};
}

QVariant StateModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QString titles[] = {tr("Field"), tr("Value then"), tr("Set by"), tr("When")};
    return section < ColumnCount ? titles[section] : QVariant();
}

} // namespace auditlens
