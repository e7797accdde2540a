// SPDX-License-Identifier: MIT
#pragma once

#include "query/timerange.h"

#include <QDialog>
#include <QTimeZone>

class QLabel;
class QLineEdit;
class QPushButton;

namespace auditlens {

/// Asks for a time, in any way the filter takes one, and says how it is read.
class TimeDialog : public QDialog
{
    Q_OBJECT

public:
    /// To go to in the list, unless it is asked for something else.
    explicit TimeDialog(const QTimeZone& zone, QWidget* parent = nullptr);
    /// What it is for: the title, the button, and a sentence while nothing is typed.
    void askFor(const QString& title, const QString& button, const QString& hint);

    QLineEdit* edit() const { return m_edit; }
    QString reading() const;

Q_SIGNALS:
    void chosen(auditlens::Nanoseconds time); ///< The beginning of what was typed.

private:
    void read();
    void choose();

    QTimeZone m_zone;
    QString m_hint;
    QLineEdit* m_edit;
    QLabel* m_reading;
    QPushButton* m_go;
    std::optional<TimeSpan> m_span;
};

} // namespace auditlens
