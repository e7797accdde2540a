// SPDX-License-Identifier: MIT
#pragma once

#include "views/viewfolder.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;

namespace auditlens {

/// Asks for the name of a view, and says at once what is wrong with it or what it would replace.
class ViewNameDialog : public QDialog
{
    Q_OBJECT

public:
    enum class For { Saving, Renaming };

    ViewNameDialog(For purpose, ViewFolder folder, const QString& name, QWidget* parent = nullptr);

Q_SIGNALS:
    void named(const QString& name);

private:
    void check();
    void take();

    For m_purpose;
    QString m_before; ///< The name it has when it is renamed.
    QStringList m_taken;
    QLineEdit* m_name;
    QLabel* m_note;
    QPushButton* m_save;
};

} // namespace auditlens
