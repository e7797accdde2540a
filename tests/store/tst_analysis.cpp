// SPDX-License-Identifier: MIT
#include "storesupport.h"

#include "base/fold.h"
#include "query/binder.h"
#include "query/withoutfields.h"
#include "store/facets.h"

#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>
#include <QtConcurrent>

#include <nlohmann/json.hpp>

#include <functional>
#include <map>
#include <numeric>
#include <set>

using namespace auditlens;
using namespace auditlens::test;

namespace {

using Tally = std::map<std::string, std::uint64_t>;
using TextsOf = std::function<std::set<std::string>(const AuditEvent&)>;

std::string actorText(const AuditEvent& event)
{
    const Actor& actor = event.actor;
    return !actor.name.empty() ? actor.name : !actor.fullName.empty() ? actor.fullName : !actor.email.empty() ? actor.email : actor.id;
}

std::string objectText(const AuditEvent& event)
{
    return event.entity.id.empty() ? event.entity.type : event.entity.type + "#" + event.entity.id;
}

/// The texts a facet counts, read from the event by plain code.
const std::map<std::string, TextsOf> facetTexts = {
    {"action", [](const AuditEvent& event) { return std::set {event.action}; }},
    {"verb", [](const AuditEvent& event) { return std::set {std::string(verbName(event.verb))}; }},
    {"actor", [](const AuditEvent& event) { return std::set {actorText(event)}; }},
    {"entity", [](const AuditEvent& event) { return std::set {event.entity.type}; }},
    {"object", [](const AuditEvent& event) { return std::set {objectText(event)}; }},
    {"tenant", [](const AuditEvent& event) { return std::set {event.tenant}; }},
    {"changed",
        [](const AuditEvent& event) {
            std::set<std::string> fields;
            for (const Change& change : event.changes)
                fields.insert(change.field);
            return fields.empty() ? std::set<std::string> {""} : fields;
        }},
};

std::set<std::string> regions(const AuditEvent& event)
{
    const auto extra = nlohmann::json::parse(event.extra, nullptr, false);
    return extra.contains("region") ? std::set {extra["region"].get<std::string>()} : std::set<std::string>();
}

std::set<std::string> premiumsAfter(const AuditEvent& event)
{
    std::set<std::string> texts;
    const auto add = [&](const Value& value) {
        if (value.exists())
            texts.insert(value.kind == Value::Kind::Null ? "null" : value.text);
    };
    for (const Change& change : event.changes) {
        if (folded(change.field) == "premium") {
            add(change.after);
            std::ranges::for_each(change.added, add);
        }
    }
    return texts;
}

/// The texts at places of the payload, read by plain code.
const std::map<std::string, TextsOf> placeTexts = {{"extra.region", regions}, {"changes.premium.after", premiumsAfter}};

BoundQuery::Node term(Field field, Match match, const std::string& text)
{
    BoundQuery::Node node;
    node.kind = BoundQuery::Node::Kind::Term;
    node.field = field;
    node.match = match;
    node.text = folded(text);
    return node;
}

BoundQuery allOf(std::vector<BoundQuery::Node> nodes)
{
    BoundQuery query;
    query.root.kind = BoundQuery::Node::Kind::And;
    query.root.children = std::move(nodes);
    return query;
}

} // namespace

class TestAnalysis : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void facetsCountAsAPlainRecountDoes_data();
    void facetsCountAsAPlainRecountDoes();
    void placesInThePayloadCountAsAPlainRecountDoes_data();
    void placesInThePayloadCountAsAPlainRecountDoes();
    void aPlaceIgnoresItsOwnTerms();
    void aFacetIgnoresItsOwnTerms();
    void onlyValuesThatContainTheTextAreNamed();
    void theHistogramAddsUp();
    void manyCountAtOnce();
    void aCancelledAnalysisSaysSo();

private:
    Analysis analyze(const BoundQuery& query, const AnalysisRequest& request) const;
    Tally recount(const BoundQuery& query, const TextsOf& texts) const;

    QTemporaryDir m_dir;
    std::vector<AuditEvent> m_events; ///< By time, as the archive's rows.
    std::vector<std::string> m_values; ///< Folded, per event.
    std::shared_ptr<const Archive> m_archive;
};

