// SPDX-License-Identifier: MIT
#pragma once

#include "session/session.h"
#include "session/unmaskedexport.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QVBoxLayout;

namespace auditlens {

class Revealer;
class UnmaskForm;

/// Writes what the list shows to a file. Says how many events and in which zone before it begins. Masked values stay
/// masked unless the access policy gives the person the step "export" and they ask for it.
class ExportDialog : public QDialog
{
    Q_OBJECT

public:
    ExportDialog(Session* session, const QueryAnswer& answer, QWidget* parent = nullptr);

    /// Adds the form for it. The revealer outlives this.
    UnmaskForm* offerUnmasking(Revealer* revealer);

    QString statedCount() const;
    QString status() const;
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
    void openUnmasked();
    void write(const EventChange& change);
    void showReady();
    QStringList endUnmasked(); ///< What the unmasking of the export came to; nothing for one that unmasked nothing.
    QTimeZone zone() const;
    void chooseFile();
    void finish(const QString& status);
    ExportFormat format() const;

    Session* m_session;
    QueryAnswer m_answer;
    Revealer* m_revealer = nullptr;
    UnmaskForm* m_unmask = nullptr;
    std::shared_ptr<UnmaskedExport> m_unmasked; ///< Of the export that is running.
    QVBoxLayout* m_inside; ///< Of the body.
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
    quint64 m_ticket = 0; ///< Of the export that keys are read for.
    bool m_opening = false; ///< Keys are read, or somebody is asked for them.
};

} // namespace auditlens
