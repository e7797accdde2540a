// SPDX-License-Identifier: MIT
#pragma once

#include "session/sealing.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace auditlens {

/// Seals the archive that is open: by whom, what for, with which key.
class SealDialog : public QDialog
{
    Q_OBJECT

public:
    /// The settings outlive this. `by` is what stands in the field at first.
    SealDialog(const QString& archive, const QString& by, QSettings* settings, QWidget* parent = nullptr);

    QComboBox* keys() const { return m_key; }
    QLineEdit* file() const { return m_file; }
    QLineEdit* by() const { return m_by; }
    QLineEdit* note() const { return m_note; }
    QPushButton* sealButton() const { return m_seal; }
    QString message() const;

    void reject() override; ///< Stops a running seal first.

Q_SIGNALS:
    void sealed();

private:
    QWidget* makeBody(const QString& archive);
    void chooseFile();
    void showState();
    void start();
    void setRunning(bool running);

    QString m_archive;
    Sealing m_sealing;
    QComboBox* m_key;
    QLineEdit* m_file;
    QPushButton* m_browse;
    QLineEdit* m_by;
    QLineEdit* m_note;
    QProgressBar* m_progress;
    QLabel* m_message;
    QPushButton* m_cancel;
    QPushButton* m_seal;
    bool m_running = false;
};

} // namespace auditlens
