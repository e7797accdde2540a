// SPDX-License-Identifier: MIT
#include "store/storesupport.h"

#include "base/fold.h"

#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <set>

using namespace auditlens;
using namespace auditlens::test;

namespace {

void write(const QString& path, const std::vector<AuditEvent>& events, std::size_t perBatch = 1000)
{
    auto writer = must(ArchiveWriter::open(path));
    const SourceId source = must(writer->addSource(testSource("a.jsonl")));
    appendEvents(*writer, source, events, perBatch);
    must(writer->finish());
}

std::vector<std::uint32_t> numbersOf(const RowSet& rows)
{
    std::vector<std::uint32_t> numbers;
    for (std::uint32_t i = 0; i < rows.size(); ++i)
        numbers.push_back(std::uint32_t(rows.at(i)));
    return numbers;
}

std::string textOf(const AuditEvent& event)
{
    std::string out;
    for (const std::string& value : recordOf(event).values)
        out += folded(value) + "\x01";
    return out;
}

} // namespace

class TestArchive : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }
    void anEmptyArchiveOpens();
    void eventsComeBackAsTheyWere();
    void theFileRestsAlone();
    void repeatsAreKeptOnce();
    void sourcesAndRejectsAreKept();
    void anyOrderGivesTheSameArchive_data();
    void anyOrderGivesTheSameArchive();
    void queriesAgreeWithTheEvaluator_data();
    void queriesAgreeWithTheEvaluator();
    void theNewestRowsAreTheLastOfAll();
    void rowsFarApartComeAsTheyWereAskedFor();
    void valuesAreCounted();
    void severalEventsOfOneRecordShareIt();
    void recordsAreTheSameWhereverTheyLay();
    void anEventMayHaveVeryManyChanges();

private:
    QString path() const { return m_dir->filePath(QStringLiteral("a.auditlens")); }
    std::shared_ptr<const Archive> opened() const { return must(Archive::open(path(), testFormats())); }

    std::unique_ptr<QTemporaryDir> m_dir;
};

void TestArchive::anEmptyArchiveOpens()
{
    write(path(), {});
    const auto archive = opened();
    QCOMPARE(archive->size(), 0u);
    QCOMPARE(archive->info().first, noTime);
    QVERIFY(archive->find({}, {}).rows.empty());
    QVERIFY(archive->values("action", 10).empty());
}

void TestArchive::eventsComeBackAsTheyWere()
{
    auto events = RandomEvents(1).take(3000);
    write(path(), events);
    std::ranges::stable_sort(events, {}, [](const AuditEvent& event) { return event.time.ns; });
    const auto archive = opened();
    QCOMPARE(archive->size(), std::uint32_t(events.size()));
    std::vector<Row> rows;
    for (std::uint32_t i = 0; i < archive->size(); i += 7)
        rows.push_back(Row(archive->size() - 1 - i));
    const auto stored = must(archive->events(rows));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const AuditEvent& expected = events[std::size_t(rows[i])];
        AuditEvent event = stored[i].event;
        QVERIFY(!event.id.empty());
        QCOMPARE(stored[i].idFromContent, expected.id.empty());
        QCOMPARE(std::uint32_t(archive->findId(event.id).value()), std::uint32_t(rows[i]));
        if (expected.id.empty())
            event.id.clear();
        QVERIFY(event == expected);
        QVERIFY(stored[i].row == rows[i]);
        QCOMPARE(stored[i].raw, recordOf(expected).raw);
        QCOMPARE(archive->timeAt(rows[i]), expected.time.ns);
        QCOMPARE(archive->verbAt(rows[i]), expected.verb);
    }
    QVERIFY(!archive->findId("no such id"));
}

void TestArchive::theFileRestsAlone()
{
    write(path(), RandomEvents(1).take(10));
    QCOMPARE(QDir(m_dir->path()).entryList(QDir::Files | QDir::Hidden), QStringList {QStringLiteral("a.auditlens")});
}

