// SPDX-License-Identifier: MIT
#pragma once

#include "integrity/eventmention.h"
#include "store/recordscan.h"
#include "trust/signaturescheme.h"
#include "unmask/secret.h"

#include <QString>

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace auditlens {

/// Keys of the events that are signed in one way.
struct SchemeKeys
{
    std::string scheme; ///< SignatureScheme::id()
    std::vector<std::string> names; ///< Of the keys, in their order: how a person calls them.
    std::vector<Secret> keys; ///< Shared keys, or public keys as PEM.
};

/// Adds a key to those of its scheme. Several generations of one key have one name.
void addKey(std::vector<SchemeKeys>& all, std::string_view scheme, const QString& name, Secret key);

constexpr std::size_t signatureStates = std::size_t(SignatureState::UnknownScheme) + 1;

/// Events that say the same of who signed them; `scheme` is empty for those that are not signed.
struct SchemeResult
{
    std::string scheme;
    std::array<std::uint64_t, signatureStates> counts {}; ///< By SignatureState.
    std::vector<std::pair<std::string, std::uint64_t>> byKey; ///< Valid events by the name of the key they match.
    SignatureReadings readings; ///< That were needed for some of the valid ones.
    std::uint64_t of(SignatureState state) const { return counts[std::size_t(state)]; }
    friend bool operator==(const SchemeResult&, const SchemeResult&) = default;
};

/// An event that is not as it was signed.
struct SignatureFinding
{
    EventMention event;
    std::string scheme;
    SignatureAlgorithm algorithm = SignatureAlgorithm::HmacSha256;
    bool wellFormed = true; ///< False for a text that no key makes.
    std::vector<CoveredMember> coverage; ///< What the signature would prove if it matched.
    friend bool operator==(const SignatureFinding&, const SignatureFinding&) = default;
};
/// For NewestFindings.
bool isNewer(const SignatureFinding& a, const SignatureFinding& b);

struct SignatureReport
{
    std::vector<SchemeResult> schemes; ///< By scheme.
    std::vector<SignatureFinding> findings; ///< The newest mostListed of the invalid ones.
    RowSet valid;
    RowSet invalid;
    RowSet unknown; ///< Signed, but without a key here or in an unknown way.
    RowSet notSigned;
    ScanOutcome scan;

    std::uint64_t count(SignatureState state) const;
};

/// Whether the content of every event is as it was signed. An Error when a key cannot be used. Waits for threads of
/// searchPool(), any thread but those.
Result<SignatureReport> checkSignatures(
    const Archive& archive, std::span<const SchemeKeys> keys, const ScanProgress& progress, const Cancellation& cancellation);

/// The schemes that events of this archive may be signed with, by the formats of its sources.
std::vector<const SignatureScheme*> possibleSchemes(const ArchiveInfo& info);

/// Whether a text can be a signature of this algorithm at all: 64 lower-case hex digits of HMAC-SHA256, hex of others.
bool isWellFormedSignature(SignatureAlgorithm algorithm, std::string_view signature);

} // namespace auditlens
