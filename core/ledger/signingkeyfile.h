// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "trust/ed25519.h"
#include "unmask/secret.h"

#include <QString>

namespace auditlens {

/// The ledger's private Ed25519 key (trust/ed25519.h) as a PEM file with mode 0600, for a machine without a keychain.
/// Saving never replaces a file: entries that the old key signed could not be continued. Returns when it is on disk.
Result<void> saveSigningKey(const Secret& key, const QString& file);
/// Refuses a file that others may read.
Result<Secret> loadSigningKey(const QString& file);
/// A new key in a new file; its folder is made where it is not there. Of two processes that do it at the same time one
/// fails, and finds the other's key when it tries again.
Result<Secret> makeSigningKey(const QString& file);

/// The PEM file of an Ed25519 public key, somebody's own or another's.
Result<Ed25519PublicKey> loadPublicKey(const QString& file);
/// The public half as a PEM file, for whoever verifies. Writes it where there is none; whether it did.
Result<bool> keepPublicKey(const Secret& key, const QString& file);

} // namespace auditlens
