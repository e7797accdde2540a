// SPDX-License-Identifier: MIT
#pragma once

#include "profiles/mappingprofile.h"

#include <QString>

namespace auditlens {

/// Decodes every sample of the profile and compares it with the event it should give. Empty when all are right, else
/// one sentence naming the sample, the field, what was expected and what came.
QString sampleMismatch(const MappingProfile& profile);

} // namespace auditlens
