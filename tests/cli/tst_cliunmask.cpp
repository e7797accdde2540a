// SPDX-License-Identifier: MIT
#include "clirun.h"
#include "ledger/ledgersupport.h"
#include "ledger/verifyledger.h"
#include "support/testsupport.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace auditlens;
using namespace auditlens::test;
using namespace Qt::StringLiterals;

namespace {

constexpr const char* demoKey = "auditlens-demo-key";

} // namespace

/// Unmasking on the command line, with the demo's archive and key.
class TestCliUnmask : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { QFile::remove(path(u"ledger.jsonl"_s)); }
    void theValueIsOnStandardOutputAndNothingElse();
    void lessOfItIsShownStepByStep();
    void theLedgerVerifies();
    void theOwnLedgerIsInTheDataFolder();
    void aWrongKeyIsThreeAndAnEntry();
    void aKeyMayEndInALineFeed();
    void aPolicyDecides();
    void aSignedPolicyHasToBeSigned();
    void aSecondPersonSignsAChallenge();
    void aTornLedgerIsTold();
    void withoutALedgerNothingIsPrinted();
    void whatIsNotThereIsThree_data();
    void whatIsNotThereIsThree();
    void wrongUsageIsTwo_data();
    void wrongUsageIsTwo();
    void aKnownValueIsFoundWithoutItsKey();
    void helpIsPrinted();

private:
    QString path(const QString& name) const { return m_dir.filePath(name); }
    void write(const QString& name, const QByteArray& bytes) const;
    CliRun unmask(const QString& words, const QString& input = {}) const;
    std::vector<LedgerEntry> entries() const { return ledgerEntries(path(u"ledger.jsonl"_s)); }

    QTemporaryDir m_dir;
    QString m_event;
    QByteArray m_value;
};

void TestCliUnmask::write(const QString& name, const QByteArray& bytes) const
{
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write");
}

void TestCliUnmask::initTestCase()
{
    const CliRun import = runCli({u"import"_s, sourcePath(u"resources/demo/export/policies.jsonl.gz"_s), u"--archive"_s, path(u"demo.auditlens"_s)});
    QVERIFY2(import.exitCode == 0, import.err.constData());
    write(u"key"_s, demoKey);
    const CliRun found = runCli({u"query"_s, u"--archive"_s, path(u"demo.auditlens"_s), u"--output"_s, u"jsonl"_s, u"--order"_s, u"asc"_s,
        u"--limit"_s, u"1"_s, u"entity:Policy#20418 changed:ssn action:update"_s});
    QVERIFY2(found.exitCode == 0, found.err.constData());
    m_event = found.object().value(u"id"_s).toString();
    QVERIFY(!m_event.isEmpty());
    const CliRun value = unmask(u"--reason ticket"_s);
    QVERIFY2(value.exitCode == 0, value.err.constData());
    m_value = value.out.chopped(1);
}

/// Behind "unmask" of the event's ssn with the demo's key and a ledger of this test; `words` are for the shell.
CliRun TestCliUnmask::unmask(const QString& words, const QString& input) const
{
    return runShell(u"cd '%1' && printf '%2' | \"$AUDITLENS\" unmask --archive demo.auditlens %3 --field ssn --ledger ledger.jsonl --key-fd 3 %4 3<key"_s
                        .arg(m_dir.path(), input, m_event, words));
}

