// SPDX-License-Identifier: MIT
#pragma once

#include "seal/checkseal.h"
#include "secrets/keysettings.h"

#include <vector>

namespace auditlens {

/// The listed keys whose seals are believed: Ed25519 public keys and the public halves of sealing keys, with all their
/// generations.
std::vector<SealKey> sealKeys(const KeyList& list);

} // namespace auditlens
