// SPDX-License-Identifier: MIT
#include "importing/importer.h"

#include "support/importing.h"

#include <QDir>
#include <QTest>

using namespace auditlens;
using test::ImportFolder;
using test::tigerLine;

class TestImporter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void filesAndFoldersLandInOneArchive();
    void theSameFileTwiceAddsNothing();
    void eventsWithoutTimeArePlacedByTheirNeighbours();
    void aMixedFileIsReadRecordByRecord();
    void aTableIsReadAgainFromItsStoredRows();
    void anUnknownShapeIsGuessed();
    void anUnknownFormatIsAnError();
    void cancellingKeepsWhatWasCommitted();
    void progressCountsTheBytesOfTheFiles();
};

void TestImporter::filesAndFoldersLandInOneArchive()
{
    ImportFolder folder;
    QDir().mkpath(folder.path(QStringLiteral("in/sub/.hidden")));
    folder.write(QStringLiteral("in/a.jsonl"), tigerLine(1) + '\n' + tigerLine(2) + '\n');
    folder.write(QStringLiteral("in/sub/b.json"), "[" + tigerLine(3) + ",\n" + tigerLine(4) + "]");
    folder.write(QStringLiteral("in/sub/.hidden/c.json"), tigerLine(5));
    const auto report = folder.import({folder.path(QStringLiteral("in"))});
    QVERIFY2(report.ok(), report.ok() ? "" : qPrintable(report.error().oneLine()));
    QCOMPARE(report->files, std::uint64_t(2));
    QCOMPARE(report->events, std::uint64_t(4));
    QCOMPARE(report->rejected, std::uint64_t(0));
    QCOMPARE(report->formats, QStringList {QStringLiteral("tiger")});
    const auto archive = folder.open();
    QCOMPARE(archive->size(), 4u);
    const auto event = archive->event(Row {0});
    QVERIFY(event.ok());
    QCOMPARE(QByteArray::fromStdString(event->raw), tigerLine(1));
    QCOMPARE(event->event.actor.name, std::string("ann"));
}

void TestImporter::theSameFileTwiceAddsNothing()
{
    ImportFolder folder;
    const QString file = folder.write(QStringLiteral("a.jsonl"), tigerLine(1) + '\n' + tigerLine(2) + '\n');
    QVERIFY(folder.import({file}).ok());
    const auto again = folder.import({file});
    QVERIFY(again.ok());
    QCOMPARE(again->events, std::uint64_t(0));
    QCOMPARE(again->duplicates, std::uint64_t(2));
    QCOMPARE(folder.open()->size(), 2u);
}

void TestImporter::eventsWithoutTimeArePlacedByTheirNeighbours()
{
    ImportFolder folder;
    QByteArray text = tigerLine(1, "") + '\n' + tigerLine(2, "2023-01-01T00:00:00Z") + '\n' + tigerLine(3, "") + '\n'
        + tigerLine(4, "2023-01-02T00:00:00Z") + '\n';
    const auto report = folder.import({folder.write(QStringLiteral("a.jsonl"), text)});
    QVERIFY(report.ok());
    QCOMPARE(report->events, std::uint64_t(4));
    QCOMPARE(report->withoutTime, std::uint64_t(2));
    const auto archive = folder.open();
    QStringList seen;
    for (std::uint32_t row = 0; row < archive->size(); ++row) {
        const auto event = archive->event(Row {row});
        QVERIFY(event.ok());
        seen << QString::fromStdString(event->event.id);
        const bool placed = event->event.id == "e1" || event->event.id == "e3";
        QCOMPARE(event->event.time.origin, placed ? TimeOrigin::Neighbours : TimeOrigin::Stated);
    }
    QCOMPARE(seen.join(QLatin1Char(' ')), QStringLiteral("e1 e2 e3 e4"));
    QCOMPARE(archive->timeAt(Row {0}), archive->timeAt(Row {1}));
    QCOMPARE(archive->timeAt(Row {2}), archive->timeAt(Row {1}));
}

