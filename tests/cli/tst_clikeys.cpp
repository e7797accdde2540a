// SPDX-License-Identifier: MIT
#include "clirun.h"
#include "trust/ed25519.h"

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace auditlens;
using namespace auditlens::test;
using namespace Qt::StringLiterals;

/// "auditlens keys" on a machine without a keychain; tests/secrets/tst_keychain.cpp has one.
class TestCliKeys : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void withoutAKeychainASecretIsRefusedAndTheReasonSaid();
    void publicKeysNeedNone();
    void anEmptyListSaysSo();
    void whatCannotBeReadIsThree_data();
    void whatCannotBeReadIsThree();
    void wrongUsageIsTwo_data();
    void wrongUsageIsTwo();
    void helpIsPrinted();

private:
    QTemporaryDir m_dir;
    QString m_pem;
    QString m_other;
};

static QString pemFile(const QTemporaryDir& dir, char letter)
{
    QFile file(dir.filePath(QChar::fromLatin1(letter) + u".pem"_s));
    const Result<Ed25519PublicKey> key = Ed25519PublicKey::ofPrivateKey(Secret::copyOf(std::string(32, letter)));
    return file.open(QIODevice::WriteOnly) && file.write(QByteArray::fromStdString(key->pem())) > 0 ? file.fileName() : QString();
}

void TestCliKeys::initTestCase()
{
    m_pem = pemFile(m_dir, 'a');
    m_other = pemFile(m_dir, 'b');
}

void TestCliKeys::withoutAKeychainASecretIsRefusedAndTheReasonSaid()
{
    const CliRun run = runCli({u"keys"_s, u"add"_s, u"prod"_s, u"--kind"_s, u"tiger"_s, u"-"_s}, "secret");
    QCOMPARE(run.exitCode, 3);
    QVERIFY2(run.err.contains("no keychain") && run.err.contains("gnome-keyring"), run.err.constData());
    QVERIFY(run.out.isEmpty());
    QVERIFY(!runCli({u"keys"_s, u"list"_s}).out.contains("prod"));
}

void TestCliKeys::publicKeysNeedNone()
{
    const CliRun added = runCli({u"keys"_s, u"add"_s, u"Colleague"_s, u"--kind"_s, u"public"_s, u"--note"_s, u"seals"_s, u"--from-file"_s, m_pem});
    QVERIFY2(added.exitCode == 0, added.err.constData());
    QVERIFY(added.err.startsWith("Added \"Colleague\" (public key), fingerprint "));
    QCOMPARE(runCli({u"keys"_s, u"add"_s, u"colleague"_s, u"--kind"_s, u"public"_s, u"--from-file"_s, m_other}).exitCode, 3);
    QCOMPARE(runCli({u"keys"_s, u"replace"_s, u"colleague"_s, u"--from-file"_s, m_other}).exitCode, 0);
    QCOMPARE(runCli({u"keys"_s, u"rename"_s, u"colleague"_s, u"Alice"_s}).exitCode, 0);
    QCOMPARE(runCli({u"keys"_s, u"note"_s, u"Alice"_s, u"approves"_s}).exitCode, 0);
    const CliRun listed = runCli({u"keys"_s, u"list"_s, u"--json"_s});
    const QJsonObject key = listed.object().value(u"keys"_s).toArray().at(0).toObject();
    QCOMPARE(key.value(u"name"_s).toString(), u"Alice"_s);
    QCOMPARE(key.value(u"kind"_s).toString(), u"public"_s);
    QCOMPARE(key.value(u"note"_s).toString(), u"approves"_s);
    QCOMPARE(key.value(u"generations"_s).toArray().size(), 2);
    QVERIFY(added.err.contains(key.value(u"generations"_s).toArray().at(1).toObject().value(u"fingerprint"_s).toString().toLatin1()));
    const CliRun text = runCli({u"keys"_s, u"list"_s});
    QVERIFY2(text.out.startsWith("Alice  ") && text.out.endsWith("public key, 1 earlier: approves\n"), text.out.constData());
    QCOMPARE(runCli({u"keys"_s, u"remove"_s, u"Alice"_s}).exitCode, 0);
}

void TestCliKeys::anEmptyListSaysSo()
{
    const CliRun run = runCli({u"keys"_s, u"list"_s});
    QCOMPARE(run.exitCode, 0);
    QVERIFY(run.out.isEmpty());
    QCOMPARE(run.err, "No keys are listed.\n");
    QCOMPARE(runCli({u"keys"_s, u"list"_s, u"--json"_s}).out, "{\"keys\":[],\"unreadable\":0}\n");
}

