// SPDX-License-Identifier: MIT
#pragma once

#include "connections/connections.h"
#include "sync/connectiontrial.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace auditlens {

/// The person's connections for the window: what there is, every change, and tests. Lives on the GUI thread and never
/// waits: a test runs on the pool, what waits for the keychain, and for a person whom it asks, ends in a callback. The
/// keychain is looked for when something of it is needed. Answers are for a receiver, and come to nobody when it is gone.
class ConnectionDesk : public QObject
{
    Q_OBJECT

public:
    using FindStore = std::function<void(QObject* receiver, std::function<void(std::shared_ptr<SecretStore>)>)>;
    using Saved = Connections::Saved;
    using Tested = std::function<void(ConnectionTrial)>;
    using Claimed = std::function<void(Result<std::vector<std::string>>)>;

    ConnectionDesk(ConnectionFolder folder, FindStore findStore, std::shared_ptr<const FormatRegistry> formats, QObject* parent = nullptr);
    ~ConnectionDesk() override;

    const ConnectionFolder& folder() const { return m_folder; }
    /// All files of the folder by name, also those that cannot be read, as of the last changed().
    const std::vector<ConnectionEntry>& entries() const { return m_entries; }
    /// Of this name, or null.
    const ConnectionEntry* find(const QString& name) const;

    /// Looks for the keychain, unless one was found: storeChanged() follows.
    void findStore();
    bool isStoreKnown() const { return m_storeKnown; }
    const SecretStore& store() const { return m_connections.back()->store(); }
    /// On a machine without a keychain, when the person asks for it: secrets live in this process and end with it.
    void keepSecretsForThisRun();
    /// All secrets of a connection that is to be used. One without secrets needs no keychain.
    void open(const Connection& connection, QObject* receiver, Connections::Opened answer);

    /// The secrets that are kept of it, as far as is known by now.
    QList<QByteArray> keptFields(const Connection& connection) const { return m_connections.back()->keptFields(connection); }

    void add(const Connection& connection, const GivenSecrets& secrets, QObject* receiver, Saved answer);
    void replace(const QString& name, const Connection& connection, const GivenSecrets& secrets, QObject* receiver, Saved answer);
    void duplicate(const QString& name, const QString& newName, QObject* receiver, Saved answer);
    void remove(const QString& name, QObject* receiver, SecretStore::Done answer);
    Result<Connection> rename(const QString& name, const QString& newName);
    Result<Connection> setEnabled(const QString& name, bool enabled);
    Result<void> exportTo(const QString& name, const QString& file) const;
    /// What somebody exported, ready to be added: enabled, without secrets.
    static Result<Connection> readExported(const QString& file);

    /// Tests what was entered. `name` is that of the connection it is meant to replace, whose secrets are used unless it
    /// asks another server; empty for a new one. One at a time: the one before is cancelled, and has no answer then.
    /// `news` comes before the answer.
    void test(const QString& name, const Connection& connection, const GivenSecrets& secrets, QObject* receiver, Tested answer, StepNews news = {});
    void cancelTest() { m_test.request(); }

    /// Roles and permissions in the token of the connection to a service, which has accepted it just now. The service is
    /// called as an access policy calls it; see serviceAddress().
    void askClaims(const std::string& service, QObject* receiver, Claimed answer);

Q_SIGNALS:
    void changed(); ///< entries() is different, whoever changed it.
    void storeChanged();

private:
    using Ready = std::function<void(Connections&)>;
    void withStore(QObject* receiver, Ready ready);
    bool hasStore() const { return m_storeKnown && store().kind() != SecretStore::Kind::None; }
    void takeStore(std::shared_ptr<SecretStore> store);
    void refresh();
    template <typename T>
    std::function<void(Result<T>)> telling(std::function<void(Result<T>)> answer);
    void run(const Connection& connection, const GivenSecrets& secrets, QObject* receiver, Tested answer, const StepNews& news);

    ConnectionFolder m_folder;
    FindStore m_findStore;
    std::shared_ptr<const FormatRegistry> m_formats;
    std::vector<ConnectionEntry> m_entries;
    QFileSystemWatcher m_watcher;
    QTimer m_settled; ///< A file that is replaced is two changes of its folder.
    bool m_looking = false;
    bool m_storeKnown = false;
    std::vector<std::unique_ptr<Connections>> m_connections; ///< The last one counts; earlier ones may still owe answers.
    Cancellation m_test; ///< Of the test that runs.
};

} // namespace auditlens
