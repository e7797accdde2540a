// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "unmask/secret.h"

#include <QString>

namespace auditlens {

/// The ledger's private Ed25519 key (trust/ed25519.h) as a PEM file with mode 0600, for a machine without a keychain.
/// Saving never replaces a file: entries that the old key signed could not be continued. Returns when it is on disk.
Result<void> saveSigningKey(const Secret& key, const QString& file);
/// Refuses a file that others may read.
Result<Secret> loadSigningKey(const QString& file);

} // namespace auditlens
