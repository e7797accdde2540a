// SPDX-License-Identifier: MIT
#include "base/fold.h"
#include "json/document.h"
#include "query/auditfiles.h"
#include "query/binder.h"
#include "query/randomqueries.h"
#include "store/rowfacts.h"
#include "support/importing.h"

#include <QTest>

#include <array>
#include <random>
#include <set>

using namespace auditlens;
using namespace auditlens::test;
using namespace Qt::StringLiterals;

namespace {

// Enough to find a wrong answer soon, few enough for seconds; AUDITLENS_QUERY_COMPARISONS asks for more.
constexpr int defaultComparisons = 4000;
constexpr int queriesPerArchive = 400;

int numberFrom(const char* variable, int otherwise)
{
    const int number = qEnvironmentVariableIntValue(variable);
    return number > 0 ? number : otherwise;
}

/// An imported archive and what the evaluator looks at, read event by event.
struct Imported
{
    ImportFolder folder;
    std::vector<AuditLine> lines; ///< Of all files, in the order of import.
    std::shared_ptr<const Archive> archive;
    std::vector<StoredEvent> events;
    std::vector<std::string> texts;
    std::vector<FactSet> facts; ///< By row.
    std::shared_ptr<const RowFacts> rowFacts;
};

// All values of a record, by the record alone.
std::string foldedValues(const std::string& raw)
{
    json::Document document;
    if (!document.parseCopy(raw))
        qFatal("a stored record cannot be parsed");
    std::string text;
    for (const json::Node& node : document.nodes()) {
        if (node.kind == json::Kind::String || node.kind == json::Kind::Number || node.kind == json::Kind::Bool)
            text += folded(node.text) + '\x01';
    }
    return text;
}

void readAll(Imported& imported)
{
    std::vector<Row> rows;
    for (std::uint32_t row = 0; row < imported.archive->size(); ++row)
        rows.push_back(Row(row));
    auto events = imported.archive->events(rows);
    if (!events)
        qFatal("%s", qPrintable(events.error().oneLine()));
    imported.events = std::move(*events);
    for (const StoredEvent& stored : imported.events)
        imported.texts.push_back(foldedValues(stored.raw));
}

/// What checks could have found out: one word for each signature, anything else at random.
void inventFacts(Imported& imported, std::uint32_t seed)
{
    std::mt19937 random(seed);
    std::array<std::vector<std::uint32_t>, factCount> rows;
    imported.facts.resize(imported.events.size());
    const auto add = [&](std::uint32_t row, Fact fact) {
        imported.facts[row].add(fact);
        rows[std::size_t(fact)].push_back(row);
    };
    for (std::uint32_t row = 0; row < imported.events.size(); ++row) {
        add(row, Fact(random() % (std::size_t(Fact::Unsigned) + 1)));
        for (const Fact fact : {Fact::Broken, Fact::BackDated, Fact::Backfilled, Fact::AheadOfTime}) {
            if (random() % 4 == 0)
                add(row, fact);
        }
    }
    std::vector<CheckedRows> checked {{Check::Signatures, {}, {}}, {Check::Continuity, {}, {}}, {Check::Clocks, {}, {}}};
    for (std::size_t i = 0; i < factCount; ++i)
        checked[std::size_t(checkOf(Fact(i)))].rows.emplace_back(Fact(i), RowSet::of(rows[i]));
    imported.rowFacts = std::make_shared<const RowFacts>(imported.archive, checked);
}

std::unique_ptr<Imported> import(std::uint32_t seed)
{
    auto imported = std::make_unique<Imported>();
    AuditFiles files(seed);
    const std::uint32_t count = 1 + seed % 3;
    for (std::uint32_t i = 0; i < count; ++i) {
        const auto lines = files.next(30 + seed % 50, Order((seed + i) % 4));
        const QString path = imported->folder.write(u"file%1.jsonl"_s.arg(i), QByteArray::fromStdString(AuditFiles::fileOf(lines)));
        const auto report = imported->folder.import({path});
        if (!report)
            qFatal("%s", qPrintable(report.error().oneLine()));
        imported->lines.insert(imported->lines.end(), lines.begin(), lines.end());
    }
    imported->archive = imported->folder.open();
    readAll(*imported);
    inventFacts(*imported, seed);
    return imported;
}

/// What the archive has to hold: every readable line once, by time and then in the order of import.
std::vector<std::string> expectedRecords(std::vector<AuditLine> lines)
{
    std::set<std::string> seen;
    std::erase_if(lines, [&](const AuditLine& line) { return line.damaged || !seen.insert(line.text).second; });
    std::ranges::stable_sort(lines, {}, &AuditLine::second);
    std::vector<std::string> records;
    for (const AuditLine& line : lines)
        records.push_back(line.text);
    return records;
}

std::vector<std::uint32_t> evaluated(const Imported& imported, const BoundQuery& query)
{
    std::vector<std::uint32_t> rows;
    for (std::uint32_t row = 0; row < imported.events.size(); ++row) {
        const StoredEvent& stored = imported.events[row];
        const std::string& source = imported.archive->info().sources[std::size_t(stored.source)].info.name;
        if (matches(query, {stored.event, source, imported.texts[row], imported.facts[row]}))
            rows.push_back(row);
    }
    return rows;
}

std::vector<std::uint32_t> found(const Imported& imported, const BoundQuery& query)
{
    const QueryResult result = imported.archive->find(query, {});
    if (!result.complete || result.problem)
        qFatal("the archive could not answer");
    std::vector<std::uint32_t> rows;
    for (std::uint32_t i = 0; i < result.rows.size(); ++i)
        rows.push_back(std::uint32_t(result.rows.at(i)));
    return rows;
}

TimeContext contextOf(std::uint32_t seed)
{
    static const QList<QByteArray> zones = {"UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Apia"};
    return {QTimeZone(zones[qsizetype(seed) % zones.size()]), 1'711'929'600'000'000'000}; // 2024-04-01
}

/// The rows on which the two ways differ, with the first such record.
QByteArray difference(const Imported& imported, const std::vector<std::uint32_t>& expected, const std::vector<std::uint32_t>& answered)
{
    std::vector<std::uint32_t> rows;
    std::ranges::set_symmetric_difference(expected, answered, std::back_inserter(rows));
    const bool missing = std::ranges::binary_search(expected, rows.front());
    return QByteArray::number(qsizetype(rows.size())) + " rows differ; the archive " + (missing ? "misses " : "has too much: ")
        + QByteArray::fromStdString(imported.events[rows.front()].raw);
}

} // namespace

