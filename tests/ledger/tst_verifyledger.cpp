// SPDX-License-Identifier: MIT
#include "ledger/verifyledger.h"

#include "ledgersupport.h"
#include "support/testsupport.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace auditlens;
using namespace auditlens::test;
using namespace Qt::StringLiterals;
using Kind = LedgerProblem::Kind;

Q_DECLARE_METATYPE(auditlens::LedgerProblem::Kind)

/// Verifying a ledger: whatever was done to it is found, and what verifies is what append() wrote.
class TestVerifyLedger : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void anUntouchedLedgerVerifies();
    void everyChangedByteIsFound_data();
    void everyChangedByteIsFound();
    void everyCutIsFound();
    void tamperingIsNamed_data();
    void tamperingIsNamed();
    void anotherSpellingDoesNotVerify_data();
    void anotherSpellingDoesNotVerify();
    void anythingElseIsNoLedger_data();
    void anythingElseIsNoLedger();
    void anExpectedEntryMustBeThere();
    void changedTornLinesAreFound();
    void manyProblemsAreCountedAndSomeListed();
    void itCanBeCancelled();
    void whatCannotBeReadIsAnError();
    void itCanBeVerifiedByHand();

private:
    QString path(const QString& name = u"tried.jsonl"_s) const { return m_dir.filePath(name); }
    LedgerReport report(const QList<QByteArray>& lines, const std::optional<std::string>& expected = {}) const;
    LedgerReport report(const QByteArray& bytes) const { return report(QList<QByteArray> {bytes}); }

    QTemporaryDir m_dir;
    QList<QByteArray> m_lines; ///< Of four entries.
    std::string m_lastHash;
};

void TestVerifyLedger::initTestCase()
{
    m_lines = ledgerLines(writtenLedger(path(u"good.jsonl"_s), 4));
    QCOMPARE(m_lines.size(), 4);
    m_lastHash = Ledger::open(path(u"good.jsonl"_s), ledgerKey())->tail().hash;
}

LedgerReport TestVerifyLedger::report(const QList<QByteArray>& lines, const std::optional<std::string>& expected) const
{
    writeLines(path(), lines);
    return *verifyLedger(path(), publicLedgerKey(), expected);
}

void TestVerifyLedger::anUntouchedLedgerVerifies()
{
    const LedgerReport good = report(m_lines, m_lastHash);
    QVERIFY(good.verifies());
    QCOMPARE(good.entries, 4u);
    QCOMPARE(good.tail.hash, m_lastHash);
    const LedgerReport empty = report(QByteArray());
    QVERIFY(empty.verifies() && !empty.isNoLedger());
    QCOMPARE(empty.entries, 0u);
    QVERIFY(!report(QList<QByteArray>(), m_lastHash).verifies());
    QVERIFY(report(QList<QByteArray>(), noLedgerHash()).verifies());
}

void TestVerifyLedger::everyChangedByteIsFound_data()
{
    QTest::addColumn<int>("bits");
    for (const int bits : {0x01, 0x20, 0x80, 0xff})
        QTest::addRow("%02x", bits) << bits;
}

void TestVerifyLedger::everyChangedByteIsFound()
{
    QFETCH(int, bits);
    const QByteArray good = m_lines.first(2).join();
    for (qsizetype i = 0; i < good.size(); ++i) {
        QByteArray changed = good;
        changed[i] = char(changed[i] ^ bits);
        const LedgerReport found = report(changed);
        QVERIFY2(!found.verifies(), qPrintable(u"byte %1"_s.arg(i)));
        QVERIFY(found.problems.front().line >= 1 && found.problems.front().line <= 2);
        QVERIFY(found.problems.front().text.endsWith(u'.'));
    }
}

void TestVerifyLedger::everyCutIsFound()
{
    const QByteArray good = m_lines.first(2).join();
    const std::string last = report(good).tail.hash;
    for (qsizetype size = 0; size < good.size(); ++size)
        QVERIFY2(!report({good.left(size)}, last).verifies(), qPrintable(u"%1 bytes"_s.arg(size)));
}

