// SPDX-License-Identifier: MIT
#pragma once

#include <QDialog>
#include <QTimeZone>

class QLineEdit;
class QListView;
class QSortFilterProxyModel;

namespace auditlens {

class ZoneModel;

/// Finds a time zone by a part of its name or its offset.
class ZoneDialog : public QDialog
{
    Q_OBJECT

public:
    explicit ZoneDialog(QWidget* parent = nullptr);

    QLineEdit* search() const { return m_search; }

Q_SIGNALS:
    void chosen(const QTimeZone& zone);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void filter(const QString& text);
    void choose();

    ZoneModel* m_zones;
    QSortFilterProxyModel* m_found;
    QLineEdit* m_search;
    QListView* m_list;
};

} // namespace auditlens
