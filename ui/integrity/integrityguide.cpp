// SPDX-License-Identifier: MIT
#include "integrity/integrityguide.h"

#include "details/detailpane.h"
#include "integrity/integritydialog.h"
#include "integrity/rowmarks.h"
#include "mainwindow.h"
#include "models/timelinemodel.h"
#include "seal/sealguide.h"
#include "session/sealline.h"
#include "session/session.h"
#include "timeline/timelineview.h"

#include <QAction>
#include <QMenu>
#include <QStatusBar>

namespace auditlens {

namespace {

constexpr int noticeMs = 8000;

} // namespace

IntegrityGuide::IntegrityGuide(Session* session, MainWindow* window, Revealer* revealer)
    : m_session(session)
    , m_window(window)
    , m_checker(session->integrity())
    , m_action(new QAction(tr("Check &integrity…"), this))
    , m_keys(revealer)
{
    m_action->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_I));
    window->investigateMenu()->addAction(m_action);
    connect(m_action, &QAction::triggered, this, &IntegrityGuide::show);
    connect(window->detailPane(), &DetailPane::checkAsked, this, &IntegrityGuide::show);
    connect(window->detailPane(), &DetailPane::eventAsked, this, [this](Row row) { m_window->goToEvent(m_checker->archive(), row); });
    connect(session, &Session::checkWanted, this, &IntegrityGuide::checkQuietly);
    connect(session, &Session::importStarted, m_action, [this] { m_action->setEnabled(false); });
    connect(session, &Session::importFinished, m_action, [this] { m_action->setEnabled(m_session->hasArchive()); });
    connect(session, &Session::archiveChanged, this, [this] { m_action->setEnabled(m_session->hasArchive() && !m_session->isImporting()); });
    m_action->setEnabled(session->hasArchive());
    connect(window->seal(), &SealGuide::looked, this, [this] {
        if (m_dialog && m_checker->report() && !m_checker->isRunning())
            showReport();
    });
    connectChecker();
    window->model()->setMarks([this](Row row) { return marksOf(row); });
}

IntegrityGuide::~IntegrityGuide()
{
    m_window->model()->setMarks({});
}

void IntegrityGuide::connectChecker()
{
    connect(&m_keys, &SigningKeyReader::ready, this, [this](const std::shared_ptr<SigningKeys>& keys) {
        m_remarks = keys->problems;
        m_checker->check(std::move(keys->keys));
    });
    connect(m_checker, &IntegrityChecker::started, this, &IntegrityGuide::tellProgress);
    connect(m_checker, &IntegrityChecker::progressed, this, &IntegrityGuide::tellProgress);
    connect(m_checker, &IntegrityChecker::finished, this, &IntegrityGuide::tellReport);
    connect(m_checker, &IntegrityChecker::failed, this, &IntegrityGuide::tellProblem);
    connect(m_checker, &IntegrityChecker::forgotten, this, &IntegrityGuide::forget);
}

/// Rows of the list are those of the archive that gave it.
QStringList IntegrityGuide::marksOf(Row row) const
{
    const bool isMeant = m_checker->report() && m_window->answer() && m_window->answer()->archive == m_checker->archive();
    return isMeant ? rowMarks(*m_checker->report(), row) : QStringList();
}

IntegrityDialog* IntegrityGuide::makeDialog()
{
    auto* dialog = new IntegrityDialog(m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &IntegrityDialog::cancelAsked, this, &IntegrityGuide::cancel);
    connect(dialog, &IntegrityDialog::checkAsked, this, &IntegrityGuide::check);
    connect(dialog, &IntegrityDialog::keysAsked, this, &IntegrityGuide::keysAsked);
    connect(dialog, &IntegrityDialog::eventAsked, this, [this](Row row) { m_window->goToEvent(m_checker->archive(), row); });
    return dialog;
}

void IntegrityGuide::show()
{
    if (!m_action->isEnabled())
        return;
    if (!m_dialog)
        m_dialog = makeDialog();
    if (m_checker->isRunning() || m_keys.isReading())
        tellProgress();
    else if (m_checker->report())
        showReport();
    else
        check();
    m_dialog->show();
    m_dialog->raise();
    m_dialog->activateWindow();
}

void IntegrityGuide::check()
{
    m_keys.read(m_session->info());
    tellProgress();
}

/// Somebody filters by what a check finds out: the report is not what is wanted, but stays for later.
void IntegrityGuide::checkQuietly()
{
    if (!m_checker->isRunning() && !m_keys.isReading())
        check();
}

void IntegrityGuide::cancel()
{
    if (!m_keys.isReading()) {
        m_checker->cancel();
        return;
    }
    m_keys.cancel();
    m_window->detailPane()->setCheck({});
    if (m_dialog && m_checker->report())
        showReport();
    else if (m_dialog)
        m_dialog->showProblem(tr("Nothing was checked: the keys were not waited for."));
}

QString IntegrityGuide::stageText() const
{
    if (m_keys.isReading())
        return tr("Asking the keychain for %1…").arg(m_keys.awaited().join(QStringLiteral(", ")));
    switch (m_checker->stage()) {
    case IntegrityStage::Signatures:
        return tr("Checking signatures…");
    case IntegrityStage::Continuity:
        return tr("Comparing before and after…");
    case IntegrityStage::Clocks:
        break;
    }
    return tr("Comparing clocks…");
}

void IntegrityGuide::tellProgress()
{
    if (!m_checker->isRunning() && !m_keys.isReading())
        return;
    const int percent = m_keys.isReading() ? 0 : m_checker->percent();
    if (m_dialog)
        m_dialog->showProgress(stageText(), percent);
    m_window->detailPane()->setCheck(tr("%1 %2 %", "what is done, how much of all").arg(stageText()).arg(percent));
}

void IntegrityGuide::tellReport()
{
    const auto& report = m_checker->report();
    m_window->detailPane()->setCheck({});
    m_window->detailPane()->setReport(report, m_checker->archive());
    m_window->timeline()->viewport()->update(); // its rows have marks
    if (m_dialog)
        showReport();
    else
        m_window->statusBar()->showMessage(tr("The integrity of this archive was checked; Ctrl+I shows what was found"), noticeMs);
}

/// With what is known of the seal by now.
void IntegrityGuide::showReport()
{
    IntegrityReport report = *m_checker->report();
    if (const auto& seal = m_window->seal()->report())
        report.further.push_back(sealLine(*seal));
    m_dialog->showReport(report, m_remarks, m_window->zone());
}

void IntegrityGuide::tellProblem(const Error& error)
{
    m_window->detailPane()->setCheck({});
    if (m_dialog)
        m_dialog->showProblem(error.oneLine());
    else
        Q_EMIT m_session->problem(error);
}

/// What was found is about another archive, or about less of it.
void IntegrityGuide::forget()
{
    m_keys.cancel();
    m_remarks.clear();
    m_window->detailPane()->setCheck({});
    m_window->detailPane()->setReport(nullptr, nullptr);
    m_window->timeline()->viewport()->update();
    if (m_dialog)
        m_dialog->close();
}

} // namespace auditlens
