// SPDX-License-Identifier: MIT
#pragma once

#include "session/redacting.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace auditlens {

/// Makes a redacted twin of the sealed archive that is open: without which fields, and where.
class RedactDialog : public QDialog
{
    Q_OBJECT

public:
    explicit RedactDialog(std::shared_ptr<const Archive> archive, QWidget* parent = nullptr);

    QLineEdit* fields() const { return m_fields; }
    QLineEdit* target() const { return m_target; }
    QPushButton* copyButton() const { return m_make; }
    /// What came of it, in sentences; empty before.
    QString doneText() const;
    QString message() const;

    void reject() override; ///< Stops the work first.

private:
    QWidget* makeBody();
    QStringList fieldNames() const;
    void chooseTarget();
    void showState();
    void setRunning(bool running);
    void start();
    void finish(const RedactOutcome& outcome);

    std::shared_ptr<const Archive> m_archive;
    Redacting m_redacting;
    QLineEdit* m_fields;
    QLineEdit* m_target;
    QPushButton* m_browse;
    QProgressBar* m_progress;
    QLabel* m_message;
    QLabel* m_done;
    QPushButton* m_cancel;
    QPushButton* m_make;
    bool m_running = false;
};

} // namespace auditlens
