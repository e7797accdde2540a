// SPDX-License-Identifier: MIT
#pragma once

#include "integrity/integrityreport.h"
#include "seal/checkseal.h"

namespace auditlens {

/// What the seal of an archive says to the question whether the set is complete.
IntegrityLine sealLine(const SealReport& seal);

} // namespace auditlens
