// SPDX-License-Identifier: MIT
#pragma once

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;

namespace auditlens {

class ConnectionDesk;

/// Asks for another name of a source, or for that of its copy, and says at once what is wrong with it.
class ConnectionNameDialog : public QDialog
{
    Q_OBJECT

public:
    enum class For { Renaming, Duplicating };

    /// The desk outlives this.
    ConnectionNameDialog(For purpose, const ConnectionDesk* desk, const QString& name, QWidget* parent = nullptr);

    QLineEdit* name() const { return m_name; }

Q_SIGNALS:
    void named(const QString& name);

private:
    void check();

    For m_purpose;
    const ConnectionDesk* m_desk;
    QString m_before;
    QLineEdit* m_name;
    QLabel* m_note;
    QPushButton* m_save;
};

} // namespace auditlens
