// SPDX-License-Identifier: MIT
#pragma once

#include "unmask/secret.h"

#include <QString>

#include <string_view>

namespace auditlens {

/// The query that finds the events which hold the same value as a masked one, as far as its digest says.
QString maskQuery(std::string_view mask);

/// The query that finds the events which hold this value under tiger_audit_trail's mask. `value` is its Python str()
/// (unmask/maskdigest.h). It has the digest and not the value, and no key is needed.
QString knownValueQuery(const Secret& value);

/// What such an answer is worth, in whole sentences for the person.
QString maskQueryCaution();

} // namespace auditlens
