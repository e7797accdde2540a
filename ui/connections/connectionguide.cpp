// SPDX-License-Identifier: MIT
#include "connections/connectionguide.h"

#include "connections/connectiondialog.h"
#include "connections/connectionsdialog.h"
#include "connections/requestdialog.h"
#include "importing/welcomepage.h"
#include "live/liveguide.h"
#include "mainwindow.h"

#include <QAction>
#include <QFileInfo>
#include <QMenu>

#include <algorithm>

namespace auditlens {

namespace {

template <typename Dialog>
void bringUp(Dialog* dialog)
{
    dialog->raise();
    dialog->activateWindow();
}

bool isSameFile(const QString& a, const QString& b)
{
    const QString path = QFileInfo(a).canonicalFilePath();
    return !path.isEmpty() && path == QFileInfo(b).canonicalFilePath();
}

/// Otherwise how many events of a time are whose is not known without reading them.
bool hasOneSource(const ArchiveInfo& info)
{
    return std::ranges::count_if(info.sources, [](const StoredSource& source) { return source.events > 0; }) < 2;
}

/// The time that is asked about: an open end is that of the archive.
TimeRange windowOf(const BoundQuery& query, const ArchiveInfo& info)
{
    TimeRange window {query.begin, query.end};
    if (info.first == noTime)
        return window;
    if (window.begin == TimeRange().begin)
        window.begin = info.first;
    if (window.end == TimeRange().end)
        window.end = info.last + 1;
    return window;
}

} // namespace

ConnectionGuide::ConnectionGuide(Session* session, MainWindow* window, ConnectionDesk* desk)
    : m_session(session)
    , m_window(window)
    , m_desk(desk)
    , m_connect(new QAction(tr("Connect a so&urce…"), this))
    , m_all(new QAction(tr("Co&nnections…"), this))
    , m_ask(new QAction(tr("What a &source would be asked…"), this))
{
    m_connect->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N));
    window->addToFileMenu({m_connect, m_all});
    window->investigateMenu()->addAction(m_ask);
    connect(m_connect, &QAction::triggered, this, [this] { askForSource(); });
    connect(m_all, &QAction::triggered, this, &ConnectionGuide::showAll);
    connect(m_ask, &QAction::triggered, this, &ConnectionGuide::showQuestions);
    connect(window->welcomePage(), &WelcomePage::connectAsked, this, [this] { askForSource(); });
    connect(session, &Session::answered, this, &ConnectionGuide::refreshQuestions);
    connect(desk, &ConnectionDesk::changed, this, &ConnectionGuide::refreshQuestions);
    const auto showState = [this] { m_ask->setEnabled(m_session->hasArchive()); };
    connect(session, &Session::archiveChanged, m_ask, showState);
    showState();
}

void ConnectionGuide::attach(LiveGuide* live)
{
    SourceSyncer* syncer = live->syncer();
    connect(m_desk, &ConnectionDesk::changed, syncer, &SourceSyncer::refresh);
    connect(this, &ConnectionGuide::syncAsked, live, &LiveGuide::fetchNamed);
    connect(this, &ConnectionGuide::changedByHand, live, &LiveGuide::fetchChanged);
    live->setWaysIn({m_connect, m_all});
    connect(live, &LiveGuide::editAsked, this, &ConnectionGuide::editSource);
    connect(live, &LiveGuide::requestsAsked, this, [this, syncer](const QString& id) {
        const SourceState* source = syncer->find(id);
        if (const auto trace = syncer->trace(id); trace && source)
            showRequests(source->name, *trace);
    });
}

void ConnectionGuide::askForSource(const Connection& filled)
{
    const ConnectionDialog* dialog = openDialog(true, filled.backend.isEmpty() ? std::nullopt : std::optional(filled));
    connect(dialog, &ConnectionDialog::saved, this, [this](const QString& name) { Q_EMIT syncAsked({name}); });
}

void ConnectionGuide::editSource(const QString& name)
{
    const ConnectionEntry* entry = m_desk->find(name);
    if (!entry || entry->problem)
        return;
    const ConnectionDialog* dialog = openDialog(false, entry->connection);
    connect(dialog, &ConnectionDialog::saved, this, [this, id = entry->connection.id](const QString& newName) { Q_EMIT changedByHand(id, newName); });
}

/// Above the list when that is open: it is what the person works in.
ConnectionDialog* ConnectionGuide::openDialog(bool adds, const std::optional<Connection>& connection)
{
    using For = ConnectionDialog::For;
    QWidget* parent = m_list ? static_cast<QWidget*>(m_list) : m_window;
    auto* dialog = new ConnectionDialog(adds ? For::Adding : For::Editing, m_desk, connection, parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
    return dialog;
}

void ConnectionGuide::showAll()
{
    if (!m_list) {
        m_list = new ConnectionsDialog(m_desk, m_window);
        m_list->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_list, &ConnectionsDialog::addAsked, this, &ConnectionGuide::askForSource);
        connect(m_list, &ConnectionsDialog::editAsked, this, &ConnectionGuide::editSource);
    }
    m_list->show();
    bringUp(m_list.data());
}

void ConnectionGuide::showRequests(const QString& source, const HttpTrace& trace)
{
    auto* dialog = new RequestDialog(source, requestLines(trace), m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show();
}

std::vector<QuestionDialog::Asked> ConnectionGuide::questions() const
{
    std::vector<QuestionDialog::Asked> asked;
    const std::optional<QueryAnswer>& answer = m_window->answer();
    for (const ConnectionEntry& entry : m_desk->entries()) {
        if (entry.problem || !entry.connection.enabled)
            continue;
        QuestionDialog::Asked one {entry.connection, answer->query, {answer->query.begin, answer->query.end}};
        const ArchiveInfo info = m_session->info();
        if (isSameFile(entry.connection.archive, info.path)) {
            one.window = windowOf(answer->query, info);
            if (!answer->running && hasOneSource(info))
                one.found = answer->count;
            if (hasOneSource(info))
                one.there = answer->archive->rowsBetween(one.window.begin, one.window.end).size();
        }
        asked.push_back(std::move(one));
    }
    return asked;
}

void ConnectionGuide::showQuestions()
{
    if (!m_window->answer())
        return;
    if (!m_questions) {
        m_questions = new QuestionDialog(m_window);
        m_questions->setAttribute(Qt::WA_DeleteOnClose);
    }
    refreshQuestions();
    m_questions->show();
    bringUp(m_questions.data());
}

/// Of a dialog that is open, when what is shown has changed.
void ConnectionGuide::refreshQuestions()
{
    if (m_questions && m_window->answer())
        m_questions->setSources(m_window->answer()->state.query, questions());
}

} // namespace auditlens
