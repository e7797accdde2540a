// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <functional>

namespace auditlens {

/// How long what is not masked stays, and the clock that says so; only differences of its times count.
struct RevealTimes
{
    std::chrono::milliseconds shown {60'000}; ///< On the screen.
    std::chrono::milliseconds copied {20'000}; ///< On the clipboard.
    std::function<std::chrono::milliseconds()> now = [] {
        return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch());
    };
};

/// How often a running time is looked at.
constexpr std::chrono::milliseconds revealTick {200};

} // namespace auditlens