void TestVerifyLedger::tamperingIsNamed_data()
{
    QTest::addColumn<QList<QByteArray>>("lines");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<int>("line");
    const auto& l = m_lines;
    const QByteArray changed = QByteArray(l[1]).replace("alice", "bobby");
    const QList<QByteArray> other = ledgerLines(writtenLedger(path(u"other.jsonl"_s), 4));
    const QList<QByteArray> foreign = ledgerLines(writtenLedger(path(u"foreign.jsonl"_s), 4, 'b'));
    const auto row = [](const char* name, const QList<QByteArray>& lines, Kind kind, int line) {
        QTest::newRow(name) << lines << kind << line;
    };
    row("an entry was changed", {l[0], changed, l[2], l[3]}, Kind::Changed, 2);
    row("the last entry was changed", {l[0], changed}, Kind::Changed, 2);
    row("an entry was changed and hashed again",
        {l[0], QByteArray(l[1]).replace(l[1].mid(l[1].lastIndexOf("\"hash\":\"") + 8, 64), QByteArray(64, '1')), l[2]},
        Kind::Changed, 2);
    row("an entry was changed, hashed and signed by another key",
        {l[0], signedByHand(hashedPart(changed), 'b'), l[2], l[3]}, Kind::ForeignSignature, 2);
    row("an entry was changed and its writer signed it again", {l[0], signedByHand(hashedPart(changed)), l[2], l[3]},
        Kind::BrokenLink, 3);
    row("the first entry was removed", {l[1], l[2], l[3]}, Kind::Missing, 1);
    row("an entry was removed", {l[0], l[2], l[3]}, Kind::Missing, 2);
    row("two entries were removed", {l[0], l[3]}, Kind::Missing, 2);
    row("an entry was removed and another changed", {changed, l[3]}, Kind::Changed, 1);
    row("entries were reordered", {l[0], l[2], l[1], l[3]}, Kind::Missing, 2);
    row("an entry is repeated", {l[0], l[1], l[1], l[2], l[3]}, Kind::OutOfOrder, 3);
    row("an entry is repeated at the end", {l[0], l[1], l[0]}, Kind::OutOfOrder, 3);
    row("an entry of another ledger of the same key", {l[0], other[1], l[2], l[3]}, Kind::BrokenLink, 2);
    row("an entry of another key was put in", {l[0], foreign[1], l[1], l[2], l[3]}, Kind::ForeignSignature, 2);
    row("an entry of another key was added", {l[0], l[1], foreign[2]}, Kind::ForeignSignature, 3);
    row("text was put in", {l[0], "hello\n", l[1], l[2], l[3]}, Kind::NotAnEntry, 2);
    row("an empty line was put in", {l[0], "\n", l[1], l[2], l[3]}, Kind::NotAnEntry, 2);
    row("a huge line was put in", {l[0], QByteArray(3'000'000, 'x') + '\n', l[1], l[2], l[3]}, Kind::NotAnEntry, 2);
    row("a torn line was put in", {l[0], "x#torn\n", l[1], l[2], l[3]}, Kind::TornLines, 3);
    row("a torn line was added", {l[0], l[1], "x#torn\n"}, Kind::TornLines, 3);
    row("the last entry was cut", {l[0], l[1].chopped(1)}, Kind::CutOff, 2);
    row("a huge line without an end", {l[0], QByteArray(3'000'000, 'x')}, Kind::CutOff, 2);
}

void TestVerifyLedger::tamperingIsNamed()
{
    QFETCH(QList<QByteArray>, lines);
    QFETCH(Kind, kind);
    QFETCH(int, line);
    const LedgerReport found = report(lines);
    QVERIFY(!found.verifies());
    QCOMPARE(found.problems.front().kind, kind);
    QCOMPARE(found.problems.front().line, std::uint64_t(line));
    QVERIFY(found.problems.front().text.endsWith(u'.'));
}