void TestImporter::aMixedFileIsReadRecordByRecord()
{
    ImportFolder folder;
    const QByteArray trail = "{\"eventVersion\":\"1.08\",\"userIdentity\":{\"type\":\"IAMUser\",\"userName\":\"bob\"},\"eventTime\":"
                             "\"2023-01-01T03:00:00Z\",\"eventSource\":\"s3.amazonaws.com\",\"eventName\":\"DeleteBucket\",\"eventID\":\"x1\"}";
    QByteArray text;
    for (int i = 0; i < 5; ++i)
        text += tigerLine(i) + '\n';
    text += trail + '\n';
    const auto report = folder.import({folder.write(QStringLiteral("a.jsonl"), text)});
    QVERIFY(report.ok());
    QCOMPARE(report->events, std::uint64_t(6));
    QCOMPARE(report->formats, (QStringList {QStringLiteral("tiger"), QStringLiteral("cloudtrail")}));
    const auto archive = folder.open();
    const auto last = archive->event(Row {5});
    QVERIFY(last.ok());
    QCOMPARE(last->event.action, std::string("DeleteBucket"));
}

void TestImporter::aTableIsReadAgainFromItsStoredRows()
{
    ImportFolder folder;
    const QByteArray text = "timestamp,user,action,object\n2023-01-01T00:00:00Z,ann,delete,\"x, \"\"y\"\"\"\n2023-01-02T00:00:00Z,bob,create,z\n";
    const auto report = folder.import({folder.write(QStringLiteral("a.csv"), text)});
    QVERIFY(report.ok());
    QCOMPARE(report->events, std::uint64_t(2));
    const auto archive = folder.open();
    const auto event = archive->event(Row {0});
    QVERIFY(event.ok());
    QCOMPARE(event->event.actor.display(), std::string("ann"));
    QCOMPARE(event->event.action, std::string("delete"));
    QCOMPARE(event->raw, std::string("2023-01-01T00:00:00Z,ann,delete,\"x, \"\"y\"\"\""));
}

void TestImporter::anUnknownShapeIsGuessed()
{
    ImportFolder folder;
    QByteArray text;
    for (int i = 0; i < 10; ++i)
        text += "{\"wann\":\"2023-01-0" + QByteArray::number(i % 9 + 1) + "T00:00:00Z\",\"wer\":\"ann@example.com\",\"tat\":\"deleted\",\"nr\":" + QByteArray::number(i) + "}\n";
    const auto report = folder.import({folder.write(QStringLiteral("a.jsonl"), text)});
    QVERIFY(report.ok());
    QCOMPARE(report->events + report->rejected, std::uint64_t(10));
    QCOMPARE(report->events, std::uint64_t(10));
}

void TestImporter::anUnknownFormatIsAnError()
{
    ImportFolder folder;
    ImportRequest request;
    request.format = QStringLiteral("nonsense");
    const auto report = folder.import({folder.write(QStringLiteral("a.jsonl"), tigerLine(1))}, request);
    QVERIFY(!report.ok());
    QVERIFY(!report.error().help.isEmpty());
    QVERIFY(!QFile::exists(folder.archivePath()));
}

void TestImporter::cancellingKeepsWhatWasCommitted()
{
    ImportFolder folder;
    QByteArray text;
    for (int i = 0; i < 50'000; ++i)
        text += tigerLine(i) + '\n';
    const QStringList files {folder.write(QStringLiteral("a.jsonl"), tigerLine(-1)), folder.write(QStringLiteral("b.jsonl"), text)};
    Cancellation cancellation;
    const auto report = folder.import(files, {}, cancellation, [&](const ImportProgress& progress) {
        if (progress.events > 0)
            cancellation.request();
    });
    QVERIFY(report.ok());
    QVERIFY(report->cancelled);
    QVERIFY(report->events >= 1 && report->events < 50'001);
    QCOMPARE(std::uint64_t(folder.open()->size()), report->events);
}

void TestImporter::progressCountsTheBytesOfTheFiles()
{
    ImportFolder folder;
    const QString file = folder.write(QStringLiteral("a.jsonl"), tigerLine(1));
    ImportProgress last;
    QVERIFY(folder.import({file}, {}, {}, [&](const ImportProgress& progress) { last = progress; }).ok());
    QCOMPARE(last.bytesDone, std::uint64_t(tigerLine(1).size()));
    QCOMPARE(last.bytesTotal, last.bytesDone);
    QCOMPARE(last.events, std::uint64_t(1));
}

QTEST_GUILESS_MAIN(TestImporter)
#include "tst_importer.moc"
