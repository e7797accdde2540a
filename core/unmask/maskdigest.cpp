// SPDX-License-Identifier: MIT
#include "unmask/maskdigest.h"

#include "base/hex.h"
#include "base/sha256.h"

namespace auditlens {

std::string maskOf(std::string_view text)
{
    return std::string(maskPrefix) + toHex(sha256(text)).substr(0, maskDigits);
}

bool isMaskOf(std::string_view mask, std::string_view text)
{
    return isMask(mask) && toHex(sha256(text)).starts_with(mask.substr(maskPrefix.size()));
}

Likeness compareMasks(std::string_view a, std::string_view b)
{
    if (!isMask(a) || !isMask(b))
        return Likeness::Unknown;
    return a.starts_with(b) || b.starts_with(a) ? Likeness::Same : Likeness::Different;
}

} // namespace auditlens
