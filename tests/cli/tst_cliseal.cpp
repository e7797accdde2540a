// SPDX-License-Identifier: MIT
#include "clirun.h"
#include "store/syncjournal.h"
#include "support/importing.h"
#include "trust/ed25519.h"

#include <QJsonArray>
#include <QTest>

using namespace auditlens;
using namespace auditlens::test;
using namespace Qt::StringLiterals;

/// Sealing on the command line, and what "info" says of it.
class TestCliSeal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void aSealedArchiveIsToldByInfo();
    void anArchiveWithoutASealSaysNothing();
    void verifyChecksTheSeal();
    void aSealByAnUnknownKeyIsFive();
    void aChangeAfterSealingIsFiveWithItsSegment();
    void aDamagedSealIsFour();
    void anImportIntoASealedArchiveIsThree();
    void sealingIntoAnotherFileLeavesThisOne();
    void aQueryCutsThePartOut();
    void aRangeCutsThePartOut();
    void theLedgerOfCompletenessGoesAlong();
    void whatNobodyCanAskAgainIsNotSealed();
    void theKeyMayComeThroughAPipe();
    void whatCannotBeSealedIsThree_data();
    void whatCannotBeSealedIsThree();
    void wrongUsageIsTwo_data();
    void wrongUsageIsTwo();

private:
    QString archive() const { return m_folder->archivePath(); }
    CliRun seal(const QStringList& more = {}) const;
    CliRun info(const QStringList& more = {}) const;
    void know() const;
    QByteArray bytes() const;
    void change(const std::function<void(QByteArray&)>& change) const;

    std::unique_ptr<ImportFolder> m_folder;
    Secret m_key;
    QString m_keyFile;
    QByteArray m_publicPem;
};

void TestCliSeal::initTestCase()
{
    m_key = Secret::copyOf(std::string(32, 'k'));
    m_publicPem = QByteArray::fromStdString(Ed25519PublicKey::ofPrivateKey(m_key)->pem());
}

void TestCliSeal::init()
{
    runCli({u"keys"_s, u"remove"_s, u"auditor"_s});
    m_folder = std::make_unique<ImportFolder>();
    const Result<Secret> pem = ed25519KeyToPem(m_key);
    m_keyFile = m_folder->write(u"key.pem"_s, QByteArray::fromStdString(std::string(pem->reveal())));
    QVERIFY(QFile::setPermissions(m_keyFile, QFile::ReadOwner | QFile::WriteOwner));
    QVERIFY(m_folder->import({m_folder->write(u"in.jsonl"_s, tigerLines(30) + "nonsense\n")}).ok());
}

CliRun TestCliSeal::seal(const QStringList& more) const
{
    return runCli(QStringList{u"seal"_s, u"--archive"_s, archive(), u"--key-file"_s, m_keyFile} + more);
}

CliRun TestCliSeal::info(const QStringList& more) const
{
    return runCli(QStringList{u"info"_s, u"--archive"_s, archive()} + more);
}

void TestCliSeal::know() const
{
    const CliRun added = runCli({u"keys"_s, u"add"_s, u"auditor"_s, u"--kind"_s, u"public"_s, u"-"_s}, m_publicPem);
    QVERIFY2(added.exitCode == 0, added.err.constData());
}

