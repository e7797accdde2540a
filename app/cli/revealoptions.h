// SPDX-License-Identifier: MIT
#pragma once

#include "access/accesspolicy.h"
#include "cli/arguments.h"
#include "cli/console.h"
#include "secrets/keyring.h"

#include <vector>

namespace auditlens {

/// What commands that unmask have in common: --reason, --case, --policy, --policy-key and --ledger.
void addRevealOptions(Arguments& arguments);
/// What is wrong with them, or nothing.
QString revealOptionsProblem(const Arguments& arguments);
/// Without --policy whoever gave a reason is investigator, which is told.
Result<AccessPolicy> policyFrom(const Arguments& arguments, Console& console);

/// The keys of the option that names one in the keychain (all its generations), or of the one that gives a descriptor.
Result<std::vector<Secret>> revealKeys(
    const Arguments& arguments, const QString& nameOption, const QString& descriptorOption, const Keyring& keyring, const Console& console);

} // namespace auditlens
