// SPDX-License-Identifier: MIT
#pragma once

#include "session/sealwatch.h"
#include "session/session.h"

#include <QObject>

#include <optional>

class QSettings;
class QTimer;
class QWidget;

namespace auditlens {

class SealChip;

/// Has the seal of the archive that is open checked, shows what it is worth, and asks for a new one.
class SealGuide : public QObject
{
    Q_OBJECT

public:
    SealGuide(Session* session, QSettings* settings, QWidget* window);

    SealChip* chip() const { return m_chip; }
    const std::optional<SealReport>& report() const { return m_report; }

    /// Asks how to seal the archive that is open, or says what its seal is worth.
    void askForSeal();
    /// Asks for the fields of a redacted copy of the archive that is open.
    void askForCopy();

Q_SIGNALS:
    void looked(); ///< report() is that of the archive that is open.
    void problem(const auditlens::Error& error);

private:
    void archiveChanged();
    void noteAnswer(const QueryAnswer& answer);
    void showReport(const SealReport& report);
    void showAll();

    Session* m_session;
    QSettings* m_settings;
    QWidget* m_window;
    SealChip* m_chip;
    QTimer* m_patience; ///< What is checked before it ends is not announced.
    SealWatch m_watch;
    std::shared_ptr<const Archive> m_archive; ///< That was checked last.
    std::optional<SealReport> m_report;
    std::optional<QueryAnswer> m_shown; ///< What a filter shows, all of it.
};

} // namespace auditlens
