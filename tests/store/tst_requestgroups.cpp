// SPDX-License-Identifier: MIT
#include "store/requestgroups.h"

#include "store/archivedata.h"
#include "store/requestnumbers.h"
#include "store/storesupport.h"

#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <map>
#include <set>

using namespace auditlens;
using namespace auditlens::test;

namespace {

using Groups = std::vector<std::vector<Row>>;

/// The meaning: compares the texts of the decoded events, newest first.
Groups naiveGroups(const Archive& archive, const RowSet& rows)
{
    Groups groups;
    std::map<std::string, std::size_t> known;
    for (std::uint32_t i = rows.size(); i-- > 0;) {
        const std::string request = must(archive.event(rows.at(i))).event.requestId;
        const auto found = known.find(request);
        if (!request.empty() && found != known.end()) {
            groups[found->second].push_back(rows.at(i));
            continue;
        }
        known[request] = groups.size();
        groups.push_back({rows.at(i)});
    }
    return groups;
}

Groups asRows(const RequestGroups& groups, const RowSet& rows)
{
    Groups found(groups.size());
    for (std::uint32_t group = 0; group < groups.size(); ++group) {
        for (std::uint32_t place = groups.start(group); place < groups.start(group + 1); ++place)
            found[group].push_back(rows.at(rows.size() - 1 - groups.indexAt(place)));
    }
    return found;
}

void write(const QString& path, const std::vector<AuditEvent>& events, std::size_t perBatch)
{
    auto writer = must(ArchiveWriter::open(path));
    appendEvents(*writer, must(writer->addSource(testSource("a.jsonl"))), events, perBatch);
    if (const auto done = writer->finish(); !done)
        qFatal("%s", qPrintable(done.error().oneLine()));
}

AuditEvent eventAt(Nanoseconds time, const std::string& request)
{
    AuditEvent event;
    event.id = "at " + std::to_string(time);
    event.time.ns = time;
    event.action = "update";
    event.requestId = request;
    return event;
}

} // namespace

class TestRequestGroups : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }

    void placesAndIndexesAgree()
    {
        const RequestGroups groups({7, 0, 3, 7, 0, 3, 7}, 9);
        QCOMPARE(groups.rows(), 7u);
        QCOMPARE(groups.size(), 4u);
        std::vector<std::uint32_t> order;
        for (std::uint32_t place = 0; place < groups.rows(); ++place) {
            order.push_back(groups.indexAt(place));
            QCOMPARE(groups.placeOf(groups.indexAt(place)), place);
            QVERIFY(place >= groups.start(groups.groupAt(place)) && place < groups.start(groups.groupAt(place) + 1));
        }
        QCOMPARE(order, (std::vector<std::uint32_t> {0, 3, 6, 1, 2, 5, 4}));
        QCOMPARE(groups.rowsIn(0), 3u);
        QCOMPARE(groups.groupsBefore(0), 0u);
        QCOMPARE(groups.groupsBefore(3), 3u);
        QCOMPARE(groups.groupsBefore(7), 4u);
    }

    void noRowsAreNoGroups()
    {
        const RequestGroups groups({}, 0);
        QCOMPARE(groups.size(), 0u);
        QCOMPARE(groups.start(0), 0u);
    }

    void groupsAreThoseOfTheEventsTexts_data()
    {
        QTest::addColumn<bool>("sorted");
        QTest::addColumn<int>("seed");
        QTest::newRow("segments behind each other") << true << 1;
        QTest::newRow("segments that overlap in time") << false << 2;
        QTest::newRow("other events") << false << 3;
    }

    void groupsAreThoseOfTheEventsTexts()
    {
        QFETCH(bool, sorted);
        QFETCH(int, seed);
        std::vector<AuditEvent> events = RandomEvents(std::uint32_t(seed)).take(1500);
        for (std::size_t i = 0; i < events.size(); i += 3)
            events[i].requestId = events[i * 7 % events.size()].requestId; // UUIDs that repeat
        if (sorted)
            std::ranges::stable_sort(events, {}, [](const AuditEvent& event) { return event.time.ns; });
        write(path(), events, 200);
        const auto archive = must(Archive::open(path(), testFormats()));
        RandomEvents random(std::uint32_t(seed) + 100);
        for (int i = 0; i < 12; ++i) {
            const BoundQuery query = i == 0 ? BoundQuery {} : random.query();
            const RowSet rows = archive->find(query, {}).rows;
            const auto groups = must(archive->groupByRequest(rows, {}));
            QCOMPARE(groups->rows(), rows.size());
            QVERIFY(asRows(*groups, rows) == naiveGroups(*archive, rows));
        }
    }

    void sharesOfTheIdsChangeNothing()
    {
        write(path(), RandomEvents(4).take(2000), 300);
        const auto data = must(ArchiveData::load(path(), testFormats()));
        const auto whole = must(numberRequests(*data, {}));
        const auto shared = must(numberRequests(*data, {}, 50));
        QCOMPARE(shared->largest, whole->largest);
        std::set<std::pair<std::uint32_t, std::uint32_t>> pairs;
        for (std::size_t slot = 0; slot < whole->ofSlot.size(); ++slot)
            pairs.emplace(whole->ofSlot[slot], shared->ofSlot[slot]);
        QCOMPARE(pairs.size(), std::size_t(whole->largest) + 1); // one to one, and 0 to 0
        QVERIFY(pairs.contains({0, 0}));
    }

    void anIdIsNotTheOneItsHashLooksLike()
    {
        const StoredId hash = storedId("plain text");
        const std::string uuid = StoredId {StoredId::Kind::Uuid, hash.high, hash.low}.text();
        QCOMPARE(storedId(uuid).high, hash.high);
        write(path(), {eventAt(1, "plain text"), eventAt(2, uuid), eventAt(3, "plain text")}, 10);
        const auto archive = must(Archive::open(path(), testFormats()));
        QCOMPARE(must(archive->groupByRequest(RowSet::all(3), {}))->size(), 2u);
    }

    void cancelledGroupingGivesNothingAndSpoilsNothing()
    {
        write(path(), {eventAt(1, "r"), eventAt(2, ""), eventAt(3, "r")}, 10);
        const auto archive = must(Archive::open(path(), testFormats()));
        Cancellation cancelled;
        cancelled.request();
        QVERIFY(!must(archive->groupByRequest(RowSet::all(3), cancelled)));
        QCOMPARE(must(archive->groupByRequest(RowSet::all(3), {}))->size(), 2u);
    }

private:
    QString path() const { return m_dir->filePath(QStringLiteral("a.auditlens")); }

    std::unique_ptr<QTemporaryDir> m_dir;
};

QTEST_GUILESS_MAIN(TestRequestGroups)
#include "tst_requestgroups.moc"