void TestCliUnmask::theValueIsOnStandardOutputAndNothingElse()
{
    const CliRun run = unmask(u"--reason 'Ticket FR-2231' --case C-17"_s);
    QCOMPARE(run.exitCode, 0);
    QCOMPARE(run.out.size(), 12);
    QCOMPARE(run.out.count('-'), 2);
    QVERIFY2(!run.err.contains(m_value), run.err.constData());
    QVERIFY2(run.err.contains("There is no access policy: by giving a reason you act as \"investigator\"."), run.err.constData());
    QVERIFY2(run.err.contains("Written to the ledger as entry 1."), run.err.constData());
    QVERIFY2(run.err.contains("(read from the token)"), run.err.constData());
    QCOMPARE(entries().size(), std::size_t(1));
    QCOMPARE(int(entries()[0].outcome), int(LedgerOutcome::Shown));
    QCOMPARE(entries()[0].archive, std::string("demo.auditlens"));
    QCOMPARE(entries()[0].archiveId.size(), std::size_t(36));
    QCOMPARE(entries()[0].event, m_event.toStdString());
    QCOMPARE(entries()[0].reason, std::string("Ticket FR-2231"));
    QVERIFY(!ledgerLines(path(u"ledger.jsonl"_s)).join().contains(m_value));
}

void TestCliUnmask::lessOfItIsShownStepByStep()
{
    QCOMPARE(unmask(u"--reason t --step last4"_s).out, m_value.right(4) + '\n');
    QCOMPARE(unmask(u"--reason t --step shape"_s).out,
        QByteArray("Characters    11\nDigits        9\nUpper case    0\nLower case    0\nOther letters 0\nSpaces        0\nOthers        2\n"));
    QCOMPARE(unmask(u"--reason t --step equal"_s, QString::fromUtf8(m_value)).out, QByteArray("same\n"));
    QCOMPARE(unmask(u"--reason t --step equal"_s, QString::fromUtf8(m_value) + u"\\n"_s).out, QByteArray("same\n"));
    QCOMPARE(unmask(u"--reason t --step equal"_s, u"000-00-0000"_s).out, QByteArray("different\n"));
    QCOMPARE(entries().size(), std::size_t(5));
}

void TestCliUnmask::theLedgerVerifies()
{
    QCOMPARE(unmask(u"--reason t"_s).exitCode, 0);
    QCOMPARE(unmask(u"--reason t --step shape"_s).exitCode, 0);
    const CliRun run = runShell(u"\"$AUDITLENS\" ledger verify '%1' --public-key \"$XDG_DATA_HOME/AuditLens/AuditLens/ledger-public.pem\""_s.arg(path(u"ledger.jsonl"_s)));
    QVERIFY2(run.exitCode == 0, run.err.constData());
    QVERIFY2(run.out.startsWith("2 entries are as signed."), run.out.constData());
}

void TestCliUnmask::theOwnLedgerIsInTheDataFolder()
{
    const CliRun run = runShell(
        u"cd '%1' && \"$AUDITLENS\" unmask --archive demo.auditlens %2 --field ssn --step shape --key-fd 3 --reason t 3<key && "
        "stat -c '%a %n' \"$XDG_DATA_HOME\"/AuditLens/AuditLens/ledger.jsonl \"$XDG_DATA_HOME\"/AuditLens/AuditLens/ledger-key.pem"_s.arg(m_dir.path(), m_event));
    QVERIFY2(run.exitCode == 0, run.err.constData());
    QCOMPARE(run.out.count("600 /"), 2);
    QVERIFY2(run.err.contains("signing key is in a file that only you may read: there was no keychain"), run.err.constData());
    QVERIFY(entries().empty());
    const CliRun verified = runCli({u"ledger"_s, u"verify"_s});
    QVERIFY2(verified.exitCode == 0, verified.err.constData());
    QVERIFY2(verified.out.startsWith("1 entries are as signed") || verified.out.startsWith("1 entry is as signed"), verified.out.constData());
    QVERIFY2(verified.err.contains("signing key is in a file"), verified.err.constData());
    QVERIFY2(verified.out.contains("cannot be told without --last-hash"), verified.out.constData());
}

void TestCliUnmask::aWrongKeyIsThreeAndAnEntry()
{
    write(u"wrong"_s, "another key");
    QCOMPARE(unmask(u"--reason t"_s).exitCode, 0);
    const CliRun wrong = runShell(u"cd '%1' && \"$AUDITLENS\" unmask --archive demo.auditlens %2 --field ssn --ledger ledger.jsonl --key-fd 3 --reason t 3<wrong"_s.arg(m_dir.path(), m_event));
    QCOMPARE(wrong.exitCode, 3);
    QVERIFY(wrong.out.isEmpty());
    QVERIFY2(wrong.err.contains("It was encrypted with another key"), wrong.err.constData());
    QVERIFY(!wrong.err.contains("another key\n"));
    QCOMPARE(entries().size(), std::size_t(2));
    QCOMPARE(int(entries()[1].outcome), int(LedgerOutcome::Failed));
}