void TestArchive::repeatsAreKeptOnce()
{
    const auto events = RandomEvents(2).take(500);
    write(path(), events);
    auto writer = must(ArchiveWriter::open(path()));
    const SourceId again = must(writer->addSource(testSource("b.jsonl")));
    QCOMPARE(appendEvents(*writer, again, events).duplicates, std::uint64_t(500));
    SourceInfo other = testSource("c.jsonl");
    other.format = "another";
    const SourceId elsewhere = must(writer->addSource(other));
    QCOMPARE(appendEvents(*writer, elsewhere, events).added, std::uint64_t(500));
    must(writer->finish());
    QCOMPARE(opened()->info().duplicates, std::uint64_t(500));
    QCOMPARE(opened()->size(), 1000u);
}

void TestArchive::sourcesAndRejectsAreKept()
{
    auto writer = must(ArchiveWriter::open(path()));
    SourceInfo info = testSource("a.jsonl");
    info.profile = "{}";
    info.zone = "Europe/Berlin";
    info.layout = R"({"container":"csv"})";
    const SourceId source = must(writer->addSource(info));
    must(writer->addReject({source, "a.jsonl", 17, 4096, "unclosed string", std::string("{\"a\0", 4)}));
    must(writer->finish());
    const auto archive = opened();
    QCOMPARE(archive->info().rejected, std::uint64_t(1));
    QCOMPARE(archive->info().sources.size(), std::size_t(1));
    QCOMPARE(archive->info().sources[0].info.layout, info.layout);
    QCOMPARE(archive->info().sources[0].info.zone, info.zone);
    const auto rejects = must(archive->rejects(10));
    QCOMPARE(rejects.size(), std::size_t(1));
    QCOMPARE(rejects[0].line, std::uint64_t(17));
    QCOMPARE(rejects[0].raw.size(), std::size_t(4));
}

void TestArchive::anyOrderGivesTheSameArchive_data()
{
    QTest::addColumn<QString>("order");
    for (const char* order : {"ascending", "descending", "near", "shuffled"})
        QTest::newRow(order) << QString::fromLatin1(order);
}

namespace {

std::vector<AuditEvent> inOrder(std::vector<AuditEvent> events, const QString& order)
{
    std::mt19937 random(7);
    std::ranges::stable_sort(events, {}, [](const AuditEvent& event) { return event.time.ns; });
    if (order == QStringLiteral("descending"))
        std::ranges::reverse(events);
    if (order == QStringLiteral("shuffled"))
        std::ranges::shuffle(events, random);
    if (order == QStringLiteral("near")) {
        for (std::size_t i = 0; i + 20 < events.size(); i += 10)
            std::swap(events[i], events[i + random() % 20]);
    }
    return events;
}

} // namespace

void TestArchive::anyOrderGivesTheSameArchive()
{
    QFETCH(QString, order);
    auto events = RandomEvents(3).take(2000);
    for (std::size_t i = 0; i < events.size(); ++i)
        events[i].time.ns = Nanoseconds(i) * 1000;
    auto writer = must(ArchiveWriter::open(path()));
    const SourceId source = must(writer->addSource(testSource("a.jsonl")));
    const auto mixed = inOrder(events, order);
    EventBatch batch;
    for (std::size_t i = 0; i < mixed.size(); ++i) {
        const Record record = recordOf(mixed[i]);
        addRecord(batch, record, source, i, 0);
        if (i % 300 == 299) {
            must(writer->append(batch));
            must(writer->commit()); // A segment of its own, so that segments overlap.
        }
    }
    must(writer->append(batch));
    must(writer->finish());
    const auto archive = opened();
    for (std::uint32_t i = 0; i < archive->size(); ++i) {
        QCOMPARE(archive->timeAt(Row(i)), events[i].time.ns);
        QCOMPARE(must(archive->event(Row(i))).event.entity.label, events[i].entity.label);
    }
    const RowSet between = archive->rowsBetween(10'000, 20'000);
    QCOMPARE(between.size(), 10u);
    QCOMPARE(std::uint32_t(between.at(0)), 10u);
}

void TestArchive::queriesAgreeWithTheEvaluator_data()
{
    anyOrderGivesTheSameArchive_data();
}

