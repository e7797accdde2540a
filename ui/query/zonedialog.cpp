// SPDX-License-Identifier: MIT
#include "query/zonedialog.h"

#include "models/zonemodel.h"
#include "widgets/dialogparts.h"
#include "widgets/labels.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QSortFilterProxyModel>
#include <QVBoxLayout>

namespace auditlens {

ZoneDialog::ZoneDialog(QWidget* parent)
    : QDialog(parent)
    , m_zones(new ZoneModel(this))
    , m_found(new QSortFilterProxyModel(this))
    , m_search(new QLineEdit)
    , m_list(new QListView)
{
    setWindowTitle(tr("Time zone"));
    resize(420, 460);
    m_found->setSourceModel(m_zones);
    m_found->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_search->setPlaceholderText(tr("City, continent or offset: Berlin, +05:30"));
    m_search->setAccessibleName(tr("Search time zones"));
    m_search->setClearButtonEnabled(true);
    m_search->installEventFilter(this);
    m_list->setModel(m_found);
    m_list->setUniformItemSizes(true);
    m_list->setAccessibleName(tr("Time zones"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 18);
    layout->setSpacing(10);
    layout->addWidget(m_search);
    layout->addWidget(m_list, 1);
    QPushButton* cancel = makeButton(tr("Cancel"), "");
    QPushButton* accept = makeButton(tr("Show times in this zone"), "primary");
    layout->addLayout(makeButtonRow(cancel, accept));
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(accept, &QPushButton::clicked, this, &ZoneDialog::choose);
    connect(m_search, &QLineEdit::returnPressed, this, &ZoneDialog::choose);
    connect(m_search, &QLineEdit::textChanged, this, &ZoneDialog::filter);
    connect(m_list, &QAbstractItemView::doubleClicked, this, &ZoneDialog::choose);
    filter({});
}

void ZoneDialog::filter(const QString& text)
{
    m_found->setFilterFixedString(text.simplified());
    m_list->setCurrentIndex(m_found->index(0, 0));
}

void ZoneDialog::choose()
{
    const QModelIndex index = m_found->mapToSource(m_list->currentIndex());
    if (!index.isValid())
        return;
    Q_EMIT chosen(m_zones->zone(index.row()));
    accept();
}

/// The arrows move the list while the search has the focus.
bool ZoneDialog::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key != Qt::Key_Up && key != Qt::Key_Down && key != Qt::Key_PageUp && key != Qt::Key_PageDown)
        return QDialog::eventFilter(watched, event);
    return QCoreApplication::sendEvent(m_list, event);
}

} // namespace auditlens
