// SPDX-License-Identifier: MIT
#include "clirun.h"
#include "ledger/ledgersupport.h"
#include "support/testsupport.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace auditlens;
using namespace auditlens::test;
using namespace Qt::StringLiterals;

/// Files with values that were masked, from the demo's archive and with its key.
class TestCliUnmaskedExport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void everyValueHasItsEntry();
    void aTableHasThemToo();
    void summariesStayMasked();
    void whatTheKeyDoesNotOpenStaysMasked();
    void aPolicyDenies();
    void withoutALedgerThereIsNoFile();
    void withoutAReasonNothingIsDone();
    void itsOptionsNeedIt();

private:
    QString path(const QString& name) const { return m_dir.filePath(name); }
    CliRun exported(const QString& words, const QString& key = u"key"_s, const QString& format = u"jsonl"_s) const;
    QByteArray file() const { return QFile::exists(path(u"out"_s)) ? readFile(path(u"out"_s)) : QByteArray(); }
    std::vector<LedgerEntry> entries() const { return ledgerEntries(path(u"ledger.jsonl"_s)); }

    QTemporaryDir m_dir;
    qsizetype m_encrypted = 0; ///< Values of the query that have a ciphertext.
};

void TestCliUnmaskedExport::initTestCase()
{
    const CliRun import = runCli({u"import"_s, sourcePath(u"resources/demo/export/policies.jsonl.gz"_s), u"--archive"_s, path(u"demo.auditlens"_s)});
    QVERIFY2(import.exitCode == 0, import.err.constData());
    for (const auto& [name, text] : {std::pair("key", "auditlens-demo-key"), std::pair("wrong", "another key")}) {
        QFile file(path(QString::fromLatin1(name)));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) > 0);
    }
    const CliRun masked = runShell(u"cd '%1' && \"$AUDITLENS\" export --archive demo.auditlens --output-format jsonl -o masked 'entity:Policy#20418 masked:true'"_s.arg(m_dir.path()));
    QVERIFY2(masked.exitCode == 0, masked.err.constData());
    m_encrypted = readFile(path(u"masked"_s)).count("\"encrypted\":true");
    QVERIFY(m_encrypted > 0);
}

void TestCliUnmaskedExport::init()
{
    QFile::remove(path(u"ledger.jsonl"_s));
    QFile::remove(path(u"out"_s));
}

CliRun TestCliUnmaskedExport::exported(const QString& words, const QString& key, const QString& format) const
{
    return runShell(u"cd '%1' && \"$AUDITLENS\" export --archive demo.auditlens --output-format %4 -o out --ledger ledger.jsonl "
                    "--unmask-key-fd 3 %2 'entity:Policy#20418 masked:true' 3<%3"_s.arg(m_dir.path(), words, key, format));
}

void TestCliUnmaskedExport::everyValueHasItsEntry()
{
    const CliRun run = exported(u"--reason 'ticket 9' --case C-1"_s);
    QVERIFY2(run.exitCode == 0, run.err.constData());
    QVERIFY(run.out.isEmpty());
    QCOMPARE(file().count("\"unmasked\":"), m_encrypted);
    QVERIFY(!file().contains("\"encrypted\":true"));
    const std::vector<LedgerEntry> entries = this->entries();
    QCOMPARE(qsizetype(entries.size()), m_encrypted);
    for (qsizetype i = 0; i < m_encrypted; ++i) {
        QVERIFY(file().contains(QByteArray("\"ledger_entry\":" + QByteArray::number(i + 1) + '}')));
        QCOMPARE(int(entries[std::size_t(i)].step), int(LedgerStep::Export));
        QCOMPARE(int(entries[std::size_t(i)].outcome), int(LedgerOutcome::Shown));
        QCOMPARE(entries[std::size_t(i)].reason, std::string("ticket 9"));
    }
    QVERIFY2(run.err.contains("unmasked, each with an entry in the ledger."), run.err.constData());
}

