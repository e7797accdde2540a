// SPDX-License-Identifier: MIT
#include "reveal/loginname.h"

#include <array>

#include <pwd.h>
#include <unistd.h>

namespace auditlens {

std::string loginName()
{
    std::array<char, 16 << 10> room {};
    passwd entry {};
    passwd* found = nullptr;
    const uid_t user = ::geteuid();
    if (::getpwuid_r(user, &entry, room.data(), room.size(), &found) == 0 && found && *found->pw_name)
        return found->pw_name;
    return "uid " + std::to_string(user);
}

} // namespace auditlens
