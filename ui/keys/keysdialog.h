// SPDX-License-Identifier: MIT
#pragma once

#include "session/revealer.h"

#include <QDialog>

class QLabel;
class QPushButton;
class QTableWidget;

namespace auditlens {

/// The keys that have names: what they are, what they open, how many they had before. No key is ever shown.
class KeysDialog : public QDialog
{
    Q_OBJECT

public:
    /// The revealer outlives this.
    explicit KeysDialog(Revealer* revealer, QWidget* parent = nullptr);

    QTableWidget* table() const { return m_table; }
    QPushButton* addButton() const { return m_add; }
    QPushButton* replaceButton() const { return m_replace; }
    QPushButton* describeButton() const { return m_describe; }
    QPushButton* removeButton() const { return m_remove; }
    QPushButton* thisRunButton() const { return m_thisRun; }
    QString message() const;

private:
    void buildTable();
    QWidget* makeButtons();
    void fill();
    void addRow(const KnownKey& key);
    std::optional<KnownKey> chosen() const;
    void showState();
    void add();
    void change(bool replaces);
    void askRemove();
    void remove(const QString& name);

    Revealer* m_revealer;
    QTableWidget* m_table;
    QLabel* m_store;
    QLabel* m_message;
    QPushButton* m_thisRun;
    QPushButton* m_add;
    QPushButton* m_replace;
    QPushButton* m_describe;
    QPushButton* m_remove;
};

} // namespace auditlens
