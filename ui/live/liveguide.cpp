// SPDX-License-Identifier: MIT
#include "live/liveguide.h"

#include "importing/reportbar.h"
#include "live/coveragedialog.h"
#include "live/coveragechip.h"
#include "live/livesection.h"
#include "live/sourcedialog.h"
#include "mainwindow.h"
#include "query/timedialog.h"
#include "query/zonebutton.h"
#include "session/session.h"
#include "sources/sidepanel.h"
#include "timeline/histogramview.h"
#include "timeline/timelineview.h"
#include "widgets/labels.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QMenu>
#include <QMenuBar>
#include <QStatusBar>

#include <algorithm>

namespace auditlens {

namespace {

constexpr int clockMs = 5000;
constexpr int noticeMs = 8000;
constexpr int behindTheCounts = 2; ///< In the status line.

Nanoseconds now()
{
    return Nanoseconds(QDateTime::currentMSecsSinceEpoch()) * 1'000'000;
}

bool isLive(const SourceState& state)
{
    return state.isBusy() && state.follows;
}

} // namespace

LiveGuide::LiveGuide(Session* session, MainWindow* window, SourceSyncer* syncer)
    : m_session(session)
    , m_window(window)
    , m_syncer(syncer)
    , m_section(new LiveSection)
    , m_chip(new CoverageChip(window))
    , m_live(makeButton({}, ""))
    , m_menu(new QMenu(tr("S&ources"), window))
{
    addParts();
    connect(m_section, &SideSection::chosen, this, &LiveGuide::choose);
    connect(m_section, &SideSection::menuAsked, this, &LiveGuide::showMenu);
    connect(m_chip, &CoverageChip::clicked, this, &LiveGuide::showCoverage);
    connect(m_live, &QPushButton::clicked, this, &LiveGuide::toggleLive);
    connect(m_menu, &QMenu::aboutToShow, this, &LiveGuide::fillMenu);
    connect(syncer, &SourceSyncer::changed, this, &LiveGuide::takeSources);
    connect(syncer, &SourceSyncer::archiveGrew, this, &LiveGuide::takeGrowth);
    connect(syncer, &SourceSyncer::problem, window->errorBar(), &ErrorBar::showError);
    connect(session, &Session::archiveChanged, this, [this] {
        m_reader.read(m_session->archive());
        takeSources();
    });
    connect(session, &Session::answered, this, &LiveGuide::takeCoverage);
    connect(&m_reader, &CoverageReader::changed, this, &LiveGuide::takeCoverage);
    m_clock.setInterval(clockMs);
    connect(&m_clock, &QTimer::timeout, this, &LiveGuide::takeSources);
    m_clock.start();
    m_reader.read(session->archive());
    takeSources();
}

void LiveGuide::addParts()
{
    m_window->sidePanel()->addSection(m_section);
    m_window->statusBar()->insertPermanentWidget(behindTheCounts, m_chip);
    m_menu->setObjectName(QStringLiteral("sourcesMenu"));
    m_window->menuBar()->insertMenu(m_window->investigateMenu()->menuAction(), m_menu);
    m_live->setObjectName(QStringLiteral("liveButton"));
    auto* row = static_cast<QHBoxLayout*>(m_window->zoneButton()->parentWidget()->layout());
    row->insertWidget(row->indexOf(m_window->zoneButton()) + 1, m_live);
    fillMenu(); // so that its shortcuts work before it was shown
}

/// Each source has a menu of its own below those for all of them.
void LiveGuide::fillMenu()
{
    qDeleteAll(m_menu->findChildren<QMenu*>(QString(), Qt::FindDirectChildrenOnly));
    m_menu->clear();
    const auto all = [this](SourceStep step) {
        for (const SourceState& state : std::vector<SourceState>(m_syncer->sources()))
            act(state.id, step);
    };
    m_menu->addAction(tr("Fetch &all now"), QKeySequence(Qt::Key_F5), this, [all] { all(SourceStep::Fetch); });
    m_menu->addAction(tr("&Live, or pause"), QKeySequence(Qt::Key_F8), this, &LiveGuide::toggleLive);
    m_menu->addAction(tr("&Stop all"), this, [all] { all(SourceStep::Stop); });
    if (m_chip->isVisibleTo(m_window))
        m_menu->addAction(tr("Is &everything here?"), this, &LiveGuide::showCoverage);
    m_menu->addSeparator();
    const QString open = m_session->info().path;
    for (const SourceState& state : m_syncer->sources()) {
        QMenu* own = m_menu->addMenu(QString(state.name).replace(QLatin1Char('&'), QStringLiteral("&&")));
        fillSourceMenu(own, state, state.archive == open, [this, id = state.id](SourceStep step) { act(id, step); });
    }
    m_menu->addSeparator();
    m_menu->addActions(m_waysIn);
}

void LiveGuide::choose(const QString& id)
{
    const SourceState* state = m_syncer->find(id);
    if (!state)
        return;
    if (state->archive != m_session->info().path && !state->coverage.empty())
        open(state->archive);
    else
        showDetails(id);
}

void LiveGuide::showMenu(const QString& id, const QPoint& place)
{
    const SourceState* state = m_syncer->find(id);
    if (!state)
        return;
    auto* menu = new QMenu(m_section);
    menu->setObjectName(QStringLiteral("sourceMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fillSourceMenu(menu, *state, state->archive == m_session->info().path, [this, id](SourceStep step) { act(id, step); });
    menu->popup(place);
}

void LiveGuide::act(const QString& id, SourceStep step)
{
    const SourceState* found = m_syncer->find(id);
    if (!found)
        return;
    const SourceState state = *found;
    switch (step) {
    case SourceStep::Fetch:
    case SourceStep::Follow:
        noteStart(state);
        return step == SourceStep::Fetch ? m_syncer->fetch(id) : m_syncer->follow(id);
    case SourceStep::FetchFrom:
        return askForTime(state);
    case SourceStep::Pause:
    case SourceStep::GoOn:
        return m_syncer->setPaused(id, step == SourceStep::Pause);
    case SourceStep::Stop:
        return m_syncer->stop(id);
    case SourceStep::Open:
        return open(state.archive);
    case SourceStep::Details:
        return showDetails(id);
    case SourceStep::Requests:
        if (m_syncer->trace(id))
            Q_EMIT requestsAsked(id);
        else
            m_window->statusBar()->showMessage(tr("Nothing was sent to \"%1\" since the program was started").arg(state.name), noticeMs);
        return;
    case SourceStep::Edit:
        Q_EMIT editAsked(state.name);
        return;
    case SourceStep::Disable:
    case SourceStep::Enable:
        return m_syncer->setEnabled(id, step == SourceStep::Enable);
    }
}

/// What is fetched with nothing open is opened as soon as there is something.
void LiveGuide::noteStart(const SourceState& state)
{
    if (!m_session->hasArchive())
        m_toOpen.insert(state.archive);
}

void LiveGuide::askForTime(const SourceState& state)
{
    auto* dialog = new TimeDialog(m_window->zone(), m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->askFor(tr("Fetch \"%1\" from a time").arg(state.name), tr("Fetch"), tr("Fetches what is missing from then until now."));
    connect(dialog, &TimeDialog::chosen, this, [this, state](Nanoseconds time) {
        noteStart(state);
        m_syncer->fetch(state.id, {time, TimeRange().end});
    });
    dialog->open();
}

void LiveGuide::open(const QString& archive)
{
    m_session->open({archive});
}

void LiveGuide::fetchNamed(const QStringList& names)
{
    m_wanted += names;
    m_syncer->refresh();
}

void LiveGuide::fetchChanged(const QString& id, const QString& name)
{
    const SourceState* state = m_syncer->find(id);
    if (state && (state->activity == SourceActivity::Failed || state->coverage.empty()))
        fetchNamed({name});
}

/// Somebody who looks at another archive would wonder where the events are.
void LiveGuide::tellItsOwnArchive(const SourceState& state)
{
    if (m_session->hasArchive() && m_session->info().path != state.archive)
        m_window->statusBar()->showMessage(tr("\"%1\" is fetched into an archive of its own: click it in the list of live sources").arg(state.name), noticeMs);
}

void LiveGuide::takeSources()
{
    const std::vector<SourceState> sources = m_syncer->sources();
    m_section->setSources(sources, m_session->info().path, now());
    for (const SourceState& state : sources) {
        if (m_wanted.removeAll(state.name) > 0) {
            act(state.id, SourceStep::Fetch);
            tellItsOwnArchive(state);
        }
        if (m_details && m_details->id() == state.id)
            m_details->setState(state, now());
    }
    tellFailures();
    tellEmptiness();
    showLive();
}

/// Why nothing is in the archive that is open, and what to do.
void LiveGuide::tellEmptiness()
{
    if (!m_window->answer() || m_window->answer()->total > 0)
        return;
    QStringList sentences;
    for (const SourceState& state : sourcesOfArchive()) {
        if (state.problem)
            sentences << tr("\"%1\" could not be fetched. %2 %3 Its settings: Sources, %1, Edit.").arg(state.name, state.problem->why, state.problem->help);
        else if (state.isBusy())
            sentences << tr("\"%1\" is being fetched.").arg(state.name);
        else if (state.coverage.empty())
            sentences << tr("\"%1\" was not fetched yet: press F5.").arg(state.name);
    }
    if (!sentences.empty())
        m_window->timeline()->setEmptyText(sentences.join(QLatin1Char('\n')));
}

/// Also to somebody who does not see the list.
void LiveGuide::tellFailures()
{
    for (const SourceState& state : m_syncer->sources()) {
        const bool hasFailed = state.problem && (state.activity == SourceActivity::Failed || state.activity == SourceActivity::Waiting);
        if (!hasFailed)
            m_failed.remove(state.id);
        else if (!m_failed.contains(state.id)) {
            m_failed.insert(state.id);
            const QString why = state.problem->why.isEmpty() ? state.problem->what : state.problem->why;
            m_window->statusBar()->showMessage(tr("\"%1\": %2").arg(state.name, why) + QLatin1Char(' ') + state.problem->help, noticeMs);
        }
    }
}

void LiveGuide::takeGrowth(const QString& archive)
{
    if (!m_session->hasArchive() && !m_session->isImporting() && m_toOpen.contains(archive)) {
        m_toOpen.clear();
        open(archive);
        return;
    }
    m_session->noteGrowth(archive);
    if (m_session->hasArchive() && m_session->info().path == archive)
        m_reader.read(m_session->archive());
}

void LiveGuide::takeCoverage()
{
    m_shown = m_reader.within(m_session->state().range, now());
    m_chip->setCoverage(m_shown);
    m_window->histogram()->setCoverage(m_shown);
    m_window->setFetchedAll(m_shown.isComplete());
    tellEmptiness();
    if (m_ledger)
        m_ledger->setCoverage(m_shown, m_window->zone());
}

void LiveGuide::showCoverage()
{
    if (!m_ledger) {
        m_ledger = new CoverageDialog(m_window);
        m_ledger->setAttribute(Qt::WA_DeleteOnClose);
        m_ledger->setCoverage(m_shown, m_window->zone());
    }
    m_ledger->show();
    m_ledger->raise();
}

void LiveGuide::showDetails(const QString& id)
{
    const SourceState* state = m_syncer->find(id);
    if (!state)
        return;
    delete m_details;
    m_details = new SourceDialog(id, m_window);
    m_details->setAttribute(Qt::WA_DeleteOnClose);
    m_details->setState(*state, now());
    connect(m_details, &SourceDialog::requestsAsked, this, [this, id] { act(id, SourceStep::Requests); });
    connect(m_details, &SourceDialog::editAsked, this, [this, id] { act(id, SourceStep::Edit); });
    connect(m_details, &SourceDialog::againAsked, this, [this, id] {
        const SourceState* again = m_syncer->find(id);
        act(id, again && again->follows ? SourceStep::Follow : SourceStep::Fetch);
    });
    m_details->show();
}

std::vector<SourceState> LiveGuide::sourcesOfArchive() const
{
    std::vector<SourceState> own;
    const QString path = m_session->info().path;
    std::ranges::copy_if(m_syncer->sources(), std::back_inserter(own), [&](const SourceState& state) {
        return !path.isEmpty() && state.archive == path && state.activity != SourceActivity::Disabled && state.activity != SourceActivity::Unreadable;
    });
    return own;
}

void LiveGuide::showLive()
{
    const std::vector<SourceState> own = sourcesOfArchive();
    const bool any = std::ranges::any_of(own, isLive);
    std::uint64_t missed = 0;
    for (const SourceState& state : own)
        missed += state.missed;
    const bool paused = any && std::ranges::all_of(own, [](const SourceState& state) { return state.paused || !isLive(state); });
    const QString text = paused ? (missed > 0 ? tr("▶ %1 new").arg(missed) : tr("▶ Paused")) : any ? tr("● Live") : tr("○ Live");
    const QString tip = paused ? tr("Go on and show what came in (F8)") : any ? tr("Pause: what comes in is stored and shown later (F8)") : tr("Follow what comes in (F8)");
    m_live->setVisible(!own.empty());
    if (m_live->text() == text && m_live->toolTip() == tip)
        return;
    m_live->setText(text);
    m_live->setToolTip(tip);
    m_live->setAccessibleName(paused ? tr("Paused, %1 new events").arg(missed) : any ? tr("Live") : tr("Not live"));
    m_live->setAccessibleDescription(tip);
    setLook(m_live, any && !paused ? "soft" : "");
}

void LiveGuide::toggleLive()
{
    const std::vector<SourceState> own = sourcesOfArchive();
    const bool any = std::ranges::any_of(own, isLive);
    const bool goOn = std::ranges::any_of(own, &SourceState::paused);
    for (const SourceState& state : own) {
        if (!any)
            act(state.id, SourceStep::Follow);
        else if (isLive(state))
            act(state.id, goOn ? SourceStep::GoOn : SourceStep::Pause);
    }
}

} // namespace auditlens
