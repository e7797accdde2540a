// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QSet>
#include <QStringList>

class QSettings;

namespace auditlens {

class Session;
class SourceSyncer;
struct SourceState;

/// Remembers which sources are followed, and goes on with those of an archive when it is opened in another run of the
/// program. What is kept is the ids of connections.
class FollowMemory : public QObject
{
    Q_OBJECT

public:
    /// All outlive this.
    FollowMemory(Session* session, SourceSyncer* syncer, QSettings* settings);

    QStringList remembered() const;

private:
    void takeSources();
    void remember(const QString& id, bool isFollowed);
    void goOn(const SourceState& state);

    Session* m_session;
    SourceSyncer* m_syncer;
    QSettings* m_settings;
    QSet<QString> m_followed; ///< Ids of those that are followed now.
    QSet<QString> m_asked; ///< Ids of those that it went on with, or that somebody started, in this run.
};

} // namespace auditlens
