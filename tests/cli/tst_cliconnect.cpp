// SPDX-License-Identifier: MIT
#include "backends/servicesamples.h"
#include "clirun.h"
#include "net/authorization.h"
#include "sync/lokihistory.h"

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace auditlens;
using namespace auditlens::test;
using namespace Qt::StringLiterals;

static const char token[] = "hunter2-token-9d1f";

/// "auditlens connect", "sync" and "follow" beside a fake Loki that wants a token, on a machine without a keychain.
class TestCliConnect : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void theTestSaysWhichStepFailed_data();
    void theTestSaysWhichStepFailed();
    void whatWasSyncedIsCountedWithItsCompleteness();
    void twoServicesAreSyncedAtOnce_data();
    void twoServicesAreSyncedAtOnce();
    void aFailureIsThreeAndInTheLedger();
    void aCapIsOneAndInTheLedger();
    void followingPrintsWhatComesIn();
    void noSecretIsAnywhere();
    void whatIsMissingIsNamedWithTheWayToGiveIt_data();
    void whatIsMissingIsNamedWithTheWayToGiveIt();
    void withoutAKeychainASecretIsNotKept();
    void connectionsAreListedRenamedDisabledExportedAndRemoved();
    void explainSaysWhatIsAsked();
    void wrongUsageIsTwo_data();
    void wrongUsageIsTwo();
    void whatIsNotThereIsThree_data();
    void whatIsNotThereIsThree();
    void helpAndKindsArePrinted();

private:
    CliRun add(const QString& name = u"prod"_s, const QString& more = {}) const;
    /// With the token on a file descriptor.
    CliRun run(const QString& words) const;
    QString archive() const { return m_dir->filePath(u"prod.auditlens"_s); }
    static std::shared_ptr<const Authorization> proof() { return bearerAuthorization(Secret::copyOf(std::string_view(token))); }
    static Nanoseconds now() { return Nanoseconds(QDateTime::currentMSecsSinceEpoch()) * 1'000'000; }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<FakeProcess> m_fake;
    const LokiHistory m_history {120};
};

void TestCliConnect::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    QFile file(m_dir->filePath(u"token"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(token) > 0);
    m_fake = std::make_unique<FakeProcess>(u"fakeloki"_s, QStringList(), QStringList {u"FAKE_LOKI_AUTH=Bearer "_s + QLatin1String(token)});
    QVERIFY(m_fake->ok());
    m_history.pushTo(*m_fake, proof());
    m_fake->forget();
}

void TestCliConnect::cleanup()
{
    for (const QJsonValue connection : runCli({u"connect"_s, u"list"_s, u"--json"_s}).object().value(u"connections"_s).toArray())
        runCli({u"connect"_s, u"remove"_s, connection[u"name"_s].toString()});
}

CliRun TestCliConnect::add(const QString& name, const QString& more) const
{
    return run(u"connect add "_s + name + u" --backend loki --set url="_s + m_fake->url().toString() + u" --set auth=bearer --set proxy=none --set page=50 --no-keychain --archive '"_s
        + archive() + u"' "_s + more);
}

CliRun TestCliConnect::run(const QString& words) const
{
    return runShell(u"\"$AUDITLENS\" "_s + words + u" --secret-fd token=3 3< '"_s + m_dir->filePath(u"token"_s) + u'\'');
}

void TestCliConnect::theTestSaysWhichStepFailed_data()
{
    QTest::addColumn<QByteArray>("misbehaviour");
    QTest::addColumn<QByteArray>("argument");
    QTest::addColumn<QString>("step");
    QTest::newRow("well") << QByteArray() << QByteArray() << QString();
    QTest::newRow("revoked") << QByteArray("status") << QByteArray("401:no") << u"credentials"_s;
    QTest::newRow("forbidden") << QByteArray("status") << QByteArray("403:no") << u"permission"_s;
    QTest::newRow("a login page") << QByteArray("html") << QByteArray() << u"service"_s;
}