void TestAnalysis::initTestCase()
{
    m_events = RandomEvents(11).take(3000);
    const QString path = m_dir.filePath(QStringLiteral("a.auditlens"));
    auto writer = must(ArchiveWriter::open(path));
    const SourceId source = must(writer->addSource(testSource("a.jsonl")));
    EventBatch batch;
    for (std::size_t i = 0; i < m_events.size(); ++i) {
        addRecord(batch, recordOf(m_events[i]), source, i, 0);
        if (i % 700 == 699 || i + 1 == m_events.size()) {
            must(writer->append(batch));
            QVERIFY(writer->commit().ok()); // A segment of its own, so that segments overlap in time.
        }
    }
    QVERIFY(writer->finish().ok());
    m_archive = must(Archive::open(path, testFormats()));
    QCOMPARE(m_archive->size(), std::uint32_t(m_events.size()));
    std::ranges::stable_sort(m_events, {}, [](const AuditEvent& event) { return event.time.ns; });
    for (std::uint32_t row = 0; row < m_archive->size(); ++row) {
        std::string& values = m_values.emplace_back();
        for (const std::string& value : recordOf(m_events[row]).values)
            values += folded(value) + "\x01";
        m_events[row].id = must(m_archive->event(Row(row))).event.id; // Of its content where it has none.
    }
}

Analysis TestAnalysis::analyze(const BoundQuery& query, const AnalysisRequest& request) const
{
    return m_archive->analyze(query, m_archive->find(query, {}).rows, request, {});
}

Tally TestAnalysis::recount(const BoundQuery& query, const TextsOf& texts) const
{
    Tally tally;
    for (std::size_t i = 0; i < m_events.size(); ++i) {
        const AuditEvent& event = m_events[i];
        if (!matches(query, {event, "a.jsonl", m_values[i]}))
            continue;
        for (const std::string& text : texts(event))
            ++tally[text];
    }
    return tally;
}

void TestAnalysis::facetsCountAsAPlainRecountDoes_data()
{
    QTest::addColumn<QString>("facet");
    for (const auto& [name, texts] : facetTexts)
        QTest::newRow(name.c_str()) << QString::fromStdString(name);
}

void TestAnalysis::facetsCountAsAPlainRecountDoes()
{
    QFETCH(QString, facet);
    const std::string name = facet.toStdString();
    RandomEvents random(23);
    for (int round = 0; round < 40; ++round) {
        const BoundQuery query = random.query();
        const Analysis analysis = analyze(query, {{{name, 1000, {}}}, {}});
        QVERIFY(analysis.complete);
        QCOMPARE(analysis.events, std::uint64_t(m_archive->find(query, {}).rows.size()));
        const FacetCounts& counted = analysis.facets.front();
        const BoundQuery asked = withoutFields(query, fieldsOfFacet(name)).value_or(query);
        Tally expected = recount(asked, facetTexts.at(name));
        QCOMPARE(counted.missing, expected[""]);
        expected.erase("");
        QCOMPARE(Tally(counted.values.begin(), counted.values.end()), expected);
        QCOMPARE(counted.distinct, std::uint64_t(expected.size()));
        QVERIFY(std::ranges::is_sorted(counted.values, std::greater<>(), [](const auto& value) { return value.second; }));
    }
}

void TestAnalysis::placesInThePayloadCountAsAPlainRecountDoes_data()
{
    QTest::addColumn<QString>("place");
    for (const auto& [place, texts] : placeTexts)
        QTest::newRow(place.c_str()) << QString::fromStdString(place);
}

