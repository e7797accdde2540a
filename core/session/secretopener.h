// SPDX-License-Identifier: MIT
#pragma once

#include "secrets/secretstore.h"
#include "session/sourcesyncer.h"

namespace auditlens {

using FindSecretStore = std::function<void(QObject* receiver, std::function<void(std::shared_ptr<SecretStore>)>)>;

/// Reads the secrets of connections from a store that is looked for when the first of them is needed, and again as long as
/// there is none. A connection without secrets needs no store.
SourceSyncer::OpenSecrets secretsFrom(ConnectionFolder folder, FindSecretStore findStore);

} // namespace auditlens
