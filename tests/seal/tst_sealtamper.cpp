// SPDX-License-Identifier: MIT
#include "sealsupport.h"

#include "store/database.h"
#include "support/testsupport.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <map>
#include <random>
#include <set>

using namespace auditlens;
using namespace auditlens::test;
using namespace Qt::StringLiterals;

/// One changed byte anywhere in a sealed archive is reported.
class TestSealTamper : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyRegionIsThere();
    void theHeader();
    void firstAndLastByteOfEveryPage();
    void unusedSpace();
    void everyByteOfTheSeal();
    void bytesAnywhere();
    void aRecordIsToldByItsSegment();
    void missingAndAddedBytes();

private:
    static constexpr qsizetype pageBytes = 8192;
    void verifyNoticed(qsizetype at, int mask = 0x01);
    void verifyRange(qsizetype begin, qsizetype end);
    char kindOf(qsizetype page) const { return m_pages[page * pageBytes + (page == 0 ? 100 : 0)]; }
    std::vector<std::pair<qsizetype, qsizetype>> unused() const;

    QTemporaryDir m_dir;
    QString m_path;
    QByteArray m_bytes;
    QByteArray m_pages; ///< Without the seal.
    QFile m_file;
};

void TestSealTamper::initTestCase()
{
    m_path = m_dir.filePath(u"a.auditlens"_s);
    makeSealed(m_path, 12);
    m_bytes = readFile(m_path);
    m_pages = withSeal(m_bytes, {});
    QCOMPARE(m_pages.size() % pageBytes, 0);
    QCOMPARE(checked(m_path).state, SealState::Intact);
    m_file.setFileName(m_path);
    QVERIFY(m_file.open(QIODevice::ReadWrite | QIODevice::Unbuffered));
}

void TestSealTamper::verifyNoticed(qsizetype at, int mask)
{
    const auto put = [this, at](char byte) { return m_file.seek(at) && m_file.putChar(byte); };
    QVERIFY(put(char(m_bytes[at] ^ mask)));
    const SealReport report = checked(m_path);
    QVERIFY(put(m_bytes[at]));
    const bool noticed = report.state == SealState::Changed || report.state == SealState::Damaged;
    QVERIFY2(noticed && !report.isWell() && !report.problems.isEmpty(),
        qPrintable(u"byte %1 of %2"_s.arg(at).arg(m_bytes.size())));
}

void TestSealTamper::verifyRange(qsizetype begin, qsizetype end)
{
    verifyNoticed(begin);
    verifyNoticed(end - 1);
}

// Between the cell pointers of a page and its first cell (https://www.sqlite.org/fileformat.html, 1.6).
std::vector<std::pair<qsizetype, qsizetype>> TestSealTamper::unused() const
{
    const auto number = [this](qsizetype at) { return qsizetype(uchar(m_pages[at])) << 8 | uchar(m_pages[at + 1]); };
    std::vector<std::pair<qsizetype, qsizetype>> ranges;
    for (qsizetype page = 0; page < m_pages.size() / pageBytes; ++page) {
        const char kind = kindOf(page);
        if (kind != 2 && kind != 5 && kind != 10 && kind != 13)
            continue;
        const qsizetype header = page * pageBytes + (page == 0 ? 100 : 0);
        const qsizetype begin = header + (kind < 10 ? 12 : 8) + 2 * number(header + 3);
        const qsizetype end = page * pageBytes + number(header + 5);
        if (begin < end)
            ranges.emplace_back(begin, end);
    }
    return ranges;
}

void TestSealTamper::everyRegionIsThere()
{
    std::set<int> kinds;
    for (qsizetype page = 0; page < m_pages.size() / pageBytes; ++page)
        kinds.insert(kindOf(page));
    for (const int kind : {0, 5, 10, 13}) // overflow, interior and leaf of a table, leaf of an index
        QVERIFY2(kinds.contains(kind), qPrintable(QString::number(kind)));
    QVERIFY(unused().size() > 5);
}

void TestSealTamper::theHeader()
{
    for (qsizetype at = 0; at < 100; ++at)
        verifyNoticed(at);
}

void TestSealTamper::firstAndLastByteOfEveryPage()
{
    for (qsizetype page = 0; page < m_pages.size(); page += pageBytes)
        verifyRange(page, page + pageBytes);
}

void TestSealTamper::unusedSpace()
{
    for (const auto& [begin, end] : unused())
        verifyRange(begin, end);
}

void TestSealTamper::everyByteOfTheSeal()
{
    for (qsizetype at = m_pages.size(); at < m_bytes.size(); ++at)
        verifyNoticed(at, 1 << (at % 8));
}

void TestSealTamper::bytesAnywhere()
{
    std::mt19937 random(2026);
    for (int i = 0; i < 400; ++i)
        verifyNoticed(qsizetype(random() % std::uint32_t(m_bytes.size())), 1 << (random() % 8));
}

void TestSealTamper::aRecordIsToldByItsSegment()
{
    std::map<std::int64_t, std::string> blocks;
    {
        const auto database = must(Database::open(m_path, Database::Mode::ReadOnly));
        auto rows = must(database->prepare("SELECT segment, data FROM payload_blocks"));
        must(rows.forEachRow([&]() -> Result<void> {
            blocks[rows.number(0)] = rows.blob(1);
            return {};
        }));
    }
    QCOMPARE(blocks.size(), 12u);
    for (const auto& [segment, data] : blocks) {
        const qsizetype at = m_bytes.indexOf(QByteArray(data.data(), 200));
        QVERIFY(at > 0);
        QVERIFY(m_file.seek(at + 100) && m_file.putChar(char(m_bytes[at + 100] ^ 4)));
        const SealReport report = checked(m_path);
        QVERIFY(m_file.seek(at + 100) && m_file.putChar(m_bytes[at + 100]));
        QCOMPARE(report.state, SealState::Changed);
        QCOMPARE(report.changedSegments, std::vector<std::int64_t>{segment});
        QVERIFY(report.changedParts.isEmpty());
    }
}

void TestSealTamper::missingAndAddedBytes()
{
    const QString other = m_dir.filePath(u"other.auditlens"_s);
    for (const qsizetype at :
        {qsizetype(0), qsizetype(99), pageBytes, m_pages.size() / 2, m_pages.size(), m_bytes.size() - 36}) {
        writeBytes(other, QByteArray(m_bytes).remove(at, 1));
        QVERIFY(!checked(other).isWell());
        writeBytes(other, QByteArray(m_bytes).insert(at, '\0'));
        QVERIFY(!checked(other).isWell());
    }
    for (const qsizetype cut :
        {qsizetype(1), qsizetype(36), m_bytes.size() - m_pages.size(), pageBytes, m_bytes.size() - 100}) {
        writeBytes(other, m_bytes.chopped(cut));
        const auto report = checkSeal(other, {});
        QVERIFY(!report.ok() || !report->isWell());
    }
}

QTEST_GUILESS_MAIN(TestSealTamper)
#include "tst_sealtamper.moc"