void TestCliKeys::whatCannotBeReadIsThree_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::newRow("no file") << QStringList {u"add"_s, u"a"_s, u"--kind"_s, u"public"_s, u"--from-file"_s, m_dir.filePath(u"none.pem"_s)};
    QTest::newRow("a folder") << QStringList {u"add"_s, u"a"_s, u"--kind"_s, u"public"_s, u"--from-file"_s, m_dir.path()};
    QTest::newRow("no variable") << QStringList {u"add"_s, u"a"_s, u"--kind"_s, u"public"_s, u"--from-env"_s, u"NO_SUCH_VARIABLE"_s};
    QTest::newRow("without end") << QStringList {u"add"_s, u"a"_s, u"--kind"_s, u"public"_s, u"--from-file"_s, u"/dev/zero"_s};
    QTest::newRow("no key") << QStringList {u"add"_s, u"a"_s, u"--kind"_s, u"public"_s, u"-"_s};
    QTest::newRow("an unknown name") << QStringList {u"remove"_s, u"nobody"_s};
    QTest::newRow("an unknown name to rename") << QStringList {u"rename"_s, u"nobody"_s, u"somebody"_s};
    QTest::newRow("an unknown name to replace") << QStringList {u"replace"_s, u"nobody"_s, u"-"_s};
}

void TestCliKeys::whatCannotBeReadIsThree()
{
    QFETCH(QStringList, words);
    const CliRun run = runCli(QStringList {u"keys"_s} + words);
    QVERIFY2(run.exitCode == 3, run.err.constData());
    QCOMPARE(run.err.count('\n'), 1);
    QVERIFY(run.out.isEmpty());
}

void TestCliKeys::wrongUsageIsTwo_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::newRow("nothing") << QStringList {};
    QTest::newRow("another word") << QStringList {u"show"_s};
    QTest::newRow("no name") << QStringList {u"add"_s, u"--kind"_s, u"tiger"_s};
    QTest::newRow("the key as an argument") << QStringList {u"add"_s, u"a"_s, u"hunter2"_s, u"--kind"_s, u"tiger"_s};
    QTest::newRow("the key as an argument behind -") << QStringList {u"add"_s, u"a"_s, u"-"_s, u"hunter2"_s, u"--kind"_s, u"tiger"_s};
    QTest::newRow("no kind") << QStringList {u"add"_s, u"a"_s, u"-"_s};
    QTest::newRow("an unknown kind") << QStringList {u"add"_s, u"a"_s, u"-"_s, u"--kind"_s, u"password"_s};
    QTest::newRow("no source") << QStringList {u"add"_s, u"a"_s, u"--kind"_s, u"tiger"_s};
    QTest::newRow("two sources") << QStringList {u"add"_s, u"a"_s, u"--kind"_s, u"tiger"_s, u"-"_s, u"--from-env"_s, u"X"_s};
    QTest::newRow("a name that is none") << QStringList {u"add"_s, u"a\nb"_s, u"--kind"_s, u"tiger"_s, u"-"_s};
    QTest::newRow("an option of another action") << QStringList {u"list"_s, u"--kind"_s, u"tiger"_s};
    QTest::newRow("one name too few") << QStringList {u"rename"_s, u"a"_s};
    QTest::newRow("one name too many") << QStringList {u"remove"_s, u"a"_s, u"b"_s};
    QTest::newRow("an unknown option") << QStringList {u"add"_s, u"a"_s, u"--key"_s, u"hunter2"_s};
}

void TestCliKeys::wrongUsageIsTwo()
{
    QFETCH(QStringList, words);
    const CliRun run = runCli(QStringList {u"keys"_s} + words);
    QVERIFY2(run.exitCode == 2, run.err.constData());
    QVERIFY2(run.err.contains("Usage: auditlens keys list"), run.err.constData());
    QVERIFY(!run.err.contains("hunter2"));
}

void TestCliKeys::helpIsPrinted()
{
    const CliRun run = runCli({u"keys"_s, u"--help"_s});
    QCOMPARE(run.exitCode, 0);
    QVERIFY2(run.out.contains("--from-env VARIABLE"), run.out.constData());
    QVERIFY(runCli({u"--help"_s}).out.contains("keys      Keep"));
}

QTEST_GUILESS_MAIN(TestCliKeys)
#include "tst_clikeys.moc"
