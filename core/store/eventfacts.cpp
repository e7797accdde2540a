// SPDX-License-Identifier: MIT
#include "store/eventfacts.h"

namespace auditlens {

std::uint32_t EventFlags::packed() const
{
    return std::uint32_t(origin) | std::uint32_t(fractionDigits & 15) << 2 | std::uint32_t(verb) << 6
        | std::uint32_t(outcome) << 10 | std::uint32_t(masked) << 12 | std::uint32_t(hasChanges) << 13
        | std::uint32_t(idKind) << 14 | std::uint32_t(requestKind) << 16;
}

EventFlags EventFlags::unpacked(std::uint32_t bits)
{
    EventFlags flags;
    flags.origin = TimeOrigin(bits & 3);
    flags.fractionDigits = std::uint8_t(bits >> 2 & 15);
    const std::uint32_t verb = bits >> 6 & 15;
    flags.verb = verb <= std::uint32_t(Verb::Export) ? Verb(verb) : Verb::Other;
    const std::uint32_t outcome = bits >> 10 & 3;
    flags.outcome = outcome <= std::uint32_t(Outcome::Failure) ? Outcome(outcome) : Outcome::Unknown;
    flags.masked = (bits >> 12 & 1) != 0;
    flags.hasChanges = (bits >> 13 & 1) != 0;
    flags.idKind = StoredId::Kind(bits >> 14 & 3);
    flags.requestKind = StoredId::Kind(bits >> 16 & 3);
    return flags;
}

} // namespace auditlens
