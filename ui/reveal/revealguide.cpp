// SPDX-License-Identifier: MIT
#include "reveal/revealguide.h"

#include "base/text.h"
#include "details/detailpane.h"
#include "details/historypage.h"
#include "importing/exportdialog.h"
#include "keys/keysdialog.h"
#include "mainwindow.h"
#include "models/timetext.h"
#include "query/querybar.h"
#include "reveal/accesschip.h"
#include "reveal/knownvaluedialog.h"
#include "reveal/ledgerdialog.h"
#include "reveal/maskactions.h"
#include "reveal/maskquery.h"
#include "reveal/screenlock.h"
#include "reveal/unmaskform.h"
#include "session/session.h"
#include "summary/summary.h"

#include <QAction>
#include <QEvent>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMenu>
#include <QStatusBar>

namespace auditlens {

namespace {

    constexpr int noticeMs = 8000;

} // namespace

RevealGuide::RevealGuide(Session* session, MainWindow* window, Revealer* revealer, const RevealTimes& times)
    : m_session(session)
    , m_window(window)
    , m_revealer(revealer)
    , m_times(times)
    , m_clipboard(times)
    , m_lock(new ScreenLock(this))
{
    addActions();
    auto* chip = new AccessChip(revealer);
    connect(chip, &QPushButton::clicked, this, &RevealGuide::showLedger);
    window->statusBar()->addPermanentWidget(chip);
    window->installEventFilter(this);
    connect(session, &Session::eventReady, this, &RevealGuide::take);
    connect(session, &Session::archiveChanged, this, &RevealGuide::takeArchive);
    connect(window, &MainWindow::exportOpened, this, &RevealGuide::takeExport);
    connect(window->detailPane(), &DetailPane::revealAsked, this, &RevealGuide::reveal);
    connect(window->detailPane(), &DetailPane::sameAsked, this, &RevealGuide::findSame);
    connect(window->detailPane()->historyPage(), &HistoryPage::sameAsked, this, &RevealGuide::findSame);
    connect(revealer, &Revealer::problem, session, &Session::problem);
    connect(m_lock, &ScreenLock::locked, this, &RevealGuide::hideValue);
    connect(qGuiApp, &QGuiApplication::applicationStateChanged, this, [this](Qt::ApplicationState state) {
        if (m_dialog)
            m_dialog->setAway(state != Qt::ApplicationActive && m_revealer->hidesWhenInactive());
    });
    connect(&m_clipboard, &SecretClipboard::cleared, window, [window] { window->statusBar()->showMessage(tr("The clipboard is cleared"), noticeMs); });
}

void RevealGuide::addActions()
{
    QMenu* menu = m_window->investigateMenu();
    menu->addSeparator();
    menu->addAction(tr("&Reveal a masked value…"), QKeySequence(Qt::CTRL | Qt::Key_M), this, &RevealGuide::revealFirst);
    menu->addAction(tr("Find a &known value…"), QKeySequence(Qt::CTRL | Qt::Key_K), this, &RevealGuide::findKnown);
    menu->addAction(tr("K&eys…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_K), this, &RevealGuide::showKeys);
    menu->addAction(tr("&Ledger of reveals…"), this, &RevealGuide::showLedger);
}

void RevealGuide::take(const EventDetail& detail)
{
    const AuditEvent& event = detail.stored.event;
    if (m_dialog && m_event && m_event->id != event.id)
        m_dialog->close();
    m_event = event;
    m_service = Revealer::serviceOf(m_session->info(), detail.stored.source);
    m_archiveId = m_session->info().id;
}

// One that grows is told too; its events stay.
void RevealGuide::takeArchive()
{
    if (m_session->hasArchive() && m_session->info().id == m_archiveId)
        return;
    if (m_dialog)
        m_dialog->close();
    m_event.reset();
}

void RevealGuide::hideValue()
{
    if (m_dialog)
        m_dialog->hideValue();
}

bool RevealGuide::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::WindowStateChange && static_cast<QWidget*>(watched)->isMinimized())
        hideValue();
    if (event->type() == QEvent::Hide)
        hideValue();
    return QObject::eventFilter(watched, event);
}

QString RevealGuide::placeOf(LedgerPosition position) const
{
    const QString side = position == LedgerPosition::Before ? tr("before the change") : tr("after the change");
    QStringList parts {entityText(m_event->entity), side, stampText(m_event->time, QTimeZone::utc())};
    parts.removeAll(QString());
    return parts.join(QString::fromUtf8(" · "));
}

void RevealGuide::reveal(const Change& change, LedgerPosition position)
{
    if (!m_event || !m_session->hasArchive())
        return;
    if (m_dialog)
        m_dialog->close();
    const ArchiveInfo info = m_session->info();
    RevealTarget target {toUtf8(QFileInfo(info.path).fileName()), info.id, m_event->id, change.field, position};
    m_dialog = new RevealDialog(m_revealer, &m_clipboard, {std::move(target), sideOf(change, position), placeOf(position), m_service}, m_times, m_window);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    m_dialog->installEventFilter(this);
    connect(m_dialog, &RevealDialog::keysAsked, this, &RevealGuide::showKeys);
    m_dialog->show();
}

void RevealGuide::revealFirst()
{
    for (const Change& change : m_event ? m_event->changes : std::vector<Change>()) {
        for (const LedgerPosition position : {LedgerPosition::After, LedgerPosition::Before}) {
            const Value& value = sideOf(change, position);
            if (value.kind == Value::Kind::Masked && !value.cipher.empty())
                return reveal(change, position);
        }
    }
    m_window->statusBar()->showMessage(tr("Choose an event with a masked value that was encrypted"), noticeMs);
}

void RevealGuide::findSame(const QString& mask)
{
    if (mask.isEmpty())
        return;
    m_window->queryBar()->replaceQuery(maskQuery(toUtf8(mask)));
    m_window->statusBar()->showMessage(tr("These have the same digest. Another value can have it too, and it can be guessed."), noticeMs);
}

void RevealGuide::findKnown()
{
    if (!m_session->hasArchive())
        return;
    auto* dialog = new KnownValueDialog(m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &KnownValueDialog::queryAsked, m_window->queryBar(), &QueryBar::replaceQuery);
    dialog->open();
}

void RevealGuide::showLedger()
{
    auto* dialog = new LedgerDialog(m_revealer, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &LedgerDialog::timelineAsked, m_session, [this](const QString& file) { m_session->open({file}); });
    dialog->open();
}

void RevealGuide::takeExport(ExportDialog* dialog)
{
    UnmaskForm* form = dialog->offerUnmasking(m_revealer);
    connect(form, &UnmaskForm::keysAsked, this, [this, dialog] { showKeysOver(dialog); });
}

void RevealGuide::showKeys()
{
    showKeysOver(m_dialog ? static_cast<QWidget*>(m_dialog) : m_window);
}

/// A list of keys that another dialog keeps from being used is opened anew.
void RevealGuide::showKeysOver(QWidget* parent)
{
    if (m_keys && m_keys->parentWidget() != parent) {
        m_keys->close();
        m_keys = nullptr;
    }
    if (!m_keys) {
        m_keys = new KeysDialog(m_revealer, parent);
        m_keys->setAttribute(Qt::WA_DeleteOnClose);
    }
    m_keys->show();
    m_keys->raise();
    m_keys->activateWindow();
}

} // namespace auditlens
