// SPDX-License-Identifier: MIT
#include "live/followmemory.h"

#include "session/session.h"
#include "session/sourcesyncer.h"

#include <QSettings>

namespace auditlens {

namespace {

constexpr char key[] = "Live/followed";

/// Also one that failed: the person has not stopped it.
bool isFollowed(const SourceState& state)
{
    const bool goesOn = state.isBusy() && state.activity != SourceActivity::Stopping;
    return state.follows && (goesOn || state.activity == SourceActivity::Failed);
}

} // namespace

FollowMemory::FollowMemory(Session* session, SourceSyncer* syncer, QSettings* settings)
    : m_session(session)
    , m_syncer(syncer)
    , m_settings(settings)
{
    connect(syncer, &SourceSyncer::changed, this, &FollowMemory::takeSources);
    connect(session, &Session::archiveChanged, this, &FollowMemory::takeSources);
}

QStringList FollowMemory::remembered() const
{
    return m_settings->value(QLatin1String(key)).toStringList();
}

void FollowMemory::remember(const QString& id, bool isFollowed)
{
    QStringList ids = remembered();
    ids.removeAll(id);
    if (isFollowed)
        ids << id;
    m_settings->setValue(QLatin1String(key), ids);
}

void FollowMemory::takeSources()
{
    const std::vector<SourceState> sources = m_syncer->sources(); // to follow one changes them
    for (const SourceState& state : sources) {
        const bool was = m_followed.contains(state.id);
        if (state.isBusy())
            m_asked.insert(state.id);
        if (isFollowed(state) == was) {
            goOn(state);
            continue;
        }
        remember(state.id, !was);
        if (was)
            m_followed.remove(state.id);
        else
            m_followed.insert(state.id);
    }
}

void FollowMemory::goOn(const SourceState& state)
{
    const bool isShown = m_session->hasArchive() && m_session->info().path == state.archive;
    if (!isShown || state.activity != SourceActivity::Idle || m_asked.contains(state.id) || !remembered().contains(state.id))
        return;
    m_asked.insert(state.id);
    m_syncer->follow(state.id);
}

} // namespace auditlens
