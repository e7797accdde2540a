// SPDX-License-Identifier: MIT
#pragma once

#include "access/accesspolicy.h"
#include "ledger/ledger.h"
#include "reveal/challenge.h"
#include "reveal/revealtarget.h"
#include "unmask/disclosure.h"
#include "unmask/maskdigest.h"
#include "unmask/revealproblem.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace auditlens {

/// What a second person has signed, and the signature (Ed25519, 64 bytes).
struct Agreement
{
    std::string challenge; ///< As textOf(Challenge) wrote it.
    std::string signature;
};

/// The keys to try, the newest first: one, or all that a name had. At least one; not owned.
struct RevealKeys
{
    RevealKeys(const Secret& key) : all(&key, 1) { }
    RevealKeys(const std::vector<Secret>& keys) : all(keys) { }
    std::span<const Secret> all;
};

/// What was given away, no more than the step says.
struct Revealed
{
    LedgerStep step = LedgerStep::Full;
    Secret text; ///< Of LastFour: these; of Full, Copy and Export: the value. UTF-8.
    ValueShape shape; ///< Of Shape.
    Likeness likeness = Likeness::Unknown; ///< Of Equal; certain, because the values were compared.
    /// The value does not give the mask beside it: one of the two was exchanged.
    bool contradictsMask = false;
    LedgerTail entry; ///< The entry about this reveal, for whoever keeps the last one.
};

/// What a second person has to sign before `user` (a login name) is shown this; an Error when the policy would deny it
/// even then.
Result<Challenge> challengeFor(const AccessPolicy& policy, const std::string& user, const RevealTarget& target, const RevealAsk& ask);

/// The one way from a masked value to its text: asks the policy, decrypts, writes the ledger, and only when that is on
/// the disk hands out what the step allows. Denials and failed tries are entries too. What the ledger does not take
/// is not shown: the value is wiped. One thread; waits for the disk.
class RevealDesk
{
public:
    /// `user` is the login name of the person at the keyboard.
    RevealDesk(AccessPolicy policy, Ledger ledger, std::string user);

    const AccessPolicy& policy() const { return m_policy; }
    const Ledger& ledger() const { return m_ledger; }

    /// Every step but Equal.
    Result<Revealed> reveal(const RevealTarget& target, const Value& value, RevealKeys keys, const RevealAsk& ask,
        const std::optional<Agreement>& agreement = {});
    /// The step Equal: whether the value is `known`, which the person has typed. `ask.step` is not looked at.
    Result<Revealed> compare(const RevealTarget& target, const Value& value, RevealKeys keys, const Secret& known, const RevealAsk& ask);

    /// Why the policy would deny this without a second person, or nothing. Writes no entry.
    std::optional<Error> denialOf(const RevealAsk& ask) const;
    Result<Challenge> challengeFor(const RevealTarget& target, const RevealAsk& ask) const
    {
        return auditlens::challengeFor(m_policy, m_user, target, ask);
    }

private:
    struct Visit;
    Result<Revealed> attend(const Visit& visit);
    Result<Secret, RevealProblem> unmask(const Visit& visit, LedgerEntry& entry) const;
    /// Login name of the second person, empty where there is no agreement.
    Result<std::string> secondPerson(const Visit& visit) const;
    std::optional<Error> denial(const Visit& visit, LedgerEntry& entry) const;
    LedgerEntry entryFor(const Visit& visit) const;
    Error refuse(LedgerEntry entry, LedgerOutcome outcome, Error why);

    AccessPolicy m_policy;
    Ledger m_ledger;
    std::string m_user;
};

} // namespace auditlens
