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
    QComboBox* zones() const { return m_zone; }
    QPushButton* startButton() const { return m_start; }
    void start();

    void reject() override; ///< Stops a running export first.

private:
    void showStated();
    void fillZones();
    void zoneActivated(int index);
    QWidget* makeBody();
    QTimeZone zone() const;
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
    int m_zoneIndex = 0; ///< The zone to go back to when no other one is chosen.
    bool m_running = false;
};

} // namespace auditlens
