// SPDX-License-Identifier: MIT
#include "query/binder.h"
#include "store/recordcopy.h"
#include "support/importing.h"
#include "support/testsupport.h"

#include <QTest>

#include <set>

using namespace auditlens;
using namespace auditlens::test;
using namespace Qt::StringLiterals;

namespace {

Result<std::optional<std::string_view>> asItIs(const WalkedRecord& record)
{
    return std::optional(record.raw);
}

QStringList demoFiles()
{
    QStringList files;
    for (const char* name : {"policies_week13.zip", "consent-query_range.json", "audit_logs.csv", "logs_export.json"})
        files << sourcePath(u"resources/demo/export/"_s + QString::fromLatin1(name));
    return files;
}

} // namespace

/// Records of an archive written into another one.
class TestRecordCopy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<ImportFolder>(); }
    void aCopyAnswersLikeItsOriginal();
    void everyRecordIsWalkedOnceInItsOrder();
    void whatIsLeftOutIsNotThere();
    void countsOfSourcesStay();
    void aRecordThatNoLongerFitsEndsTheCopy_data();
    void aRecordThatNoLongerFitsEndsTheCopy();
    void eventsAcrossSegmentsAreOneRecord();

private:
    std::shared_ptr<const Archive> demo() const;
    std::shared_ptr<const Archive> copied(const Archive& archive, const RecordForCopy& record) const;
    QString target() const { return m_folder->path(u"copy.auditlens"_s); }

    std::unique_ptr<ImportFolder> m_folder;
};

std::shared_ptr<const Archive> TestRecordCopy::demo() const
{
    for (const QString& file : demoFiles()) {
        if (const auto imported = m_folder->import({file}); !imported)
            qFatal("%s", qPrintable(imported.error().oneLine()));
    }
    return m_folder->open();
}

std::shared_ptr<const Archive> TestRecordCopy::copied(const Archive& archive, const RecordForCopy& record) const
{
    if (const auto done = copyRecords(archive, target(), record); !done)
        qFatal("%s", qPrintable(done.error().oneLine()));
    auto copy = Archive::open(target(), allFormats());
    if (!copy)
        qFatal("%s", qPrintable(copy.error().oneLine()));
    return *copy;
}

void TestRecordCopy::aCopyAnswersLikeItsOriginal()
{
    const auto archive = demo();
    const auto copy = copied(*archive, asItIs);
    const auto expected = allEvents(*archive);
    const auto found = allEvents(*copy);
    QVERIFY(expected.size() > 100);
    QCOMPARE(found.size(), expected.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
        QVERIFY(found[i].event == expected[i].event);
        QCOMPARE(found[i].raw, expected[i].raw);
        QCOMPARE(found[i].part, expected[i].part);
        QCOMPARE(found[i].source, expected[i].source);
    }
    for (const char* text : {"masked:true", "changed:status", "actor:a*", "policy", "entity.type:Policy -action:create"}) {
        const BoundQuery query = readQuery(QString::fromLatin1(text), TimeContext::current(QTimeZone::utc())).query;
        QCOMPARE(copy->find(query, {}).rows.size(), archive->find(query, {}).rows.size());
    }
}

void TestRecordCopy::everyRecordIsWalkedOnceInItsOrder()
{
    const auto archive = demo();
    std::set<std::pair<std::size_t, std::uint64_t>> seen;
    std::map<std::size_t, std::uint64_t> last;
    std::size_t events = 0;
    const auto walked = walkRecords(*archive, [&](const WalkedRecord& record) -> Result<void> {
        const auto source = std::size_t(record.source.id);
        if (!seen.emplace(source, record.ordinal).second || (last.contains(source) && last[source] >= record.ordinal))
            qFatal("record %llu again", static_cast<unsigned long long>(record.ordinal));
        last[source] = record.ordinal;
        events += record.events.size();
        return {};
    });
    QVERIFY(walked.ok());
    QCOMPARE(events, std::size_t(archive->size()));
}

