// SPDX-License-Identifier: MIT
#include "event/mask.h"

#include "base/hex.h"

namespace auditlens {

bool isMask(std::string_view text)
{
    if (!text.starts_with(maskPrefix) || text.size() < maskPrefix.size() + maskDigits)
        return false;
    return isLowerHex(text.substr(maskPrefix.size()));
}

} // namespace auditlens
