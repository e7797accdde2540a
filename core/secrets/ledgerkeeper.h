// SPDX-License-Identifier: MIT
#pragma once

#include "ledger/ledger.h"
#include "secrets/secretstore.h"

#include <functional>
#include <memory>
#include <optional>

class QSettings;

namespace auditlens {

/// What a ledger is continued with.
struct LedgerKey
{
    enum class Place : std::uint8_t { Keychain, File };
    Secret key; ///< Ed25519 (trust/ed25519.h).
    Place place = Place::Keychain;
    std::optional<LedgerTail> tail; ///< The last entry as the keychain knows it; nothing where none was kept.

    /// A sentence that says where the key is and what that is worth.
    QString placeText() const;
};

/// Keeps the ledger's own signing key: in the keychain, or, on a machine without one, in a 0600 file
/// (ledger/signingkeyfile.h). The first use makes the key, and it stays where it was made: a key in the keychain that
/// cannot be reached now is an Error and never a reason for a new one, which could not continue the ledger. The hash of
/// the last entry is kept in the keychain whenever there is one, so that a cut end shows.
///
/// Answers come as those of the SecretStore do; this outlives their receivers.
class LedgerKeeper
{
public:
    using Opened = std::function<void(Result<LedgerKey>)>;
    using Found = std::function<void(Result<std::optional<LedgerKey>>)>;

    LedgerKeeper(QSettings* settings, std::shared_ptr<SecretStore> store, QString keyFile);

    /// Makes a key where there is none.
    void open(QObject* receiver, Opened answer);
    /// Nothing where no key was ever made here.
    void find(QObject* receiver, Found answer);
    /// After Ledger::append(). Never replaces a later entry by an earlier one; does nothing without a keychain.
    void keepTail(const LedgerTail& tail, QObject* receiver, SecretStore::Done answer);

private:
    bool hasKeychain() const { return m_store->kind() == SecretStore::Kind::Keychain; }
    QString rememberedId() const;
    Result<void> remember(const QString& id);
    void findInKeychain(QObject* receiver, Found answer);
    Result<LedgerKey> checked(Secret key);
    void makeInKeychain(QObject* receiver, Opened answer);
    Result<LedgerKey> makeInFile();
    void withTail(LedgerKey key, QObject* receiver, Found answer);
    void readTail(QObject* receiver, std::function<void(Result<std::optional<LedgerTail>>)> answer);

    QSettings* m_settings;
    std::shared_ptr<SecretStore> m_store;
    QString m_keyFile;
};

} // namespace auditlens
