// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "reveal/revealask.h"
#include "reveal/revealtarget.h"

#include <QDateTime>

#include <chrono>
#include <string>
#include <string_view>

namespace auditlens {

/// What a second person agrees to by signing its text: that one person may see one value for one reason. It says
/// nothing of the value.
struct Challenge
{
    std::string user; ///< Who wants to see it.
    RevealTarget target;
    RevealAsk ask;
    std::string nonce; ///< 32 hex digits; no two challenges are the same.
    std::string expires; ///< "2026-03-01T10:00:00Z"
    friend bool operator==(const Challenge&, const Challenge&) = default;
};

/// How long a challenge that is made here counts, and the longest that any may count.
constexpr std::chrono::hours challengeLife {1};
constexpr std::chrono::hours longestChallengeLife {24};

Result<Challenge> makeChallenge(std::string user, RevealTarget target, RevealAsk ask, const QDateTime& now);
/// JSON that people can read, one member a line, as docs/access-policy.md describes it.
std::string textOf(const Challenge& challenge);
/// Only what textOf() wrote, byte for byte.
Result<Challenge> readChallenge(std::string_view text);

/// Whether the challenge is for exactly this, and counts at this time; otherwise a sentence why not.
Result<void> matchChallenge(
    const Challenge& challenge, std::string_view user, const RevealTarget& target, const RevealAsk& ask, const QDateTime& now);

} // namespace auditlens
