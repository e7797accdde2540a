// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string_view>
#include <vector>

namespace auditlens {

struct BoundQuery;
enum class Field : std::uint8_t;

/// Goes through a whole archive; only then something is known that a query can ask for.
enum class Check : std::uint8_t { Signatures, Continuity, Clocks };

/// What a check can find out about an event.
enum class Fact : std::uint8_t {
    SignatureFits, ///< Signed, and its content is as it was signed.
    SignatureFails, ///< Signed, and its content does not fit.
    SignatureUnknown, ///< Signed, but with a key or in a way that is not known here.
    Unsigned,
    Broken, ///< At one side of a break between two events of an object.
    BackDated, ///< Another clock says that it was written later than its time.
    Backfilled, ///< The same of many that were written together.
    AheadOfTime, ///< Another clock says that its time had not come.
};
constexpr std::size_t factCount = std::size_t(Fact::AheadOfTime) + 1;

/// Facts about one event, one bit each.
class FactSet
{
public:
    constexpr FactSet() = default;
    constexpr FactSet(std::initializer_list<Fact> facts)
    {
        for (const Fact fact : facts)
            add(fact);
    }
    constexpr void add(Fact fact) { m_bits = std::uint8_t(m_bits | 1u << unsigned(fact)); }
    constexpr bool meets(FactSet other) const { return (m_bits & other.m_bits) != 0; }
    friend constexpr bool operator==(FactSet, FactSet) = default;

private:
    static_assert(factCount <= 8);
    std::uint8_t m_bits = 0;
};

/// What the field can be asked for, in the order to offer it; empty for a field that needs no check.
std::span<const Fact> factsOf(Field field);
/// The word of the query language: "true", "broken", "backdated".
std::string_view factName(Fact fact);
Check checkOf(Fact fact);

/// The checks without which the query cannot be answered.
std::vector<Check> checksOf(const BoundQuery& query);

} // namespace auditlens
