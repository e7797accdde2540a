// SPDX-License-Identifier: MIT
#pragma once

#include "unmask/secret.h"

#include <cstddef>

namespace auditlens {

/// The steps between nothing and the whole value. Each takes the unmasked value as UTF-8; what equal values are
/// without unmasking any is compareMasks().

/// How long a value is and what it is made of, in code points.
struct ValueShape
{
    std::size_t length = 0;
    std::size_t digits = 0;
    std::size_t upperCase = 0;
    std::size_t lowerCase = 0;
    std::size_t otherLetters = 0; ///< Of scripts without cases, and marks that belong to letters.
    std::size_t spaces = 0;
    std::size_t others = 0; ///< Punctuation, symbols, controls.
    friend bool operator==(const ValueShape&, const ValueShape&) = default;
};
ValueShape shapeOf(const Secret& value);

/// The last four code points; of a value shorter than eight the last half (rounded down), so that this step never
/// gives away more than it keeps.
Secret lastFourOf(const Secret& value);

} // namespace auditlens
