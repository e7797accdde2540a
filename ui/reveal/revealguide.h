// SPDX-License-Identifier: MIT
#pragma once

#include "reveal/revealdialog.h"
#include "reveal/secretclipboard.h"

#include <QObject>
#include <QPointer>

namespace auditlens {

class ExportDialog;
class KeysDialog;
class MainWindow;
class ScreenLock;
class Session;
struct EventDetail;

/// Brings masked values and the window together: opens the reveal of a value, hides what is shown when the event is left,
/// the window is minimised, another program becomes active or the screen is locked, looks for equal values, and lists the
/// keys. Adds its actions to the menu Investigate.
class RevealGuide : public QObject
{
    Q_OBJECT

public:
    /// All outlive this.
    RevealGuide(Session* session, MainWindow* window, Revealer* revealer, const RevealTimes& times = {});

    void reveal(const Change& change, LedgerPosition position);
    void revealFirst(); ///< The first value of the event that is shown that has a ciphertext.
    void findSame(const QString& mask);
    void findKnown();
    void showKeys();
    void showLedger();

    Revealer* revealer() const { return m_revealer; }
    RevealDialog* dialog() const { return m_dialog; }
    SecretClipboard* clipboard() { return &m_clipboard; }
    ScreenLock* screenLock() const { return m_lock; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void addActions();
    void take(const EventDetail& detail);
    void takeArchive();
    void takeExport(ExportDialog* dialog);
    void showKeysOver(QWidget* parent);
    void hideValue();
    QString placeOf(LedgerPosition position) const;

    Session* m_session;
    MainWindow* m_window;
    Revealer* m_revealer;
    RevealTimes m_times;
    SecretClipboard m_clipboard;
    ScreenLock* m_lock;
    QPointer<RevealDialog> m_dialog;
    QPointer<KeysDialog> m_keys;
    std::string m_service; ///< Of the event below.
    std::optional<AuditEvent> m_event; ///< The one that is shown,
    std::string m_archiveId; ///< and its archive.
};

} // namespace auditlens
