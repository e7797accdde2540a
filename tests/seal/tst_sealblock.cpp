// SPDX-License-Identifier: MIT
#include "sealsupport.h"

#include "base/hex.h"

#include <QtTest>

using namespace auditlens;
using namespace auditlens::test;
using namespace Qt::StringLiterals;

/// The bytes of a seal: what is written is read again, and nothing else is.
class TestSealBlock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrittenIsRead();
    void theRootIsThatOfRfc6962_data();
    void theRootIsThatOfRfc6962();
    void hostileSealsAreRefused_data();
    void hostileSealsAreRefused();
    void aCutSaysItsQuery();
    void queriesThatMakeNoSenseAreRefused_data();
    void queriesThatMakeNoSenseAreRefused();
    void theLastLineSaysTheSize();
    void everyChangedByteIsNoticed();
    void namesAndNotesThatMisleadAreRefused_data();
    void namesAndNotesThatMisleadAreRefused();

private:
    static std::vector<SealLeaf> leaves(int segments);
    static Seal seal(int segments = 2);
    static SealStatement cut();
};

std::vector<SealLeaf> TestSealBlock::leaves(int segments)
{
    std::vector<SealLeaf> all;
    for (const char* name : {"file", "schema", "meta", "sources", "dictionaries", "rejects"})
        all.push_back({name, sha256(name)});
    for (int segment = 1; segment <= segments; ++segment)
        all.push_back({segmentLeafName(segment), sha256(std::to_string(segment))});
    return all;
}

Seal TestSealBlock::seal(int segments)
{
    SealStatement statement;
    statement.archive = "6f0b0b1c-1111-2222-3333-444455556666";
    statement.by = "Ann \"Å\" \\ 🦊";
    statement.at = "2026-03-01T09:00:00.123Z";
    statement.note = "<note> & more";
    statement.program = "AuditLens 0.1.0";
    statement.schema = 1;
    statement.bytes = 8192;
    statement.segments = std::uint64_t(segments);
    statement.events = 18'446'744'073'709'551'615u;
    statement.ofEvents = statement.events;
    statement.first = "2025-01-01T00:00:00.000000000Z";
    return must(signedSeal(statement, leaves(segments), sealingKey()));
}

void TestSealBlock::whatIsWrittenIsRead()
{
    for (const int segments : {0, 1, 2, 70}) {
        const Seal written = seal(segments);
        const auto read = readSeal(textOf(written));
        QVERIFY2(read.ok(), read ? "" : qPrintable(read.error()));
        QCOMPARE(read->statement, written.statement);
        QCOMPARE(read->leaves, written.leaves);
        QCOMPARE(read->signature, written.signature);
        QVERIFY(isAsSigned(*read));
    }
}

SealStatement TestSealBlock::cut()
{
    SealStatement statement = seal().statement;
    statement.events = 3;
    statement.ofEvents = 40;
    statement.query = {"actor:ann \"a b\"", "Europe/Berlin", "2025-01-01T00:00:00.000000000Z", "2025-02-01T00:00:00.000000000Z"};
    return statement;
}

void TestSealBlock::aCutSaysItsQuery()
{
    const auto read = readSealStatement(textOf(cut()));
    QVERIFY2(read.ok(), read ? "" : qPrintable(read.error()));
    QCOMPARE(*read, cut());
    QVERIFY(read->query.isCut() && !seal().statement.query.isCut());
}

void TestSealBlock::queriesThatMakeNoSenseAreRefused_data()
{
    QTest::addColumn<SealedQuery>("query");
    QTest::addColumn<int>("ofEvents");
    QTest::newRow("more than there were") << cut().query << 2;
    QTest::newRow("a part without a query") << SealedQuery() << 4;
    QTest::newRow("a query without a zone") << SealedQuery{"a", "", "", ""} << 4;
    QTest::newRow("a range without a zone") << SealedQuery{"", "", "2025-01-01T00:00:00.000000000Z", ""} << 4;
    QTest::newRow("two lines") << SealedQuery{"a\nb", "UTC", "", ""} << 4;
    QTest::newRow("turned around") << SealedQuery{"a\u202e", "UTC", "", ""} << 4;
    QTest::newRow("too long") << SealedQuery{std::string(maxSealQueryCharacters + 1, 'x'), "UTC", "", ""} << 4;
    QTest::newRow("no time") << SealedQuery{"", "UTC", "soon", ""} << 4;
}

