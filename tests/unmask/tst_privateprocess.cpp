// SPDX-License-Identifier: MIT
#include "unmask/privateprocess.h"

#include <QTest>

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace auditlens;

/// What others can do with a process that wants to be private, asked in a child of this one.
class TestPrivateProcess : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCrashLeavesNoCore();
    void itRefusesCoresAndDebuggers();
};

void TestPrivateProcess::aCrashLeavesNoCore()
{
    const pid_t child = fork();
    QVERIFY(child >= 0);
    if (child == 0) {
        keepProcessPrivate();
        signal(SIGABRT, SIG_DFL);
        raise(SIGABRT);
        _exit(0);
    }
    int status = 0;
    QCOMPARE(waitpid(child, &status, 0), child);
    QVERIFY(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
    QVERIFY(!WCOREDUMP(status));
}

void TestPrivateProcess::itRefusesCoresAndDebuggers()
{
    const pid_t child = fork();
    QVERIFY(child >= 0);
    if (child == 0) {
        keepProcessPrivate();
        rlimit limit {};
        const bool none = getrlimit(RLIMIT_CORE, &limit) == 0 && limit.rlim_cur == 0 && limit.rlim_max == 0;
        _exit(none && prctl(PR_GET_DUMPABLE) == 0 ? 0 : 1);
    }
    int status = 0;
    QCOMPARE(waitpid(child, &status, 0), child);
    QVERIFY(WIFEXITED(status));
    QCOMPARE(WEXITSTATUS(status), 0);
}

QTEST_GUILESS_MAIN(TestPrivateProcess)
#include "tst_privateprocess.moc"
