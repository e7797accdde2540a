// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string_view>

namespace auditlens {

/// Whether the bytes of `text` are some of those of `in`: by their place, not by what they are.
inline bool liesInside(std::string_view text, std::string_view in)
{
    constexpr std::less_equal<const char*> notBehind; // The order of unrelated places is defined for it only.
    return notBehind(in.data(), text.data()) && notBehind(text.data() + text.size(), in.data() + in.size());
}

} // namespace auditlens
