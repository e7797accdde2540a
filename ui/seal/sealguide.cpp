// SPDX-License-Identifier: MIT
#include "seal/sealguide.h"

#include "base/text.h"
#include "reveal/loginname.h"
#include "seal/redactdialog.h"
#include "seal/sealchip.h"
#include "seal/sealdialog.h"
#include "seal/sealreportdialog.h"

#include <QTimer>

namespace auditlens {

namespace {

constexpr int patienceMs = 500;

} // namespace

SealGuide::SealGuide(Session* session, QSettings* settings, QWidget* window)
    : QObject(window)
    , m_session(session)
    , m_settings(settings)
    , m_window(window)
    , m_chip(new SealChip(window))
    , m_patience(new QTimer(this))
    , m_watch(settings)
{
    m_patience->setSingleShot(true);
    m_patience->setInterval(patienceMs);
    connect(m_patience, &QTimer::timeout, m_chip, &SealChip::setChecking);
    connect(session, &Session::archiveChanged, this, &SealGuide::archiveChanged);
    connect(session, &Session::answered, this, &SealGuide::noteAnswer);
    connect(&m_watch, &SealWatch::checked, this, &SealGuide::showReport);
    connect(&m_watch, &SealWatch::failed, this, [this](const Error& error) {
        m_patience->stop();
        m_chip->clear();
        Q_EMIT problem(error);
    });
    connect(m_chip, &SealChip::clicked, this, &SealGuide::showAll);
}

void SealGuide::noteAnswer(const QueryAnswer& answer)
{
    m_shown.reset();
    if (answer.state.isFiltered() && answer.complete && !answer.running)
        m_shown = answer;
}

void SealGuide::archiveChanged()
{
    const std::shared_ptr<const Archive> archive = m_session->archive();
    const bool hasGrown = archive && m_archive && archive != m_archive && archive->info().path == m_archive->info().path;
    m_archive = archive;
    if (hasGrown && m_report && m_report->state == SealState::NotSealed)
        return m_shown.reset(); // nothing is added under a seal
    m_report.reset();
    m_shown.reset();
    m_chip->clear();
    m_patience->stop();
    m_watch.cancel();
    if (!m_session->hasArchive() || m_session->isImporting())
        return;
    m_patience->start();
    m_watch.look(m_session->archive());
}

void SealGuide::showReport(const SealReport& report)
{
    m_patience->stop();
    m_report = report;
    m_chip->setReport(report);
    Q_EMIT looked();
}

void SealGuide::askForSeal()
{
    if (m_report && m_report->state != SealState::NotSealed)
        return showAll();
    auto* dialog = new SealDialog(m_session->info().path, toQString(loginName()), m_shown, m_settings, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &SealDialog::sealed, this, &SealGuide::archiveChanged);
    dialog->open();
}

void SealGuide::askForCopy()
{
    auto* dialog = new RedactDialog(m_session->archive(), m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void SealGuide::showAll()
{
    if (!m_report)
        return;
    auto* dialog = new SealReportDialog(*m_report, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show();
}

} // namespace auditlens