void TestAnalysis::placesInThePayloadCountAsAPlainRecountDoes()
{
    QFETCH(QString, place);
    const std::string name = place.toStdString();
    RandomEvents random(29);
    std::size_t values = 0;
    for (int round = 0; round < 12; ++round) {
        const BoundQuery query = random.query();
        const FacetCounts counted = analyze(query, {{{name, 10'000, {}}}, {}}).facets.front();
        const BoundQuery asked = withoutPath(query, name).value_or(query);
        const Tally expected = recount(asked, placeTexts.at(name));
        const Tally without = recount(asked, [&](const AuditEvent& event) {
            return placeTexts.at(name)(event).empty() ? std::set<std::string> {"none"} : std::set<std::string>();
        });
        QCOMPARE(Tally(counted.values.begin(), counted.values.end()), expected);
        QCOMPARE(counted.missing, without.empty() ? 0 : without.at("none"));
        QCOMPARE(counted.events, std::uint64_t(m_archive->find(asked, {}).rows.size()));
        values += expected.size();
    }
    QVERIFY(values > 12);
}

void TestAnalysis::aPlaceIgnoresItsOwnTerms()
{
    const BoundQuery query = readQuery(QStringLiteral("extra.region:north action:update"), TimeContext::current(QTimeZone::utc())).query;
    const BoundQuery byAction = readQuery(QStringLiteral("action:update"), TimeContext::current(QTimeZone::utc())).query;
    const Analysis analysis = analyze(query, {{{"extra.region", 10, {}}}, {}});
    QCOMPARE(analysis.facets[0].events, std::uint64_t(m_archive->find(byAction, {}).rows.size()));
    QCOMPARE(analysis.facets[0].values.size(), std::size_t(2));
    QVERIFY(analysis.events < analysis.facets[0].events);
}

void TestAnalysis::aFacetIgnoresItsOwnTerms()
{
    const auto byTenant = term(Field::Tenant, Match::Equals, "broker");
    const auto byAction = term(Field::Action, Match::Equals, "update");
    const Analysis both = analyze(allOf({byTenant, byAction}), {{{"action", 10, {}}, {"tenant", 10, {}}}, {}});
    QCOMPARE(both.facets[0].events, std::uint64_t(m_archive->find(allOf({byTenant}), {}).rows.size()));
    QCOMPARE(both.facets[1].events, std::uint64_t(m_archive->find(allOf({byAction}), {}).rows.size()));
    QVERIFY(both.facets[0].values.size() > 1);
    QVERIFY(both.events < both.facets[0].events);
}

void TestAnalysis::onlyValuesThatContainTheTextAreNamed()
{
    const Analysis analysis = analyze({}, {{{"changed", 100, "pre"}}, {}});
    QCOMPARE(analysis.facets[0].values.size(), std::size_t(1));
    QCOMPARE(analysis.facets[0].values[0].first, std::string("premium"));
}

void TestAnalysis::theHistogramAddsUp()
{
    std::vector<Nanoseconds> edges;
    for (int i = 0; i <= 50; ++i)
        edges.push_back(Nanoseconds(i) * 80'000'000'000);
    const auto byAction = allOf({term(Field::Action, Match::Equals, "login")});
    const Histogram histogram = analyze(byAction, {{}, edges}).histogram;
    QCOMPARE(histogram.bins.size(), edges.size() - 1);
    for (std::size_t i = 0; i < histogram.bins.size(); ++i) {
        std::uint32_t expected = 0;
        for (const AuditEvent& event : m_events)
            expected += event.action == "login" && edges[i] <= event.time.ns && event.time.ns < edges[i + 1];
        QCOMPARE(histogram.bins[i][std::size_t(Verb::Login)], expected);
        QCOMPARE(std::accumulate(histogram.bins[i].begin(), histogram.bins[i].end(), 0u), expected);
    }
}

void TestAnalysis::manyCountAtOnce()
{
    // As many as the global pool has threads: each of them waits for its shares.
    const int threads = QThreadPool::globalInstance()->maxThreadCount();
    std::vector<QFuture<std::uint64_t>> running;
    for (int i = 0; i < 4 * threads; ++i)
        running.push_back(QtConcurrent::run([this] { return analyze({}, {{{"action", 10, {}}}, {0, 1'000'000'000'000}}).facets.at(0).events; }));
    for (auto& each : running)
        QCOMPARE(each.result(), std::uint64_t(m_events.size()));
}

void TestAnalysis::aCancelledAnalysisSaysSo()
{
    Cancellation cancellation;
    cancellation.request();
    QVERIFY(!m_archive->analyze({}, RowSet::all(m_archive->size()), {{{"action", 10, {}}}, {}}, cancellation).complete);
}

QTEST_GUILESS_MAIN(TestAnalysis)
#include "tst_analysis.moc"
