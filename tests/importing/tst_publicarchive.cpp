// SPDX-License-Identifier: MIT
#include "importing/importer.h"

#include "base/text.h"
#include "support/importing.h"
#include "support/plainsamples.h"
#include "support/testsupport.h"

#include <QDir>
#include <QTest>

#include <algorithm>
#include <map>
#include <set>

using namespace auditlens;
using test::ImportFolder;
using test::PlainEvent;
using test::PlainSample;

namespace {

using Counts = std::map<QString, std::uint32_t>;

/// What the archive must hold: each event once, those without a time where their neighbours are, oldest first.
struct Plain
{
    std::vector<PlainEvent> events;
    std::uint64_t duplicates = 0;
    std::uint64_t withoutTime = 0;
};

void placeByNeighbours(std::vector<PlainEvent>& events)
{
    const auto first = std::find_if(events.begin(), events.end(), [](const PlainEvent& e) { return e.time != noTime; });
    Nanoseconds time = first == events.end() ? noTime : first->time;
    for (PlainEvent& event : events) {
        if (event.time == noTime)
            event.time = time;
        time = event.time;
    }
}

Plain plainArchive(const PlainSample& sample)
{
    Plain plain;
    std::vector<PlainEvent> events = sample.events();
    plain.withoutTime = std::uint64_t(
        std::count_if(events.begin(), events.end(), [](const PlainEvent& e) { return e.time == noTime; }));
    placeByNeighbours(events);
    std::set<std::string> seen;
    for (const PlainEvent& event : events) {
        if (seen.insert(event.identity).second)
            plain.events.push_back(event);
        else
            ++plain.duplicates;
    }
    std::stable_sort(plain.events.begin(), plain.events.end(),
        [](const PlainEvent& a, const PlainEvent& b) { return a.time < b.time; });
    return plain;
}

Counts countBy(const std::vector<PlainEvent>& events, std::string PlainEvent::*member)
{
    Counts counts;
    for (const PlainEvent& event : events) {
        if (!(event.*member).empty())
            ++counts[toQString(event.*member).toCaseFolded()];
    }
    return counts;
}

/// How many events find() finds for each of these values.
Counts foundBy(const Archive& archive, const Counts& values, Field field)
{
    Counts counts;
    for (const auto& [value, count] : values) {
        BoundQuery query;
        query.root.kind = BoundQuery::Node::Kind::Term;
        query.root.field = field;
        query.root.match = Match::Equals;
        query.root.text = toUtf8(value);
        const QueryResult found = archive.find(query, {});
        if (found.complete && !found.problem)
            counts[value] = found.rows.size();
    }
    return counts;
}

std::uint32_t foundBetween(const Archive& archive, Nanoseconds begin, Nanoseconds end)
{
    BoundQuery query;
    query.begin = begin;
    query.end = end;
    return archive.find(query, {}).rows.size();
}

} // namespace

/// Public samples of real audit logs, imported; what the archive says is compared with a plain reading of the files.
class TestPublicArchive : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theArchiveSaysWhatTheFileSays_data();
    void theArchiveSaysWhatTheFileSays();
    void theWholeFolderIsOneTimeline();

private:
    QString m_folder;
};

void TestPublicArchive::initTestCase()
{
    m_folder = test::sharedDataPath();
    if (m_folder.isEmpty())
        QSKIP("The public samples are not beside the repository: nothing was compared.");
}

void TestPublicArchive::theArchiveSaysWhatTheFileSays_data()
{
    QTest::addColumn<QString>("name");
    for (const QString& name : test::sampleNames(m_folder))
        QTest::newRow(qPrintable(name)) << name;
}

