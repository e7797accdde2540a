// SPDX-License-Identifier: MIT
#pragma once

#include "session/sealing.h"
#include "session/session.h"

#include <QDialog>

#include <optional>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace auditlens {

/// Seals the archive that is open, or what the filter shows of it into a new one: by whom, what for, with which key.
class SealDialog : public QDialog
{
    Q_OBJECT

public:
    /// The settings outlive this. `by` is what stands in the field at first, `shown` what the filter shows, where there is one.
    SealDialog(const QString& archive, const QString& by, const std::optional<QueryAnswer>& shown, QSettings* settings, QWidget* parent = nullptr);

    QComboBox* what() const { return m_what; }
    QLineEdit* target() const { return m_target; }
    QComboBox* keys() const { return m_key; }
    QLineEdit* file() const { return m_file; }
    QLineEdit* by() const { return m_by; }
    QLineEdit* note() const { return m_note; }
    QCheckBox* redactable() const { return m_redactable; }
    QPushButton* sealButton() const { return m_seal; }
    QString message() const;
    QString doneText() const;

    void reject() override; ///< Stops a running seal first.

Q_SIGNALS:
    void sealed(); ///< The archive that is open.

private:
    QWidget* makeBody(const QString& archive);
    void chooseFile();
    void chooseTarget();
    bool isCut() const;
    Result<SealRequest> request() const;
    void finish(const SealStatement& statement);
    void showState();
    void start();
    void setRunning(bool running);

    QString m_archive;
    std::optional<QueryAnswer> m_shown;
    Sealing m_sealing;
    QComboBox* m_what;
    QLineEdit* m_target;
    QPushButton* m_browseTarget;
    QComboBox* m_key;
    QLineEdit* m_file;
    QPushButton* m_browse;
    QLineEdit* m_by;
    QLineEdit* m_note;
    QProgressBar* m_progress;
    QCheckBox* m_redactable;
    QLabel* m_message;
    QLabel* m_done;
    QPushButton* m_cancel;
    QPushButton* m_seal;
    bool m_running = false;
};

} // namespace auditlens
