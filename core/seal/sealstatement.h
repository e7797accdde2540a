// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "trust/ed25519.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace auditlens {

/// What a seal says in one line of JSON: who sealed what and when. Texts are UTF-8.
struct SealStatement
{
    std::string archive; ///< ArchiveInfo::id.
    std::string by; ///< As the sealing person wrote it: a claim, as far as the key is believed.
    std::string at; ///< "2026-03-01T09:00:00.123Z", by the clock of the machine that sealed.
    std::string note;
    std::string program; ///< "AuditLens 0.1.0"
    std::uint64_t schema = 0;
    std::uint64_t bytes = 0; ///< Of the file in front of the seal.
    std::uint64_t sources = 0;
    std::uint64_t segments = 0;
    std::uint64_t events = 0;
    std::uint64_t duplicates = 0; ///< Read again and not added.
    std::uint64_t rejected = 0; ///< Records that could not be read; the archive is complete when there are none.
    std::uint64_t recordBytes = 0; ///< Of the records as received.
    std::string first; ///< Time of the first event, nine digits of the fraction; empty without events.
    std::string last;
    std::uint64_t leaves = 0;
    std::string root; ///< Merkle root of the leaves, 64 hex digits.
    std::string key; ///< Ed25519PublicKey::pem() of who sealed.

    friend bool operator==(const SealStatement&, const SealStatement&) = default;
};

constexpr std::size_t maxSealByCharacters = 200;
constexpr std::size_t maxSealNoteCharacters = 2000;

/// A sentence about why this cannot stand in a seal, or nothing.
QString sealNameProblem(const QString& by);
QString sealNoteProblem(const QString& note);

/// Without the line feed.
std::string textOf(const SealStatement& statement);
/// Only what textOf() writes, byte for byte, and only values that make sense; otherwise a sentence.
Result<SealStatement, QString> readSealStatement(std::string_view text);

} // namespace auditlens