void TestSealBlock::queriesThatMakeNoSenseAreRefused()
{
    QFETCH(SealedQuery, query);
    QFETCH(int, ofEvents);
    SealStatement statement = cut();
    statement.query = query;
    statement.ofEvents = std::uint64_t(ofEvents);
    const auto read = readSealStatement(textOf(statement));
    QVERIFY(!read.ok());
    QVERIFY(!read.error().isEmpty());
}

// The tree by its definition: split where the largest power of two below the number of leaves is.
static std::string rootByDefinition(std::span<const SealLeaf> leaves)
{
    if (leaves.size() == 1)
        return toHex(sha256('\0' + leaves[0].name + ' ' + toHex(leaves[0].digest)));
    std::size_t split = 1;
    while (split * 2 < leaves.size())
        split *= 2;
    std::string node = "\1";
    for (const auto part : {leaves.first(split), leaves.subspan(split)}) {
        const auto root = fromHex(rootByDefinition(part));
        node.append(root->begin(), root->end());
    }
    return toHex(sha256(node));
}

void TestSealBlock::theRootIsThatOfRfc6962_data()
{
    QTest::addColumn<int>("segments");
    for (const int segments : {0, 1, 2, 3, 9, 10, 11, 58, 59})
        QTest::addRow("%d segments", segments) << segments;
}

void TestSealBlock::theRootIsThatOfRfc6962()
{
    QFETCH(int, segments);
    QCOMPARE(merkleRoot(leaves(segments)), rootByDefinition(leaves(segments)));
}

void TestSealBlock::hostileSealsAreRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    const QByteArray good = QByteArray::fromStdString(textOf(seal()));
    const auto ended = [](const QByteArray& text) -> QByteArray {
        const qsizetype size = text.size() + qsizetype(sealEndBytes);
        return text + "AuditLens seal, " + QByteArray::number(size).rightJustified(12, '0') + " bytes\n";
    };
    const QByteArray body = good.chopped(qsizetype(sealEndBytes));
    const auto changed = [&](const char* from, const char* to) { return ended(QByteArray(body).replace(from, to)); };
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("one line") << QByteArray("AuditLens seal 1\n");
    QTest::newRow("zeros") << QByteArray(5000, '\0');
    QTest::newRow("line feeds") << QByteArray("AuditLens seal 1\n") + QByteArray(5000, '\n');
    QTest::newRow("another version") << changed("seal 1\n", "seal 2\n");
    QTest::newRow("cut off at its front") << good.sliced(1);
    QTest::newRow("cut off in the middle") << good.first(good.size() / 2) + good.last(qsizetype(sealEndBytes));
    QTest::newRow("cut off at its end") << good.chopped(1);
    QTest::newRow("something behind it") << good + '\n';
    QTest::newRow("a statement that is no JSON") << changed("{\"seal\"", "[\"seal\"");
    QTest::newRow("a statement that is a number")
        << ended("AuditLens seal 1\n17\n" + body.sliced(body.indexOf("\nfile ") + 1));
    QTest::newRow("a blank in the statement") << changed("\"seal\":1", "\"seal\": 1");
    QTest::newRow("a member twice") << changed("\"schema\":1", "\"schema\":1,\"schema\":1");
    QTest::newRow("a member too many") << changed("\"schema\":1", "\"schema\":1,\"more\":1");
    QTest::newRow("a member of another type") << changed("\"schema\":1", "\"schema\":\"1\"");
    QTest::newRow("a number with an exponent") << changed("\"bytes\":8192", "\"bytes\":8192e0");
    QTest::newRow("a negative number") << changed("\"bytes\":8192", "\"bytes\":-8192");
    QTest::newRow("a number that is too large") << changed("18446744073709551615", "18446744073709551616");
    QTest::newRow("a leading zero") << changed("\"bytes\":8192", "\"bytes\":08192");
    QTest::newRow("deep nesting") << changed("\"note\":\"", "\"note\":[[[[[[[[[[[[[[[[[[\"");
    QTest::newRow("a lone surrogate") << changed("<note>", "\\ud800");
    QTest::newRow("no UTF-8") << changed("<note>", "\xff\xfe");
    QTest::newRow("a name turned around") << changed("Ann ", "\xe2\x80\xae");
    QTest::newRow("no name") << changed("\"by\":\"Ann \\\"Å\\\" \\\\ 🦊\"", "\"by\":\"\"");
    QTest::newRow("an escaped letter") << changed("<note>", "\\u0041");
    QTest::newRow("no such day") << changed("2026-03-01T", "2026-02-30T");
    QTest::newRow("a time with an offset") << changed("00.123Z", "00.123+01:00");
    QTest::newRow("a key that is none") << changed("BEGIN PUBLIC KEY", "BEGIN PUBLIC BAY");
    QTest::newRow("capital digits") << changed("signature ", "signature A");
    QTest::newRow("a hash that is too short") << changed("segment 1 ", "segment 1 0");
    QTest::newRow("segments out of order") << changed("segment 1 ", "segment 3 ");
    QTest::newRow("a segment twice") << changed("segment 2 ", "segment 1 ");
    QTest::newRow("a segment with a zero") << changed("segment 1 ", "segment 01 ");
    QTest::newRow("segment 0") << changed("segment 1 ", "segment 0 ");
    QTest::newRow("a segment beyond all numbers") << changed("segment 2 ", "segment 99999999999999999999 ");
    QTest::newRow("a part with another name") << changed("rejects ", "r\x1b[2J ");
    QTest::newRow("a part is missing") << ended(
        QByteArray(body).remove(body.indexOf("meta "), body.indexOf("sources ") - body.indexOf("meta ")));
    QTest::newRow("another number of leaves") << changed("\"leaves\":8", "\"leaves\":9");
    QTest::newRow("another number of segments") << changed("\"segments\":2", "\"segments\":3");
    QTest::newRow("two signatures") << changed("signature ", "signature 00\nsignature ");
    QTest::newRow("no signature") << ended(body.first(body.indexOf("signature ")));
    QTest::newRow("another size in the last line") << body + "AuditLens seal, 000000000123 bytes\n";
    QTest::newRow("carriage returns") << changed("\n", "\r\n");
}