// Hashed and signed with the right key: whoever has it cannot write an entry that reads in two ways.
void TestVerifyLedger::anotherSpellingDoesNotVerify_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    const auto row
        = [](const char* name, const QByteArray& from, const QByteArray& to) { QTest::newRow(name) << from << to; };
    row("a space", "\"sequence\":1", "\"sequence\": 1");
    row("a number with a fraction", "\"sequence\":1", "\"sequence\":1.0");
    row("a number with an exponent", "\"sequence\":1", "\"sequence\":1e0");
    row("a negative number", "\"sequence\":1", "\"sequence\":-1");
    row("the number 0", "\"sequence\":1", "\"sequence\":0");
    row("a number beyond 64 bits", "\"sequence\":1", "\"sequence\":18446744073709551617");
    row("a number as text", "\"sequence\":1", "\"sequence\":\"1\"");
    row("another version", "\"ledger\":1", "\"ledger\":2");
    row("a text as number", "\"alice\"", "1");
    row("a text as null", "\"alice\"", "null");
    row("a text as list", "\"alice\"", "[\"alice\"]");
    row("a text as object", "\"alice\"", "{}");
    row("deep JSON", "\"alice\"", QByteArray(5000, '[') + QByteArray(5000, ']'));
    row("an escape that is not needed", "alice", "\\u0061lice");
    row("an escaped slash", "alice", "\\/alice");
    row("an escaped line feed in another way", "\\n", "\\u000a");
    row("a lone surrogate", "alice", "\\ud800");
    row("an escaped zero", "alice", QByteArray("\\u0000"));
    row("a zero byte", "alice", QByteArray("\0", 1));
    row("bad UTF-8", "alice", "\xff\xfe");
    row("an overlong slash", "alice", "\xc0\xaf");
    row("no user", "alice", "");
    row("a member twice", "\"role\":", "\"user\":\"alice\",\"role\":");
    row("a member twice with another value", "\"role\":", "\"role\":\"auditor\",\"role\":");
    row("an unknown member", "\"role\":", "\"plaintext\":\"x\",\"role\":");
    row("a member less", ",\"case\":\"C-17\"", "");
    row("a member in capitals", "\"role\":", "\"Role\":");
    row("members in another order", "\"field\":\"ssn\",\"position\":\"\"", "\"position\":\"\",\"field\":\"ssn\"");
    row("an unknown step", "\"equal\"", "\"peek\"");
    row("an unknown outcome", "\"shown\"", "\"shown \"");
    row("an unknown position", "\"position\":\"\"", "\"position\":\"both\"");
    row("why nothing was shown although it was", "\"why\":\"\"", "\"why\":\"No.\"");
    row("a time of another zone", "Z\",\"signer\"", "+00:00\",\"signer\"");
    row("a time without a zone", "Z\",\"signer\"", "\",\"signer\"");
    row("no time", "\"time\":\"2", "\"time\":\"x2");
    row("a hash in capitals", "\"previous\":\"0", "\"previous\":\"A");
    row("a short hash", "\"previous\":\"0", "\"previous\":\"");
    row("a mark that is no hash", "\"torn\":\"\"", "\"torn\":\"yes\"");
    row("a byte order mark", "{\"ledger\"", "\xef\xbb\xbf{\"ledger\"");
    row("a comment", "{\"ledger\"", "/**/{\"ledger\"");
    row("two objects", "{\"ledger\"", "{}{\"ledger\"");
    row("a line longer than an entry may be", "alice", QByteArray(70'000, 'a'));
}

void TestVerifyLedger::anotherSpellingDoesNotVerify()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    const QByteArray good = hashedPart(m_lines.front());
    QCOMPARE(signedByHand(good), m_lines.front());
    QByteArray changed = good;
    changed.replace(changed.indexOf(from), from.size(), to);
    QVERIFY(changed != good);
    const LedgerReport found = report({signedByHand(changed)});
    QVERIFY(!found.verifies());
    QCOMPARE(found.problems.front().kind, Kind::NotAnEntry);
}

