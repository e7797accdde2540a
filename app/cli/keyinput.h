// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "trust/ed25519.h"
#include "unmask/secret.h"

#include <QString>

namespace auditlens {

/// Keys and values that a command is given: never as an argument, which every process of the machine can read.

/// All that an open file descriptor has, at most 64 KiB, without one line end at its end: editors and "echo" put it
/// there. Of exactly 32 bytes none is cut off: that is a key of random bytes.
Result<Secret> readSecret(int descriptor);
/// The number behind an option such as --key-fd.
Result<Secret> readSecretFrom(const QString& number);

/// The PEM file behind an option, whose name is for the sentence of an Error.
Result<Ed25519PublicKey> readPublicKey(const QString& path, const QString& option);

} // namespace auditlens
