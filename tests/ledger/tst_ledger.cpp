// SPDX-License-Identifier: MIT
#include "ledger/ledger.h"

#include "ledger/verifyledger.h"
#include "ledgersupport.h"
#include "support/testsupport.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace auditlens;
using namespace auditlens::test;
using namespace Qt::StringLiterals;

/// Writing a ledger: what is accepted is on the disk, and what is on the disk is never lost or covered.
class TestLedger : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }
    void anEntrySaysWhoDidWhat();
    void goesOnWhereItEnded();
    void severalProcessesMakeOneChain();
    void aTornEntryIsKeptAndSignedFor();
    void aTornEntryIsKeptWhenClosingItIsTornToo();
    void onlyTornEntriesAreAnEmptyLedger();
    void aFullDiskGivesAnErrorAndNoEntry();
    void aCutLedgerIsNotContinued();
    void aRemovedLedgerIsNotBegunAnew();
    void aChangedEndIsNotContinued_data();
    void aChangedEndIsNotContinued();
    void theLedgerOfAnotherKeyIsNotContinued();
    void aChallengeIsGoodForOneEntry();
    void unfitEntriesAreRefused_data();
    void unfitEntriesAreRefused();
    void unsafePathsAreRefused_data();
    void unsafePathsAreRefused();

private:
    QString path(const QString& name = u"ledger.jsonl"_s) const { return m_dir->filePath(name); }
    LedgerReport report() const { return *verifyLedger(path(), publicLedgerKey()); }

    std::unique_ptr<QTemporaryDir> m_dir;
};

void TestLedger::anEntrySaysWhoDidWhat()
{
    Result<Ledger> ledger = Ledger::open(path(), ledgerKey());
    QVERIFY2(ledger.ok(), qPrintable(ledger ? QString() : ledger.error().oneLine()));
    QCOMPARE(QFile::permissions(path()) & ~(QFile::ReadUser | QFile::WriteUser), QFile::ReadOwner | QFile::WriteOwner);
    const Result<LedgerTail> tail = ledger->append(ledgerEntry(4));
    QVERIFY(tail.ok());
    const QByteArray line = readFile(path());
    QVERIFY(line.endsWith("\"}\n"));
    const Result<LedgerLine, QString> read = readLedgerLine(line.chopped(1).toStdString());
    QVERIFY2(read.ok(), qPrintable(read ? QString() : read.error()));
    QVERIFY(read->entry == ledgerEntry(4));
    QCOMPARE(read->sequence, 1u);
    QCOMPARE(read->hash, tail->hash);
    const QJsonObject object = QJsonDocument::fromJson(line).object();
    QCOMPARE(object.value(u"step"_s).toString(), u"copy"_s);
    QCOMPARE(object.value(u"outcome"_s).toString(), u"denied"_s);
    QCOMPARE(object.value(u"position"_s).toString(), u"before"_s);
    QCOMPARE(object.value(u"signer"_s).toString().toStdString(), publicLedgerKey().id());
    QCOMPARE(object.value(u"previous"_s).toString(), QString(64, u'0'));
    QVERIFY(report().verifies());
}

void TestLedger::goesOnWhereItEnded()
{
    QVERIFY(!writtenLedger(path(), 3).isEmpty());
    QVERIFY(!writtenLedger(path(), 0).isEmpty());
    const Result<Ledger> again = Ledger::open(path(), ledgerKey());
    QCOMPARE(again->tail().sequence, 3u);
    QVERIFY(!again->foundTornEntry());
    QVERIFY(!writtenLedger(path(), 2).isEmpty());
    QVERIFY(report().verifies());
    QCOMPARE(report().entries, 5u);
    QCOMPARE(report().tail.sequence, 5u);
}

void TestLedger::severalProcessesMakeOneChain()
{
    constexpr int entries = 60;
    std::array<QProcess, 3> children;
    for (QProcess& child : children)
        child.start(QStringLiteral(LEDGER_CHILD), {path(), QString::number(entries)});
    for (QProcess& child : children) {
        QVERIFY(child.waitForFinished());
        QCOMPARE(child.exitCode(), 0);
    }
    QVERIFY(report().verifies());
    QCOMPARE(report().entries, 3u * entries);
}