void TestCliConnect::theTestSaysWhichStepFailed()
{
    QFETCH(QByteArray, misbehaviour);
    QFETCH(QByteArray, argument);
    QFETCH(QString, step);
    const CliRun added = add();
    QVERIFY2(added.exitCode == 0, added.err.constData());
    if (!misbehaviour.isEmpty())
        m_fake->misbehave(misbehaviour, 4, argument);
    const CliRun tested = run(u"connect test prod --json"_s);
    QVERIFY2(tested.exitCode == (step.isEmpty() ? 0 : 3), tested.err.constData());
    QCOMPARE(tested.object().value(u"failed"_s).toString(), step);
    QCOMPARE(tested.object().value(u"ok"_s).toBool(), step.isEmpty());
    QCOMPARE(tested.object().value(u"help"_s).isString(), !step.isEmpty());
    m_fake->misbehave(misbehaviour.isEmpty() ? "honest" : misbehaviour, 4, argument);
    const CliRun text = run(u"connect test prod"_s);
    QCOMPARE(text.out.contains("failed"), !step.isEmpty());
}

void TestCliConnect::whatWasSyncedIsCountedWithItsCompleteness()
{
    QCOMPARE(add().exitCode, 0);
    const QString range = u"--from 2024-01-23 --to 2024-01-23"_s;
    const CliRun synced = run(u"sync prod --json "_s + range);
    QVERIFY2(synced.exitCode == 0, synced.err.constData());
    const QJsonValue source = synced.object().value(u"sources"_s)[0];
    QCOMPARE(source[u"events"_s].toInt(), 120);
    QCOMPARE(source[u"complete"_s].toBool(), true);
    QCOMPARE(source[u"coverage"_s][0][u"state"_s].toString(), u"complete"_s);
    QVERIFY2(synced.err.contains("\"prod\" is complete: 2024-01-23T00:00:00Z to 2024-01-24T00:00:00Z."), synced.err.constData());
    const CliRun again = run(u"sync prod "_s + range);
    QVERIFY2(again.exitCode == 0 && again.out.startsWith("prod: 0 events added to "), again.out.constData());
    const CliRun info = runCli({u"info"_s, u"--archive"_s, archive()});
    QVERIFY2(info.out.contains("\"prod\" is complete: 2024-01-23T00:00:00Z to 2024-01-24T00:00:00Z."), info.out.constData());
    const CliRun json = runCli({u"info"_s, u"--archive"_s, archive(), u"--json"_s});
    QCOMPARE(json.object().value(u"completeness"_s)[0][u"slices"_s][0][u"state"_s].toString(), u"complete"_s);
    const CliRun counted = runCli({u"query"_s, u"--archive"_s, archive(), u"--count"_s, u"--from"_s, u"2024-01-23"_s, u"--to"_s, u"2024-01-24"_s});
    QCOMPARE(counted.out, "120\n");
    QVERIFY2(counted.err.contains("\"prod\" is not complete: not asked for 2024-01-24T00:00:00Z to 2024-01-25T00:00:00Z."), counted.err.constData());
    const CliRun exported = runCli({u"export"_s, u"--archive"_s, archive(), u"--output-format"_s, u"csv"_s, u"-o"_s, m_dir->filePath(u"a.csv"_s)});
    QVERIFY2(exported.exitCode == 0 && exported.err.contains("\"prod\" is complete"), exported.err.constData());
}

void TestCliConnect::twoServicesAreSyncedAtOnce_data()
{
    QTest::addColumn<bool>("isOne");
    QTest::addColumn<QByteArray>("first");
    QTest::newRow("into one archive") << true << QByteArray("150\n");
    QTest::newRow("into their own") << false << QByteArray("120\n");
}

