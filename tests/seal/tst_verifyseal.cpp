// SPDX-License-Identifier: MIT
#include "sealsupport.h"

#include "store/database.h"
#include "support/importing.h"
#include "support/python.h"
#include "support/testsupport.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

#include <random>

using namespace auditlens;
using namespace auditlens::test;
using namespace Qt::StringLiterals;

namespace {

struct Verdict
{
    int exitCode = -1;
    QByteArray text;
};

} // namespace

/// docs/verify/verify_seal.py says of a file what AuditLens says of it.
class TestVerifySeal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void itIsShort();
    void anIntactArchiveIsZero();
    void anotherKeyIsFive();
    void whatWasChangedIsToldByItsPart();
    void anUnsealedArchiveIsFive();
    void damagedSealsAreFour_data();
    void damagedSealsAreFour();
    void journalsAreTold();
    void bothNoticeChangedBytes();
    void whatCannotBeReadIsThree();
    void hashesOfFieldsAreAPartOfTheSeal();
    void theLedgerOfCompletenessIsAPartOfTheSeal();

private:
    QString path(const QString& name) const { return m_dir.filePath(name); }
    Verdict verify(const QString& archive, const QString& key = u"s.pem"_s) const;
    Verdict verifyBytes(const QByteArray& bytes) const;

    QTemporaryDir m_dir;
    QByteArray m_sealed;
};

void TestVerifySeal::initTestCase()
{
    REQUIRE_PYTHON();
    if (QStandardPaths::findExecutable(u"openssl"_s).isEmpty())
        QSKIP("The openssl command is not installed here: the verifier is NOT tested.");
    makeSealed(path(u"good.auditlens"_s));
    m_sealed = readFile(path(u"good.auditlens"_s));
    for (const char letter : {'s', 'x'})
        writeBytes(path(QLatin1Char(letter) + u".pem"_s), QByteArray::fromStdString(knownSealKey(letter).key.pem()));
}