// Every place at which the power can have failed between the writing and the end of it.
void TestLedger::aTornEntryIsKeptAndSignedFor()
{
    QVERIFY(!writtenLedger(path(), 3).isEmpty());
    QList<QByteArray> lines = ledgerLines(path());
    const QByteArray last = lines.takeLast();
    for (qsizetype bytes = 1; bytes < last.size(); bytes += bytes < 8 || bytes > last.size() - 8 ? 1 : 13) {
        const QByteArray torn = last.left(bytes);
        writeLines(path(), lines + QList<QByteArray> {torn});
        QCOMPARE(report().problemCount, 1u);
        QCOMPARE(report().problems.front().kind, LedgerProblem::Kind::CutOff);
        Result<Ledger> ledger = Ledger::open(path(), ledgerKey());
        QVERIFY(ledger.ok());
        QVERIFY(ledger->foundTornEntry());
        QVERIFY(ledger->append(ledgerEntry(7)).ok());
        QCOMPARE(ledgerLines(path()).value(2), torn + "#torn\n");
        const LedgerReport told = report();
        QVERIFY2(told.verifies(), qPrintable(told.verifies() ? QString() : told.problems.front().text));
        QCOMPARE(told.tornLines, std::vector<std::uint64_t> {3});
        QCOMPARE(told.tail.sequence, 3u);
    }
}

void TestLedger::aTornEntryIsKeptWhenClosingItIsTornToo()
{
    QVERIFY(!writtenLedger(path(), 1).isEmpty());
    const QByteArray whole = readFile(path());
    const QList<QByteArray> ends {"{\"led#to", "{\"led#torn", "{\"led#torn\n", "{\"led#torn\n{\"ledger\":1",
        "a#torn\nb#torn\n{", QByteArray(4, '\0')};
    for (const QByteArray& torn : ends) {
        writeLines(path(), {whole, torn});
        Result<Ledger> ledger = Ledger::open(path(), ledgerKey());
        QVERIFY2(ledger.ok(), torn.constData());
        QVERIFY(ledger->append(ledgerEntry(1)).ok());
        QVERIFY2(report().verifies(), torn.constData());
        QCOMPARE(report().entries, 2u);
        QVERIFY(readFile(path()).startsWith(QByteArray(whole + torn)));
    }
}

void TestLedger::onlyTornEntriesAreAnEmptyLedger()
{
    writeLines(path(), {"{\"ledger\":1,\"seq"});
    QVERIFY(QFile::setPermissions(path(), QFile::ReadOwner | QFile::WriteOwner));
    QVERIFY(!writtenLedger(path(), 2).isEmpty());
    QVERIFY(report().verifies());
    QCOMPARE(report().entries, 2u);
}

void TestLedger::aFullDiskGivesAnErrorAndNoEntry()
{
    Result<Ledger> ledger = Ledger::open(path(), ledgerKey());
    QVERIFY(ledger->append(ledgerEntry(1)).ok());
    const QByteArray before = readFile(path());
    const LedgerTail tail = ledger->tail();
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit ordinary {};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &ordinary), 0);
    for (const rlim_t room : {0, 1, 100, 700}) {
        const rlimit tight {rlim_t(before.size()) + room, ordinary.rlim_max};
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &tight), 0);
        const Result<LedgerTail> refused = ledger->append(ledgerEntry(2));
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &ordinary), 0);
        QVERIFY(!refused.ok());
        QVERIFY(!refused.error().why.isEmpty());
        QCOMPARE(readFile(path()), before);
        QCOMPARE(ledger->tail(), tail);
    }
    QVERIFY(ledger->append(ledgerEntry(2)).ok());
    QVERIFY(report().verifies());
    QCOMPARE(report().entries, 2u);
}

