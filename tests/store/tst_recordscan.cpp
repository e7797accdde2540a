// SPDX-License-Identifier: MIT
#include "store/recordscan.h"
#include "support/importing.h"
#include "support/testsupport.h"

#include <QTest>

#include <algorithm>
#include <map>
#include <mutex>

using namespace auditlens;
using namespace auditlens::test;
using namespace Qt::StringLiterals;

namespace {

/// Notes every event that is handed out; several may share the notes.
struct Notes
{
    std::mutex mutex;
    std::multimap<std::uint32_t, AuditEvent> events; ///< By row.
    int records = 0;
};

class Noting : public RecordVisitor
{
public:
    explicit Noting(Notes& notes) : m_notes(notes) { }

    Result<void> visit(const ScannedRecord& record) override
    {
        const std::lock_guard guard(m_notes.mutex);
        ++m_notes.records;
        return record.decode([this](const ScannedEvent& where, const AuditEvent& event) {
            m_notes.events.emplace(std::uint32_t(where.row), event);
        });
    }

private:
    Notes& m_notes;
};

class Odd : public Noting
{
public:
    using Noting::Noting;
    bool wants(const ScannedEvent& event) override { return std::uint32_t(event.row) % 2 == 1; }
};

ScanOutcome scan(const Archive& archive, Notes& notes, std::size_t threads = 2)
{
    std::vector<std::unique_ptr<Noting>> visitors;
    std::vector<RecordVisitor*> each;
    for (std::size_t i = 0; i < threads; ++i)
        each.push_back(visitors.emplace_back(std::make_unique<Noting>(notes)).get());
    return scanRecords(archive, each, {}, {});
}

/// Every row once, and each as Archive::event() gives it, but for what a scan leaves out.
void compareWithArchive(const Notes& notes, const Archive& archive)
{
    QCOMPARE(notes.events.size(), std::size_t(archive.size()));
    std::uint32_t row = 0;
    for (const auto& [where, event] : notes.events) {
        QCOMPARE(where, row++);
        const auto stored = archive.event(Row(where));
        QVERIFY(stored.ok());
        AuditEvent expected = stored->event;
        expected.extra.clear();
        if (stored->idFromContent)
            expected.id.clear();
        QVERIFY(event == expected);
    }
}

} // namespace

/// Going through all records of an archive.
class TestRecordScan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyEventIsHandedOutOnce_data();
    void everyEventIsHandedOutOnce();
    void onlyWhatIsWantedIsRead();
    void aVisitorsErrorIsCounted();
    void aCancelledScanSaysSo();
    void changesAreCountedPerObject();
};

void TestRecordScan::everyEventIsHandedOutOnce_data()
{
    QTest::addColumn<QStringList>("files");
    const auto demo = [](const char* name) { return sourcePath(u"resources/demo/export/"_s + QString::fromLatin1(name)); };
    QTest::newRow("one event each, in order") << QStringList {demo("logs_export.json")};
    QTest::newRow("many events in one record") << QStringList {demo("consent-query_range.json")};
    QTest::newRow("several sources that overlap") << QStringList {demo("policies_week13.zip"), demo("consent-query_range.json"), demo("audit_logs.csv")};
}

void TestRecordScan::everyEventIsHandedOutOnce()
{
    QFETCH(QStringList, files);
    ImportFolder folder;
    for (const QString& file : files)
        QVERIFY(folder.import({file}).ok());
    const auto archive = folder.open();
    Notes notes;
    const ScanOutcome outcome = scan(*archive, notes);
    QVERIFY(outcome.complete());
    QCOMPARE(outcome.unreadable, std::uint64_t(0));
    compareWithArchive(notes, *archive);
}

void TestRecordScan::onlyWhatIsWantedIsRead()
{
    ImportFolder folder;
    QVERIFY(folder.import({sourcePath(u"resources/demo/export/consent-query_range.json"_s)}).ok());
    const auto archive = folder.open();
    Notes notes;
    Odd odd(notes);
    RecordVisitor* visitor = &odd;
    QVERIFY(scanRecords(*archive, {&visitor, 1}, {}, {}).complete());
    QCOMPARE(notes.events.size(), std::size_t(archive->size() / 2));
    for (const auto& [row, event] : notes.events)
        QVERIFY(row % 2 == 1 && event.time.ns == archive->timeAt(Row(row)));
}

void TestRecordScan::aVisitorsErrorIsCounted()
{
    struct Refusing : RecordVisitor
    {
        Result<void> visit(const ScannedRecord&) override { return Error {u"No."_s, {}, {}, u"Try."_s}; }
    };
    ImportFolder folder;
    QVERIFY(folder.import({folder.write(u"a.jsonl"_s, tigerLines(5))}).ok());
    Refusing refusing;
    RecordVisitor* visitor = &refusing;
    const ScanOutcome outcome = scanRecords(*folder.open(), {&visitor, 1}, {}, {});
    QCOMPARE(outcome.unreadable, std::uint64_t(5));
    QVERIFY(!outcome.complete());
    QCOMPARE(outcome.problem->what, u"No."_s);
}

void TestRecordScan::aCancelledScanSaysSo()
{
    ImportFolder folder;
    QVERIFY(folder.import({folder.write(u"a.jsonl"_s, tigerLines(5000))}).ok());
    Cancellation cancellation;
    cancellation.request();
    Notes notes;
    Noting noting(notes);
    RecordVisitor* visitor = &noting;
    const ScanOutcome outcome = scanRecords(*folder.open(), {&visitor, 1}, {}, cancellation);
    QVERIFY(outcome.cancelled);
    QVERIFY(notes.events.size() < 5000);
}

void TestRecordScan::changesAreCountedPerObject()
{
    ImportFolder folder;
    QByteArray lines = tigerLines(3);
    lines += QByteArray(tigerLine(3)).replace("\"42\"", "\"None\"") + '\n';
    QVERIFY(folder.import({folder.write(u"a.jsonl"_s, lines)}).ok());
    const ChangeCounts counts = countChanges(*folder.open());
    QCOMPARE(counts.ofNone, std::uint64_t(1));
    QCOMPARE(std::ranges::max(counts.ofObject), 3u);
}

QTEST_GUILESS_MAIN(TestRecordScan)
#include "tst_recordscan.moc"