Verdict TestVerifySeal::verify(const QString& archive, const QString& key) const
{
    QStringList words{u"-I"_s, sourcePath(u"docs/verify/verify_seal.py"_s), archive};
    if (!key.isEmpty())
        words << u"--key"_s << path(key);
    QProcess process;
    process.start(u"python3"_s, words);
    process.waitForFinished(60'000);
    const QByteArray err = process.readAllStandardError();
    if (!err.isEmpty())
        qWarning("%s", err.constData());
    return {process.exitCode(), process.readAllStandardOutput() + err};
}

Verdict TestVerifySeal::verifyBytes(const QByteArray& bytes) const
{
    writeBytes(path(u"tried.auditlens"_s), bytes);
    return verify(path(u"tried.auditlens"_s));
}

void TestVerifySeal::itIsShort()
{
    QVERIFY(readFile(sourcePath(u"docs/verify/verify_seal.py"_s)).count('\n') < 300);
}

void TestVerifySeal::anIntactArchiveIsZero()
{
    const Verdict verdict = verify(path(u"good.auditlens"_s));
    QVERIFY2(verdict.exitCode == 0, verdict.text.constData());
    QVERIFY(verdict.text.endsWith("Sealed, intact: every byte is as it was sealed with this key.\n"));
    QVERIFY(verdict.text.contains(knownSealKey().key.id().c_str()));
    makeArchive(path(u"empty.auditlens"_s), 0);
    must(sealArchive(sealRequest(path(u"empty.auditlens"_s)), sealingKey()));
    QCOMPARE(verify(path(u"empty.auditlens"_s)).exitCode, 0);
}

void TestVerifySeal::anotherKeyIsFive()
{
    for (const QString& key : {u"x.pem"_s, QString()}) {
        const Verdict verdict = verify(path(u"good.auditlens"_s), key);
        QCOMPARE(verdict.exitCode, 5);
        QVERIFY2(verdict.text.contains("anybody could have made this seal"), verdict.text.constData());
    }
}

void TestVerifySeal::whatWasChangedIsToldByItsPart()
{
    writeBytes(path(u"tried.auditlens"_s), withSeal(m_sealed, {}));
    must(must(Database::open(path(u"tried.auditlens"_s), Database::Mode::ReadWrite))
             ->execute("UPDATE segments SET raw_bytes = 0 WHERE id = 2; UPDATE sources SET name = 'x'"));
    const Verdict verdict = verifyBytes(readFile(path(u"tried.auditlens"_s)) + sealOf(m_sealed));
    QCOMPARE(verdict.exitCode, 5);
    QVERIFY2(verdict.text.contains("Not as they were sealed: sources, segment 2."), verdict.text.constData());
    QByteArray between = m_sealed;
    between[95] = char(between[95] ^ 1); // the number of a file change
    const Verdict other = verifyBytes(between);
    QCOMPARE(other.exitCode, 5);
    QVERIFY2(other.text.contains("the bytes between them are not"), other.text.constData());
}

void TestVerifySeal::anUnsealedArchiveIsFive()
{
    makeArchive(path(u"open.auditlens"_s));
    const Verdict open = verify(path(u"open.auditlens"_s));
    QCOMPARE(open.exitCode, 5);
    QVERIFY(open.text.contains("It is not sealed."));
    const Verdict cut = verifyBytes(withSeal(m_sealed, {}));
    QCOMPARE(cut.exitCode, 5);
    QVERIFY2(cut.text.contains("its seal is gone"), cut.text.constData());
}

void TestVerifySeal::damagedSealsAreFour_data()
{
    QTest::addColumn<QByteArray>("seal");
    const QByteArray good = sealOf(m_sealed);
    QTest::newRow("zeros") << QByteArray(500, '\0');
    QTest::newRow("an end only") << good.last(qsizetype(sealEndBytes));
    QTest::newRow("larger than the file") << QByteArray("AuditLens seal, 000060000000 bytes\n");
    QTest::newRow("cut off") << good.chopped(1);
    QTest::newRow("another version") << QByteArray(good).replace("seal 1\n", "seal 2\n");
    QTest::newRow("a number as text") << QByteArray(good).replace("\"seal\":1", "\"seal\":t");
    QTest::newRow("capital digits") << good.left(good.indexOf("signature ") + 10)
            + good.mid(good.indexOf("signature ") + 10).toUpper();
    QTest::newRow("no UTF-8") << QByteArray(good).replace("case", "\xff\xfe\xfd\xfc");
    QTest::newRow("a part with another name") << QByteArray(good).replace("\nrejects ", "\nregects ");
    QTest::newRow("segments out of order") << QByteArray(good).replace("segment 1 ", "segment 3 ");
}

void TestVerifySeal::damagedSealsAreFour()
{
    QFETCH(QByteArray, seal);
    const Verdict verdict = verifyBytes(withSeal(m_sealed, seal));
    QVERIFY2(verdict.exitCode == 4, verdict.text.constData());
    QVERIFY2(verdict.text.contains("The seal is damaged. ") && verdict.text.count('\n') == 1, verdict.text.constData());
    QCOMPARE(checked(path(u"tried.auditlens"_s)).state, SealState::Damaged);
}

void TestVerifySeal::journalsAreTold()
{
    writeBytes(path(u"beside.auditlens"_s), m_sealed);
    writeBytes(path(u"beside.auditlens-wal"_s), "something");
    const Verdict verdict = verify(path(u"beside.auditlens"_s));
    QCOMPARE(verdict.exitCode, 5);
    QVERIFY2(verdict.text.contains("A journal beside it"), verdict.text.constData());
}

void TestVerifySeal::bothNoticeChangedBytes()
{
    std::mt19937 random(17);
    const qsizetype begin = m_sealed.size() - sealOf(m_sealed).size();
    for (int i = 0; i < 24; ++i) {
        const qsizetype size = i % 3 == 0 ? m_sealed.size() - begin : begin;
        const qsizetype at = (i % 3 == 0 ? begin : 0) + qsizetype(random() % std::uint32_t(size));
        QByteArray bytes = m_sealed;
        bytes[at] = char(bytes[at] ^ (1 << (random() % 8)));
        const Verdict verdict = verifyBytes(bytes);
        const SealReport report = checked(path(u"tried.auditlens"_s));
        // What a text may say is checked by AuditLens only; here such a text is one that was not signed.
        const bool told = verdict.exitCode == 5 || (verdict.exitCode == 4 && report.state == SealState::Damaged);
        QVERIFY2(told && !report.isWell(),
            qPrintable(u"byte %1: "_s.arg(at) + QString::fromUtf8(verdict.text) + report.problems.join(u' ')));
        for (const std::int64_t segment : report.changedSegments)
            QVERIFY2(verdict.text.contains(QByteArray("segment " + QByteArray::number(qint64(segment)))),
                verdict.text.constData());
    }
}

void TestVerifySeal::hashesOfFieldsAreAPartOfTheSeal()
{
    makeArchive(path(u"fields.auditlens"_s));
    SealRequest request = sealRequest(path(u"fields.auditlens"_s));
    request.redactable = true;
    must(sealArchive(request, sealingKey()));
    const QByteArray sealed = readFile(path(u"fields.auditlens"_s));
    QVERIFY(sealOf(sealed).contains("\nfields "));
    QCOMPARE(verifyBytes(sealed).exitCode, 0);
    const qsizetype digit = sealed.size() - sealOf(sealed).size() + sealOf(sealed).indexOf("\nfields ") + 8;
    QByteArray changed = sealed;
    changed[digit] = changed[digit] == '0' ? '1' : '0';
    QCOMPARE(verifyBytes(changed).exitCode, 5);
    QCOMPARE(checked(path(u"tried.auditlens"_s)).state, SealState::Changed);
}

void TestVerifySeal::theLedgerOfCompletenessIsAPartOfTheSeal()
{
    const ImportFolder folder;
    QVERIFY(folder.import({folder.write(u"in.jsonl"_s, tigerLines(5))}).ok());
    addSynced(folder.archivePath());
    const QString part = path(u"part.auditlens"_s);
    must(sealArchive(partRequest(folder.open(), part, TimeRange(), "actor:ann"), sealingKey()));
    must(sealArchive(sealRequest(folder.archivePath()), sealingKey()));
    for (const QString& archive : {folder.archivePath(), part}) {
        const Verdict whole = verify(archive);
        QVERIFY2(whole.exitCode == 0, whole.text.constData());
        const QByteArray sealed = readFile(archive);
        writeBytes(path(u"tried.auditlens"_s), withSeal(sealed, {}));
        must(must(Database::open(path(u"tried.auditlens"_s), Database::Mode::ReadWrite))->execute("UPDATE coverage SET state = 1 WHERE state = 2"));
        const Verdict changed = verifyBytes(readFile(path(u"tried.auditlens"_s)) + sealOf(sealed));
        QCOMPARE(changed.exitCode, 5);
        QVERIFY2(changed.text.contains("Not as they were sealed: coverage."), changed.text.constData());
    }
}

void TestVerifySeal::whatCannotBeReadIsThree()
{
    QCOMPARE(verify(path(u"none.auditlens"_s)).exitCode, 3);
    QCOMPARE(verify(path(u"good.auditlens"_s), u"good.auditlens"_s).exitCode, 3);
}

QTEST_GUILESS_MAIN(TestVerifySeal)
#include "tst_verifyseal.moc"
