// SPDX-License-Identifier: MIT
#pragma once

#include "session/connectiondesk.h"

#include <QDialog>

class QLabel;
class QPushButton;
class QTableWidget;

namespace auditlens {

/// The services that have names, and what can be done with them. No secret is ever shown.
class ConnectionsDialog : public QDialog
{
    Q_OBJECT

public:
    /// The desk outlives this.
    explicit ConnectionsDialog(ConnectionDesk* desk, QWidget* parent = nullptr);

    QTableWidget* table() const { return m_table; }
    QPushButton* addButton() const { return m_add; }
    QPushButton* editButton() const { return m_edit; }
    QPushButton* duplicateButton() const { return m_duplicate; }
    QPushButton* renameButton() const { return m_rename; }
    QPushButton* enableButton() const { return m_enable; }
    QPushButton* removeButton() const { return m_remove; }
    QString message() const;

    void exportTo(const QString& file);
    void importFrom(const QString& file);

Q_SIGNALS:
    /// Somebody wants to add a source, filled in as this one when it has a kind.
    void addAsked(const auditlens::Connection& filled);
    void editAsked(const QString& name);

private:
    QWidget* makeButtons();
    void fill();
    void addRow(const ConnectionEntry& entry);
    void choose(const QString& file);
    const ConnectionEntry* chosen() const;
    void showState();
    void edit();
    void askName(bool copies);
    void toggleEnabled();
    void askRemove();
    void chooseExport();
    void chooseImport();
    void tell(const Error& error);
    template <typename T>
    void tellUnless(const Result<T>& result);

    ConnectionDesk* m_desk;
    QTableWidget* m_table;
    QLabel* m_message;
    QPushButton* m_add;
    QPushButton* m_edit;
    QPushButton* m_duplicate;
    QPushButton* m_rename;
    QPushButton* m_enable;
    QPushButton* m_remove;
    QPushButton* m_export;
    QPushButton* m_import;
};

} // namespace auditlens
