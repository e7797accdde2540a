// SPDX-License-Identifier: MIT
#pragma once

#include "access/accesspolicy.h"

#include <QString>

#include <optional>

namespace auditlens {

/// Ed25519 over the bytes of the file, 64 bytes in the file of the same name and ".sig". With `administrator` a policy
/// counts only as that key has signed it; without it a signature is not looked at. Whatever cannot be read, parsed or
/// verified is a policy that denies everything. Waits for the disk.
AccessPolicy loadPolicy(const QString& path, const std::optional<Ed25519PublicKey>& administrator);

/// The same for bytes that were read already; `path` names them in sentences.
AccessPolicy policyOf(std::string_view text, const QString& path);

} // namespace auditlens
