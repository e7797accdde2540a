// SPDX-License-Identifier: MIT
#include "store/storesupport.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>

using namespace auditlens;
using namespace auditlens::test;

namespace {

constexpr Nanoseconds second = 1'000'000'000;

std::vector<std::uint32_t> numbersOf(const RowSet& rows)
{
    std::vector<std::uint32_t> numbers;
    for (std::uint32_t i = 0; i < rows.size(); ++i)
        numbers.push_back(std::uint32_t(rows.at(i)));
    return numbers;
}

std::vector<std::string> recordsOf(const Archive& archive)
{
    std::vector<Row> rows;
    for (std::uint32_t row = 0; row < archive.size(); ++row)
        rows.push_back(Row(row));
    std::vector<std::string> records;
    for (const StoredEvent& stored : must(archive.events(rows)))
        records.push_back(stored.raw);
    return records;
}

AnalysisRequest everything(const Archive& archive)
{
    AnalysisRequest request;
    for (const std::string_view field : facetFields())
        request.facets.push_back({std::string(field), 7, {}});
    const Nanoseconds width = 500 * second;
    for (Nanoseconds edge = archive.info().first / width * width; edge <= archive.info().last + width; edge += width)
        request.histogramEdges.push_back(edge);
    return request;
}

/// An archive that a writer adds to while it is open.
class Growing
{
public:
    Growing(const QString& path, std::uint32_t seed) : m_path(path), m_events(seed), m_random(seed), m_writer(must(ArchiveWriter::open(path)))
    {
        m_sources.push_back(must(m_writer->addSource(testSource("first"))));
    }

    std::uint32_t below(std::uint32_t limit) { return std::uint32_t(m_random() % limit); }
    BoundQuery query() { return m_events.query(); }
    std::shared_ptr<const Archive> fresh() const { return must(Archive::open(m_path, testFormats())); }
    ArchiveWriter& writer() { return *m_writer; }

    /// Commits some events: mostly later than all others, some late, some of times that are there already.
    void step(std::uint32_t most)
    {
        if (below(5) == 0)
            m_sources.push_back(must(m_writer->addSource(testSource("source " + std::to_string(m_sources.size())))));
        const bool late = below(3) == 0;
        EventBatch batch;
        for (std::uint32_t i = below(most); i > 0; --i) {
            AuditEvent event = m_events.next();
            m_now += below(4) * second;
            event.time.ns = late && below(2) == 0 ? Nanoseconds(below(std::uint32_t(m_now / second) + 1)) * second : m_now;
            addRecord(batch, recordOf(event), m_sources[below(std::uint32_t(m_sources.size()))], m_ordinal++, 0);
        }
        must(m_writer->append(batch));
        must(m_writer->commit());
    }

private:
    QString m_path;
    RandomEvents m_events;
    std::mt19937 m_random;
    std::unique_ptr<ArchiveWriter> m_writer;
    std::vector<SourceId> m_sources;
    std::uint64_t m_ordinal = 0;
    Nanoseconds m_now = 0;
};

void compare(const Analysis& grown, const Analysis& fresh)
{
    QVERIFY(grown.complete && fresh.complete);
    QCOMPARE(grown.events, fresh.events);
    QCOMPARE(grown.facets.size(), fresh.facets.size());
    for (std::size_t i = 0; i < fresh.facets.size(); ++i) {
        QCOMPARE(grown.facets[i].values, fresh.facets[i].values);
        QCOMPARE(grown.facets[i].distinct, fresh.facets[i].distinct);
        QCOMPARE(grown.facets[i].missing, fresh.facets[i].missing);
        QCOMPARE(grown.facets[i].events, fresh.facets[i].events);
    }
    QCOMPARE(grown.histogram.edges, fresh.histogram.edges);
    QVERIFY(grown.histogram.bins == fresh.histogram.bins);
}

/// A question that is asked again after each step.
struct Question
{
    BoundQuery query;
    EarlierRows rows;
    EarlierAnalysis analysis;
};

} // namespace

/// An archive that grew answers as one that was opened anew.
class TestGrowth : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }
    void answersAreThoseOfAFreshArchive_data();
    void answersAreThoseOfAFreshArchive();
    void theEarlierArchiveStaysAsItWas();
    void nothingNewIsNoTrouble();
    void answersOfAnotherArchiveAreNotUsed();
    void anotherArchiveInItsPlaceIsTold();

