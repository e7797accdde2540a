// SPDX-License-Identifier: MIT
#include "reveal/revealdesk.h"

#include "base/hex.h"
#include "base/sha256.h"
#include "base/text.h"
#include "unmask/unmaskvalue.h"

#include <QCoreApplication>

#include <algorithm>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::RevealDesk)
};

Error notRecorded(const Error& trouble)
{
    Error error = trouble;
    error.what = Tr::tr("Nothing is shown, because the ledger cannot be written: %1").arg(trouble.what);
    return error;
}

Error notAgreed(const QString& why)
{
    return {Tr::tr("No second person has agreed to this."), why, {},
        Tr::tr("Have a colleague sign a new challenge; docs/access-policy.md says how.")};
}

/// Takes the value, so that what the step does not give away is wiped when this returns.
Revealed partOf(Secret value, LedgerStep step, const Secret* known)
{
    Revealed part;
    part.step = step;
    switch (step) {
    case LedgerStep::Equal:
        part.likeness = known && value == *known ? Likeness::Same : Likeness::Different;
        break;
    case LedgerStep::Shape:
        part.shape = shapeOf(value);
        break;
    case LedgerStep::LastFour:
        part.text = lastFourOf(value);
        break;
    case LedgerStep::Full:
    case LedgerStep::Copy:
    case LedgerStep::Export:
        part.text = std::move(value);
        break;
    }
    return part;
}

} // namespace

RevealDesk::RevealDesk(AccessPolicy policy, Ledger ledger, std::string user)
    : m_policy(std::move(policy))
    , m_ledger(std::move(ledger))
    , m_user(std::move(user))
{
}

/// All that one call was given.
struct RevealDesk::Visit
{
    const RevealTarget& target;
    const Value& value;
    RevealKeys keys;
    const RevealAsk& ask;
    const Secret* known = nullptr;
    const Agreement* agreement = nullptr;
};

Result<Revealed> RevealDesk::reveal(const RevealTarget& target, const Value& value, RevealKeys keys, const RevealAsk& ask,
    const std::optional<Agreement>& agreement)
{
    Q_ASSERT(ask.step != LedgerStep::Equal);
    return attend({target, value, keys, ask, nullptr, agreement ? &*agreement : nullptr});
}

Result<Revealed> RevealDesk::compare(
    const RevealTarget& target, const Value& value, RevealKeys keys, const Secret& known, const RevealAsk& ask)
{
    RevealAsk equal = ask;
    equal.step = LedgerStep::Equal;
    return attend({target, value, keys, equal, &known});
}

Result<Challenge> challengeFor(const AccessPolicy& policy, const std::string& user, const RevealTarget& target, const RevealAsk& ask)
{
    if (const auto denial = policy.denial({user, ask.step, ask.reason, ask.caseName, true}))
        return *denial;
    return makeChallenge(user, target, ask, QDateTime::currentDateTimeUtc());
}

std::optional<Error> RevealDesk::denialOf(const RevealAsk& ask) const
{
    return m_policy.denial({m_user, ask.step, ask.reason, ask.caseName, false});
}

Result<Revealed> RevealDesk::attend(const Visit& visit)
{
    LedgerEntry entry = entryFor(visit);
    if (const auto why = denial(visit, entry))
        return refuse(std::move(entry), LedgerOutcome::Denied, *why);
    Result<Secret, RevealProblem> plain = unmask(visit, entry);
    if (!plain)
        return refuse(std::move(entry), LedgerOutcome::Failed, revealError(plain.error()));
    const bool contradicts = isMask(visit.value.text) && !isMaskOf(visit.value.text, plain->reveal());
    Revealed revealed = partOf(*std::move(plain), visit.ask.step, visit.known);
    revealed.contradictsMask = contradicts;
    entry.outcome = LedgerOutcome::Shown;
    if (visit.agreement)
        entry.challenge = toHex(sha256(visit.agreement->challenge));
    const Result<LedgerTail> written = m_ledger.append(entry);
    if (!written)
        return notRecorded(written.error());
    revealed.entry = *written;
    return revealed;
}

/// By the first key that fits; without one, why the newest does not.
Result<Secret, RevealProblem> RevealDesk::unmask(const Visit& visit, LedgerEntry& entry) const
{
    const std::span<const Secret> keys = visit.keys.all;
    const auto fits = std::ranges::find_if(keys, [&](const Secret& key) { return unmaskValue(visit.value, key).ok(); });
    if (fits == keys.end())
        return unmaskValue(visit.value, keys.front());
    entry.key = fingerprintOf(*fits);
    return unmaskValue(visit.value, *fits);
}

std::optional<Error> RevealDesk::denial(const Visit& visit, LedgerEntry& entry) const
{
    const Result<std::string> second = secondPerson(visit);
    if (!second)
        return second.error();
    entry.secondPerson = *second;
    return m_policy.denial({m_user, visit.ask.step, visit.ask.reason, visit.ask.caseName, !second->empty()});
}

Result<std::string> RevealDesk::secondPerson(const Visit& visit) const
{
    if (!visit.agreement)
        return std::string();
    const std::string& signature = visit.agreement->signature;
    const std::string* name = m_policy.signerOf(
        visit.agreement->challenge, {reinterpret_cast<const unsigned char*>(signature.data()), signature.size()});
    if (!name)
        return notAgreed(Tr::tr("Nobody whom the policy names as a second person has signed this challenge."));
    if (*name == m_user)
        return notAgreed(Tr::tr("A second person is somebody else."));
    const Result<Challenge> challenge = readChallenge(visit.agreement->challenge);
    if (!challenge)
        return challenge.error();
    const Result<void> match = matchChallenge(*challenge, m_user, visit.target, visit.ask, QDateTime::currentDateTimeUtc());
    return match ? Result<std::string>(*name) : match.error();
}

LedgerEntry RevealDesk::entryFor(const Visit& visit) const
{
    LedgerEntry entry;
    entry.user = m_user;
    if (const AccessRole* role = m_policy.roleOf(m_user))
        entry.role = role->name;
    entry.step = visit.ask.step;
    entry.archive = visit.target.archive;
    entry.archiveId = visit.target.archiveId;
    entry.event = visit.target.event;
    entry.field = visit.target.field;
    entry.position = visit.target.position;
    if (!visit.keys.all.front().empty())
        entry.key = fingerprintOf(visit.keys.all.front());
    entry.reason = visit.ask.reason;
    entry.caseName = visit.ask.caseName;
    return entry;
}

// The person is told why; when even that cannot be recorded, both.
Error RevealDesk::refuse(LedgerEntry entry, LedgerOutcome outcome, Error why)
{
    entry.outcome = outcome;
    entry.why = toUtf8(why.what + QChar(u' ') + why.why);
    if (const Result<LedgerTail> written = m_ledger.append(entry); !written)
        why.why += QChar(u' ') + Tr::tr("The ledger could not be written either: %1").arg(written.error().what);
    return why;
}

} // namespace auditlens
