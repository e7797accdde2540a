// SPDX-License-Identifier: MIT
#pragma once

#include "secrets/knownkey.h"

class QSettings;

namespace auditlens {

/// The keys that the settings name. No secret is among them: names, kinds, notes, fingerprints, times, and public keys.
struct KeyList
{
    std::vector<KnownKey> keys; ///< By name.
    int unreadable = 0; ///< Entries that this program has not written so, or not any more.
};

/// Reads what may have been written by anybody; never more than maxKeys.
KeyList readKeys(QSettings& settings);
/// Writes one key and leaves the others as they are, so that two programs can do it. Returns when it is in the file.
Result<void> storeKey(QSettings& settings, const KnownKey& key);
Result<void> dropKey(QSettings& settings, const QString& id);

} // namespace auditlens