void TestCliUnmaskedExport::aTableHasThemToo()
{
    const CliRun run = exported(u"--reason t"_s, u"key"_s, u"csv"_s);
    QVERIFY2(run.exitCode == 0, run.err.constData());
    QCOMPARE(file().count("unmasked"), m_encrypted);
}

void TestCliUnmaskedExport::summariesStayMasked()
{
    QCOMPARE(exported(u"--reason t"_s).exitCode, 0);
    const CliRun value = runShell(u"cd '%1' && grep -o '\"unmasked\":\"[^\"]*\"' out | head -1 | cut -d'\"' -f4"_s.arg(m_dir.path()));
    QVERIFY(value.out.trimmed().size() > 4);
    for (const QByteArray& line : file().split('\n')) {
        if (!line.isEmpty())
            QVERIFY(!QJsonDocument::fromJson(line).object().value(u"summary"_s).toString().toUtf8().contains(value.out.trimmed()));
    }
}

void TestCliUnmaskedExport::whatTheKeyDoesNotOpenStaysMasked()
{
    const CliRun run = exported(u"--reason t"_s, u"wrong"_s);
    QVERIFY2(run.exitCode == 0, run.err.constData());
    QCOMPARE(file().count("\"encrypted\":true"), m_encrypted);
    QVERIFY(!file().contains("\"unmasked\""));
    QVERIFY2(run.err.contains("stayed masked"), run.err.constData());
    QVERIFY(std::ranges::all_of(entries(), [](const LedgerEntry& entry) { return entry.outcome == LedgerOutcome::Failed; }));
    QCOMPARE(qsizetype(entries().size()), m_encrypted);
}

void TestCliUnmaskedExport::aPolicyDenies()
{
    QFile policy(path(u"policy.json"_s));
    QVERIFY(policy.open(QIODevice::WriteOnly) && policy.write(R"({"auditlens_policy": 1, "default_role": "reader", "roles": {"reader": {"steps": ["full", "copy"]}}, "users": {}})") > 0);
    policy.close();
    const CliRun run = exported(u"--policy policy.json --reason t"_s);
    QCOMPARE(run.exitCode, 3);
    QVERIFY(!QFile::exists(path(u"out"_s)));
    QVERIFY2(run.err.contains("does not have this step"), run.err.constData());
    QCOMPARE(entries().size(), std::size_t(1));
    QCOMPARE(int(entries().front().outcome), int(LedgerOutcome::Denied));
}

void TestCliUnmaskedExport::withoutALedgerThereIsNoFile()
{
    QVERIFY(QDir(m_dir.path()).mkdir(u"ledger.jsonl"_s));
    const CliRun run = exported(u"--reason t"_s);
    QVERIFY(QDir(m_dir.path()).rmdir(u"ledger.jsonl"_s));
    QVERIFY(run.exitCode == 3 || run.exitCode == 4);
    QVERIFY(!QFile::exists(path(u"out"_s)));
}

void TestCliUnmaskedExport::withoutAReasonNothingIsDone()
{
    const CliRun run = exported({});
    QCOMPARE(run.exitCode, 2);
    QVERIFY2(run.err.contains("--reason is missing"), run.err.constData());
    QVERIFY(!QFile::exists(path(u"out"_s)));
    QVERIFY(!QFile::exists(path(u"ledger.jsonl"_s)));
}

void TestCliUnmaskedExport::itsOptionsNeedIt()
{
    const CliRun run = runShell(u"cd '%1' && \"$AUDITLENS\" export --archive demo.auditlens --output-format csv -o out --reason t"_s.arg(m_dir.path()));
    QCOMPARE(run.exitCode, 2);
    QVERIFY2(run.err.contains("--reason is for an export that unmasks"), run.err.constData());
}

QTEST_GUILESS_MAIN(TestCliUnmaskedExport)
#include "tst_cliunmaskedexport.moc"
