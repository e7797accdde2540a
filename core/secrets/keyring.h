// SPDX-License-Identifier: MIT
#pragma once

#include "secrets/keysettings.h"
#include "secrets/secretstore.h"

#include <memory>

namespace auditlens {

/// The keys that the person has given names. Names, kinds, notes and fingerprints are in the settings, the keys in the
/// store; public keys, which are no secrets, are in the settings whole. Keys of a MemoryStore are nowhere else.
///
/// Answers come as those of the SecretStore do. Not for sharing between threads; other processes may use the same
/// settings and keychain.
class Keyring
{
public:
    using Named = std::function<void(Result<KnownKey>)>;
    using Generations = std::function<void(Result<std::vector<Secret>>)>;

    /// The settings outlive this, and this outlives the receivers of its answers.
    Keyring(QSettings* settings, std::shared_ptr<SecretStore> store);
    const SecretStore& store() const { return *m_store; }

    KeyList list() const;
    std::optional<KnownKey> find(const QString& name) const;

    /// Refuses a name that there is already.
    void add(const QString& name, KeyKind kind, const QString& note, Secret key, QObject* receiver, Named answer);
    /// Makes the key the newest generation of this name; the earlier ones stay.
    void replace(const QString& name, Secret key, QObject* receiver, Named answer);
    /// All generations, from the store and from the list.
    void remove(const QString& name, QObject* receiver, SecretStore::Done answer);

    Result<KnownKey> rename(const QString& name, const QString& newName);
    Result<KnownKey> setNote(const QString& name, const QString& note);

    /// The keys of all generations, newest first, each the one whose fingerprint is listed, or an Error: a key that
    /// was put into the keychain in its place is not used.
    void read(const QString& name, QObject* receiver, Generations answer) const;
    /// The same of a key that unmasks values; an Error for one of another kind.
    void readUnmasking(const QString& name, QObject* receiver, Generations answer) const;

private:
    Result<KnownKey> named(const QString& name) const;
    Result<KnownKey> stored(const KnownKey& key);
    void keep(KnownKey key, Secret secret, QObject* receiver, Named answer);

    QSettings* m_settings;
    std::shared_ptr<SecretStore> m_store;
    std::vector<KnownKey> m_thisRun;
};

} // namespace auditlens