private:
    QString path(const char* name = "a.auditlens") const { return m_dir->filePath(QString::fromLatin1(name)); }

    std::unique_ptr<QTemporaryDir> m_dir;
};

void TestGrowth::answersAreThoseOfAFreshArchive_data()
{
    QTest::addColumn<int>("most");
    QTest::newRow("a few events at a time") << 6;
    QTest::newRow("a hundred") << 100;
    QTest::newRow("a thousand") << 1500;
}

void TestGrowth::answersAreThoseOfAFreshArchive()
{
    QFETCH(int, most);
    for (std::uint32_t seed = 1; seed <= 2; ++seed) {
        Growing growing(path(QByteArray::number(seed).constData()), seed);
        growing.step(std::uint32_t(most));
        auto archive = growing.fresh();
        std::vector<Question> questions(12);
        for (Question& question : questions) {
            question.query = growing.query();
            question.rows = {archive, archive->find(question.query, {}).rows};
            question.analysis = {archive, archive->analyze(question.query, question.rows.rows, everything(*archive), {})};
        }
        for (int step = 0; step < 8; ++step) {
            growing.step(std::uint32_t(most));
            archive = must(archive->grown());
            const auto fresh = growing.fresh();
            QCOMPARE(recordsOf(*archive), recordsOf(*fresh));
            QCOMPARE(archive->info().events, fresh->info().events);
            QCOMPARE(archive->info().last, fresh->info().last);
            QCOMPARE(archive->info().sources.size(), fresh->info().sources.size());
            for (Question& question : questions) {
                if (growing.below(3) == 0)
                    continue; // It goes on from an archive two steps or more ago.
                const QueryResult more = archive->find(question.query, question.rows, {});
                QVERIFY(more.complete);
                QCOMPARE(numbersOf(more.rows), numbersOf(fresh->find(question.query, {}).rows));
                const Analysis analysis = archive->analyze(question.query, more.rows, everything(*archive), question.analysis, {});
                compare(analysis, fresh->analyze(question.query, more.rows, everything(*archive), {}));
                question.rows = {archive, more.rows};
                question.analysis = {archive, analysis};
            }
        }
    }
}

void TestGrowth::theEarlierArchiveStaysAsItWas()
{
    Growing growing(path(), 4);
    growing.step(500);
    const auto before = growing.fresh();
    const BoundQuery query = growing.query();
    const auto records = recordsOf(*before);
    const auto rows = numbersOf(before->find(query, {}).rows);
    const auto actors = before->values("actor", 100);
    growing.step(500);
    growing.step(500);
    const auto after = must(must(before->grown())->grown());
    QVERIFY(after->size() > before->size());
    QCOMPARE(recordsOf(*before), records);
    QCOMPARE(numbersOf(before->find(query, {}).rows), rows);
    QCOMPARE(before->values("actor", 100), actors);
}

void TestGrowth::nothingNewIsNoTrouble()
{
    Growing growing(path(), 5);
    growing.step(200);
    const auto before = growing.fresh();
    const auto after = must(before->grown());
    QCOMPARE(recordsOf(*after), recordsOf(*before));
    QCOMPARE(after->find({}, {before, RowSet::all(before->size())}, {}).rows.size(), before->size());
}

void TestGrowth::answersOfAnotherArchiveAreNotUsed()
{
    Growing growing(path(), 6);
    growing.step(300);
    const auto first = growing.fresh();
    const auto second = growing.fresh(); // Of the same file, but opened by itself.
    const BoundQuery query = growing.query();
    QCOMPARE(numbersOf(second->find(query, {first, {}}, {}).rows), numbersOf(first->find(query, {}).rows));
    const AnalysisRequest request = everything(*first);
    const Analysis right = first->analyze({}, RowSet::all(first->size()), request, {});
    compare(second->analyze({}, RowSet::all(first->size()), request, {first, Analysis()}, {}), right);
}

void TestGrowth::anotherArchiveInItsPlaceIsTold()
{
    std::shared_ptr<const Archive> archive;
    {
        Growing growing(path(), 7);
        growing.step(50);
        must(growing.writer().finish());
        archive = growing.fresh();
    }
    QVERIFY(QFile::remove(path()));
    Growing other(path(), 8);
    other.step(50);
    const auto grown = archive->grown();
    QVERIFY(!grown.ok());
    QVERIFY(!grown.error().help.isEmpty());
}

QTEST_GUILESS_MAIN(TestGrowth)
#include "tst_growth.moc"
