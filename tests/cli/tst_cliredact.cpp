// SPDX-License-Identifier: MIT
#include "clirun.h"
#include "support/importing.h"
#include "trust/ed25519.h"

#include <QJsonArray>
#include <QTest>

using namespace auditlens;
using namespace auditlens::test;
using namespace Qt::StringLiterals;

/// Redacted twins on the command line.
class TestCliRedact : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void aTwinVerifiesAndHidesItsFields();
    void copiesOfAValueAreTold();
    void aChangedTwinIsFive();
    void aTwinByAnUnknownKeyIsFive();
    void whatCannotBeRedactedIsThree_data();
    void whatCannotBeRedactedIsThree();
    void wrongUsageIsTwo_data();
    void wrongUsageIsTwo();

private:
    QString twin() const { return m_folder->path(u"twin.auditlens"_s); }
    CliRun redact(const QStringList& fields) const;

    std::unique_ptr<ImportFolder> m_folder;
    QByteArray m_publicPem;
};

void TestCliRedact::initTestCase()
{
    m_publicPem = QByteArray::fromStdString(Ed25519PublicKey::ofPrivateKey(Secret::copyOf(std::string(32, 'k')))->pem());
}

void TestCliRedact::init()
{
    runCli({u"keys"_s, u"remove"_s, u"auditor"_s});
    runCli({u"keys"_s, u"add"_s, u"auditor"_s, u"--kind"_s, u"public"_s, u"-"_s}, m_publicPem);
    m_folder = std::make_unique<ImportFolder>();
    const Result<Secret> pem = ed25519KeyToPem(Secret::copyOf(std::string(32, 'k')));
    const QString key = m_folder->write(u"key.pem"_s, QByteArray::fromStdString(std::string(pem->reveal())));
    QVERIFY(QFile::setPermissions(key, QFile::ReadOwner | QFile::WriteOwner));
    QVERIFY(m_folder->import({m_folder->write(u"in.jsonl"_s, tigerLines(30))}).ok());
    const CliRun sealed = runCli({u"seal"_s, u"--archive"_s, m_folder->archivePath(), u"--key-file"_s, key, u"--redactable"_s});
    QVERIFY2(sealed.exitCode == 0, sealed.err.constData());
}

CliRun TestCliRedact::redact(const QStringList& fields) const
{
    QStringList words{u"redact"_s, u"--archive"_s, m_folder->archivePath(), u"-o"_s, twin(), u"--json"_s};
    for (const QString& field : fields)
        words << u"--field"_s << field;
    return runCli(words);
}

void TestCliRedact::aTwinVerifiesAndHidesItsFields()
{
    QCOMPARE(runCli({u"verify"_s, u"--archive"_s, m_folder->archivePath()}).exitCode, 0);
    const CliRun made = redact({u"actor.username"_s, u"diff.status"_s});
    QVERIFY2(made.exitCode == 0, made.err.constData());
    QCOMPARE(made.object().value(u"records"_s).toInt(), 30);
    QCOMPARE(made.object().value(u"values"_s).toInt(), 180);
    const CliRun verified = runCli({u"verify"_s, u"--archive"_s, twin()});
    QVERIFY2(verified.exitCode == 0, verified.out.constData());
    for (const char* part : {"+ Seal of the archive: redacted twin, all that is left is as sealed\n",
             "A redacted twin of a sealed archive: all that is left is as it was sealed with the key \"auditor\".", "180 values of 6 fields are redacted"})
        QVERIFY2(verified.out.contains(part), verified.out.constData());
    const QJsonObject json = runCli({u"info"_s, u"--archive"_s, twin(), u"--json"_s}).object().value(u"seal"_s).toObject();
    QCOMPARE(json.value(u"state"_s).toString(), u"intact"_s);
    QCOMPARE(json.value(u"twin"_s).toObject().value(u"redacted_values"_s).toInt(), 180);
    const CliRun shown = runCli({u"query"_s, u"--archive"_s, twin(), u"id:e7"_s});
    QVERIFY2(shown.out.contains("(redacted)") && !shown.out.contains("ann"), shown.out.constData());
}

