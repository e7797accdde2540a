// SPDX-License-Identifier: MIT
#include "event/mask.h"

namespace auditlens {

bool isMask(std::string_view text)
{
    if (!text.starts_with(maskPrefix) || text.size() < maskPrefix.size() + maskDigits)
        return false;
    return text.find_first_not_of("0123456789abcdef", maskPrefix.size()) == std::string_view::npos;
}

} // namespace auditlens
