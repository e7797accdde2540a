// SPDX-License-Identifier: MIT
#include "session/sealkeys.h"

namespace auditlens {

std::vector<SealKey> sealKeys(const KeyList& list)
{
    std::vector<SealKey> keys;
    for (const KnownKey& known : list.keys) {
        for (const KeyGeneration& generation : known.generations) {
            if (const auto key = Ed25519PublicKey::fromPem(generation.pem.toStdString()))
                keys.push_back({known.name, *key});
        }
    }
    return keys;
}

} // namespace auditlens
