// SPDX-License-Identifier: MIT
#pragma once

#include "base/error.h"
#include "formats/registry.h"

#include <memory>
#include <vector>

namespace auditlens {

/// Everything that can be read in this run: built-in formats, the person's own profiles, the shipped profiles.
/// Profiles that are not usable are told in `problems`; the others are there.
std::shared_ptr<const FormatRegistry> makeFormats(std::vector<Error>& problems);

} // namespace auditlens
