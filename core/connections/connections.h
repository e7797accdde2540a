// SPDX-License-Identifier: MIT
#pragma once

#include "connections/connectionfolder.h"
#include "connections/connectionsecrets.h"

namespace auditlens {

/// The secrets of `before` that `after` would show to somebody they were not given for: another server, or another proxy,
/// which sees its own password and all that goes through it unencrypted.
QList<QByteArray> givenForAnother(const Connection& before, const Connection& after);

/// The connections that the person has named: settings in files of a folder, secrets in the store. With a MemoryStore
/// the secrets end with the program, and whoever uses the connection in a later run gives them again.
///
/// Answers come as those of the SecretStore do, or at once where it need not be asked. One thread; other processes may
/// use the same folder and keychain. This outlives the receivers of its answers.
class Connections
{
public:
    using Saved = std::function<void(Result<Connection>)>;
    using Opened = std::function<void(Result<GivenSecrets>)>;

    Connections(ConnectionFolder folder, std::shared_ptr<SecretStore> store) : m_folder(std::move(folder)), m_store(std::move(store)) { }
    const ConnectionFolder& folder() const { return m_folder; }
    const SecretStore& store() const { return *m_store; }

    /// Gives the connection an id, and an archive where it names none. Refuses a name that there is already, settings
    /// that cannot be, and secrets that cannot be kept.
    void add(Connection connection, GivenSecrets secrets, QObject* receiver, Saved answer);
    /// Puts new settings in the place of those of that name; the id stays. Secrets that are not given stay as they are,
    /// unless an address changed, also that of the proxy: they were given for the other one, and would be sent to this
    /// one. Those of a way of authentication that was left are removed.
    void replace(const QString& name, Connection connection, GivenSecrets secrets, QObject* receiver, Saved answer);
    /// What replace() would save, or why it refuses.
    Result<Connection> changed(const QString& name, Connection connection, const GivenSecrets& secrets) const;
    /// The same settings and secrets under another name, with an archive of its own.
    void duplicate(const QString& name, const QString& newName, QObject* receiver, Saved answer);
    Result<Connection> rename(const QString& name, const QString& newName);
    Result<Connection> setEnabled(const QString& name, bool enabled);
    /// The file and the secrets; the archive stays.
    void remove(const QString& name, QObject* receiver, SecretStore::Done answer);
    /// Without secrets, for somebody else.
    Result<void> exportTo(const QString& name, const QString& file) const;

    /// The secrets that the store has of it, as its file says.
    QList<QByteArray> keptFields(const Connection& connection) const;
    /// All secrets of the connection: those that are given, and the others from the store. An Error names the first that
    /// is nowhere.
    void open(const Connection& connection, GivenSecrets given, QObject* receiver, Opened answer) const;

private:
    void keep(Connection connection, GivenSecrets secrets, QObject* receiver, Saved answer);
    SecretPlace place() const;

    ConnectionFolder m_folder;
    std::shared_ptr<SecretStore> m_store;
};

} // namespace auditlens
