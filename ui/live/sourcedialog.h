// SPDX-License-Identifier: MIT
#pragma once

#include "session/sourcestate.h"

#include <QDialog>

class QLabel;
class QPushButton;

namespace auditlens {

/// All that is known of a source, in sentences, and kept up to date.
class SourceDialog : public QDialog
{
    Q_OBJECT

public:
    explicit SourceDialog(QString id, QWidget* parent = nullptr);

    const QString& id() const { return m_id; }
    void setState(const SourceState& state, Nanoseconds now);
    QString text() const;
    QPushButton* againButton() const { return m_again; }

Q_SIGNALS:
    void againAsked(); ///< To try once more.
    void requestsAsked();
    void editAsked();

private:
    QString m_id;
    QLabel* m_name;
    QLabel* m_line;
    QLabel* m_text;
    QPushButton* m_again;
};

} // namespace auditlens
