// SPDX-License-Identifier: MIT
#pragma once

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;

namespace auditlens {

/// Asks for a place in the payload whose values are to be counted: "extra.region", "changes.status.after".
class FieldDialog : public QDialog
{
    Q_OBJECT

public:
    explicit FieldDialog(const QStringList& shown, QWidget* parent = nullptr);

Q_SIGNALS:
    void chosen(const QString& field);

private:
    void check();
    void take();

    const QStringList m_shown; ///< Fields that are counted already.
    QLineEdit* m_field;
    QLabel* m_note;
    QPushButton* m_count;
};

} // namespace auditlens