void TestVerifyLedger::anythingElseIsNoLedger_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("text") << QByteArray("hello\nworld\n");
    QTest::newRow("zeros") << QByteArray(100'000, '\0');
    QTest::newRow("empty lines") << QByteArray(100'000, '\n');
    QTest::newRow("one endless line") << QByteArray(5'000'000, '{');
    QTest::newRow("deep JSON") << QByteArray(60'000, '[') + '\n';
    QTest::newRow("JSON of another kind") << QByteArray("{\"id\":1}\n[]\nnull\n1\n\"x\"\n");
}

void TestVerifyLedger::anythingElseIsNoLedger()
{
    QFETCH(QByteArray, bytes);
    QVERIFY(report(bytes).isNoLedger());
    QVERIFY(!report(bytes).verifies());
}

void TestVerifyLedger::anExpectedEntryMustBeThere()
{
    const LedgerReport cut = report(m_lines.first(3), m_lastHash);
    QCOMPARE(cut.problemCount, 1u);
    QCOMPARE(cut.problems.front().kind, Kind::TailMissing);
    QVERIFY(report(m_lines.first(3)).verifies()); // Nobody can know.
    const LedgerReport newer = report(m_lines, report(m_lines.first(1)).tail.hash);
    QVERIFY(newer.verifies());
    QCOMPARE(newer.newer, 3u);
}

void TestVerifyLedger::changedTornLinesAreFound()
{
    writeLines(path(u"good.jsonl"_s), m_lines + QList<QByteArray> {"{\"ledger\":1,\"seq"});
    QVERIFY(!writtenLedger(path(u"good.jsonl"_s), 1).isEmpty());
    const QList<QByteArray> lines = ledgerLines(path(u"good.jsonl"_s));
    QVERIFY(report(lines).verifies());
    QCOMPARE(lines.size(), 6);
    for (const QByteArray& instead : {QByteArray(), QByteArray("{\"ledger\":1,\"sex#torn\n"), lines[4].repeated(2)}) {
        const LedgerReport found = report(lines.first(4) + QList<QByteArray> {instead, lines[5]});
        QCOMPARE(found.problemCount, 1u);
        QCOMPARE(found.problems.front().kind, Kind::TornLines);
    }
}

void TestVerifyLedger::manyProblemsAreCountedAndSomeListed()
{
    const LedgerReport found = report(QByteArray(50'000, '\n'));
    QCOMPARE(found.problemCount, 50'000u);
    QCOMPARE(found.problems.size(), 1000u);
}

void TestVerifyLedger::itCanBeCancelled()
{
    writeLines(path(), m_lines);
    Cancellation cancellation;
    cancellation.request();
    const Result<LedgerReport> cancelled = verifyLedger(path(), publicLedgerKey(), {}, cancellation);
    QVERIFY(!cancelled->complete);
    QVERIFY(!cancelled->verifies());
}

void TestVerifyLedger::whatCannotBeReadIsAnError()
{
    QVERIFY(!verifyLedger(path(u"none.jsonl"_s), publicLedgerKey()));
    QVERIFY(!verifyLedger(m_dir.path(), publicLedgerKey()));
    QVERIFY(!verifyLedger(u"/dev/zero"_s, publicLedgerKey()));
}

// The commands of docs/ledger-format.md.
void TestVerifyLedger::itCanBeVerifiedByHand()
{
    const QString page = QString::fromUtf8(readFile(sourcePath(u"docs/ledger-format.md"_s)));
    const qsizetype begin = page.indexOf(u"    LEDGER=");
    QVERIFY(begin > 0);
    QString commands;
    for (const QString& line : page.mid(begin).split(u'\n')) {
        if (!line.startsWith(u"    "))
            break;
        commands += line.mid(4) + u'\n';
    }
    writeLines(path(u"ledger.jsonl"_s), m_lines);
    QFile key(path(u"public.pem"_s));
    QVERIFY(key.open(QIODevice::WriteOnly) && key.write(QByteArray::fromStdString(publicLedgerKey().pem())) > 0);
    key.close();
    QProcess shell;
    shell.setWorkingDirectory(m_dir.path());
    shell.start(u"/bin/sh"_s, {u"-e"_s, u"-c"_s, commands});
    QVERIFY(shell.waitForFinished());
    const QByteArray out = shell.readAllStandardOutput();
    const QByteArray all = out + shell.readAllStandardError();
    if (all.contains("not found"))
        QSKIP("The openssl command is not there.");
    QVERIFY2(shell.exitCode() == 0, all.constData());
    const QByteArray hash = m_lines[1].mid(m_lines[1].lastIndexOf("\"hash\":\"") + 8, 64);
    QVERIFY2(out.contains(hash), all.constData());
    QVERIFY2(out.contains("Signature Verified Successfully"), all.constData());
    QVERIFY2(out.contains(QByteArray::fromStdString(publicLedgerKey().id())), all.constData());
}

QTEST_GUILESS_MAIN(TestVerifyLedger)
#include "tst_verifyledger.moc"
