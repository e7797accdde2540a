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

constexpr Nanoseconds syncedHour = 3'600'000'000'000;
constexpr Nanoseconds syncedNoon = 1'672'574'400'000'000'000; // 2023-01-01T12:00:00Z
/// Adds a source to an archive that was synced: complete from noon to 1 p.m., then capped until 2 p.m., and one that is not at its end.
void addSynced(const QString& path);
/// Everything there is in a range, asked for with a query.
SealRequest partRequest(const std::shared_ptr<const Archive>& archive, const QString& target, const TimeRange& range, const std::string& query);

/// With the known key; the report must be there.
SealReport checked(const QString& path);

void writeBytes(const QString& path, const QByteArray& bytes);
/// The seal of a sealed file, and a file with another one in its place, whatever it is.
QByteArray sealOf(const QByteArray& file);
QByteArray withSeal(const QByteArray& file, const QByteArray& seal);
/// The seal after a change of what it says, signed anew by the same key.
QByteArray resigned(const QByteArray& seal, const std::function<void(Seal&)>& change);

} // namespace auditlens::test
