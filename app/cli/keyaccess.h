// SPDX-License-Identifier: MIT
#pragma once

#include "cli/console.h"
#include "secrets/awaited.h"
#include "secrets/keyring.h"

#include <QSettings>

#include <memory>
#include <vector>

namespace auditlens {

/// The keychain of this machine, or a store that says why there is none; null when the person interrupted.
std::shared_ptr<SecretStore> findStore(const Console& console);

/// All generations of the key of this name, newest first; an Error for one that unmasks nothing.
Result<std::vector<Secret>> unmaskingKeys(const QString& name, const Keyring& keyring, const Console& console);

} // namespace auditlens