void TestArchive::queriesAgreeWithTheEvaluator()
{
    QFETCH(QString, order);
    RandomEvents random(4);
    const auto events = inOrder(random.take(1500), order);
    auto writer = must(ArchiveWriter::open(path()));
    const SourceId source = must(writer->addSource(testSource("a.jsonl")));
    for (std::size_t i = 0; i < events.size(); i += 500) {
        appendEvents(*writer, source, {events.begin() + std::ptrdiff_t(i), events.begin() + std::ptrdiff_t(i) + 500}, 130);
        must(writer->commit());
    }
    must(writer->finish());
    const auto archive = opened();
    std::vector<Row> all;
    for (std::uint32_t i = 0; i < archive->size(); ++i)
        all.push_back(Row(i));
    const auto stored = must(archive->events(all));
    std::vector<std::string> texts;
    for (const StoredEvent& each : stored) {
        AuditEvent event = each.event;
        if (each.idFromContent)
            event.id.clear();
        texts.push_back(textOf(event));
    }
    for (int i = 0; i < 1000; ++i) {
        const BoundQuery query = random.query();
        std::vector<std::uint32_t> expected;
        for (std::size_t row = 0; row < stored.size(); ++row) {
            if (matches(query, {stored[row].event, "a.jsonl", texts[row]}))
                expected.push_back(std::uint32_t(row));
        }
        const QueryResult result = archive->find(query, {});
        QVERIFY(result.complete);
        const std::vector<std::uint32_t> found = numbersOf(result.rows);
        if (found != expected)
            qWarning("%s: %zu rows instead of %zu", describe(query.root).c_str(), found.size(), expected.size());
        QVERIFY(found == expected);
    }
}

void TestArchive::theNewestRowsAreTheLastOfAll()
{
    RandomEvents random(8);
    for (const int part : {1500, 400, 90}) {
        auto events = random.take(3000);
        for (AuditEvent& event : events)
            event.time.ns -= event.time.ns % 200'000'000'000; // Many of one time, in all segments.
        auto writer = must(ArchiveWriter::open(path()));
        const SourceId source = must(writer->addSource(testSource("a.jsonl")));
        for (auto begin = events.begin(); begin != events.end();) {
            const auto end = begin + std::min<std::ptrdiff_t>(part, events.end() - begin);
            appendEvents(*writer, source, {begin, end});
            must(writer->commit());
            begin = end;
        }
        must(writer->finish());
        const auto archive = opened();
        for (int i = 0; i < 300; ++i) {
            const BoundQuery query = random.query();
            const std::uint32_t most = std::array {0u, 1u, 2u, 10u, 60u, 5000u}[std::size_t(i) % 6];
            const QueryResult all = archive->find(query, {});
            const QueryResult newest = archive->newest(query, most, {});
            QVERIFY(newest.complete);
            QCOMPARE(numbersOf(archive->findRest(query, newest.rows, {}).rows), numbersOf(all.rows));
            QCOMPARE(newest.rows.size(), std::min(most, all.rows.size()));
            for (std::uint32_t n = 0; n < newest.rows.size(); ++n)
                QCOMPARE(newest.rows.at(n), all.rows.at(all.rows.size() - newest.rows.size() + n));
        }
        QVERIFY(QFile::remove(path()));
    }
}

