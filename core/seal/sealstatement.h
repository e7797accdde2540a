// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "trust/ed25519.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace auditlens {

/// Which events an archive was cut out with, all of their records with them; all empty where it holds everything that was read.
struct SealedQuery
{
    std::string text; ///< In the query language; empty: only the times count.
    std::string zone; ///< In which the text's times are read: "UTC", "Europe/Berlin".
    std::string from; ///< From this time on, nine digits of the fraction, UTC; empty: from the first event on.
    std::string to; ///< Before this time.

    bool isCut() const { return !zone.empty(); }
    friend bool operator==(const SealedQuery&, const SealedQuery&) = default;
};

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
    std::uint64_t ofEvents = 0; ///< Of the archive that it was cut from; as many as events when it is all of it.
    std::uint64_t duplicates = 0; ///< Read again and not added; of a cut, to the archive it was cut from.
    std::uint64_t rejected = 0; ///< Records that could not be read; the archive is complete when there are none. They are not in a cut.
    std::uint64_t recordBytes = 0; ///< Of the records as received.
    std::string first; ///< Time of the first event, nine digits of the fraction; empty without events.
    std::string last;
    SealedQuery query;
    std::uint64_t leaves = 0;
    std::string root; ///< Merkle root of the leaves, 64 hex digits.
    std::string key; ///< Ed25519PublicKey::pem() of who sealed.

    friend bool operator==(const SealStatement&, const SealStatement&) = default;
};

constexpr std::size_t maxSealByCharacters = 200;
constexpr std::size_t maxSealNoteCharacters = 2000;
constexpr std::size_t maxSealQueryCharacters = 4000;

/// A sentence about why this cannot stand in a seal, or nothing.
QString sealNameProblem(const QString& by);
QString sealNoteProblem(const QString& note);
QString sealQueryProblem(const QString& query);

/// Without the line feed.
std::string textOf(const SealStatement& statement);
/// Only what textOf() writes, byte for byte, and only values that make sense; otherwise a sentence.
Result<SealStatement, QString> readSealStatement(std::string_view text);

} // namespace auditlens
