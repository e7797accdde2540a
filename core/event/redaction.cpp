// SPDX-License-Identifier: MIT
#include "event/redaction.h"

#include "base/hex.h"

namespace auditlens {

bool isRedaction(std::string_view text)
{
    return text.size() == redactionPrefix.size() + redactionDigits && text.starts_with(redactionPrefix)
        && isLowerHex(text.substr(redactionPrefix.size()));
}

} // namespace auditlens