void TestArchive::rowsFarApartComeAsTheyWereAskedFor()
{
    write(path(), RandomEvents(9).take(20'000));
    const auto archive = opened();
    std::vector<Row> rows;
    for (std::uint32_t i = 0; i < 80; ++i)
        rows.push_back(Row(i * 7919 % archive->size())); // all over the archive, in no order
    const auto events = must(archive->events(rows));
    QCOMPARE(events.size(), rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        QCOMPARE(events[i].row, rows[i]);
        QCOMPARE(textOf(events[i].event), textOf(must(archive->event(rows[i])).event));
    }
}

void TestArchive::valuesAreCounted()
{
    const auto events = RandomEvents(5).take(400);
    write(path(), events);
    const auto archive = opened();
    std::uint64_t total = 0;
    for (const auto& [action, count] : archive->values("action", 10)) {
        QCOMPARE(count, std::uint64_t(std::ranges::count(events, action, &AuditEvent::action)));
        total += count;
    }
    QCOMPARE(total, std::uint64_t(400));
    QCOMPARE(archive->values("source", 10).front().second, std::uint64_t(400));
    QCOMPARE(archive->values("changed", 3).size(), std::size_t(3));
}

void TestArchive::severalEventsOfOneRecordShareIt()
{
    auto events = RandomEvents(6).take(3);
    std::string raw = "[";
    for (AuditEvent& event : events) {
        event.id.clear();
        event.time.ns = 5;
        raw += (raw.size() > 1 ? "," : "") + recordOf(event).raw;
    }
    raw += "]";
    auto writer = must(ArchiveWriter::open(path()));
    const SourceId source = must(writer->addSource(testSource("a.jsonl")));
    EventBatch batch;
    Record whole {raw, {}, {}}; // One for all parts: they share bytes that stand at one place.
    for (std::uint32_t part = 0; part < 3; ++part) {
        Record record = recordOf(events[part]);
        whole.event = record.event;
        whole.values = record.values;
        addRecord(batch, whole, source, 0, part);
    }
    QCOMPARE(must(writer->append(batch)).added, std::uint64_t(3));
    must(writer->finish());
    const auto archive = opened();
    QCOMPARE(archive->info().rawBytes, std::uint64_t(raw.size()));
    for (std::uint32_t part = 0; part < 3; ++part) {
        QCOMPARE(must(archive->event(Row(part))).raw, raw);
        QCOMPARE(must(archive->event(Row(part))).event.summary, events[part].summary);
    }
}

void TestArchive::recordsAreTheSameWhereverTheyLay()
{
    const auto events = RandomEvents(8).take(900);
    std::vector<Record> records;
    QByteArray all;
    for (const AuditEvent& event : events) {
        records.push_back(recordOf(event));
        all += QByteArray::fromStdString(records.back().raw) + '\n';
    }
    auto writer = must(ArchiveWriter::open(path()));
    const SourceId source = must(writer->addSource(testSource("a.jsonl")));
    // All of a batch; a third of what it shares; half of it known already; only some of its records shared.
    const auto append = [&](std::size_t begin, std::size_t end, bool shareAll, bool shareSome) {
        EventBatch batch;
        QByteArray bytes = all;
        bytes.detach();
        if (shareAll || shareSome)
            batch.share(bytes);
        std::size_t at = 0;
        for (std::size_t i = 0; i < end; ++i) {
            Record record = records[i];
            const std::string_view shared(bytes.constData() + at, record.raw.size());
            at += record.raw.size() + 1;
            const std::vector<std::string_view> values(record.values.begin(), record.values.end());
            if (i >= begin)
                batch.add(record.event, source, i, 0, shareAll || (shareSome && i % 2 == 0) ? shared : record.raw, {values});
        }
        bytes.clear();
        return must(writer->append(batch));
    };
    QCOMPARE(append(0, 300, true, false).added, std::uint64_t(300));
    QCOMPARE(append(150, 450, true, false).duplicates, std::uint64_t(150));
    QCOMPARE(append(450, 600, false, false).added, std::uint64_t(150));
    QCOMPARE(append(600, 900, false, true).added, std::uint64_t(300));
    must(writer->finish());
    const auto archive = opened();
    QCOMPARE(archive->size(), 900u);
    std::set<std::string> stored;
    for (std::uint32_t i = 0; i < archive->size(); ++i)
        stored.insert(must(archive->event(Row(i))).raw);
    for (const Record& record : records)
        QVERIFY2(stored.contains(record.raw), record.raw.c_str());
}

void TestArchive::anEventMayHaveVeryManyChanges()
{
    AuditEvent event = RandomEvents(5).next();
    for (int i = 0; i < 50'000; ++i) {
        Change change;
        change.field = "field" + std::to_string(i);
        change.before = {Value::Kind::Text, "before " + std::to_string(i), {}, {}, {}};
        change.after = {Value::Kind::Text, "after " + std::to_string(i), {}, {}, {}};
        event.changes.push_back(std::move(change));
    }
    write(path(), {event});
    const auto archive = opened();
    BoundQuery query;
    query.root.kind = BoundQuery::Node::Kind::Term;
    for (const char* word : {"field49999", "after 31337", "before 7"}) {
        query.root.text = word;
        QCOMPARE(archive->find(query, {}).rows.size(), 1u);
    }
    query.root.text = "after 50000";
    QVERIFY(archive->find(query, {}).rows.empty());
}

QTEST_GUILESS_MAIN(TestArchive)
#include "tst_archive.moc"
