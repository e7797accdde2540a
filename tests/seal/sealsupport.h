// SPDX-License-Identifier: MIT
#pragma once

#include "seal/checkseal.h"
#include "seal/sealarchive.h"
#include "seal/sealblock.h"
#include "store/storesupport.h"

#include <QByteArray>
#include <QString>

#include <functional>

namespace auditlens::test {

/// A key that is the same in every run, made from a letter.
Secret sealingKey(char letter = 's');
SealKey knownSealKey(char letter = 's');

/// An archive with so many segments of 40 events each, two sources and two rejected records.
void makeArchive(const QString& path, int segments = 3);
SealRequest sealRequest(const QString& archive);
/// makeArchive(), sealed with sealingKey().
void makeSealed(const QString& path, int segments = 3);

/// With the known key; the report must be there.
SealReport checked(const QString& path);

void writeBytes(const QString& path, const QByteArray& bytes);
/// The seal of a sealed file, and a file with another one in its place, whatever it is.
QByteArray sealOf(const QByteArray& file);
QByteArray withSeal(const QByteArray& file, const QByteArray& seal);
/// The seal after a change of what it says, signed anew by the same key.
QByteArray resigned(const QByteArray& seal, const std::function<void(Seal&)>& change);

} // namespace auditlens::test
