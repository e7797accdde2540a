// SPDX-License-Identifier: MIT
#pragma once

#include <cstring>
#include <string_view>

namespace auditlens {

/// Where the needle begins in `text` at or behind `from`; npos when it does not occur. Several times as fast as
/// std::string_view::find where the C library has memmem.
inline std::size_t findBytes(std::string_view text, std::string_view needle, std::size_t from = 0)
{
#if defined(__GLIBC__) || defined(__APPLE__)
    if (from > text.size() || text.size() - from < needle.size())
        return std::string_view::npos;
    if (needle.empty())
        return from; // Both views may be null, which memmem must not be given.
    const void* found = memmem(text.data() + from, text.size() - from, needle.data(), needle.size());
    return found ? std::size_t(static_cast<const char*>(found) - text.data()) : std::string_view::npos;
#else
    return text.find(needle, from);
#endif
}

} // namespace auditlens
