// SPDX-License-Identifier: MIT
#include "input/splitter.h"

#include <algorithm>

namespace auditlens {

void SplitState::advance(std::size_t to, std::uint64_t newlines)
{
    place.line += newlines;
    place.byte += to - at;
    at = to;
}

void SplitState::advance(std::size_t to)
{
    advance(to, std::uint64_t(std::count(text.begin() + std::ptrdiff_t(at), text.begin() + std::ptrdiff_t(to), '\n')));
}

void SplitState::addRecord(std::size_t length)
{
    chunk->records.push_back({std::uint32_t(at), std::uint32_t(length), place.line, place.byte});
}

void SplitState::addProblem(std::size_t length, std::string reason)
{
    constexpr std::size_t keptBytes = 64 << 10;
    const std::string_view raw = text.substr(at, std::min(length, keptBytes));
    chunk->problems.push_back({place.line, place.byte, std::move(reason), std::string(raw)});
}

} // namespace auditlens