void TestCliUnmask::aKeyMayEndInALineFeed()
{
    const CliRun run = runShell(u"cd '%1' && printf 'auditlens-demo-key\\r\\n' | \"$AUDITLENS\" unmask --archive demo.auditlens %2 --field ssn --ledger ledger.jsonl --key-fd 0 --reason t"_s.arg(m_dir.path(), m_event));
    QVERIFY2(run.exitCode == 0, run.err.constData());
    QCOMPARE(run.out, m_value + '\n');
}

void TestCliUnmask::aPolicyDecides()
{
    write(u"policy.json"_s, R"({"auditlens_policy": 1, "name": "p", "default_role": "clerk",
        "roles": {"clerk": {"steps": ["shape", "full"], "full_needs": ["case"]}}, "users": {}})");
    QCOMPARE(unmask(u"--policy policy.json --step shape"_s).exitCode, 0);
    const CliRun last4 = unmask(u"--policy policy.json --step last4 --reason t --case c"_s);
    QCOMPARE(last4.exitCode, 3);
    QVERIFY(last4.out.isEmpty());
    QVERIFY2(last4.err.contains("The role \"clerk\" does not have this step."), last4.err.constData());
    QCOMPARE(unmask(u"--policy policy.json --reason t"_s).exitCode, 3);
    QCOMPARE(unmask(u"--policy policy.json --case c"_s).out, m_value + '\n');
    QCOMPARE(entries().size(), std::size_t(4));
    QCOMPARE(int(entries()[1].outcome), int(LedgerOutcome::Denied));
    QCOMPARE(entries()[1].role, std::string("clerk"));
}

void TestCliUnmask::aSignedPolicyHasToBeSigned()
{
    write(u"policy.json"_s, R"({"auditlens_policy": 1, "default_role": "all", "roles": {"all": {"steps": ["full"]}}, "users": {}})");
    const QString sign = u"cd '%1' && openssl genpkey -algorithm ed25519 -out admin.pem 2>&1 && openssl pkey -in admin.pem -pubout -out public.pem && "
                         "openssl pkeyutl -sign -rawin -inkey admin.pem -in policy.json -out policy.json.sig"_s;
    const CliRun made = runShell(sign.arg(m_dir.path()));
    if (made.exitCode != 0)
        QSKIP("The openssl command is not here.");
    QCOMPARE(unmask(u"--policy policy.json --policy-key public.pem"_s).out, m_value + '\n');
    QVERIFY(unmask(u"--policy policy.json"_s).err.contains("signature is not checked"));
    write(u"policy.json"_s, R"({"auditlens_policy": 1, "default_role": "all", "roles": {"all": {"steps": ["full"]}}, "users": {} })");
    const CliRun changed = unmask(u"--policy policy.json --policy-key public.pem"_s);
    QCOMPARE(changed.exitCode, 3);
    QVERIFY(changed.out.isEmpty());
    QVERIFY2(changed.err.contains("denies everything"), changed.err.constData());
    QCOMPARE(int(entries().back().outcome), int(LedgerOutcome::Denied));
}