QByteArray TestCliSeal::bytes() const
{
    QFile file(archive());
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TestCliSeal::change(const std::function<void(QByteArray&)>& change) const
{
    QByteArray all = bytes();
    change(all);
    m_folder->write(u"out.auditlens"_s, all);
}

void TestCliSeal::aSealedArchiveIsToldByInfo()
{
    know();
    const CliRun sealed = seal({u"--by"_s, u"Ann Auditor"_s, u"--note"_s, u"case 17"_s});
    QVERIFY2(sealed.exitCode == 0, sealed.err.constData());
    QVERIFY2(sealed.out.isEmpty() && sealed.err.contains("with 30 events"), sealed.err.constData());
    const CliRun told = info();
    QVERIFY2(told.exitCode == 0, told.err.constData());
    for (const char* part : {"Sealed, intact: every byte is as it was sealed with the key \"auditor\".",
             "Sealed by \"Ann Auditor\" at 20", "30 events were sealed, from 2023-01-01T02:00:00.000000000Z",
             "1 record could not be read", "Note: case 17"})
        QVERIFY2(told.out.contains(part), told.out.constData());
    const QJsonObject json = info({u"--json"_s}).object().value(u"seal"_s).toObject();
    QCOMPARE(json.value(u"state"_s).toString(), u"intact"_s);
    QCOMPARE(json.value(u"key_name"_s).toString(), u"auditor"_s);
    QCOMPARE(json.value(u"statement"_s).toObject().value(u"by"_s).toString(), u"Ann Auditor"_s);
    QVERIFY(json.value(u"problems"_s).toArray().isEmpty());
}

void TestCliSeal::anArchiveWithoutASealSaysNothing()
{
    QVERIFY(!info().out.contains("Sealed"));
    const QJsonObject json = info({u"--json"_s}).object();
    QVERIFY(json.contains(u"seal"_s) && json.value(u"seal"_s).isNull());
}

void TestCliSeal::verifyChecksTheSeal()
{
    know();
    QCOMPARE(seal().exitCode, 0);
    const QStringList verify {u"verify"_s, u"--archive"_s, archive()};
    const CliRun whole = runCli(verify);
    QVERIFY2(whole.exitCode == 0 && whole.out.contains("+ Seal of the archive: sealed, intact\n"), whole.out.constData());
    QCOMPARE(runCli(verify + QStringList {u"--json"_s}).object().value(u"seal"_s).toObject().value(u"state"_s).toString(), u"intact"_s);
    change([](QByteArray& all) { all[27] = char(all[27] ^ 1); }); // in the header of the file
    const CliRun changed = runCli(verify);
    QCOMPARE(changed.exitCode, 5);
    QVERIFY2(changed.out.contains("! Seal of the archive: changed after sealing\n"), changed.out.constData());
    QVERIFY(changed.out.contains("Changed after sealing.") && changed.out.endsWith("The archive does not verify.\n"));
}

void TestCliSeal::aSealByAnUnknownKeyIsFive()
{
    QCOMPARE(seal().exitCode, 0);
    const CliRun told = info();
    QCOMPARE(told.exitCode, 5);
    QVERIFY2(told.out.contains("Sealed by an unknown key"), told.out.constData());
}

void TestCliSeal::aChangeAfterSealingIsFiveWithItsSegment()
{
    know();
    QCOMPARE(seal().exitCode, 0);
    change([](QByteArray& all) { all[27] = char(all[27] ^ 1); }); // in the header of the file
    QCOMPARE(info().exitCode, 5);
    QVERIFY(info().out.contains("Changed after sealing."));
    const QJsonObject json = info({u"--json"_s}).object().value(u"seal"_s).toObject();
    QCOMPARE(json.value(u"state"_s).toString(), u"changed"_s);
    QVERIFY(json.value(u"changed_segments"_s).toArray().isEmpty());
    QVERIFY(!json.value(u"problems"_s).toArray().isEmpty());
}

void TestCliSeal::aDamagedSealIsFour()
{
    QCOMPARE(seal().exitCode, 0);
    change([](QByteArray& all) { all[all.size() - 1] = ' '; });
    const CliRun told = info();
    QCOMPARE(told.exitCode, 4);
    QVERIFY2(told.out.contains("The seal is damaged."), told.out.constData());
}

void TestCliSeal::anImportIntoASealedArchiveIsThree()
{
    QCOMPARE(seal().exitCode, 0);
    const QByteArray before = bytes();
    const CliRun imported
        = runCli({u"import"_s, m_folder->write(u"more.jsonl"_s, tigerLine(99) + '\n'), u"--archive"_s, archive()});
    QCOMPARE(imported.exitCode, 3);
    QVERIFY2(imported.err.contains("what is under a seal stays as it is"), imported.err.constData());
    QCOMPARE(bytes(), before);
}

void TestCliSeal::sealingIntoAnotherFileLeavesThisOne()
{
    know();
    const QByteArray before = bytes();
    const QString other = m_folder->path(u"sealed.auditlens"_s);
    const CliRun sealed = seal({u"-o"_s, other, u"--json"_s});
    QVERIFY2(sealed.exitCode == 0, sealed.err.constData());
    QCOMPARE(sealed.object().value(u"events"_s).toInt(), 30);
    QCOMPARE(bytes(), before);
    QCOMPARE(runCli({u"info"_s, u"--archive"_s, other}).exitCode, 0);
    QVERIFY(runCli({u"query"_s, u"--archive"_s, other, u"--count"_s}).out.startsWith("30"));
}

void TestCliSeal::aQueryCutsThePartOut()
{
    know();
    const QByteArray before = bytes();
    const QString part = m_folder->path(u"part.auditlens"_s);
    const CliRun sealed = seal({u"-o"_s, part, u"id:e7"_s, u"OR"_s, u"id:e12"_s, u"--json"_s});
    QVERIFY2(sealed.exitCode == 0, sealed.err.constData());
    QCOMPARE(sealed.object().value(u"query"_s).toString(), u"id:e7 OR id:e12"_s);
    QCOMPARE(sealed.object().value(u"events"_s).toInt(), 2);
    QCOMPARE(sealed.object().value(u"of_events"_s).toInt(), 30);
    QCOMPARE(bytes(), before);
    const CliRun told = runCli({u"info"_s, u"--archive"_s, part});
    QVERIFY2(told.exitCode == 0, told.err.constData());
    for (const char* sentence : {"2 events were sealed", "They are 2 of the 30 events of an archive, cut out of it with their records.",
             "Asked for was: id:e7 OR id:e12, of any time. Times in it are those of the zone UTC.",
             "1 record of that archive could not be read: no query finds it, and it is not in this one.",
             "A part: of an archive with 30 events only those that \"id:e7 OR id:e12\" finds are here, of any time."})
        QVERIFY2(told.out.contains(sentence), told.out.constData());
    QCOMPARE(runCli({u"query"_s, u"--archive"_s, part, u"--count"_s}).out, QByteArray("2\n"));
    QCOMPARE(seal().exitCode, 0); // and a part of a sealed archive
    QCOMPARE(seal({u"-o"_s, m_folder->path(u"other.auditlens"_s), u"id:e7"_s}).exitCode, 0);
}

void TestCliSeal::aRangeCutsThePartOut()
{
    m_folder = std::make_unique<ImportFolder>();
    QByteArray lines;
    for (int day = 1; day <= 9; ++day)
        lines += tigerLine(day, "2023-01-0" + QByteArray::number(day) + "T23:30:00Z") + '\n';
    QVERIFY(m_folder->import({m_folder->write(u"in.jsonl"_s, lines)}).ok());
    const QString key = m_folder->write(u"key.pem"_s, QByteArray::fromStdString(std::string(ed25519KeyToPem(m_key)->reveal())));
    QVERIFY(QFile::setPermissions(key, QFile::ReadOwner | QFile::WriteOwner));
    m_keyFile = key;
    const CliRun sealed = seal({u"-o"_s, m_folder->path(u"part.auditlens"_s), u"--from"_s, u"2023-01-03"_s, u"--to"_s, u"2023-01-05"_s,
        u"--zone"_s, u"Europe/Berlin"_s, u"--json"_s});
    QVERIFY2(sealed.exitCode == 0, sealed.err.constData());
    QCOMPARE(sealed.object().value(u"events"_s).toInt(), 3);
    QCOMPARE(sealed.object().value(u"from"_s).toString(), u"2023-01-02T23:00:00.000000000Z"_s);
    QCOMPARE(sealed.object().value(u"to"_s).toString(), u"2023-01-05T23:00:00.000000000Z"_s);
    QCOMPARE(sealed.object().value(u"zone"_s).toString(), u"Europe/Berlin"_s);
}

void TestCliSeal::theLedgerOfCompletenessGoesAlong()
{
    know();
    {
        auto writer = ArchiveWriter::open(archive());
        SourceInfo prod;
        prod.name = "prod";
        prod.format = "tiger";
        const auto journal = SyncJournal::open(**writer, prod, "scope");
        constexpr Nanoseconds newYear = 1'672'531'200'000'000'000; // 2023-01-01T00:00:00Z
        constexpr Nanoseconds hour = 3'600'000'000'000;
        (*journal)->note({{newYear, newYear + 2 * hour}, Completeness::Complete, newYear + 9 * hour, {}});
        (*journal)->note({{newYear + 2 * hour, newYear + 4 * hour}, Completeness::Capped, newYear + 9 * hour, "It hands out 50."});
        QVERIFY((*writer)->finish().ok());
        (*writer).reset(); // before the journal
    }
    const QString part = m_folder->path(u"part.auditlens"_s);
    const CliRun sealed = seal({u"-o"_s, part, u"actor:ann"_s, u"--from"_s, u"2023-01-01T01:00:00"_s, u"--to"_s, u"2023-01-01T03:00:00"_s});
    QVERIFY2(sealed.exitCode == 0, sealed.err.constData());
    const QByteArray said = "\"prod\" is not complete: capped 2023-01-01T02:00:00Z to 2023-01-01T03:00:00Z (It hands out 50.).";
    const CliRun told = runCli({u"info"_s, u"--archive"_s, part});
    QVERIFY2(told.exitCode == 0 && told.out.contains(said), told.out.constData());
    const CliRun verified = runCli({u"verify"_s, u"--archive"_s, part});
    QVERIFY2(verified.exitCode == 0 && verified.out.contains(said), verified.out.constData());
    QVERIFY2(verified.out.contains("? Fetched from services: a part, capped\n"), verified.out.constData());
    const QJsonObject info = runCli({u"info"_s, u"--archive"_s, part, u"--json"_s}).object();
    const QJsonObject set = runCli({u"verify"_s, u"--archive"_s, part, u"--json"_s}).object().value(u"set"_s).toObject();
    QCOMPARE(set.value(u"completeness"_s), info.value(u"completeness"_s));
    QCOMPARE(set.value(u"cuts"_s), info.value(u"cuts"_s));
    const QJsonArray slices = info.value(u"completeness"_s).toArray().at(0).toObject().value(u"slices"_s).toArray();
    QCOMPARE(slices.size(), 2);
    QCOMPARE(slices.at(0).toObject().value(u"from"_s).toString(), u"2023-01-01T01:00:00Z"_s);
    QCOMPARE(slices.at(1).toObject().value(u"state"_s).toString(), u"capped"_s);
    const QJsonObject cut = info.value(u"cuts"_s).toArray().at(0).toObject();
    QCOMPARE(cut.value(u"query"_s).toString(), u"actor:ann"_s);
    QCOMPARE(cut.value(u"of_events"_s).toInt(), 30);
}

void TestCliSeal::whatNobodyCanAskAgainIsNotSealed()
{
    const CliRun run = seal({u"-o"_s, m_folder->path(u"part.auditlens"_s), u"continuity:broken"_s});
    QCOMPARE(run.exitCode, 3);
    QVERIFY(!QFile::exists(m_folder->path(u"part.auditlens"_s)));
}

void TestCliSeal::theKeyMayComeThroughAPipe()
{
    know();
    const CliRun sealed = runShell(
        u"cat '"_s + m_keyFile + u"' | \"$AUDITLENS\" seal --archive '"_s + archive() + u"' --key-file /dev/stdin"_s);
    QVERIFY2(sealed.exitCode == 0, sealed.err.constData());
    QCOMPARE(info().exitCode, 0);
}

void TestCliSeal::whatCannotBeSealedIsThree_data()
{
    QTest::addColumn<QString>("archive");
    QTest::addColumn<QString>("key");
    QTest::newRow("no archive") << u"none.auditlens"_s << u"key.pem"_s;
    QTest::newRow("no key") << u"out.auditlens"_s << u"none.pem"_s;
    QTest::newRow("a key that is none") << u"out.auditlens"_s << u"in.jsonl"_s;
}

void TestCliSeal::whatCannotBeSealedIsThree()
{
    QFETCH(QString, archive);
    QFETCH(QString, key);
    const CliRun run
        = runCli({u"seal"_s, u"--archive"_s, m_folder->path(archive), u"--key-file"_s, m_folder->path(key)});
    QCOMPARE(run.exitCode, 3);
    QVERIFY(run.out.isEmpty() && !run.err.isEmpty());
    QCOMPARE(info().exitCode, 0);
}

void TestCliSeal::wrongUsageIsTwo_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::newRow("nothing") << QStringList{};
    QTest::newRow("no key") << QStringList{u"--archive"_s, u"a"_s};
    QTest::newRow("two keys") << QStringList{u"--archive"_s, u"a"_s, u"--key"_s, u"k"_s, u"--key-file"_s, u"f"_s};
    QTest::newRow("no archive") << QStringList{u"--key"_s, u"k"_s};
    QTest::newRow("a part in place") << QStringList{u"--archive"_s, u"a"_s, u"--key"_s, u"k"_s, u"more"_s};
    QTest::newRow("a range in place") << QStringList{u"--archive"_s, u"a"_s, u"--key"_s, u"k"_s, u"--from"_s, u"2023"_s};
    QTest::newRow("a name of two lines") << QStringList{
        u"--archive"_s, u"a"_s, u"--key"_s, u"k"_s, u"--by"_s, u"a\nb"_s};
    QTest::newRow("a long note") << QStringList{
        u"--archive"_s, u"a"_s, u"--key"_s, u"k"_s, u"--note"_s, QString(2001, u'x')};
}

void TestCliSeal::wrongUsageIsTwo()
{
    QFETCH(QStringList, words);
    const CliRun run = runCli(QStringList{u"seal"_s} + words);
    QCOMPARE(run.exitCode, 2);
    QVERIFY2(run.err.contains("Usage: auditlens seal"), run.err.constData());
}

QTEST_GUILESS_MAIN(TestCliSeal)
#include "tst_cliseal.moc"
