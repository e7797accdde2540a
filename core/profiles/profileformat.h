// SPDX-License-Identifier: MIT
#pragma once

#include "formats/format.h"
#include "profiles/mappingprofile.h"

#include <memory>

namespace auditlens {

/// A format that decodes what the profile describes. The profile must come from parse(), load() or guessMapping().
std::unique_ptr<Format> makeProfileFormat(MappingProfile profile);

/// The profile of a format made here, or null for any other format. An archive keeps its JSON beside the events.
const MappingProfile* profileOf(const Format& format);

} // namespace auditlens