void TestCliConnect::twoServicesAreSyncedAtOnce()
{
    QFETCH(bool, isOne);
    QFETCH(QByteArray, first);
    FakeProcess tiger(u"faketiger"_s);
    QJsonArray events;
    for (int i = 0; i < 30; ++i)
        events.append(tigerEvent(i, LokiHistory::begin + i * LokiHistory::step));
    tiger.fill(events);
    const QString other = m_dir->filePath(u"app.auditlens"_s);
    QCOMPARE(add().exitCode, 0);
    const QString password = u"PASSWORD='open sesame' \"$AUDITLENS\" "_s;
    const CliRun added = runShell(password + u"connect add app --backend tiger --set user=auditor --set proxy=none --no-keychain --secret-env password=PASSWORD --set url="_s
        + tiger.url().toString() + u" --archive '"_s + other + u'\'');
    QVERIFY2(added.exitCode == 0, added.err.constData());
    const QString into = isOne ? u" --archive '"_s + archive() + u'\'' : QString();
    const QString range = u"sync prod app --json --from 2024-01-23 --to 2024-01-23 --secret-env password=PASSWORD --secret-fd token=3"_s;
    const CliRun synced = runShell(password + range + into + u" 3< '"_s + m_dir->filePath(u"token"_s) + u'\'');
    QVERIFY2(synced.exitCode == 0, synced.err.constData());
    const QJsonArray sources = synced.object().value(u"sources"_s).toArray();
    QCOMPARE(sources[0][u"events"_s].toInt(), 120);
    QCOMPARE(sources[1][u"events"_s].toInt(), 30);
    QVERIFY(sources[0][u"complete"_s].toBool() && sources[1][u"complete"_s].toBool());
    QCOMPARE(runCli({u"query"_s, u"--archive"_s, archive(), u"--count"_s}).out, first);
    QCOMPARE(QFile::exists(other), !isOne);
    if (!isOne)
        QCOMPARE(runCli({u"query"_s, u"--archive"_s, other, u"--count"_s}).out, "30\n");
}

void TestCliConnect::aFailureIsThreeAndInTheLedger()
{
    QCOMPARE(add().exitCode, 0);
    m_fake->misbehave("honest", 1);
    m_fake->misbehave("status", 1, "401:token expired");
    const CliRun synced = run(u"sync prod --json --from 2024-01-23 --to 2024-01-23"_s);
    QVERIFY2(synced.exitCode == 3, synced.err.constData());
    QVERIFY2(synced.err.contains("failed 2024-01-23T") && synced.err.contains("token expired"), synced.err.constData());
    QVERIFY(!synced.object().value(u"sources"_s)[0][u"complete"_s].toBool());
    QVERIFY(synced.object().value(u"sources"_s)[0][u"events"_s].toInt() > 0);
    QVERIFY(runCli({u"info"_s, u"--archive"_s, archive()}).out.contains("is not complete: failed"));
    QCOMPARE(run(u"sync prod --from 2024-01-23 --to 2024-01-23"_s).exitCode, 0);
    QCOMPARE(runCli({u"query"_s, u"--archive"_s, archive(), u"--count"_s}).out, "120\n");
}

void TestCliConnect::aCapIsOneAndInTheLedger()
{
    FakeProcess small(u"fakeloki"_s, {}, {u"FAKE_LOKI_LIMIT=5"_s});
    LokiHistory(100, 9).pushTo(small);
    const CliRun added = runCli({u"connect"_s, u"add"_s, u"small"_s, u"--backend"_s, u"loki"_s, u"--set"_s, u"proxy=none"_s, u"--set"_s,
        u"url="_s + small.url().toString(), u"--archive"_s, archive()});
    QVERIFY2(added.exitCode == 0, added.err.constData());
    const CliRun synced = runCli({u"sync"_s, u"small"_s, u"--from"_s, u"2024-01-23"_s, u"--to"_s, u"2024-01-23"_s});
    QVERIFY2(synced.exitCode == 1, synced.err.constData());
    QVERIFY2(synced.err.contains("\"small\" is not complete: capped 2024-01-23T"), synced.err.constData());
}

