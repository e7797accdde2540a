// SPDX-License-Identifier: MIT
#pragma once

#include "session/revealer.h"

#include <QDialog>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace auditlens {

/// Says whether the record of the person's own reveals is as it was written, and offers its entries as a timeline.
class LedgerDialog : public QDialog
{
    Q_OBJECT

public:
    /// The revealer outlives this.
    explicit LedgerDialog(Revealer* revealer, QWidget* parent = nullptr);
    ~LedgerDialog() override;

    QString verdict() const; ///< One sentence; while it is being read, that it is.
    QString findings() const; ///< A sentence a line.
    QPushButton* timelineButton() const { return m_timeline; }

Q_SIGNALS:
    void timelineAsked(const QString& file);

private:
    QWidget* makeBody();
    QWidget* makeFoot();
    void take(const Result<LedgerCheck>& checked);

    Cancellation m_cancellation;
    QString m_file;
    QLabel* m_verdict;
    QLabel* m_place;
    QPlainTextEdit* m_findings;
    QPushButton* m_timeline;
};

} // namespace auditlens
