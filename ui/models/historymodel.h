// SPDX-License-Identifier: MIT
#pragma once

#include "history/entityhistory.h"

#include <QAbstractTableModel>
#include <QTimeZone>

#include <memory>
#include <vector>

namespace auditlens {

/// True for an event that found what the one before it did not leave, and for a field whose value such an event set.
constexpr int brokenLinkRole = Qt::UserRole + 1;

/// The events of one object, newest first: when, who, what. The chosen event is set in bold.
class HistoryModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { When, Who, What, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;

    void setHistory(std::shared_ptr<const EntityHistory> history, const QTimeZone& zone);
    void setMarked(int row);
    int marked() const { return m_marked; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : ColumnCount; }
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const HistoryEvent& event, int column) const;
    EventIndex eventAt(int row) const { return EventIndex(m_history->events().size() - 1 - std::size_t(row)); }
    QString tip(EventIndex event) const;
    QString spoken(int row, int column) const;

    std::shared_ptr<const EntityHistory> m_history;
    std::vector<bool> m_broken; ///< By event.
    QTimeZone m_zone = QTimeZone::utc();
    int m_marked = -1;
};

/// The fields of an object at one moment: name, value, and who set it when.
class StateModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Field, ValueThen, SetBy, SetAt, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;

    void setState(std::shared_ptr<const EntityHistory> history, EntityState state, const QTimeZone& zone);
    const EntityState& state() const { return m_state; }
    /// The event that set the value of a row, or that tells it.
    std::optional<EventIndex> blamed(int row) const;
    /// The digest in the place of a masked value; empty for every other one.
    QString maskOf(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : int(m_state.fields.size()); }
    int columnCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : ColumnCount; }
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const FieldState& field, int column) const;
    bool isBroken(const FieldState& field) const;

    std::shared_ptr<const EntityHistory> m_history;
    EntityState m_state;
    QTimeZone m_zone = QTimeZone::utc();
};

} // namespace auditlens