void TestSealBlock::hostileSealsAreRefused()
{
    QFETCH(QByteArray, text);
    QVERIFY(text.toStdString() != textOf(seal()));
    const auto read = readSeal(text.toStdString());
    QVERIFY(!read.ok());
    QVERIFY(!read.error().isEmpty());
    QVERIFY2(std::ranges::none_of(read.error(), [](QChar c) { return c.category() == QChar::Other_Control; }),
        qPrintable(read.error()));
}

void TestSealBlock::theLastLineSaysTheSize()
{
    const std::string text = textOf(seal());
    QCOMPARE(
        sealSize(std::string_view(text).substr(text.size() - sealEndBytes)), std::optional<std::uint64_t>(text.size()));
    QVERIFY(!sealSize("AuditLens seal, 00000000012a bytes\n"));
    QVERIFY(!sealSize("AuditLens seal, 999999999999 bytes\n"));
    QVERIFY(!sealSize("AuditLens seal, +00000000123 bytes\n"));
    QVERIFY(!sealSize("AuditLens seal, 000000000123 bytes "));
    QVERIFY(!sealSize(""));
}

void TestSealBlock::everyChangedByteIsNoticed()
{
    const std::string good = textOf(seal());
    for (std::size_t at = 0; at < good.size(); ++at) {
        for (const int mask : {0x01, 0x20, 0x80}) {
            std::string text = good;
            text[at] = char(text[at] ^ mask);
            const auto read = readSeal(text);
            QVERIFY2(!read || !isAsSigned(*read), qPrintable(u"byte %1, bits %2"_s.arg(at).arg(mask, 0, 16)));
        }
    }
}

void TestSealBlock::namesAndNotesThatMisleadAreRefused_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("a line feed") << u"Ann\nBob"_s;
    QTest::newRow("an escape") << u"Ann\x1b[2J"_s;
    QTest::newRow("turned around") << QString(u"Ann" + QChar(0x202e) + u"bob");
    QTest::newRow("half a character") << QString(u"Ann" + QChar(0xd800));
    QTest::newRow("too long") << QString(2001, u'x');
}

void TestSealBlock::namesAndNotesThatMisleadAreRefused()
{
    QFETCH(QString, text);
    QVERIFY(!sealNameProblem(text).isEmpty());
    QVERIFY(!sealNoteProblem(text).isEmpty());
    QVERIFY(sealNoteProblem({}).isEmpty());
    QVERIFY(!sealNameProblem(u"  "_s).isEmpty());
    QVERIFY(sealNameProblem(QString(200, u'x')).isEmpty());
    QVERIFY(!sealNameProblem(QString(201, u'x')).isEmpty());
}

QTEST_GUILESS_MAIN(TestSealBlock)
#include "tst_sealblock.moc"
