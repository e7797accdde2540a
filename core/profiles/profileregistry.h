// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "formats/registry.h"
#include "profiles/mappingprofile.h"

#include <QString>

#include <vector>

namespace auditlens {

/// Adds the profiles that AuditLens ships, the generic one last. Call after the built-in formats.
Result<void> addBuiltinProfiles(FormatRegistry& registry);

/// Adds every *.json of a folder, sorted by name; one that is not usable is told and the others are added. A
/// folder that is not there has no profiles. Call before addBuiltinProfiles(), so that a person's own profile wins
/// over a shipped one that fits as well.
std::vector<Error> addUserProfiles(FormatRegistry& registry, const QString& folder);

/// Writes a profile to its place in the folder ("<id>.json"), made when it is not there.
Result<QString> saveProfile(const MappingProfile& profile, const QString& folder);

} // namespace auditlens
