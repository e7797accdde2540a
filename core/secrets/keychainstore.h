// SPDX-License-Identifier: MIT
#pragma once

#include "secrets/secretstore.h"

#include <functional>
#include <memory>

namespace auditlens {

/// The keychain of the operating system through QtKeychain: Secret Service (gnome-keyring) or KWallet on Linux,
/// Keychain on macOS, Credential Store on Windows. Nothing waits: what the keychain does, and a person who is asked to
/// unlock it, take as long as they take. QtKeychain's fallback to a plain file stays off.
///
/// What is written is read again before it counts as written, what is removed is looked for: QtKeychain 0.13 does not
/// look at what KWallet answers.
///
/// Bytes on their way: QtKeychain's own buffers are overwritten as soon as the answer is there. What cannot be reached
/// and may stay in freed memory of this process until something else uses it: the base64 text that QtKeychain makes for
/// the Secret Service, and the messages of D-Bus, which carry secrets unencrypted between processes of one user where
/// the service agrees on no session key. The keychain's own process keeps its copy.
class KeychainStore : public SecretStore
{
public:
    /// The entries of one service are a name space of their own.
    explicit KeychainStore(QString service = QStringLiteral("AuditLens")) : m_service(std::move(service)) { }
    Kind kind() const override { return Kind::Keychain; }

protected:
    void readEntry(const QString& name, QObject* receiver, Read answer) override;
    void writeEntry(const QString& name, Secret secret, QObject* receiver, Done answer) override;
    void removeEntry(const QString& name, QObject* receiver, Done answer) override;

private:
    QString m_service;
};

/// Asks whether there is a keychain: a KeychainStore, locked or not, or else a NoStore with the reason.
void findSecretStore(QObject* receiver, std::function<void(std::shared_ptr<SecretStore>)> answer);

} // namespace auditlens