void TestCliUnmask::aSecondPersonSignsAChallenge()
{
    const QString make = u"cd '%1' && openssl genpkey -algorithm ed25519 -out bob.pem 2>&1 && openssl pkey -in bob.pem -pubout | awk '{printf \"%s\\\\n\", $0}'"_s;
    const CliRun made = runShell(make.arg(m_dir.path()));
    if (made.exitCode != 0)
        QSKIP("The openssl command is not here.");
    write(u"policy.json"_s, R"({"auditlens_policy": 1, "default_role": "pair", "roles": {"pair": {"steps": ["full"], "full_needs": ["second_person"]}},
        "users": {}, "second_persons": {"bob the second": ")" + made.out.mid(made.out.indexOf("-----")) + "\"}}");
    const CliRun alone = unmask(u"--policy policy.json"_s);
    QCOMPARE(alone.exitCode, 3);
    QVERIFY2(alone.err.contains("It asks for a second person."), alone.err.constData());
    const CliRun asked = unmask(u"--policy policy.json --new-challenge challenge.json"_s);
    QVERIFY2(asked.exitCode == 0, asked.err.constData());
    QVERIFY(asked.out.isEmpty());
    QCOMPARE(unmask(u"--policy policy.json --challenge challenge.json"_s).exitCode, 3);
    QCOMPARE(runShell(u"cd '%1' && openssl pkeyutl -sign -rawin -inkey bob.pem -in challenge.json -out challenge.json.sig"_s.arg(m_dir.path())).exitCode, 0);
    const CliRun agreed = unmask(u"--policy policy.json --challenge challenge.json"_s);
    QVERIFY2(agreed.exitCode == 0, agreed.err.constData());
    QCOMPARE(agreed.out, m_value + '\n');
    QCOMPARE(entries().back().secondPerson, std::string("bob the second"));
    QCOMPARE(unmask(u"--policy policy.json --challenge challenge.json"_s).exitCode, 3);
}

void TestCliUnmask::aTornLedgerIsTold()
{
    QCOMPARE(unmask(u"--reason t"_s).exitCode, 0);
    QFile file(path(u"ledger.jsonl"_s));
    QVERIFY(file.open(QIODevice::Append) && file.write("{\"ledger\":1,") > 0);
    file.close();
    const CliRun run = unmask(u"--reason t"_s);
    QCOMPARE(run.exitCode, 0);
    QVERIFY2(run.err.contains("ends in an entry that was cut off"), run.err.constData());
    QVERIFY(!unmask(u"--reason t"_s).err.contains("cut off"));
}

void TestCliUnmask::withoutALedgerNothingIsPrinted()
{
    write(u"ledger.jsonl"_s, "not a ledger\n");
    QVERIFY(QFile::setPermissions(path(u"ledger.jsonl"_s), QFile::ReadOwner | QFile::WriteOwner));
    const CliRun run = unmask(u"--reason t"_s);
    QCOMPARE(run.exitCode, 4);
    QVERIFY(run.out.isEmpty());
    QFile::remove(path(u"ledger.jsonl"_s));
    const CliRun full = unmask(u"--reason t --ledger /dev/full"_s);
    QCOMPARE(full.exitCode, 3);
    QVERIFY(full.out.isEmpty());
}

void TestCliUnmask::whatIsNotThereIsThree_data()
{
    QTest::addColumn<QString>("words");
    QTest::newRow("no such event") << u"--archive demo.auditlens none --field ssn --key-fd 3"_s;
    QTest::newRow("no such field") << u"--archive demo.auditlens %1 --field nothing --key-fd 3"_s;
    QTest::newRow("no such archive") << u"--archive none.auditlens %1 --field ssn --key-fd 3"_s;
    QTest::newRow("no key") << u"--archive demo.auditlens %1 --field ssn --key-fd 9"_s;
    QTest::newRow("no key of this name") << u"--archive demo.auditlens %1 --field ssn --key prod"_s;
    QTest::newRow("a folder for a key") << u"--archive demo.auditlens %1 --field ssn --key-fd 4 4<."_s;
    QTest::newRow("a key without end") << u"--archive demo.auditlens %1 --field ssn --key-fd 4 4</dev/zero"_s;
    QTest::newRow("no number") << u"--archive demo.auditlens %1 --field ssn --key-fd key"_s;
    QTest::newRow("no policy") << u"--archive demo.auditlens %1 --field ssn --key-fd 3 --policy none.json"_s;
}

void TestCliUnmask::whatIsNotThereIsThree()
{
    QFETCH(QString, words);
    const QString named = words.contains(u"%1"_s) ? words.arg(m_event) : words;
    const CliRun run = runShell(u"cd '%1' && \"$AUDITLENS\" unmask %2 --reason t --ledger ledger.jsonl 3<key"_s.arg(m_dir.path(), named));
    QCOMPARE(run.exitCode, 3);
    QVERIFY(run.out.isEmpty());
    QVERIFY(!run.err.isEmpty());
}

void TestCliUnmask::wrongUsageIsTwo_data()
{
    QTest::addColumn<QString>("words");
    QTest::newRow("nothing") << u""_s;
    QTest::newRow("no reason and no policy") << u"--archive a E --field f --key-fd 3"_s;
    QTest::newRow("a blank reason") << u"--archive a E --field f --key-fd 3 --reason ' '"_s;
    QTest::newRow("no field") << u"--archive a E --key-fd 3 --reason t"_s;
    QTest::newRow("no key") << u"--archive a E --field f --reason t"_s;
    QTest::newRow("two keys") << u"--archive a E --field f --reason t --key prod --key-fd 3"_s;
    QTest::newRow("a key without a name") << u"--archive a E --field f --reason t --key ''"_s;
    QTest::newRow("no event") << u"--archive a --field f --reason t --key-fd 3"_s;
    QTest::newRow("two events") << u"--archive a E F --field f --reason t --key-fd 3"_s;
    QTest::newRow("an unknown step") << u"--archive a E --field f --reason t --key-fd 3 --step half"_s;
    QTest::newRow("a step of the window") << u"--archive a E --field f --reason t --key-fd 3 --step export"_s;
    QTest::newRow("an unknown side") << u"--archive a E --field f --reason t --key-fd 3 --position left"_s;
    QTest::newRow("a key for no policy") << u"--archive a E --field f --reason t --key-fd 3 --policy-key k"_s;
    QTest::newRow("a reason without end") << u"--archive a E --field f --key-fd 3 --reason \"$(printf '%3000s' x)\""_s;
}

void TestCliUnmask::wrongUsageIsTwo()
{
    QFETCH(QString, words);
    const CliRun run = runShell(u"\"$AUDITLENS\" unmask "_s + words + u" 3</dev/null"_s);
    QCOMPARE(run.exitCode, 2);
    QVERIFY2(run.err.contains("Usage: auditlens unmask"), run.err.constData());
    QVERIFY(run.out.isEmpty());
}

void TestCliUnmask::aKnownValueIsFoundWithoutItsKey()
{
    const QStringList words {u"query"_s, u"--archive"_s, path(u"demo.auditlens"_s), u"--known-value"_s, u"--output"_s, u"jsonl"_s};
    const CliRun run = runCli(words, m_value + '\n');
    QVERIFY2(run.exitCode == 0, run.err.constData());
    QVERIFY2(run.out.contains(m_event.toUtf8()), run.out.constData());
    QVERIFY2(run.err.contains("Looking for from:\"masked:"), run.err.constData());
    QVERIFY2(run.err.contains("another value can have the same one"), run.err.constData());
    QVERIFY(!run.err.contains(m_value));
    QVERIFY(!run.out.contains(m_value));
    QCOMPARE(runCli(words + QStringList {u"--count"_s}, "000-00-0000").out, QByteArray("0\n"));
    QCOMPARE(runCli(words + QStringList {u"--count"_s, u"type:nothing"_s}, m_value).out, QByteArray("0\n"));
}

void TestCliUnmask::helpIsPrinted()
{
    const CliRun run = runCli({u"unmask"_s, u"--help"_s});
    QCOMPARE(run.exitCode, 0);
    QVERIFY2(run.out.contains("--key-fd"), run.out.constData());
    QVERIFY(runCli({u"--help"_s}).out.contains("unmask    Show"));
}

QTEST_GUILESS_MAIN(TestCliUnmask)
#include "tst_cliunmask.moc"