void TestRecordCopy::whatIsLeftOutIsNotThere()
{
    const auto archive = demo();
    std::uint32_t kept = 0;
    const auto copy = copied(*archive, [&](const WalkedRecord& record) -> Result<std::optional<std::string_view>> {
        if (record.ordinal % 3 != 0)
            return std::optional<std::string_view>();
        kept += std::uint32_t(record.events.size());
        return std::optional(record.raw);
    });
    QVERIFY(kept > 0 && kept < archive->size());
    QCOMPARE(copy->size(), kept);
}

void TestRecordCopy::countsOfSourcesStay()
{
    QVERIFY(m_folder->import({m_folder->write(u"a.jsonl"_s, tigerLines(5) + "nonsense\n" + tigerLine(2) + '\n')}).ok());
    QVERIFY(m_folder->import({m_folder->write(u"b.jsonl"_s, tigerLine(9) + "\nnothing\n")}).ok());
    const auto archive = m_folder->open();
    const auto copy = copied(*archive, asItIs);
    const auto& expected = archive->info().sources;
    const auto& found = copy->info().sources;
    QCOMPARE(found.size(), expected.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
        QCOMPARE(found[i].info.name, expected[i].info.name);
        QCOMPARE(found[i].info.layout, expected[i].info.layout);
        QCOMPARE(found[i].events, expected[i].events);
        QCOMPARE(found[i].duplicates, expected[i].duplicates);
        QCOMPARE(found[i].rejected, expected[i].rejected);
    }
    QCOMPARE(copy->info().rejected, 2u);
    QVERIFY(copy->rejects(10)->empty());
}

void TestRecordCopy::aRecordThatNoLongerFitsEndsTheCopy_data()
{
    QTest::addColumn<QByteArray>("instead");
    QTest::newRow("no JSON") << QByteArray("{");
    QTest::newRow("no event") << QByteArray("{}");
    QTest::newRow("another time") << tigerLine(3, "2024-01-01T02:00:00Z");
    QTest::newRow("another precision") << tigerLine(3, "2023-01-01T02:00:00.0Z");
    QTest::newRow("an event that is there") << tigerLine(1);
}

void TestRecordCopy::aRecordThatNoLongerFitsEndsTheCopy()
{
    QFETCH(QByteArray, instead);
    QVERIFY(m_folder->import({m_folder->write(u"a.jsonl"_s, tigerLines(5))}).ok());
    const auto done = copyRecords(*m_folder->open(), target(), [&](const WalkedRecord& record) -> Result<std::optional<std::string_view>> {
        return std::optional(record.ordinal == 3 ? std::string_view(instead.constData(), std::size_t(instead.size())) : record.raw);
    });
    QVERIFY(!done.ok());
    QVERIFY(!done.error().why.isEmpty());
}

void TestRecordCopy::eventsAcrossSegmentsAreOneRecord()
{
    constexpr int lines = 70'000; // more than a segment holds
    QByteArray values;
    for (int i = 0; i < lines; ++i)
        values += QByteArray(i > 0 ? "," : "") + "[\"" + QByteArray::number(1'700'000'000'000'000'000LL + i) + "\",\"" + tigerLine(i).replace('"', "\\\"") + "\"]";
    QVERIFY(m_folder->import({m_folder->write(u"loki.json"_s,
        "{\"status\":\"success\",\"data\":{\"resultType\":\"streams\",\"result\":[{\"stream\":{\"app\":\"x\"},\"values\":[" + values + "]}]}}")}).ok());
    const auto archive = m_folder->open();
    if (archive->size() < lines)
        QSKIP("No format reads these lines as events of one record: nothing was tested here.");
    int records = 0;
    QVERIFY(walkRecords(*archive, [&](const WalkedRecord& record) -> Result<void> {
        ++records;
        return record.events.size() == lines ? Result<void>() : Result<void>(Error{u"not all events"_s, {}, {}, {}});
    }).ok());
    QCOMPARE(records, 1);
}

QTEST_GUILESS_MAIN(TestRecordCopy)
#include "tst_recordcopy.moc"