void TestCliConnect::followingPrintsWhatComesIn()
{
    QCOMPARE(add().exitCode, 0);
    LokiHistory live(1);
    live.add(*m_fake, now() - 60 * LokiHistory::step, proof());
    live.add(*m_fake, now() + 2 * LokiHistory::step, proof());
    // The reader ends with the first line, and with it the program.
    const CliRun followed = runShell(u"\"$AUDITLENS\" follow prod --output jsonl --secret-fd token=3 3< '"_s + m_dir->filePath(u"token"_s) + u"' | head -n 1"_s);
    QVERIFY2(followed.out.contains("Late event 2"), followed.err.constData());
    const CliRun counted = runCli({u"query"_s, u"--archive"_s, archive(), u"--count"_s, u"summary:late"_s});
    QCOMPARE(counted.out, "2\n");
}

void TestCliConnect::noSecretIsAnywhere()
{
    QByteArray said = add().err;
    m_fake->misbehave("honest", 1);
    m_fake->misbehave("status", 1, QByteArray("401:you sent Bearer ") + token);
    for (const QString& words : {u"sync prod --from 2024-01-23 --to 2024-01-23"_s, u"sync prod --json --from 2024-01-23 --to 2024-01-23"_s, u"connect test prod --json"_s}) {
        const CliRun one = run(words);
        said += one.out + one.err;
    }
    // A process that holds it, as others see it.
    const CliRun seen = runShell(u"\"$AUDITLENS\" follow prod --secret-fd token=3 3< '"_s + m_dir->filePath(u"token"_s)
        + u"' > /dev/null 2>&1 & pid=$!; until [ \"$(readlink /proc/$pid/exe)\" = \"$(readlink -f \"$AUDITLENS\")\" ]; do :; done; cat /proc/$pid/cmdline /proc/$pid/environ; kill -9 $pid"_s);
    said += seen.out;
    said += runCli({u"connect"_s, u"list"_s, u"--json"_s}).out;
    QVERIFY(said.contains("follow"));
    QVERIFY2(!said.contains("hunter2"), said.constData());
    QFile::remove(m_dir->filePath(u"token"_s));
    const CliRun kept = runShell(u"grep -rl hunter2 \"$HOME\" '"_s + m_dir->path() + u"'; echo looked"_s);
    QCOMPARE(kept.out, "looked\n");
}

void TestCliConnect::whatIsMissingIsNamedWithTheWayToGiveIt_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QByteArray>("missing");
    QTest::addColumn<QByteArray>("way");
    const QString anywhere = u" --set url=https://audit.example.org"_s;
    QTest::newRow("an address") << u"tiger"_s << QByteArray("\"Address\" is missing.") << QByteArray("--set url=VALUE");
    QTest::newRow("a user") << u"tiger"_s + anywhere << QByteArray("\"User\" is missing.") << QByteArray("--set user=VALUE");
    QTest::newRow("its password") << u"tiger --set user=ann"_s + anywhere << QByteArray("\"Password\" is missing.") << QByteArray("--secret password, ");
    QTest::newRow("a password that was chosen") << u"loki --set auth=basic --set user=ann"_s + anywhere << QByteArray("\"Password\" is missing.")
                                                << QByteArray("--secret-fd password=3 3< FILE");
    QTest::newRow("a token that was chosen") << u"loki --set auth=bearer"_s + anywhere << QByteArray("\"Token\" is missing.") << QByteArray("--secret-env token=VARIABLE");
    QTest::newRow("a token") << u"santura"_s + anywhere << QByteArray("\"Token\" is missing.") << QByteArray("--secret-fd token=3");
    QTest::newRow("a key") << u"cloudwatch --set region=eu-west-1 --set group=audit --set keyid=AKIDEXAMPLE"_s << QByteArray("\"Secret access key\" is missing.")
                           << QByteArray("--secret secret, ");
}

void TestCliConnect::whatIsMissingIsNamedWithTheWayToGiveIt()
{
    QFETCH(QString, words);
    QFETCH(QByteArray, missing);
    QFETCH(QByteArray, way);
    const CliRun run = runCli(u"connect add prod --backend "_s.append(words).split(u' '));
    QCOMPARE(run.exitCode, 3);
    QVERIFY2(run.err.contains(missing) && run.err.contains(way), run.err.constData());
    QVERIFY(runCli({u"connect"_s, u"list"_s}).out.isEmpty());
}

