// SPDX-License-Identifier: MIT
#include "base/threadpriority.h"

#include <QThread>

#ifdef Q_OS_LINUX
#include <sys/resource.h>
#endif

namespace auditlens {

void makeThreadYield()
{
#ifdef Q_OS_LINUX
    // Linux has no priorities among ordinary threads but their niceness, which Qt leaves alone.
    constexpr int niceness = 5;
    static_cast<void>(setpriority(PRIO_PROCESS, 0, niceness)); // 0 is this thread. Without it all is slower, not wrong.
#else
    QThread::currentThread()->setPriority(QThread::LowPriority);
#endif
}

} // namespace auditlens
