// SPDX-License-Identifier: MIT
#include "importing/importer.h"

#include "support/importing.h"

#include <QDir>
#include <QStringEncoder>
#include <QTest>

#include <utility>

#include <zip.h>

using namespace auditlens;
using test::ImportFolder;
using test::tigerLine;
using test::tigerLines;

namespace {

void writeZip(const QString& path, const std::vector<std::pair<QByteArray, QByteArray>>& members)
{
    zip_t* archive = zip_open(QFile::encodeName(path).constData(), ZIP_CREATE | ZIP_EXCL, nullptr);
    for (const auto& [name, text] : members) {
        zip_source_t* source = zip_source_buffer(archive, text.constData(), zip_uint64_t(text.size()), 0);
        if (zip_file_add(archive, name.constData(), source, ZIP_FL_ENC_UTF_8) < 0)
            qFatal("zip: %s", zip_strerror(archive));
    }
    if (zip_close(archive) != 0)
        qFatal("zip: %s", zip_strerror(archive));
}

} // namespace

class TestImporter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void filesAndFoldersLandInOneArchive();
    void everyFileOfAZipIsRead();
    void textInUtf16IsRead_data();
    void textInUtf16IsRead();
    void aLoopOfLinksIsReadOnce();
    void theSameFileTwiceAddsNothing();
    void eventsWithoutTimeArePlacedByTheirNeighbours();
    void aMixedFileIsReadRecordByRecord();
    void aTableIsReadAgainFromItsStoredRows();
    void anUnknownShapeIsGuessed();
    void anUnknownFormatIsAnError();
    void cancellingKeepsWhatWasCommitted();
    void importingAgainCompletesACancelledImport();
    void aFileThatGrowsIsToldAndCompletedByTheNextImport();
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

void TestImporter::everyFileOfAZipIsRead()
{
    ImportFolder folder;
    const QString file = folder.path(QStringLiteral("logs.zip"));
    writeZip(file, {{"deep/b.jsonl", tigerLine(3) + '\n'}, {"a.jsonl", tigerLines(3)}, {"__MACOSX/._a.jsonl", "no record"}});
    const auto report = folder.import({file});
    QVERIFY2(report.ok(), report.ok() ? "" : qPrintable(report.error().oneLine()));
    QCOMPARE(report->files, std::uint64_t(2));
    QCOMPARE(report->events, std::uint64_t(4));
    QVERIFY(report->fileProblems.empty() && report->warnings.empty());
    const auto archive = folder.open();
    QStringList names;
    for (const StoredSource& source : archive->info().sources)
        names << QString::fromStdString(source.info.name) + QLatin1Char(' ') + QString::number(source.events);
    QCOMPARE(names, (QStringList {QStringLiteral("logs.zip/a.jsonl 3"), QStringLiteral("logs.zip/deep/b.jsonl 1")}));
    QCOMPARE(folder.import({file})->duplicates, std::uint64_t(4));
}

void TestImporter::textInUtf16IsRead_data()
{
    QTest::addColumn<QStringConverter::Encoding>("encoding");
    QTest::newRow("little-endian") << QStringConverter::Utf16LE;
    QTest::newRow("big-endian") << QStringConverter::Utf16BE;
}

void TestImporter::textInUtf16IsRead()
{
    QFETCH(QStringConverter::Encoding, encoding);
    ImportFolder folder;
    QByteArray second = tigerLine(2);
    second.replace("ann", "Zo\xc3\xab \xf0\x9f\x94\x8d"); // a letter beyond ASCII and one beyond 16 bits
    QStringEncoder encoder(encoding, QStringConverter::Flag::WriteBom);
    const QByteArray text = encoder(QString::fromUtf8(tigerLine(1) + "\r\n" + second + "\r\n"));
    const auto report = folder.import({folder.write(QStringLiteral("a.jsonl"), text)});
    QVERIFY(report.ok());
    QCOMPARE(report->events, std::uint64_t(2));
    QCOMPARE(report->rejected, std::uint64_t(0));
    const auto archive = folder.open();
    const auto row = archive->findId("e2");
    QVERIFY(row);
    const auto event = archive->event(*row);
    QVERIFY(event.ok());
    QCOMPARE(event->event.actor.name, std::string("Zo\xc3\xab \xf0\x9f\x94\x8d"));
    QCOMPARE(QByteArray::fromStdString(event->raw), second);
}

