// SPDX-License-Identifier: MIT
#include "live/viewnotices.h"

#include "base/text.h"
#include "importing/reportbar.h"
#include "live/noticebar.h"
#include "mainwindow.h"
#include "session/session.h"
#include "session/sourcesyncer.h"
#include "sources/viewsection.h"

#include <QBoxLayout>
#include <QSettings>

#include <algorithm>

namespace auditlens {

namespace {

constexpr auto key = "Live/watchedViews";

/// How many events of it there are; nothing when the archive has no source of that name.
std::optional<std::uint64_t> eventsOf(const Archive& archive, const QString& source)
{
    const auto& sources = archive.info().sources;
    const auto found = std::ranges::find(sources, toUtf8(source), [](const StoredSource& one) { return one.info.name; });
    return found == sources.end() ? std::nullopt : std::optional(found->events);
}

} // namespace

ViewNotices::ViewNotices(Session* session, MainWindow* window, SourceSyncer* syncer, QSettings* settings, Tell tellDesktop)
    : m_session(session)
    , m_window(window)
    , m_syncer(syncer)
    , m_settings(settings)
    , m_tellDesktop(std::move(tellDesktop))
    , m_bar(new NoticeBar)
{
    auto* bars = static_cast<QBoxLayout*>(window->reportBar()->parentWidget()->layout());
    bars->insertWidget(0, m_bar);
    ViewSection* views = window->savedViews();
    connect(views, &ViewSection::watchAsked, this, &ViewNotices::watch);
    connect(views, &ViewSection::renamed, this, &ViewNotices::rename);
    connect(views, &ViewSection::changed, this, &ViewNotices::readViews);
    connect(m_bar, &NoticeBar::viewAsked, views, &ViewSection::openNamed);
    connect(&m_watch, &ViewWatch::found, this, &ViewNotices::tell);
    connect(syncer, &SourceSyncer::changed, this, &ViewNotices::takeSources);
    connect(session, &Session::archiveChanged, this, &ViewNotices::lookAtArchive);
    readViews();
}

QStringList ViewNotices::watched() const
{
    return m_settings->value(QLatin1String(key)).toStringList();
}

void ViewNotices::watch(const QString& view, bool watched)
{
    QStringList names = this->watched();
    names.removeAll(view);
    if (watched)
        names << view;
    m_settings->setValue(QLatin1String(key), names);
    readViews();
}

void ViewNotices::rename(const QString& from, const QString& to)
{
    if (!watched().contains(from))
        return;
    watch(from, false);
    watch(to, true);
}

void ViewNotices::readViews()
{
    const QStringList names = watched();
    m_window->savedViews()->setWatched(names);
    std::vector<SavedView> views;
    for (const ViewEntry& entry : m_window->savedViews()->entries()) {
        if (names.contains(entry.view.name) && !entry.problem)
            views.push_back(entry.view);
    }
    m_watch.setViews(views);
}

void ViewNotices::takeSources()
{
    for (const SourceState& state : m_syncer->sources()) {
        if (state.activity != SourceActivity::Following)
            m_liveAt.remove(state.id);
        else if (!m_liveAt.contains(state.id))
            m_liveAt.insert(state.id, state.events);
    }
    const bool isBusy = std::ranges::any_of(m_syncer->sources(), [&](const SourceState& state) { return state.isBusy() && state.archive == m_session->info().path; });
    if (std::exchange(m_watching, isBusy) == isBusy)
        return;
    m_looked = isBusy ? m_session->archive() : nullptr; // An archive that nothing comes into is not searched.
    m_watch.look(m_looked, false);
}

/// Whether all that was fetched before anything was followed has been looked at, so that what is new came in.
bool ViewNotices::isLive() const
{
    bool any = false;
    for (const SourceState& state : m_syncer->sources()) {
        if (!m_looked || state.archive != m_looked->info().path || !state.isBusy())
            continue;
        const auto liveAt = m_liveAt.find(state.id);
        if (liveAt == m_liveAt.end() || eventsOf(*m_looked, state.name).value_or(*liveAt) < *liveAt)
            return false;
        any = true;
    }
    return any;
}

void ViewNotices::lookAtArchive()
{
    takeSources();
    const bool tells = isLive();
    m_looked = m_watching ? m_session->archive() : nullptr;
    m_watch.look(m_looked, tells);
}

void ViewNotices::tell(const QString& view, quint64 events)
{
    m_bar->add(view, events);
    m_tellDesktop(tr("AuditLens"), viewNotice(view, events));
}

} // namespace auditlens