void TestCliConnect::withoutAKeychainASecretIsNotKept()
{
    const CliRun added = run(u"connect add prod --backend loki --set auth=bearer --set url="_s + m_fake->url().toString());
    QCOMPARE(added.exitCode, 3);
    for (const char* word : {"There is no keychain", "Install gnome-keyring", "--no-keychain", "\"auditlens sync prod\"", "--secret-env token=VARIABLE"})
        QVERIFY2(added.err.contains(word), added.err.constData());
    QVERIFY(runCli({u"connect"_s, u"list"_s}).out.isEmpty());
    QCOMPARE(add().exitCode, 0);
    const CliRun without = runCli({u"sync"_s, u"prod"_s});
    QCOMPARE(without.exitCode, 3);
    QVERIFY2(without.err.contains("\"Token\" is kept nowhere") && without.err.contains("--secret-fd token=3 3< FILE"), without.err.constData());
    const CliRun variable = runShell(u"TOKEN='"_s + QLatin1String(token) + u"' \"$AUDITLENS\" connect test prod --secret-env token=TOKEN"_s);
    QVERIFY2(variable.exitCode == 0, variable.err.constData());
}

void TestCliConnect::connectionsAreListedRenamedDisabledExportedAndRemoved()
{
    QCOMPARE(add().exitCode, 0);
    QVERIFY(add().exitCode == 3);
    QCOMPARE(runCli({u"connect"_s, u"rename"_s, u"prod"_s, u"live"_s}).exitCode, 0);
    QCOMPARE(runCli({u"connect"_s, u"disable"_s, u"live"_s}).exitCode, 0);
    const CliRun disabled = runCli({u"sync"_s, u"live"_s});
    QVERIFY2(disabled.exitCode == 3 && disabled.err.contains("disabled"), disabled.err.constData());
    QVERIFY(runCli({u"connect"_s, u"list"_s}).out.contains("disabled"));
    QCOMPARE(runCli({u"connect"_s, u"enable"_s, u"live"_s}).exitCode, 0);
    const QString file = m_dir->filePath(u"shared.json"_s);
    QCOMPARE(runCli({u"connect"_s, u"export"_s, u"live"_s, u"-o"_s, file}).exitCode, 0);
    const CliRun imported = run(u"connect add copy --no-keychain --from '"_s + file + u'\'');
    QVERIFY2(imported.exitCode == 0, imported.err.constData());
    QCOMPARE(runCli({u"connect"_s, u"list"_s, u"--json"_s}).object().value(u"connections"_s).toArray().size(), 2);
    const CliRun removed = runCli({u"connect"_s, u"remove"_s, u"live"_s});
    QVERIFY2(removed.exitCode == 0 && removed.err.contains("archive stays"), removed.err.constData());
}

void TestCliConnect::explainSaysWhatIsAsked()
{
    QCOMPARE(add().exitCode, 0);
    m_fake->forget();
    const CliRun run = runCli({u"explain"_s, u"actor:alice hour:3 after:2024-01-01 before:2024-03-31"_s, u"--source"_s, u"prod"_s});
    QVERIFY2(run.exitCode == 0, run.err.constData());
    QVERIFY2(run.out.contains("Asked of \"prod\":\n  Partial: "), run.out.constData());
    const QByteArray sent = run.out.mid(run.out.indexOf("  Sent:"));
    QVERIFY2(sent.contains("{organization_uuid") && sent.contains("alice"), sent.constData());
    QVERIFY2(sent.contains("  Evaluated here:\n") && sent.contains("hour in 3"), sent.constData());
    QVERIFY2(sent.contains("At least 3 requests for this time."), sent.constData());
    QVERIFY(m_fake->requests().isEmpty());
    const CliRun nobody = runCli({u"explain"_s, u"actor:alice"_s, u"--source"_s, u"nobody"_s});
    QVERIFY2(nobody.exitCode == 3 && nobody.err.contains("There is no connection \"nobody\""), nobody.err.constData());
    const CliRun endless = runCli({u"sync"_s, QString(3000, u'n') + u"\nend"_s});
    QVERIFY2(endless.exitCode == 3 && endless.err.contains("nnn…\"") && endless.err.size() < 300, endless.err.constData());
}

