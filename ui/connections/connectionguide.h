// SPDX-License-Identifier: MIT
#pragma once

#include "connections/questiondialog.h"
#include "session/connectiondesk.h"

#include <QObject>
#include <QPointer>

class QAction;

namespace auditlens {

class ConnectionDialog;
class ConnectionsDialog;
class LiveGuide;
class MainWindow;
class Session;

/// Brings the person's connections and the window together: the entries of its menus, the welcome page, and the dialogs
/// behind them.
class ConnectionGuide : public QObject
{
    Q_OBJECT

public:
    /// All outlive this.
    ConnectionGuide(Session* session, MainWindow* window, ConnectionDesk* desk);

    /// Sources that are added are fetched by it, and what it asks for is answered.
    void attach(LiveGuide* live);
    /// Asks for a source, filled in as this one when it has a kind.
    void askForSource(const Connection& filled = {});
    void editSource(const QString& name);
    void showAll();
    /// What each enabled source would be asked for the query that is shown.
    void showQuestions();
    /// The requests that were sent to a source.
    void showRequests(const QString& source, const HttpTrace& trace);

    ConnectionDesk* desk() const { return m_desk; }
    QAction* connectAction() const { return m_connect; }
    QAction* allAction() const { return m_all; }
    QAction* questionsAction() const { return m_ask; }

Q_SIGNALS:
    void syncAsked(const QStringList& names); ///< Of sources that were added.
    void changedByHand(const QString& id, const QString& name);

private:
    ConnectionDialog* openDialog(bool adds, const std::optional<Connection>& connection);
    std::vector<QuestionDialog::Asked> questions() const;
    void refreshQuestions();

    Session* m_session;
    MainWindow* m_window;
    ConnectionDesk* m_desk;
    QAction* m_connect;
    QAction* m_all;
    QAction* m_ask;
    QPointer<ConnectionsDialog> m_list;
    QPointer<QuestionDialog> m_questions;
};

} // namespace auditlens
