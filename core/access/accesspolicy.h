// SPDX-License-Identifier: MIT
#pragma once

#include "base/error.h"
#include "ledger/ledgerline.h"
#include "trust/ed25519.h"

#include <QUrl>

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace auditlens {

/// The steps that a role allows.
class StepSet
{
public:
    StepSet() = default;
    static StepSet all();
    StepSet with(LedgerStep step) const;
    bool contains(LedgerStep step) const { return (m_bits & bitOf(step)) != 0; }
    friend bool operator==(const StepSet&, const StepSet&) = default;

private:
    static constexpr std::uint8_t bitOf(LedgerStep step) { return std::uint8_t(1u << unsigned(step)); }
    std::uint8_t m_bits = 0;
};

/// What somebody may do with masked values.
struct AccessRole
{
    std::string name;
    StepSet steps;
    /// What full, copy and export take besides; the steps before them never do.
    bool needsReason = false;
    bool needsCase = false;
    bool needsSecondPerson = false;
    friend bool operator==(const AccessRole&, const AccessRole&) = default;
};

/// Whether a step gives away the whole value.
constexpr bool isWholeValue(LedgerStep step)
{
    return step == LedgerStep::Full || step == LedgerStep::Copy || step == LedgerStep::Export;
}

/// What a role or a permission in the token of a service counts here, for the events of that service.
struct TokenClaim
{
    std::string service; ///< See serviceAddress().
    std::string claim; ///< "read:audit": as the service's tokens write it.
    std::string role;
    friend bool operator==(const TokenClaim&, const TokenClaim&) = default;
};

/// What a policy calls a service by: "https://audit.example.org" or "https://audit.example.org:8443", in lower case and
/// without a path. Empty for an address whose answer proves nothing: not https, and not on this machine.
std::string serviceAddress(const QUrl& url);

/// The roles and who has which, as docs/access-policy.md describes the file.
struct PolicyContent
{
    std::string name;
    std::map<std::string, AccessRole, std::less<>> roles;
    std::map<std::string, std::string, std::less<>> users; ///< Login name -> name of a role.
    std::string defaultRole; ///< Of everybody else; empty: they may do nothing.
    std::vector<TokenClaim> tokenClaims; ///< Of whom `users` does not name; the first that fits.
    std::map<std::string, Ed25519PublicKey, std::less<>> secondPersons; ///< Login name -> key.
};

/// What holds where there is no policy file. Nothing is assumed: who calls says it.
enum class WithoutPolicy : std::uint8_t {
    NobodyMayAnything,
    PersonIsInvestigator, ///< The person at the keyboard said so.
};

/// What is asked for, without the value.
struct AccessQuestion
{
    std::string_view user;
    LedgerStep step = LedgerStep::Full;
    std::string_view reason = {};
    std::string_view caseName = {};
    bool secondPersonAgreed = false;
};

/// Who may unmask how much. A value; what cannot be read is a policy that denies everything and says why.
class AccessPolicy
{
public:
    explicit AccessPolicy(PolicyContent content);
    static AccessPolicy without(WithoutPolicy choice);
    static AccessPolicy denyAll(Error why);

    const std::string& name() const { return m_content.name; }
    /// Why everything is denied, or nothing.
    const std::optional<Error>& problem() const { return m_problem; }
    /// The same policy for the events of a service that has just accepted a token that claims this.
    AccessPolicy withToken(std::string_view service, const std::vector<std::string>& claims) const;
    /// Whether a token of that service could give this person a role.
    bool asksForToken(std::string_view user, std::string_view service) const;

    /// Null when the person has none.
    const AccessRole* roleOf(std::string_view user) const;
    /// Login name of the second person whose key made this signature over the text, or null.
    const std::string* signerOf(std::string_view text, std::span<const unsigned char> signature) const;
    /// Nothing when it is allowed, otherwise a sentence for the person and the ledger.
    std::optional<Error> denial(const AccessQuestion& question) const;

private:
    PolicyContent m_content;
    std::string m_tokenRole; ///< What the token gives; empty when there is none.
    std::optional<Error> m_problem;
};

} // namespace auditlens