void TestLedger::aCutLedgerIsNotContinued()
{
    Result<Ledger> running = Ledger::open(path(), ledgerKey());
    for (int i = 0; i < 3; ++i)
        QVERIFY(running->append(ledgerEntry(i)).ok());
    const LedgerTail kept = running->tail();
    const QList<QByteArray> lines = ledgerLines(path());
    writeLines(path(), lines.first(2));
    const Result<Ledger> opened = Ledger::open(path(), ledgerKey(), kept);
    QVERIFY(!opened.ok());
    QVERIFY(opened.error().damage);
    QVERIFY(!running->append(ledgerEntry(4)).ok());
    QCOMPARE(ledgerLines(path()), lines.first(2));

    QVERIFY(Ledger::open(path(), ledgerKey())->append(ledgerEntry(9)).ok()); // Another third entry.
    QVERIFY(!Ledger::open(path(), ledgerKey(), kept));
    writeLines(path(), lines);
    QVERIFY(Ledger::open(path(), ledgerKey(), kept).ok());
}

void TestLedger::aRemovedLedgerIsNotBegunAnew()
{
    Result<Ledger> ledger = Ledger::open(path(), ledgerKey());
    QVERIFY(ledger->append(ledgerEntry(1)).ok());
    QVERIFY(QFile::remove(path()));
    QVERIFY(!ledger->append(ledgerEntry(2)).ok());
    QVERIFY(readFile(path()).isEmpty());
}

void TestLedger::aChangedEndIsNotContinued_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::newRow("content") << QByteArray("alice") << QByteArray("bobby");
    QTest::newRow("number") << QByteArray("\"sequence\":2") << QByteArray("\"sequence\":3");
    QTest::newRow("spelling") << QByteArray("\"sequence\":2") << QByteArray("\"sequence\": 2");
    QTest::newRow("an empty line behind it") << QByteArray("\"}\n") << QByteArray("\"}\n\n");
    QTest::newRow("a line behind it") << QByteArray("\"}\n") << QByteArray("\"}\nhello\n");
    QTest::newRow("carriage return") << QByteArray("\"}\n") << QByteArray("\"}\r\n");
    QTest::newRow("more behind it than an entry can have") << QByteArray("\"}\n") << "\"}\n" + QByteArray(1 << 20, 'x');
}

void TestLedger::aChangedEndIsNotContinued()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QVERIFY(!writtenLedger(path(), 2).isEmpty());
    QList<QByteArray> lines = ledgerLines(path());
    lines.last().replace(from, to);
    writeLines(path(), lines);
    const QByteArray before = readFile(path());
    const Result<Ledger> opened = Ledger::open(path(), ledgerKey());
    QVERIFY(!opened.ok());
    QVERIFY(opened.error().damage);
    QVERIFY(!opened.error().help.isEmpty());
    QCOMPARE(readFile(path()), before);
}

void TestLedger::theLedgerOfAnotherKeyIsNotContinued()
{
    QVERIFY(!writtenLedger(path(), 1, 'a').isEmpty());
    QVERIFY(!Ledger::open(path(), ledgerKey('b')));
    QVERIFY(!Ledger::open(path(), Secret::copyOf("short")));
}

