// SPDX-License-Identifier: MIT
#pragma once

#include "query/decimal.h"
#include "query/ipaddress.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace auditlens {

/// A condition on one value that is more than comparing texts. Immutable, any thread.
class ValueTest
{
public:
    virtual ~ValueTest() = default;
    /// `value` is folded.
    virtual bool accepts(std::string_view value) const = 0;
    /// Folded text that every accepted value contains; empty when there is none to tell.
    virtual std::string needle() const { return {}; }
    /// True for regular expressions and wildcards, which also look at "type#id" of an entity.
    virtual bool isPattern() const { return false; }
    virtual std::string describe() const = 0;
};

/// One end of a range.
template <typename T>
struct Limit
{
    T value;
    bool inclusive = false;
};

template <typename T>
struct Limits
{
    std::optional<Limit<T>> low;
    std::optional<Limit<T>> high;

    bool contain(const T& value) const
    {
        const bool above = !low || (low->inclusive ? value >= low->value : value > low->value);
        return above && (!high || (high->inclusive ? value <= high->value : value < high->value));
    }
};

/// A regular expression (RE2: linear time) that is found anywhere in a folded value, or why it is none.
struct PatternOutcome
{
    std::shared_ptr<const ValueTest> test; ///< Null when there is a problem.
    std::string problem; ///< English, from RE2.
};
PatternOutcome regexTest(std::string_view pattern);

/// "*" is any text, "?" one character. `whole`: the value from end to end, else anywhere in it.
PatternOutcome wildcardTest(std::string_view folded, bool whole);

/// Values that are numbers inside the limits, compared as decimals.
std::shared_ptr<const ValueTest> numberTest(Limits<Decimal> limits, std::string description);
/// Values inside the limits by the order of their folded characters.
std::shared_ptr<const ValueTest> textTest(Limits<std::string> limits, std::string description);
/// Values that hold an address inside the limits.
std::shared_ptr<const ValueTest> addressTest(Limits<IpAddress> limits, std::string description);

/// Text that every match of a regular expression contains, as far as it is easy to tell; ASCII, folded.
std::string requiredText(std::string_view pattern);

} // namespace auditlens
