// SPDX-License-Identifier: MIT
#pragma once

#include "json/document.h"
#include "profiles/mappingprofile.h"

#include <QString>

#include <span>
#include <string>
#include <vector>

namespace auditlens {

/// One decision of the guesser, for a person to accept or correct.
struct GuessedField
{
    std::string field; ///< Name in the profile: "time", "actor.name", "changes".
    std::string path; ///< Where it was found.
    QString reason; ///< One translated sentence.
    int confidence = 0; ///< 0 to 100.
};

struct GuessedMapping
{
    MappingProfile profile; ///< Without samples; its id is "guessed".
    std::vector<GuessedField> fields; ///< Most important first: time, action, actor, entity …
};

/// Proposes a profile for records of unknown origin from the names of their members and the look of their values.
/// Looks at no more than 200 records. Any thread.
GuessedMapping guessMapping(std::span<const json::Value> sample);

} // namespace auditlens
