// SPDX-License-Identifier: MIT
#pragma once

#include "profiles/guesssurvey.h"
#include "profiles/mappingguess.h"

#include <optional>

namespace auditlens {

struct GuessedChanges
{
    MappingProfile::Changes changes;
    GuessedField field;
};

/// Finds where records keep before and after: two sibling objects, an object of pairs, or a list of elements.
std::optional<GuessedChanges> guessChanges(const Survey& survey);

} // namespace auditlens
