// SPDX-License-Identifier: MIT
#pragma once

#include "support/formatconformance.h"

#include <vector>

namespace auditlens::test {

/// In a file of their own, because moc stumbles over raw strings.
std::vector<FormatSample> tigerSamples();

} // namespace auditlens::test
