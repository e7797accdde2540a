// SPDX-License-Identifier: MIT
#include "timeline/timelineaccessible.h"

#include "timeline/timelineview.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QPointer>
#include <QWindow>

#include <unordered_map>

namespace auditlens {

namespace {

    /// One row. Made when somebody asks for it, kept until the rows change.
    class RowAccessible : public QAccessibleInterface
    {
    public:
        RowAccessible(TimelineView* view, int row) : m_view(view), m_row(row) { }

        bool isValid() const override { return m_view && m_row < m_view->rowCount(); }
        QObject* object() const override { return nullptr; }
        QWindow* window() const override { return m_view ? m_view->window()->windowHandle() : nullptr; }
        QAccessibleInterface* parent() const override { return QAccessible::queryAccessibleInterface(m_view); }
        QAccessibleInterface* child(int) const override { return nullptr; }
        QAccessibleInterface* childAt(int, int) const override { return nullptr; }
        int childCount() const override { return 0; }
        int indexOfChild(const QAccessibleInterface*) const override { return -1; }
        QAccessible::Role role() const override { return QAccessible::ListItem; }
        void setText(QAccessible::Text, const QString&) override { }
        int row() const { return m_row; }

        QString text(QAccessible::Text what) const override
        {
            return isValid() && what == QAccessible::Name ? m_view->spokenRow(m_row) : QString();
        }

        QRect rect() const override
        {
            if (!isValid())
                return {};
            const QRect inside = m_view->rowRect(m_row);
            return QRect(m_view->viewport()->mapToGlobal(inside.topLeft()), inside.size());
        }

        QAccessible::State state() const override
        {
            QAccessible::State state;
            if (!isValid()) {
                state.invalid = true;
                return state;
            }
            const bool current = m_view->currentRow() == m_row;
            state.focusable = true;
            state.selectable = true;
            state.multiSelectable = true;
            state.selected = m_view->isSelected(m_row);
            state.active = current;
            state.focused = current && m_view->hasFocus();
            const TimelineModel::Fold fold = m_view->foldOf(m_row);
            state.expandable = fold.further > 0;
            state.expanded = fold.open;
            state.collapsed = fold.further > 0 && !fold.open;
            state.offscreen = !m_view->viewport()->rect().intersects(m_view->rowRect(m_row));
            return state;
        }

    private:
        QPointer<TimelineView> m_view;
        int m_row;
    };

    class TimelineAccessible : public QAccessibleWidget
    {
    public:
        explicit TimelineAccessible(TimelineView* view) : QAccessibleWidget(view, QAccessible::List), m_view(view)
        {
            m_reset = QObject::connect(view, &TimelineView::rowsChanged, view, [this] { forget(); });
        }

        ~TimelineAccessible() override
        {
            QObject::disconnect(m_reset);
            forget();
        }

        int childCount() const override { return m_view ? m_view->rowCount() : 0; }
        QAccessibleInterface* focusChild() const override { return m_view ? child(m_view->currentRow()) : nullptr; }

        QAccessibleInterface* child(int row) const override
        {
            if (row < 0 || row >= childCount())
                return nullptr;
            const auto known = m_rows.find(row);
            if (known != m_rows.end())
                return QAccessible::accessibleInterface(known->second);
            auto* made = new RowAccessible(m_view, row);
            m_rows[row] = QAccessible::registerAccessibleInterface(made);
            return made;
        }

        QAccessibleInterface* childAt(int x, int y) const override
        {
            return m_view ? child(m_view->rowAt(m_view->viewport()->mapFromGlobal(QPoint(x, y)))) : nullptr;
        }

        int indexOfChild(const QAccessibleInterface* item) const override
        {
            const auto* row = dynamic_cast<const RowAccessible*>(item);
            return row ? row->row() : -1;
        }

    private:
        void forget() const
        {
            for (const auto& [row, id] : m_rows)
                QAccessible::deleteAccessibleInterface(id);
            m_rows.clear();
        }

        QPointer<TimelineView> m_view;
        QMetaObject::Connection m_reset;
        mutable std::unordered_map<int, QAccessible::Id> m_rows;
    };

    QAccessibleInterface* makeInterface(const QString&, QObject* object)
    {
        auto* view = qobject_cast<TimelineView*>(object);
        return view ? new TimelineAccessible(view) : nullptr;
    }

} // namespace

void installTimelineAccessibility()
{
    QAccessible::installFactory(&makeInterface); // a factory that is there already is not added again
}

} // namespace auditlens