void TestPublicArchive::theArchiveSaysWhatTheFileSays()
{
    QFETCH(QString, name);
    const PlainSample sample = test::readPlainSample(m_folder, name);
    const Plain plain = plainArchive(sample);
    QVERIFY2(!plain.events.empty(), "Nobody said how to read this file.");

    ImportFolder folder;
    const auto report = folder.import({QDir(m_folder).filePath(name)});
    QVERIFY2(report.ok(), report.ok() ? "" : qPrintable(report.error().oneLine()));
    QCOMPARE(report->events, std::uint64_t(plain.events.size()));
    QCOMPARE(report->duplicates, plain.duplicates);
    QCOMPARE(report->withoutTime, plain.withoutTime);
    QCOMPARE(report->rejected, std::uint64_t(0));
    QCOMPARE(report->formats, QStringList {sample.format});
    QVERIFY(report->fileProblems.empty());

    const auto archive = folder.open();
    QCOMPARE(archive->size(), std::uint32_t(plain.events.size()));
    QCOMPARE(archive->info().first, plain.events.front().time);
    QCOMPARE(archive->info().last, plain.events.back().time);
    for (std::uint32_t row = 0; row < archive->size(); ++row) {
        const PlainEvent& expected = plain.events[row];
        const auto stored = archive->event(Row {row});
        QVERIFY2(stored.ok(), stored.ok() ? "" : qPrintable(stored.error().oneLine()));
        QCOMPARE(archive->timeAt(Row {row}), expected.time);
        QCOMPARE(stored->event.time.ns, expected.time);
        QCOMPARE(toQString(stored->event.action), toQString(expected.action));
        QCOMPARE(toQString(stored->event.actor.display()), toQString(expected.actor));
        QCOMPARE(stored->idFromContent, expected.id.empty());
        QVERIFY(expected.id.empty() || stored->event.id == expected.id);
    }

    const Counts actions = countBy(plain.events, &PlainEvent::action);
    QCOMPARE(foundBy(*archive, actions, Field::Action), actions);
    const Counts actors = countBy(plain.events, &PlainEvent::actor);
    QCOMPARE(foundBy(*archive, actors, Field::Actor), actors);
    const Nanoseconds middle = plain.events[plain.events.size() / 2].time;
    const auto older = std::uint32_t(std::count_if(
        plain.events.begin(), plain.events.end(), [&](const PlainEvent& e) { return e.time < middle; }));
    QCOMPARE(foundBetween(*archive, std::numeric_limits<Nanoseconds>::min(), middle), older);
    QCOMPARE(foundBetween(*archive, middle, plain.events.back().time + 1), archive->size() - older);
}

void TestPublicArchive::theWholeFolderIsOneTimeline()
{
    std::set<std::string> distinct;
    std::set<QString> formats;
    Nanoseconds first = std::numeric_limits<Nanoseconds>::max();
    Nanoseconds last = std::numeric_limits<Nanoseconds>::min();
    std::uint64_t all = 0;
    const QStringList names = test::sampleNames(m_folder);
    for (const QString& name : names) {
        const PlainSample sample = test::readPlainSample(m_folder, name);
        formats.insert(sample.format);
        std::vector<PlainEvent> events = sample.events();
        all += events.size();
        placeByNeighbours(events);
        for (const PlainEvent& event : events) {
            distinct.insert(toUtf8(sample.format) + ' ' + event.identity);
            first = std::min(first, event.time);
            last = std::max(last, event.time);
        }
    }

    ImportFolder folder;
    const auto report = folder.import({m_folder});
    QVERIFY2(report.ok(), report.ok() ? "" : qPrintable(report.error().oneLine()));
    QCOMPARE(report->files, std::uint64_t(names.size()));
    QCOMPARE(report->events + report->duplicates, all);
    QCOMPARE(report->events, std::uint64_t(distinct.size()));
    QCOMPARE(report->rejected, std::uint64_t(0));
    QCOMPARE((std::set<QString>(report->formats.begin(), report->formats.end())), formats);
    const auto archive = folder.open();
    QCOMPARE(std::uint64_t(archive->find({}, {}).rows.size()), report->events);
    QCOMPARE(archive->info().first, first);
    QCOMPARE(archive->info().last, last);
    QCOMPARE(archive->info().sources.size(), std::size_t(names.size()));
    const auto again = folder.import({m_folder});
    QVERIFY(again.ok());
    QCOMPARE(again->events, std::uint64_t(0));
    QCOMPARE(again->duplicates, all);
}

QTEST_GUILESS_MAIN(TestPublicArchive)
#include "tst_publicarchive.moc"
