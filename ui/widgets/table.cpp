// SPDX-License-Identifier: MIT
#include "widgets/table.h"

#include <QHeaderView>
#include <QHelpEvent>
#include <QStyledItemDelegate>
#include <QTableWidget>
#include <QToolTip>

namespace auditlens {

namespace {

    /// Whole rows are chosen: no cell stands out.
    class RowDelegate : public QStyledItemDelegate
    {
    public:
        using QStyledItemDelegate::QStyledItemDelegate;

    protected:
        void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override
        {
            QStyledItemDelegate::initStyleOption(option, index);
            option->state &= ~QStyle::State_HasFocus;
        }

        bool helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option, const QModelIndex& index) override
        {
            const bool isCut = sizeHint(option, index).width() > option.rect.width() && index.data(Qt::ToolTipRole).isNull();
            if (event->type() != QEvent::ToolTip || !isCut)
                return QStyledItemDelegate::helpEvent(event, view, option, index);
            QToolTip::showText(event->globalPos(), index.data().toString().toHtmlEscaped(), view);
            return true;
        }
    };

} // namespace

void dressTable(QTableView* table)
{
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setTabKeyNavigation(false);
    table->setItemDelegate(new RowDelegate(table));
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setTextElideMode(Qt::ElideMiddle); // What tells paths and addresses apart is at their end.
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(30);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
}

QTableWidget* makeTable(const QString& accessibleName, const QStringList& titles)
{
    auto* table = new QTableWidget;
    table->setColumnCount(int(titles.size()));
    table->setHorizontalHeaderLabels(titles);
    table->setAccessibleName(accessibleName);
    dressTable(table);
    return table;
}

} // namespace auditlens
