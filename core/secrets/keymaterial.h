// SPDX-License-Identifier: MIT
#pragma once

#include "secrets/knownkey.h"
#include "unmask/secret.h"

namespace auditlens {

/// Why these bytes cannot be a key of that kind, or nothing. What decides is the rule of the service that uses the
/// key, so only what no service could use is refused.
std::optional<Error> materialError(KeyKind kind, const Secret& key);

/// A public key, Ed25519 or RSA, as PEM with nothing around it.
Result<QByteArray> publicKeyPem(const Secret& text);
/// The public half of an Ed25519 private key in PEM, as PEM.
Result<QByteArray> publicHalfPem(const Secret& key);
/// fingerprintOf() that PEM text.
QString publicFingerprint(const QByteArray& pem);

/// Cuts one line end off the end, if there is one: editors and terminals put it there. Not off 32 bytes of which
/// others are no printable ASCII either: those are a key of random bytes that happens to end so.
void cutLineEnd(Secret& key);

} // namespace auditlens
