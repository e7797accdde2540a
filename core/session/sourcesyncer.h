// SPDX-License-Identifier: MIT
#pragma once

#include "connections/connectionfolder.h"
#include "session/sourcestate.h"

#include <QObject>
#include <QSet>
#include <QTimer>

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <vector>

namespace auditlens {

class FormatRegistry;
class HttpTrace;
class Secret;
struct SyncNews;
struct SyncOutcome;

/// Fetches and follows the person's sources for the window, and knows what is going on with each. Lives on the GUI
/// thread and never waits: the sources of one archive are synced on a thread of their own, files are read on the pool,
/// and a keychain may take as long as it likes. What is stored is stored whatever happens next, also when the window
/// closes.
///
/// A source that is paused is still asked, and what comes in is stored: a pause makes no gap. Only archiveGrew() is
/// not told for its sake.
class SourceSyncer : public QObject
{
    Q_OBJECT

public:
    using Secrets = std::map<QByteArray, std::shared_ptr<const Secret>>; ///< GivenSecrets
    /// All secrets of a connection; see Connections::open().
    using OpenSecrets = std::function<void(const Connection&, QObject* receiver, std::function<void(Result<Secrets>)> answer)>;

    SourceSyncer(ConnectionFolder folder, OpenSecrets openSecrets, std::shared_ptr<const FormatRegistry> formats, QObject* parent = nullptr);
    /// Ends what is going on, within 200 ms and a commit.
    ~SourceSyncer() override;
    /// After a problem that may pass, doubled each time, at most twenty times as long; 30 seconds unless said.
    void setRetryPause(std::chrono::milliseconds first) { m_retryPause = first; }

    const ConnectionFolder& folder() const { return m_folder; }

    /// Reads the connections, and what their archives know of them, again. What is going on with one that was changed
    /// goes on with the new settings; of one that is gone or disabled it ends.
    void refresh();
    /// By name.
    const std::vector<SourceState>& sources() const { return m_shown; }
    const SourceState* find(const QString& id) const;
    /// The last requests, without secrets; null when nothing was asked in this run of the program.
    std::shared_ptr<const HttpTrace> trace(const QString& id) const;
    bool isBusy() const;

    /// What is missing of a stretch of time; see SyncSource::window.
    void fetch(const QString& id, const TimeRange& window = {});
    /// The same, and then what comes in.
    void follow(const QString& id);
    void stop(const QString& id);
    void stopAll();
    void setPaused(const QString& id, bool paused);
    /// Kept with the connection. A disabled source is stopped.
    void setEnabled(const QString& id, bool enabled);

Q_SIGNALS:
    void changed(); ///< sources(); at most about ten times a second.
    void archiveGrew(const QString& archive); ///< There is more to see in this file, or in its ledger.
    void problem(const auditlens::Error& error); ///< About the folder of connections.

private:
    struct Source;
    struct Run;
    struct Listed;

    void take(std::vector<Listed> listed);
    void adopt(Source& source, Listed listed);
    void begin(const QString& id, bool follow, const TimeRange& window);
    void openSecretsOf(Source& source);
    void plan(const QString& archive);
    void startPlanned();
    void startRun(const QString& archive);
    void endRun(const QString& archive);
    void takeNews(const SyncNews& news);
    void takeOutcome(const QString& archive, const SyncOutcome& outcome);
    void grew(const QString& archive);
    void fail(Source& source, const Error& error, bool mayPass);
    void retryDue();
    void halt(Source& source);
    Source* sourceOf(const QString& id);
    void tellSoon();
    void tell();

    ConnectionFolder m_folder;
    OpenSecrets m_openSecrets;
    std::shared_ptr<const FormatRegistry> m_formats;
    std::chrono::milliseconds m_retryPause {30'000};
    std::vector<std::unique_ptr<Source>> m_sources; ///< By name.
    std::vector<SourceState> m_shown;
    std::map<QString, std::unique_ptr<Run>> m_runs; ///< By archive.
    QSet<QString> m_planned; ///< Archives that are to be synced with what is wanted now.
    quint64 m_listTicket = 0;
    QTimer m_start; ///< Several sources that are started together are one run.
    QTimer m_tell;
    QTimer m_retry;
};

} // namespace auditlens
