// SPDX-License-Identifier: MIT
#include "reveal/challenge.h"

#include "base/hex.h"
#include "base/text.h"
#include "event/eventjson.h"
#include "json/document.h"

#include <QCoreApplication>

#include <openssl/rand.h>

#include <array>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::Challenge)
};

constexpr std::size_t nonceBytes = 16;
constexpr std::size_t mostBytes = 64 << 10;
constexpr std::string_view question = "May this person see this value?";

Error unusable(const QString& why)
{
    return {Tr::tr("The challenge for the second person cannot be used."), why, {},
        Tr::tr("Make a new one with --new-challenge and have it signed.")};
}

std::string timeText(const QDateTime& time)
{
    return toUtf8(time.toUTC().toString(Qt::ISODate));
}

void appendMember(std::string& out, std::string_view name, std::string_view value)
{
    ((out += ",\n  \"") += name) += "\": ";
    appendJsonString(out, value);
}

} // namespace

Result<Challenge> makeChallenge(std::string user, RevealTarget target, RevealAsk ask, const QDateTime& now)
{
    std::array<unsigned char, nonceBytes> nonce {};
    if (RAND_bytes(nonce.data(), int(nonce.size())) != 1)
        return unusable(Tr::tr("The cryptographic library gave no random numbers."));
    const QDateTime end = now.addSecs(std::chrono::seconds(challengeLife).count());
    return Challenge {std::move(user), std::move(target), std::move(ask), toHex(nonce), timeText(end)};
}

std::string textOf(const Challenge& challenge)
{
    const RevealTarget& target = challenge.target;
    std::string out = "{\n  \"auditlens_challenge\": 1";
    appendMember(out, "question", question);
    appendMember(out, "user", challenge.user);
    appendMember(out, "step", stepName(challenge.ask.step));
    appendMember(out, "archive", target.archive);
    appendMember(out, "archive_id", target.archiveId);
    appendMember(out, "event", target.event);
    appendMember(out, "field", target.field);
    appendMember(out, "position", positionName(target.position));
    appendMember(out, "reason", challenge.ask.reason);
    appendMember(out, "case", challenge.ask.caseName);
    appendMember(out, "nonce", challenge.nonce);
    appendMember(out, "expires", challenge.expires);
    return out + "\n}\n";
}

Result<Challenge> readChallenge(std::string_view text)
{
    json::Document document;
    if (text.size() > mostBytes || !document.parseExactCopy(text))
        return unusable(Tr::tr("It is no JSON, or too long."));
    const json::Value root = document.root();
    const auto member = [&](std::string_view name) { return std::string(root[name].scalar()); };
    Challenge challenge;
    challenge.user = member("user");
    challenge.target = {member("archive"), member("archive_id"), member("event"), member("field"), positionNamed(member("position")).value_or(LedgerPosition::None)};
    challenge.ask = {stepNamed(member("step")).value_or(LedgerStep::Equal), member("reason"), member("case")};
    challenge.nonce = member("nonce");
    challenge.expires = member("expires");
    const bool hasNonce = challenge.nonce.size() == 2 * nonceBytes && isLowerHex(challenge.nonce);
    // Another spelling, order or type, a member twice or one more: whatever textOf() does not write.
    if (!hasNonce || textOf(challenge) != text)
        return unusable(Tr::tr("It is not written as AuditLens writes one."));
    return challenge;
}

Result<void> matchChallenge(
    const Challenge& challenge, std::string_view user, const RevealTarget& target, const RevealAsk& ask, const QDateTime& now)
{
    if (challenge.user != user || challenge.target != target || challenge.ask != ask)
        return unusable(Tr::tr("It is for another person, value, step, reason or case."));
    const QDateTime end = QDateTime::fromString(toQString(challenge.expires), Qt::ISODate);
    if (!end.isValid() || timeText(end) != challenge.expires)
        return unusable(Tr::tr("It does not say when it expires."));
    if (end <= now)
        return unusable(Tr::tr("It has expired."));
    if (end > now.addSecs(std::chrono::seconds(longestChallengeLife).count()))
        return unusable(Tr::tr("It counts for longer than any may."));
    return {};
}

} // namespace auditlens
