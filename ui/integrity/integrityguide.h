// SPDX-License-Identifier: MIT
#pragma once

#include "integrity/integritydialog.h"
#include "session/signingkeyreader.h"

#include <QObject>
#include <QPointer>

class QAction;

namespace auditlens {

class IntegrityChecker;
class MainWindow;
class Session;

/// Brings the check of an archive and the window together: its action is in the menu Investigate, the report in a window
/// beside, what is known of a single event in the detail pane.
class IntegrityGuide : public QObject
{
    Q_OBJECT

public:
    /// All outlive this.
    IntegrityGuide(Session* session, MainWindow* window, Revealer* revealer);
    ~IntegrityGuide() override;

    /// Opens the report, and checks the archive unless that was done or is being done.
    void show();
    IntegrityDialog* dialog() const { return m_dialog; }
    QAction* action() const { return m_action; }

Q_SIGNALS:
    void keysAsked();

private:
    void connectChecker();
    void check();
    void checkQuietly();
    void cancel();
    void tellProgress();
    void tellReport();
    void showReport();
    void tellProblem(const Error& error);
    void forget();
    QString stageText() const;
    QStringList marksOf(Row row) const;
    IntegrityDialog* makeDialog();

    Session* m_session;
    MainWindow* m_window;
    IntegrityChecker* m_checker;
    QAction* m_action;
    SigningKeyReader m_keys;
    QPointer<IntegrityDialog> m_dialog;
    QStringList m_remarks; ///< About the keys of the last check.
};

} // namespace auditlens