void TestCliRedact::copiesOfAValueAreTold()
{
    QByteArray line = tigerLine(1);
    line.replace("\"object_repr\": \"POL-42\"", "\"object_repr\": \"Policy of ann-marie\"").replace("\"ann\"", "\"ann-marie\"");
    m_folder = std::make_unique<ImportFolder>();
    const Result<Secret> pem = ed25519KeyToPem(Secret::copyOf(std::string(32, 'k')));
    const QString key = m_folder->write(u"key.pem"_s, QByteArray::fromStdString(std::string(pem->reveal())));
    QVERIFY(QFile::setPermissions(key, QFile::ReadOwner | QFile::WriteOwner));
    QVERIFY(m_folder->import({m_folder->write(u"in.jsonl"_s, line + '\n')}).ok());
    QCOMPARE(runCli({u"seal"_s, u"--archive"_s, m_folder->archivePath(), u"--key-file"_s, key, u"--redactable"_s}).exitCode, 0);
    const CliRun made = redact({u"actor.username"_s});
    QVERIFY2(made.exitCode == 0, made.err.constData());
    QVERIFY2(made.err.contains("In 1 record the value of actor.username also stands in object_repr, which is not redacted."), made.err.constData());
    const QJsonObject left = made.object().value(u"left"_s).toArray().at(0).toObject();
    QCOMPARE(left.value(u"field"_s).toString(), u"actor.username"_s);
    QCOMPARE(left.value(u"also_in"_s).toString(), u"object_repr"_s);
    QCOMPARE(left.value(u"records"_s).toInt(), 1);
}

void TestCliRedact::aChangedTwinIsFive()
{
    QCOMPARE(redact({u"tenant"_s}).exitCode, 0);
    QFile file(twin());
    QVERIFY(file.open(QIODevice::ReadWrite));
    QByteArray bytes = file.readAll();
    const qsizetype at = bytes.indexOf("in.jsonl");
    QVERIFY(at > 0);
    QVERIFY(file.seek(at) && file.putChar('o'));
    file.close();
    const CliRun changed = runCli({u"info"_s, u"--archive"_s, twin()});
    QVERIFY2(changed.exitCode == 5, changed.out.constData());
    QVERIFY2(changed.out.contains("A redacted twin of a sealed archive, changed after sealing."), changed.out.constData());
}

void TestCliRedact::aTwinByAnUnknownKeyIsFive()
{
    QCOMPARE(redact({u"tenant"_s}).exitCode, 0);
    QCOMPARE(runCli({u"keys"_s, u"remove"_s, u"auditor"_s}).exitCode, 0);
    const CliRun told = runCli({u"info"_s, u"--archive"_s, twin()});
    QCOMPARE(told.exitCode, 5);
    QVERIFY2(told.out.contains("A redacted twin of an archive that was sealed by an unknown key"), told.out.constData());
}

void TestCliRedact::whatCannotBeRedactedIsThree_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QByteArray>("told");
    QTest::newRow("the time") << u"timestamp"_s << QByteArray("without it the record cannot be read");
    QTest::newRow("a field that nobody has") << u"actor.name"_s << QByteArray("No record has a field \"actor.name\"");
}

void TestCliRedact::whatCannotBeRedactedIsThree()
{
    QFETCH(QString, field);
    QFETCH(QByteArray, told);
    const CliRun run = redact({field});
    QCOMPARE(run.exitCode, 3);
    QVERIFY2(run.out.isEmpty() && run.err.contains(told), run.err.constData());
    QVERIFY(!QFile::exists(twin()));
}

void TestCliRedact::wrongUsageIsTwo_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::newRow("nothing") << QStringList{};
    QTest::newRow("no field") << QStringList{u"--archive"_s, u"a"_s, u"-o"_s, u"b"_s};
    QTest::newRow("no file") << QStringList{u"--archive"_s, u"a"_s, u"--field"_s, u"b"_s};
    QTest::newRow("a word too many") << QStringList{u"--archive"_s, u"a"_s, u"-o"_s, u"b"_s, u"--field"_s, u"c"_s, u"d"_s};
}

void TestCliRedact::wrongUsageIsTwo()
{
    QFETCH(QStringList, words);
    const CliRun run = runCli(QStringList{u"redact"_s} + words);
    QCOMPARE(run.exitCode, 2);
    QVERIFY2(run.err.contains("Usage: auditlens redact"), run.err.constData());
}

QTEST_GUILESS_MAIN(TestCliRedact)
#include "tst_cliredact.moc"
