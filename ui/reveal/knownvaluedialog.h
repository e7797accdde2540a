// SPDX-License-Identifier: MIT
#pragma once

#include <QDialog>

class QPushButton;

namespace auditlens {

class SecretEdit;

/// Asks for a value and looks for the events that hold it under its mask, without a key. The query has the digest only.
class KnownValueDialog : public QDialog
{
    Q_OBJECT

public:
    explicit KnownValueDialog(QWidget* parent = nullptr);

    SecretEdit* edit() const { return m_edit; }

Q_SIGNALS:
    void queryAsked(const QString& query);

private:
    void find();

    SecretEdit* m_edit;
    QPushButton* m_find;
};

} // namespace auditlens