// Also when the first use is further back than one piece of the file that is read at a time.
void TestLedger::aChallengeIsGoodForOneEntry()
{
    Result<Ledger> ledger = Ledger::open(path(), ledgerKey());
    LedgerEntry agreed = ledgerEntry(0);
    agreed.secondPerson = "bob";
    agreed.challenge = std::string(64, 'c');
    LedgerEntry quoted = ledgerEntry(0);
    quoted.reason = ",\"challenge\":\"" + agreed.challenge + '"';
    QVERIFY(ledger->append(quoted).ok());
    QVERIFY(ledger->append(agreed).ok());
    QCOMPARE(ledger->append(agreed).error().why, u"What the second person has signed was used already."_s);
    LedgerEntry large = ledgerEntry(0);
    large.reason = std::string(60'000, 'x');
    for (int i = 0; i < 20; ++i)
        QVERIFY(ledger->append(large).ok());
    QVERIFY(!Ledger::open(path(), ledgerKey())->append(agreed).ok());
    agreed.challenge[63] = 'd';
    QVERIFY(ledger->append(agreed).ok());
    QVERIFY(report().verifies());
    QVERIFY(readLedgerLine(ledgerLines(path()).last().chopped(1).toStdString())->entry == agreed);
}

void TestLedger::unfitEntriesAreRefused_data()
{
    QTest::addColumn<LedgerEntry>("entry");
    const auto row = [](const char* name, auto change) {
        LedgerEntry entry = ledgerEntry(0);
        change(entry);
        QTest::newRow(name) << entry;
    };
    row("no user", [](LedgerEntry& entry) { entry.user.clear(); });
    row("no archive", [](LedgerEntry& entry) { entry.archive.clear(); });
    row("no event", [](LedgerEntry& entry) { entry.event.clear(); });
    row("denied without saying why", [](LedgerEntry& entry) { entry.outcome = LedgerOutcome::Denied; });
    row("shown, and why not", [](LedgerEntry& entry) { entry.why = "No."; });
    row("no UTF-8", [](LedgerEntry& entry) { entry.reason = "\xff"; });
    row("a surrogate", [](LedgerEntry& entry) { entry.reason = "\xed\xa0\x80"; });
    row("a zero byte", [](LedgerEntry& entry) { entry.field = std::string("a\0b", 3); });
    row("agreed to, and nothing was signed", [](LedgerEntry& entry) { entry.secondPerson = "bob"; });
    row("signed by nobody", [](LedgerEntry& entry) { entry.challenge = std::string(64, 'c'); });
    row("a challenge that is no hash", [](LedgerEntry& entry) { entry.secondPerson = "bob", entry.challenge = "c"; });
    row("more than a line holds", [](LedgerEntry& entry) { entry.reason = std::string(maxLedgerLineBytes, 'x'); });
}

void TestLedger::unfitEntriesAreRefused()
{
    QFETCH(LedgerEntry, entry);
    Result<Ledger> ledger = Ledger::open(path(), ledgerKey());
    const Result<LedgerTail> refused = ledger->append(entry);
    QVERIFY(!refused.ok());
    QVERIFY(!refused.error().help.isEmpty());
    QVERIFY(readFile(path()).isEmpty());
}

void TestLedger::unsafePathsAreRefused_data()
{
    QTest::addColumn<QString>("name");
    for (const char* name : {"", "folder", "pipe", "link.jsonl", "named-twice.jsonl", "readable.jsonl",
             "none/ledger.jsonl", "folder/../ledger.jsonl"})
        QTest::newRow(name) << QString::fromLatin1(name);
    QTest::newRow("zero") << u"a"_s + QChar(0) + u".jsonl"_s;
}

void TestLedger::unsafePathsAreRefused()
{
    QFETCH(QString, name);
    QVERIFY(QDir(m_dir->path()).mkdir(u"folder"_s));
    QCOMPARE(::mkfifo(QFile::encodeName(path(u"pipe"_s)).constData(), 0600), 0);
    QVERIFY(!writtenLedger(path(u"real.jsonl"_s), 1).isEmpty());
    QVERIFY(QFile::link(path(u"real.jsonl"_s), path(u"link.jsonl"_s)));
    QVERIFY(!writtenLedger(path(u"readable.jsonl"_s), 1).isEmpty());
    QVERIFY(QFile::setPermissions(path(u"readable.jsonl"_s), QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
    QVERIFY(!writtenLedger(path(u"first-name.jsonl"_s), 1).isEmpty());
    QCOMPARE(::link(QFile::encodeName(path(u"first-name.jsonl"_s)).constData(),
                 QFile::encodeName(path(u"named-twice.jsonl"_s)).constData()),
        0);
    const Result<Ledger> refused = Ledger::open(name.isEmpty() ? QString() : m_dir->path() + u'/' + name, ledgerKey());
    QVERIFY(!refused.ok());
    QVERIFY(!refused.error().help.isEmpty());
}

QTEST_GUILESS_MAIN(TestLedger)
#include "tst_ledger.moc"
