// SPDX-License-Identifier: MIT
#pragma once

#include "event/event.h"

#include <cstdint>

namespace auditlens {

enum class Sameness : std::uint8_t {
    Same, ///< Written the same, or a reference to the same object.
    OtherForm, ///< 1.50 and "1.5", true and "True", null and "None", a document with its members in another order.
    Different,
    Unknown, ///< One side is absent, only one is masked, one is redacted, or the documents are too long: nothing can be said.
};

/// Whether two records of one field speak of the same value. References are compared by their keys, masked values by
/// what stands in their place, numbers digit by digit, documents by their structure. Any thread.
Sameness compareValues(const Value& a, const Value& b);

} // namespace auditlens
