// SPDX-License-Identifier: MIT
#include "exporting/exporter.h"

#include "../store/storesupport.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace auditlens;
using namespace Qt::StringLiterals;

namespace {

constexpr std::uint32_t eventCount = 1800; // more than three batches

void noProgress(std::uint64_t, std::uint64_t) { }

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestExporter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void writesEveryRowInOrder();
    void writesOnlyTheRowsOfTheQuery();
    void newestFirstWithALimit();
    void tellsProgressUpToTheTotal();
    void aCancelledExportLeavesTheOldFile();
    void aPlaceThatCannotBeWrittenIsAnError();
    void aFailingSinkStopsTheWork();

private:
    QString place(const QString& name) const { return m_folder.filePath(name); }

    QTemporaryDir m_folder;
    std::shared_ptr<const Archive> m_archive;
};

void TestExporter::initTestCase()
{
    auto writer = ArchiveWriter::open(place(u"a.auditlens"_s));
    QVERIFY(writer.ok());
    const Result<SourceId> source = (*writer)->addSource(test::testSource("policies.jsonl"));
    QVERIFY(source.ok());
    // Random changes hold numbers that are none, which no format gives; the writers have tests of their own.
    std::vector<AuditEvent> events = test::RandomEvents(7).take(eventCount);
    for (AuditEvent& event : events)
        event.changes.clear();
    QVERIFY(test::appendEvents(**writer, *source, events).added > 0);
    QVERIFY((*writer)->finish().ok());
    auto archive = Archive::open(place(u"a.auditlens"_s), test::testFormats());
    QVERIFY(archive.ok());
    m_archive = *archive;
    QVERIFY(m_archive->size() > 1000);
}

void TestExporter::writesEveryRowInOrder()
{
    const RowSet all = RowSet::all(m_archive->size());
    for (const ExportFormat format : {ExportFormat::Json, ExportFormat::JsonLines, ExportFormat::Csv}) {
        const ExportRequest request {place(u"all"_s), format, QTimeZone::utc()};
        const auto outcome = exportToFile(*m_archive, all, request, {}, noProgress);
        QVERIFY(outcome.ok());
        QCOMPARE(outcome->events, std::uint64_t(all.size()));
        QVERIFY(!outcome->cancelled);
        const QByteArray bytes = contentOf(request.file);
        if (format == ExportFormat::Json) {
            const QJsonArray events = QJsonDocument::fromJson(bytes).array();
            QCOMPARE(events.size(), qsizetype(all.size()));
            for (std::uint32_t i = 0; i < all.size(); i += 100)
                QCOMPARE(events.at(i).toObject()[u"id"].toString().toStdString(), m_archive->event(all.at(i))->event.id);
        }
        if (format == ExportFormat::JsonLines)
            QCOMPARE(bytes.count('\n'), qsizetype(all.size()));
    }
}

void TestExporter::writesOnlyTheRowsOfTheQuery()
{
    const RowSet rows = RowSet::of({3, 4, 1000});
    const ExportRequest request {place(u"some"_s), ExportFormat::Json, QTimeZone::utc()};
    QVERIFY(exportToFile(*m_archive, rows, request, {}, noProgress).ok());
    const QJsonArray events = QJsonDocument::fromJson(contentOf(request.file)).array();
    QCOMPARE(events.size(), 3);
    QCOMPARE(events.at(2).toObject()[u"id"].toString().toStdString(), m_archive->event(Row(1000))->event.id);
    QCOMPARE(events.at(0).toObject()[u"source"].toString(), u"policies.jsonl"_s);
}

void TestExporter::newestFirstWithALimit()
{
    std::string out;
    const auto writer = makeEventWriter(ExportFormat::Json, QTimeZone::utc());
    const auto outcome = exportTo(*m_archive, RowSet::of({1, 2, 3}), RowOrder::NewestFirst, 2, *writer, {}, noProgress,
        [&](std::string_view piece) -> Result<void> {
            out += piece;
            return {};
        });
    QVERIFY(outcome.ok());
    QCOMPARE(outcome->events, 2u);
    const QJsonArray events = QJsonDocument::fromJson(QByteArray::fromStdString(out)).array();
    QCOMPARE(events.size(), 2);
    QCOMPARE(events.at(0).toObject()[u"id"].toString().toStdString(), m_archive->event(Row(3))->event.id);
}

void TestExporter::tellsProgressUpToTheTotal()
{
    std::vector<std::uint64_t> steps;
    const ExportRequest request {place(u"steps"_s), ExportFormat::Csv, QTimeZone::utc()};
    QVERIFY(exportToFile(*m_archive, RowSet::all(m_archive->size()), request, {}, [&](std::uint64_t done, std::uint64_t total) {
        steps.push_back(done);
        QCOMPARE(total, std::uint64_t(m_archive->size()));
    }).ok());
    QVERIFY(steps.size() > 1);
    QVERIFY(std::is_sorted(steps.begin(), steps.end()));
    QCOMPARE(steps.back(), std::uint64_t(m_archive->size()));
}

void TestExporter::aCancelledExportLeavesTheOldFile()
{
    QFile old(place(u"old"_s));
    QVERIFY(old.open(QIODevice::WriteOnly) && old.write("old") == 3);
    old.close();
    Cancellation cancellation;
    const ExportRequest request {old.fileName(), ExportFormat::Csv, QTimeZone::utc()};
    const auto outcome = exportToFile(*m_archive, RowSet::all(m_archive->size()), request, cancellation,
        [&](std::uint64_t, std::uint64_t) { cancellation.request(); });
    QVERIFY(outcome.ok());
    QVERIFY(outcome->cancelled);
    QVERIFY(outcome->events < m_archive->size());
    QCOMPARE(contentOf(old.fileName()), QByteArray("old"));
}

void TestExporter::aPlaceThatCannotBeWrittenIsAnError()
{
    const ExportRequest request {place(u"no/such/folder/x.csv"_s), ExportFormat::Csv, QTimeZone::utc()};
    const auto outcome = exportToFile(*m_archive, RowSet::all(1), request, {}, noProgress);
    QVERIFY(!outcome.ok());
    QVERIFY(!outcome.error().help.isEmpty());
}

void TestExporter::aFailingSinkStopsTheWork()
{
    const auto writer = makeEventWriter(ExportFormat::Csv, QTimeZone::utc());
    const auto outcome = exportTo(*m_archive, RowSet::all(10), RowOrder::OldestFirst, 10, *writer, {}, noProgress,
        [](std::string_view) -> Result<void> { return Error {u"full."_s, {}, {}, u"free space."_s}; });
    QVERIFY(!outcome.ok());
    QCOMPARE(outcome.error().what, u"full."_s);
}

QTEST_GUILESS_MAIN(TestExporter)
#include "tst_exporter.moc"