void TestCliConnect::wrongUsageIsTwo_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::newRow("nothing") << QStringList {u"connect"_s};
    QTest::newRow("another word") << QStringList {u"connect"_s, u"show"_s};
    QTest::newRow("no kind") << QStringList {u"connect"_s, u"add"_s, u"a"_s};
    QTest::newRow("no name") << QStringList {u"connect"_s, u"add"_s, u"--backend"_s, u"loki"_s};
    QTest::newRow("a name that is none") << QStringList {u"connect"_s, u"add"_s, u"a\nb"_s, u"--backend"_s, u"loki"_s};
    QTest::newRow("no value") << QStringList {u"connect"_s, u"add"_s, u"a"_s, u"--backend"_s, u"loki"_s, u"--set"_s, u"url"_s};
    QTest::newRow("an option of another action") << QStringList {u"connect"_s, u"list"_s, u"--backend"_s, u"loki"_s};
    QTest::newRow("no connection") << QStringList {u"sync"_s};
    QTest::newRow("no time") << QStringList {u"sync"_s, u"a"_s, u"--from"_s, u"someday"_s};
    QTest::newRow("no zone") << QStringList {u"sync"_s, u"a"_s, u"--zone"_s, u"Mars/Phobos"_s};
    QTest::newRow("no form") << QStringList {u"follow"_s, u"a"_s, u"--output"_s, u"csv"_s};
}

void TestCliConnect::wrongUsageIsTwo()
{
    QFETCH(QStringList, words);
    const CliRun run = runCli(words);
    QVERIFY2(run.exitCode == 2, run.err.constData());
    QVERIFY(run.err.contains("Usage: auditlens "));
}

void TestCliConnect::whatIsNotThereIsThree_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::newRow("test") << QStringList {u"connect"_s, u"test"_s, u"nobody"_s};
    QTest::newRow("remove") << QStringList {u"connect"_s, u"remove"_s, u"nobody"_s};
    QTest::newRow("sync") << QStringList {u"sync"_s, u"nobody"_s};
    QTest::newRow("an unknown kind") << QStringList {u"connect"_s, u"add"_s, u"a"_s, u"--backend"_s, u"carrier-pigeon"_s};
    QTest::newRow("the secret as a word") << QStringList {u"connect"_s, u"test"_s, u"a"_s, u"--secret"_s, u"token=hunter2"_s};
    QTest::newRow("the secret as a setting")
        << QStringList {u"connect"_s, u"add"_s, u"a"_s, u"--backend"_s, u"loki"_s, u"--set"_s, u"url=http://127.0.0.1"_s, u"--set"_s, u"token=hunter2"_s};
}

void TestCliConnect::whatIsNotThereIsThree()
{
    QFETCH(QStringList, words);
    const CliRun run = runCli(words);
    QVERIFY2(run.exitCode == 3, run.err.constData());
    QVERIFY(run.out.isEmpty());
    QVERIFY2(!run.err.contains("hunter2"), run.err.constData());
}

void TestCliConnect::helpAndKindsArePrinted()
{
    QVERIFY(runCli({u"connect"_s, u"--help"_s}).out.contains("--secret-fd FIELD=N"));
    QVERIFY(runCli({u"sync"_s, u"--help"_s}).out.contains("--again"));
    QVERIFY(runCli({u"follow"_s, u"--help"_s}).out.contains("--output FORM"));
    const CliRun kinds = runCli({u"connect"_s, u"kinds"_s});
    QVERIFY2(kinds.out.contains("loki: ") && kinds.out.contains("secret, required, for auth=bearer"), kinds.out.constData());
    const QByteArray help = runCli({u"--help"_s}).out;
    QVERIFY(help.contains("connect ") && help.contains("sync ") && help.contains("follow "));
}

QTEST_GUILESS_MAIN(TestCliConnect)
#include "tst_cliconnect.moc"