void TestImporter::aLoopOfLinksIsReadOnce()
{
    ImportFolder folder;
    QDir().mkpath(folder.path(QStringLiteral("in/sub")));
    folder.write(QStringLiteral("in/a.jsonl"), tigerLine(1) + '\n');
    const QString in = folder.path(QStringLiteral("in"));
    QVERIFY(QFile::link(in, folder.path(QStringLiteral("in/loop"))));
    QVERIFY(QFile::link(QStringLiteral(".."), folder.path(QStringLiteral("in/sub/up"))));
    QVERIFY(QFile::link(folder.path(QStringLiteral("in/a.jsonl")), folder.path(QStringLiteral("in/b.jsonl"))));
    QVERIFY(QFile::link(folder.path(QStringLiteral("in/self")), folder.path(QStringLiteral("in/self"))));
    const auto report = folder.import({in});
    QVERIFY(report.ok());
    QCOMPARE(report->files, std::uint64_t(1));
    QCOMPARE(report->events, std::uint64_t(1));
    QCOMPARE(report->duplicates, std::uint64_t(0));
    QCOMPARE(report->fileProblems.size(), std::size_t(1)); // the link to itself
    QVERIFY(report->fileProblems[0].oneLine().contains(QStringLiteral("in/self")));
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
    const QStringList files {folder.write(QStringLiteral("a.jsonl"), tigerLine(-1)), folder.write(QStringLiteral("b.jsonl"), tigerLines(50'000))};
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

void TestImporter::importingAgainCompletesACancelledImport()
{
    constexpr int count = 50'000;
    ImportFolder folder;
    const QStringList files {folder.write(QStringLiteral("a.jsonl"), tigerLine(-1)), folder.write(QStringLiteral("b.jsonl"), tigerLines(count))};
    Cancellation cancellation;
    const auto first = folder.import(files, {}, cancellation, [&](const ImportProgress& progress) {
        if (progress.file == QStringLiteral("b.jsonl") && progress.events > 1)
            cancellation.request();
    });
    QVERIFY(first.ok());
    QVERIFY(first->cancelled && first->events > 1 && first->events < std::uint64_t(count));
    {
        // What is there is the beginning of the file, without a gap.
        const auto archive = folder.open();
        QCOMPARE(std::uint64_t(archive->size()), first->events);
        QVERIFY(archive->findId("e" + std::to_string(first->events - 2)));
        for (std::uint64_t missing : {first->events - 1, first->events, std::uint64_t(count - 1)})
            QVERIFY(!archive->findId("e" + std::to_string(missing)));
    }
    const auto second = folder.import(files);
    QVERIFY(second.ok());
    QCOMPARE(second->duplicates, first->events);
    QCOMPARE(first->events + second->events, std::uint64_t(count + 1));
    QCOMPARE(folder.open()->size(), std::uint32_t(count + 1));
}

void TestImporter::aFileThatGrowsIsToldAndCompletedByTheNextImport()
{
    constexpr int count = 60'000;
    ImportFolder folder;
    const QString path = folder.write(QStringLiteral("growing.jsonl"), tigerLines(count));
    QFile growing(path);
    QVERIFY(growing.open(QIODevice::Append | QIODevice::Unbuffered));
    bool grew = false;
    const auto first = folder.import({path}, {}, {}, [&](const ImportProgress& progress) {
        if (!std::exchange(grew, true))
            QVERIFY2(growing.write(tigerLine(count) + '\n') > 0, qPrintable(progress.file));
    });
    QVERIFY(first.ok());
    QVERIFY(first->events >= std::uint64_t(count));
    QCOMPARE(first->rejected, std::uint64_t(0));
    QCOMPARE(first->warnings.size(), std::size_t(1));
    QVERIFY2(first->warnings[0].reason.contains(QStringLiteral("grew")), qPrintable(first->warnings[0].reason));
    const auto second = folder.import({path});
    QVERIFY(second.ok());
    QVERIFY(second->warnings.empty());
    QCOMPARE(first->events + second->events, std::uint64_t(count + 1));
    QCOMPARE(folder.open()->size(), std::uint32_t(count + 1));
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
