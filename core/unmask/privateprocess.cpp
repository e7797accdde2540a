// SPDX-License-Identifier: MIT
#include "unmask/privateprocess.h"

#ifndef _WIN32
#include <sys/resource.h>
#endif
#ifdef __linux__
#include <sys/prctl.h>
#endif
#ifdef __APPLE__
#include <sys/types.h>

#include <sys/ptrace.h>
#endif

namespace auditlens {

void keepProcessPrivate()
{
#ifndef _WIN32
    const rlimit none {0, 0};
    setrlimit(RLIMIT_CORE, &none);
#endif
#ifdef __linux__
    prctl(PR_SET_DUMPABLE, 0);
#endif
#ifdef __APPLE__
    ptrace(PT_DENY_ATTACH, 0, nullptr, 0);
#endif
}

} // namespace auditlens
