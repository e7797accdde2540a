// SPDX-License-Identifier: MIT
#pragma once

#include "session/session.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace auditlens {

/// Writes what the list shows to a file. Says how many events and in which zone before it begins.
class ExportDialog : public QDialog
{
    Q_OBJECT

public:
    ExportDialog(Session* session, const QueryAnswer& answer, QWidget* parent = nullptr);

    QString statedCount() const;
    void setFile(const QString& path);
    void start();

    void reject() override; ///< Stops a running export first.

private:
    void showStated();
    void chooseFile();
    void finish(const QString& status);
    ExportFormat format() const;

    Session* m_session;
    QueryAnswer m_answer;
    QLabel* m_count;
    QComboBox* m_format;
    QComboBox* m_zone;
    QLineEdit* m_file;
    QProgressBar* m_progress;
    QLabel* m_status;
    QPushButton* m_start;
    QPushButton* m_close;
    bool m_running = false;
};

} // namespace auditlens
