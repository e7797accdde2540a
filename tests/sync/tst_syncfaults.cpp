// SPDX-License-Identifier: MIT
#include "support/importing.h"
#include "sync/coveragetext.h"
#include "sync/faultservice.h"

#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace auditlens;
using namespace auditlens::test;
using namespace Qt::StringLiterals;

/// Random faults of the service and random ends of the program, and then the archive beside the truth, for each kind of
/// source in turn. Thirty schedules, or as many as AUDITLENS_FAULT_SCHEDULES says; AUDITLENS_FAULT_SEED is the first one's
/// seed.
class TestSyncFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anyScheduleEndsInTheTruth_data();
    void anyScheduleEndsInTheTruth();

private:
    unsigned below(unsigned limit) { return unsigned(m_random() % limit); }
    void plan(FakeProcess& fake);
    void syncAndKill(const QStringList& words);
    void syncAndCancel(const SyncSource& source);

    std::mt19937 m_random;
};

static unsigned fromEnvironment(const char* name, unsigned otherwise)
{
    return qEnvironmentVariableIsSet(name) ? unsigned(qEnvironmentVariableIntValue(name)) : otherwise;
}

void TestSyncFaults::anyScheduleEndsInTheTruth_data()
{
    QTest::addColumn<unsigned>("seed");
    QTest::addColumn<QByteArray>("backend");
    const unsigned first = fromEnvironment("AUDITLENS_FAULT_SEED", 1);
    for (unsigned seed = first; seed < first + fromEnvironment("AUDITLENS_FAULT_SCHEDULES", 30); ++seed) {
        const QByteArray backend = builtinBackends()[seed % builtinBackends().size()].id;
        QTest::addRow("seed %u, %s", seed, backend.constData()) << seed << backend;
    }
}

/// Some requests are answered as they should be, then some are not.
void TestSyncFaults::plan(FakeProcess& fake)
{
    struct Fault
    {
        const char* name;
        const char* argument;
    };
    static constexpr std::array faults {Fault {"cut", ""}, Fault {"long-length", ""}, Fault {"short-length", ""}, Fault {"html", ""},
        Fault {"unlabelled-html", ""}, Fault {"garbage", ""}, Fault {"bad-gzip", ""}, Fault {"cut-gzip", ""}, Fault {"gzip", ""},
        Fault {"gzip-bomb", ""}, Fault {"endless-body", ""}, Fault {"large-headers", ""}, Fault {"hang", ""}, Fault {"hang-body", ""},
        Fault {"429", "1"}, Fault {"status", "401:token expired"}, Fault {"status", "403:no"}, Fault {"status", "400:parse error"},
        Fault {"status", "404:no"}, Fault {"status", "500:sorry"}, Fault {"status", "503:later"}, Fault {"redirect", "/elsewhere"}};
    for (unsigned i = 0; i < 1 + below(3); ++i) {
        const Fault& fault = faults[below(faults.size())];
        fake.misbehave("honest", int(1 + below(6)));
        fake.misbehave(fault.name, int(1 + below(3)), fault.argument);
    }
}

void TestSyncFaults::syncAndKill(const QStringList& words)
{
    QProcess child;
    child.start(QStringLiteral(SYNC_CHILD), words);
    QVERIFY(child.waitForStarted());
    const unsigned pages = below(12);
    for (unsigned seen = 0; seen < pages && child.state() == QProcess::Running;) {
        child.waitForReadyRead();
        while (child.canReadLine()) {
            child.readLine();
            ++seen;
        }
    }
    child.kill();
    QVERIFY(child.state() == QProcess::NotRunning || child.waitForFinished());
}

void TestSyncFaults::syncAndCancel(const SyncSource& source)
{
    Cancellation cancellation;
    QTimer timer; // ends with this function
    timer.setSingleShot(true);
    connect(&timer, &QTimer::timeout, this, [&] { cancellation.request(); });
    timer.start(int(below(200)));
    SyncOptions options;
    options.commitEvery = std::chrono::milliseconds(below(20));
    QVERIFY(!syncSources({source}, *allFormats(), cancellation, options).front().failure);
}

void TestSyncFaults::anyScheduleEndsInTheTruth()
{
    QFETCH(unsigned, seed);
    QFETCH(QByteArray, backend);
    m_random.seed(seed);
    FaultService service(backend, m_random);
    const QTemporaryDir dir;
    const SyncSource source = service.source(dir.filePath(u"a.auditlens"_s));
    for (unsigned round = 0; round < 1 + below(4); ++round) {
        plan(service.fake());
        below(3) > 0 ? syncAndKill(service.wordsOf(source)) : syncAndCancel(source);
        if (QFileInfo(source.archive).size() > 0)
            QVERIFY(service.isTruthful(source.archive));
    }
    SyncReport report;
    constexpr int enough = 100; // every try takes at least one of the faults that are left
    for (int tries = 0; tries < enough && (tries == 0 || !report.ok()); ++tries) {
        report = syncSources({source}, *allFormats(), {}).front();
        QVERIFY2(!report.failure, report.failure ? qPrintable(report.failure->oneLine()) : "");
        QVERIFY(service.isTruthful(source.archive));
    }
    QVERIFY2(report.ok(), report.problem ? qPrintable(report.problem->error.oneLine()) : "");
    QVERIFY2(isComplete(report.coverage), qPrintable(coverageSentence(report.name, report.coverage)));
    QVERIFY(service.isWhole(source.archive));
}

QTEST_GUILESS_MAIN(TestSyncFaults)
#include "tst_syncfaults.moc"
