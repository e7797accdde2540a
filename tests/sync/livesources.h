// SPDX-License-Identifier: MIT
#pragma once

#include "secrets/secretstore.h"
#include "session/sourcesyncer.h"
#include "unmask/secret.h"
#include "support/importing.h"
#include "sync/lokihistory.h"

#include <QDateTime>

namespace auditlens::test {

inline Nanoseconds nowNs()
{
    return Nanoseconds(QDateTime::currentMSecsSinceEpoch()) * 1'000'000;
}

/// Events of the last hour, one a second.
inline LokiHistory recentHistory(int count, int tied = 1)
{
    return LokiHistory(count, tied, (nowNs() / LokiHistory::step - 3600) * LokiHistory::step);
}

/// Connections to fake services in a folder of their own, and where their secrets come from.
class LiveSources
{
public:
    QString path(const QString& name) const { return m_dir.filePath(name); }
    ConnectionFolder folder() const { return ConnectionFolder(path(QStringLiteral("connections"))); }

    /// A connection to a fake Loki; its id.
    QString add(const QString& name, const FakeProcess& fake, const QString& archive) const
    {
        Connection connection;
        connection.id = QString::fromLatin1(name.toUtf8().toHex()).leftJustified(32, QLatin1Char('0'), true);
        connection.name = name;
        connection.backend = "loki";
        connection.values = {{"url", fake.url().toString()}, {"page", QStringLiteral("50")}, {"proxy", QStringLiteral("none")}};
        connection.archive = path(archive);
        save(connection);
        return connection.id;
    }
    void save(const Connection& connection) const
    {
        if (const Result<void> saved = folder().save(connection); !saved)
            qFatal("%s", qPrintable(saved.error().oneLine()));
    }

    /// What is answered to the question for secrets: these, or why there are none.
    void give(SourceSyncer::Secrets secrets) { *m_secrets = std::move(secrets); }
    void lock(const Error& why) { *m_locked = why; }
    void unlock() { m_locked->reset(); }
    std::unique_ptr<SourceSyncer> makeSyncer() const
    {
        auto open = [locked = m_locked, secrets = m_secrets](const Connection&, QObject* receiver, const auto& answer) {
            answerLater(receiver, answer, *locked ? Result<SourceSyncer::Secrets>(**locked) : Result(*secrets));
        };
        auto syncer = std::make_unique<SourceSyncer>(folder(), open, allFormats());
        syncer->setRetryPause(std::chrono::milliseconds(100));
        syncer->refresh();
        return syncer;
    }

private:
    QTemporaryDir m_dir;
    std::shared_ptr<SourceSyncer::Secrets> m_secrets = std::make_shared<SourceSyncer::Secrets>();
    std::shared_ptr<std::optional<Error>> m_locked = std::make_shared<std::optional<Error>>();
};

} // namespace auditlens::test
