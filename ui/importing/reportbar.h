// SPDX-License-Identifier: MIT
#pragma once

#include "importing/importer.h"

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace auditlens {

/// What an import did, until it is dismissed.
class ReportBar : public QFrame
{
    Q_OBJECT

public:
    explicit ReportBar(QWidget* parent = nullptr);

    void setReport(const ImportReport& report, bool guessed);

Q_SIGNALS:
    void rejectsAsked();
    void correctAsked();

private:
    QLabel* m_text;
    QLabel* m_reasons;
    QPushButton* m_rejects;
    QPushButton* m_correct;
};

QString reportText(const ImportReport& report);
QString reportReasons(const ImportReport& report);

/// Trouble that needs to be read: what, why, where, what to do.
class ErrorBar : public QFrame
{
    Q_OBJECT

public:
    explicit ErrorBar(QWidget* parent = nullptr);

    void showError(const Error& error);
    QString text() const;

private:
    QLabel* m_what;
    QLabel* m_why;
};

} // namespace auditlens
