// SPDX-License-Identifier: MIT
#pragma once

#include "event/event.h"
#include "store/storedid.h"

#include <cstdint>

namespace auditlens {

/// The small facts of an event packed into 18 bits; the layout is on disk (docs/archive-format.md).
struct EventFlags
{
    TimeOrigin origin = TimeOrigin::Missing; ///< bits 0-1
    std::uint8_t fractionDigits = 0; ///< bits 2-5
    Verb verb = Verb::Other; ///< bits 6-9
    Outcome outcome = Outcome::Unknown; ///< bits 10-11
    bool masked = false; ///< bit 12
    bool hasChanges = false; ///< bit 13
    StoredId::Kind idKind = StoredId::Kind::None; ///< bits 14-15
    StoredId::Kind requestKind = StoredId::Kind::None; ///< bits 16-17

    /// Where a fact is.
    struct Bits
    {
        unsigned shift = 0;
        unsigned width = 0;
        constexpr std::uint32_t count() const { return 1u << width; }
    };
    static constexpr Bits verbBits {6, 4};
    static constexpr Bits outcomeBits {10, 2};
    static constexpr Bits maskedBits {12, 1};
    static constexpr Bits hasChangesBits {13, 1};

    static constexpr std::uint32_t valueCount = 1u << 18; ///< Packed flags are below it.

    std::uint32_t packed() const;
    /// Facts that no version ever wrote read as Other and Unknown.
    static EventFlags unpacked(std::uint32_t bits);
};

/// The numbers are on disk.
enum class DictionaryKind : std::uint8_t {
    Action = 0,
    Tenant = 1,
    Ip = 2,
    Actor = 3, ///< id, name, full name, e-mail, each with a varint length
    EntityType = 4,
    Entity = 5, ///< u32 number of its type, then the id
    FieldName = 6,
    ChangeSet = 7, ///< ascending u32 numbers of field names
};
constexpr std::size_t dictionaryCount = 8;

} // namespace auditlens