class TestQueryStore : public QObject
{
    Q_OBJECT

public:
    // Qt ends a test function after five minutes; who asks for more comparisons waits for them.
    TestQueryStore()
    {
        if (numberFrom("AUDITLENS_QUERY_COMPARISONS", defaultComparisons) > defaultComparisons)
            qputenv("QTEST_FUNCTION_TIMEOUT", "86400000");
    }

private Q_SLOTS:
    void archiveHoldsEveryLineOnceInOrder();
    void archiveAnswersWhatTheEvaluatorMeans();
};

void TestQueryStore::archiveHoldsEveryLineOnceInOrder()
{
    for (std::uint32_t seed = 1; seed <= 24; ++seed) {
        const auto imported = import(seed);
        std::vector<std::string> records;
        for (const StoredEvent& stored : imported->events)
            records.push_back(stored.raw);
        QCOMPARE(records, expectedRecords(imported->lines));
    }
}

void TestQueryStore::archiveAnswersWhatTheEvaluatorMeans()
{
    const int comparisons = numberFrom("AUDITLENS_QUERY_COMPARISONS", defaultComparisons);
    const std::uint32_t firstSeed = std::uint32_t(numberFrom("AUDITLENS_QUERY_SEED", 1));
    qint64 hits = 0;
    int withHits = 0;
    for (int done = 0; done < comparisons;) {
        const std::uint32_t seed = firstSeed + std::uint32_t(done / queriesPerArchive);
        const auto imported = import(seed);
        RandomQueries queries(seed);
        if (done > 0 && done % (50 * queriesPerArchive) == 0)
            qInfo("%d comparisons so far", done);
        for (int i = 0; i < queriesPerArchive && done < comparisons; ++i, ++done) {
            const QString text = queries.next();
            const TimeContext context = contextOf(seed + std::uint32_t(i));
            BoundOutcome bound = readQuery(text, context);
            bound.query.facts = imported->rowFacts;
            QVERIFY2(!bound.error, bound.error ? qPrintable(pointAt(text, *bound.error)) : "");
            const auto expected = evaluated(*imported, bound.query);
            const auto answered = found(*imported, bound.query);
            if (expected != answered)
                qWarning("seed %u, %s", seed, difference(*imported, expected, answered).constData());
            QVERIFY2(expected == answered, qPrintable(text));
            hits += qint64(expected.size());
            withHits += expected.empty() || expected.size() == imported->events.size() ? 0 : 1;
        }
    }
    qInfo("%d comparisons, %lld rows, %d queries that tell events apart", comparisons, static_cast<long long>(hits), withHits);
    QVERIFY(withHits > comparisons / 4);
}

QTEST_GUILESS_MAIN(TestQueryStore)
#include "tst_querystore.moc"
