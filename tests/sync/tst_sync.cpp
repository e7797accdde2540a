// SPDX-License-Identifier: MIT
#include "backends/servicesamples.h"
#include "base/text.h"
#include "store/syncjournal.h"
#include "support/importing.h"
#include "sync/coveragetext.h"
#include "sync/lokihistory.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <csignal>
#include <sys/resource.h>

using namespace auditlens;
using namespace auditlens::test;
using namespace Qt::StringLiterals;

namespace {

/// Has more of every time than it hands out, and notes what it is asked for.
class CappedBackend : public Backend
{
public:
    CappedBackend(bool isForGood, std::vector<TimeRange>& asked) : m_isForGood(isForGood), m_asked(asked) { }

    const BackendDescriptor& descriptor() const override { return *backendOf("loki"); }
    const HttpTrace& trace() const override { return m_trace; }
    PushedQuery compile(const BoundQuery& query) const override { return {Coverage::None, {}, query.root}; }
    QCoro::Task<ProbeResult> probe(Cancellation) override { co_return ProbeResult(ProbeReport()); }
    Pages fetch(BoundQuery, TimeRange window, QByteArray, Cancellation) override
    {
        m_asked.push_back(window);
        Page page;
        page.covered = window;
        page.capped = true;
        page.cappedForGood = m_isForGood;
        PageResult result(std::move(page));
        co_yield result;
    }
    Pages follow(BoundQuery query, Nanoseconds from, Cancellation cancellation) override
    {
        return fetch(std::move(query), {from, TimeRange().end}, {}, std::move(cancellation));
    }

private:
    bool m_isForGood;
    std::vector<TimeRange>& m_asked;
    HttpTrace m_trace;
};

} // namespace

class TestSync : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void everythingIsFetchedAndCalledComplete();
    void asecondSyncAsksForNothingOld();
    void aLateEventIsFoundWhileItsTimeIsYoung();
    void againFetchesWhatIsComplete();
    void aProblemKeepsWhatWasFetched_data();
    void aProblemKeepsWhatWasFetched();
    void theNextSyncGoesOnWhereThisOneEnded();
    void aCapIsInTheLedger();
    void aCapIsAskedForInHalvesUnlessItIsForGood_data();
    void aCapIsAskedForInHalvesUnlessItIsForGood();
    void manyOfOneTimeAreNoCap();
    void cancellingEndsAtOnceAndKeepsItsWord();
    void aFullDiskLosesNothingThatWasStored();
    void anArchiveThatIsRemovedIsNotWrittenOn();
    void badRecordsAreKeptOnce();
    void severalSourcesGoIntoOneArchive();
    void oneOfSeveralEndsAlone();
    void oneOfSeveralIsNotFollowed();
    void twoKindsOfServiceAreSyncedAtOnce_data();
    void twoKindsOfServiceAreSyncedAtOnce();
    void otherSettingsHaveALedgerOfTheirOwn();
    void anArchiveOfFilesHasNoLedger();
    void aSyncedArchiveTakesFilesAsWell();
    void followingStoresWhatComesIn();
    void followingFillsTheGapOfAFailure();
    void followingWaitsForAServiceThatIsNotThereYet();
    void sentencesSayWhatIsMissing();

private:
    SyncReport sync(const SyncSource& source, const Cancellation& cancellation = {}, const SyncOptions& options = {}) const;
    SyncSource source(const TimeRange& window) const { return lokiSource(m_fake->url(), m_archive, window); }
    SyncSource source() const { return source(m_history.window()); }
    static std::vector<Completeness> states(const std::vector<CoverageSlice>& slices);

    const LokiHistory m_history {500, 7};
    std::unique_ptr<FakeProcess> m_fake;
    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_archive;
};

void TestSync::init()
{
    m_fake = std::make_unique<FakeProcess>(u"fakeloki"_s);
    QVERIFY(m_fake->ok());
    m_history.pushTo(*m_fake);
    m_fake->forget();
    m_dir = std::make_unique<QTemporaryDir>();
    m_archive = m_dir->filePath(u"a.auditlens"_s);
}

SyncReport TestSync::sync(const SyncSource& source, const Cancellation& cancellation, const SyncOptions& options) const
{
    return syncSources({source}, *allFormats(), cancellation, options).front();
}

std::vector<Completeness> TestSync::states(const std::vector<CoverageSlice>& slices)
{
    std::vector<Completeness> states;
    for (const CoverageSlice& slice : slices)
        states.push_back(slice.state);
    return states;
}

void TestSync::everythingIsFetchedAndCalledComplete()
{
    const SyncReport report = sync(source());
    QVERIFY2(report.ok(), report.failure ? qPrintable(report.failure->oneLine()) : "");
    QCOMPARE(report.stored.events, std::uint64_t(500));
    QCOMPARE(report.stored.rejected, std::uint64_t(0));
    QVERIFY(report.pages >= 10);
    QVERIFY(isComplete(report.coverage));
    QCOMPARE(report.coverage.size(), std::size_t(1));
    QVERIFY(storedLines(m_archive) == m_history.lines(m_history.window()));
    QVERIFY(storedCoverage(m_archive, m_history.window()) == report.coverage);
    const auto synced = readSynced(m_archive);
    QVERIFY(synced && synced->size() == 1);
    QCOMPARE(synced->front().source.events, std::uint64_t(500));
    QCOMPARE(synced->front().scope, scopeOf(source()));
    QVERIFY(synced->front().coverage.within(m_history.window()) == report.coverage);
    const auto nothing = readSynced(m_dir->filePath(u"nowhere.auditlens"_s));
    QVERIFY(nothing && nothing->empty());
}

void TestSync::asecondSyncAsksForNothingOld()
{
    QVERIFY(sync(source()).ok());
    m_fake->forget();
    const SyncReport again = sync(source());
    QVERIFY(again.ok());
    QCOMPARE(again.records, std::uint64_t(0));
    QVERIFY(m_fake->requests().isEmpty());
    QVERIFY(isComplete(again.coverage));
}

void TestSync::aLateEventIsFoundWhileItsTimeIsYoung()
{
    const auto now = [] { return Nanoseconds(QDateTime::currentMSecsSinceEpoch()) * 1'000'000; };
    const Nanoseconds began = now();
    const TimeRange window {began - 3600 * LokiHistory::step, TimeRange().end};
    LokiHistory recent(1);
    recent.add(*m_fake, began - 60 * LokiHistory::step);
    QVERIFY(sync(source(window)).ok());
    QCOMPARE(storedLines(m_archive).size(), std::size_t(1));
    recent.add(*m_fake, began - 120 * LokiHistory::step);
    const SyncReport second = sync(source(window));
    QVERIFY(second.ok());
    QCOMPARE(second.stored.events, std::uint64_t(1));
    QCOMPARE(second.stored.duplicates, std::uint64_t(1));
    QCOMPARE(storedLines(m_archive).size(), std::size_t(2));
}

void TestSync::againFetchesWhatIsComplete()
{
    QVERIFY(sync(source()).ok());
    SyncSource again = source();
    again.again = true;
    const SyncReport report = sync(again);
    QVERIFY(report.ok());
    QCOMPARE(report.stored.events, std::uint64_t(0));
    QCOMPARE(report.stored.duplicates, std::uint64_t(500));
    QVERIFY(storedLines(m_archive) == m_history.lines(m_history.window()));
}

void TestSync::aProblemKeepsWhatWasFetched_data()
{
    QTest::addColumn<QByteArray>("misbehaviour");
    QTest::addColumn<QByteArray>("argument");
    QTest::newRow("revoked") << QByteArray("status") << QByteArray("401:token expired");
    QTest::newRow("forbidden") << QByteArray("status") << QByteArray("403:no");
    QTest::newRow("login page") << QByteArray("html") << QByteArray();
    QTest::newRow("login page in disguise") << QByteArray("unlabelled-html") << QByteArray();
    QTest::newRow("cut") << QByteArray("cut") << QByteArray();
    QTest::newRow("silent") << QByteArray("hang") << QByteArray();
    QTest::newRow("endless") << QByteArray("endless-body") << QByteArray();
    QTest::newRow("a wrong count") << QByteArray("short-length") << QByteArray();
    QTest::newRow("failing") << QByteArray("status") << QByteArray("500:sorry");
}

void TestSync::aProblemKeepsWhatWasFetched()
{
    QFETCH(QByteArray, misbehaviour);
    QFETCH(QByteArray, argument);
    m_fake->misbehave("honest", 3);
    m_fake->misbehave(misbehaviour, 20, argument);
    const SyncReport broken = sync(source());
    QVERIFY(broken.problem);
    QVERIFY(!broken.problem->error.help.isEmpty());
    QVERIFY(states(broken.coverage) == (std::vector {Completeness::Complete, Completeness::Failed}));
    QCOMPARE(toQString(broken.coverage.back().note), broken.problem->error.why);
    QVERIFY(keepsItsWord(m_archive, m_history));
    QVERIFY(storedLines(m_archive).size() >= 100);
}

void TestSync::theNextSyncGoesOnWhereThisOneEnded()
{
    m_fake->misbehave("honest", 5);
    m_fake->misbehave("status", 1, "403:no");
    const SyncReport broken = sync(source());
    QVERIFY(broken.problem);
    m_fake->forget();
    const SyncReport rest = sync(source());
    QVERIFY(rest.ok());
    QVERIFY(rest.records < 300);
    QCOMPARE(rest.stored.events + broken.stored.events, std::uint64_t(500));
    QVERIFY(isComplete(rest.coverage));
    QVERIFY(storedLines(m_archive) == m_history.lines(m_history.window()));
}

void TestSync::aCapIsInTheLedger()
{
    FakeProcess fake(u"fakeloki"_s, {}, {u"FAKE_LOKI_LIMIT=5"_s});
    const LokiHistory history(300, 9);
    history.pushTo(fake);
    const SyncReport report = sync(lokiSource(fake.url(), m_archive, history.window()));
    QVERIFY(report.ok());
    QVERIFY(!isComplete(report.coverage));
    QCOMPARE(std::ranges::count(report.coverage, Completeness::Capped, &CoverageSlice::state), 3);
    QCOMPARE(report.stored.events, std::uint64_t(300 - 3 * 4));
    QVERIFY(keepsItsWord(m_archive, history));
    QVERIFY(coverageSentence(report.name, report.coverage).contains(u"capped"_s));
}

void TestSync::aCapIsAskedForInHalvesUnlessItIsForGood_data()
{
    QTest::addColumn<bool>("isForGood");
    QTest::addColumn<std::size_t>("questions");
    QTest::newRow("halves") << false << std::size_t(1 + 2 + 4); // of four milliseconds, down to one
    QTest::newRow("for good") << true << std::size_t(1);
}

void TestSync::aCapIsAskedForInHalvesUnlessItIsForGood()
{
    QFETCH(bool, isForGood);
    QFETCH(std::size_t, questions);
    std::vector<TimeRange> asked;
    BackendDescriptor capped = *backendOf("loki");
    capped.make = [&](const BackendSettings&, const HttpSurroundings&) -> Result<std::unique_ptr<Backend>> {
        return std::unique_ptr<Backend>(std::make_unique<CappedBackend>(isForGood, asked));
    };
    const TimeRange window {LokiHistory::begin, LokiHistory::begin + 4'000'000};
    SyncSource source = lokiSource(m_fake->url(), m_archive, window);
    source.descriptor = &capped;
    const SyncReport report = sync(source);
    QVERIFY(report.ok());
    QCOMPARE(asked.size(), questions);
    QVERIFY(states(report.coverage) == std::vector {Completeness::Capped});
    QCOMPARE(report.coverage.front().range.begin, window.begin);
    QCOMPARE(report.coverage.front().range.end, window.end);
}

void TestSync::manyOfOneTimeAreNoCap()
{
    FakeProcess fake(u"fakeloki"_s);
    const LokiHistory history(400, 99);
    history.pushTo(fake);
    const SyncReport report = sync(lokiSource(fake.url(), m_archive, history.window()));
    QVERIFY(report.ok() && isComplete(report.coverage));
    QVERIFY(storedLines(m_archive) == history.lines(history.window()));
}

void TestSync::cancellingEndsAtOnceAndKeepsItsWord()
{
    m_fake->misbehave("honest", 3);
    m_fake->misbehave("hang", 1);
    SyncSource patient = source();
    patient.settings.http.timeouts = HttpTimeouts();
    Cancellation cancellation;
    QElapsedTimer timer;
    QTimer::singleShot(300, [&] {
        cancellation.request();
        timer.start();
    });
    const SyncReport report = sync(patient, cancellation);
    QVERIFY(report.cancelled && !report.problem && !report.failure);
    QVERIFY(timer.elapsed() < 1000);
    QVERIFY(keepsItsWord(m_archive, m_history));
    QVERIFY(sync(source()).ok());
    QVERIFY(storedLines(m_archive) == m_history.lines(m_history.window()));
}

void TestSync::aFullDiskLosesNothingThatWasStored()
{
    m_fake->misbehave("honest", 3);
    m_fake->misbehave("status", 1, "403:no");
    QVERIFY(sync(source()).problem);
    const std::vector<std::string> before = storedLines(m_archive);
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit unlimited {};
    getrlimit(RLIMIT_FSIZE, &unlimited);
    const rlimit full {20'000, unlimited.rlim_max};
    setrlimit(RLIMIT_FSIZE, &full);
    const SyncReport report = sync(source());
    setrlimit(RLIMIT_FSIZE, &unlimited);
    QVERIFY(report.failure);
    QVERIFY(!report.failure->help.isEmpty());
    QVERIFY(std::ranges::includes(storedLines(m_archive), before));
    QVERIFY(keepsItsWord(m_archive, m_history));
    QVERIFY(sync(source()).ok());
    QVERIFY(storedLines(m_archive) == m_history.lines(m_history.window()));
}

void TestSync::anArchiveThatIsRemovedIsNotWrittenOn()
{
    SyncOptions options;
    options.commitEvery = std::chrono::milliseconds(0);
    options.committed = [this](const QString& archive) { QVERIFY(QFile::remove(archive)); };
    const SyncReport report = sync(source(), {}, options);
    QVERIFY(report.failure && !report.failure->help.isEmpty());
    QVERIFY(report.pages < 5);
    QVERIFY(!report.ok());
    const SyncReport again = sync(source());
    QVERIFY(again.ok());
    QVERIFY(storedLines(m_archive) == m_history.lines(m_history.window()));
}

void TestSync::badRecordsAreKeptOnce()
{
    QVERIFY(sync(source()).ok());
    SyncSource wrong = source(); // records that its format does not know
    BackendDescriptor other = *wrong.descriptor;
    other.format = "tiger";
    wrong.descriptor = &other;
    wrong.archive = m_dir->filePath(u"wrong.auditlens"_s);
    wrong.again = true;
    for (int round = 0; round < 2; ++round) {
        const SyncReport report = sync(wrong);
        QVERIFY(!report.failure);
        QCOMPARE(report.stored.rejected, std::uint64_t(round == 0 ? 500 : 0));
        QCOMPARE(report.stored.events, std::uint64_t(0));
    }
    const auto archive = Archive::open(wrong.archive, allFormats());
    QCOMPARE((*archive)->rejects(1000)->size(), std::size_t(500));
    QCOMPARE((*archive)->info().rejected, std::uint64_t(500));
}

void TestSync::severalSourcesGoIntoOneArchive()
{
    FakeProcess second(u"fakeloki"_s);
    const LokiHistory other(200, 7);
    other.pushTo(second);
    SyncSource two = lokiSource(second.url(), m_archive, other.window());
    two.name = u"second"_s;
    two.settings.values["tenant"] = u"blue"_s;
    const std::vector<SyncReport> reports = syncSources({source(), two}, *allFormats(), {});
    QCOMPARE(reports.size(), std::size_t(2));
    QVERIFY(reports[0].ok() && reports[1].ok());
    QVERIFY(isComplete(reports[0].coverage) && isComplete(reports[1].coverage));
    const auto archive = Archive::open(m_archive, allFormats());
    QCOMPARE((*archive)->info().sources.size(), std::size_t(2));
    QCOMPARE(readCompleteness(**archive)->coverage.size(), std::size_t(2));
    QCOMPARE((*archive)->info().events, std::uint64_t(500)); // the same events by their content: one system
}

void TestSync::oneOfSeveralEndsAlone()
{
    FakeProcess second(u"fakeloki"_s);
    const LokiHistory other(40);
    other.pushTo(second);
    m_fake->misbehave("hang", 20);
    SyncSource slow = source();
    slow.settings.http.timeouts = HttpTimeouts();
    slow.cancellation = Cancellation();
    SyncSource quick = lokiSource(second.url(), m_archive, other.window());
    quick.name = u"second"_s;
    quick.id = u"other"_s;
    QStringList ended;
    std::size_t seenByReaders = 0;
    SyncOptions options;
    options.committed = [&](const QString& archive) { QCOMPARE(archive, m_archive); };
    options.ended = [&](const SyncReport& report) {
        ended << report.name;
        if (report.name == u"second")
            seenByReaders = storedLines(m_archive).size();
        slow.cancellation->request();
    };
    const std::vector<SyncReport> reports = syncSources({slow, quick}, *allFormats(), Cancellation(), options);
    QCOMPARE(ended, QStringList({u"second"_s, u"loki"_s}));
    QCOMPARE(seenByReaders, std::size_t(40)); // also while the other one still waited
    QVERIFY(reports[0].cancelled && !reports[0].problem);
    QVERIFY(reports[1].ok() && isComplete(reports[1].coverage));
}

void TestSync::oneOfSeveralIsNotFollowed()
{
    const Nanoseconds now = Nanoseconds(QDateTime::currentMSecsSinceEpoch()) * 1'000'000;
    const TimeRange recent {now - 60 * LokiHistory::step, TimeRange().end};
    SyncSource fetched = source(recent);
    fetched.fetchOnly = true;
    SyncSource followed = source(recent);
    followed.name = u"followed"_s;
    followed.id = u"other"_s;
    followed.cancellation = Cancellation();
    QStringList ended;
    bool wasLive = false;
    SyncOptions options;
    options.ended = [&](const SyncReport& report) { ended << report.name; };
    options.progress = [&](const SyncProgress& progress) {
        wasLive = wasLive || (progress.live && progress.name == u"followed");
        QVERIFY(progress.trace);
        QVERIFY(!progress.live || !progress.coverage.empty());
        if (wasLive && !ended.isEmpty())
            followed.cancellation->request();
    };
    const std::vector<SyncReport> reports = followSources({fetched, followed}, *allFormats(), Cancellation(), options);
    QCOMPARE(ended, QStringList({u"loki"_s, u"followed"_s}));
    QVERIFY(reports[0].ok());
    QVERIFY(reports[1].cancelled && !reports[1].problem);
}

void TestSync::twoKindsOfServiceAreSyncedAtOnce_data()
{
    QTest::addColumn<QString>("other");
    QTest::addColumn<bool>("isRefused");
    QTest::newRow("into one archive") << u"a.auditlens"_s << false;
    QTest::newRow("into two") << u"b.auditlens"_s << false;
    QTest::newRow("one of them refuses, into one archive") << u"a.auditlens"_s << true;
    QTest::newRow("one of them refuses, into two") << u"b.auditlens"_s << true;
}

void TestSync::twoKindsOfServiceAreSyncedAtOnce()
{
    QFETCH(QString, other);
    QFETCH(bool, isRefused);
    FakeProcess tiger(u"faketiger"_s);
    QJsonArray events;
    for (int i = 0; i < 120; ++i)
        events.append(tigerEvent(i, LokiHistory::begin + i * LokiHistory::step));
    tiger.fill(events);
    if (isRefused)
        tiger.misbehave("status", 20, "403:{\"detail\":\"You do not have permission to perform this action.\"}");
    const SyncSource second = serviceSource("tiger", tiger.url(), m_dir->filePath(other), m_history.window());
    const std::vector<SyncReport> reports = syncSources({source(), second}, *allFormats(), {});
    QVERIFY(reports[0].ok() && isComplete(reports[0].coverage));
    QCOMPARE(reports[0].stored.events, std::uint64_t(500));
    QCOMPARE(reports[1].problem.has_value(), isRefused);
    QCOMPARE(isComplete(reports[1].coverage), !isRefused);
    QCOMPARE(reports[1].stored.events, std::uint64_t(isRefused ? 0 : 120));
    const bool isOne = second.archive == m_archive;
    const auto first = *Archive::open(m_archive, allFormats());
    QCOMPARE(first->info().events, std::uint64_t(isOne && !isRefused ? 620 : 500));
    QCOMPARE(readCompleteness(*first)->coverage.size(), std::size_t(isOne ? 2 : 1));
    if (!isOne) {
        const auto two = *Archive::open(second.archive, allFormats());
        QCOMPARE(two->info().events, std::uint64_t(isRefused ? 0 : 120));
        QVERIFY(states(readCompleteness(*two)->coverage.front().coverage.within(second.window)) == states(reports[1].coverage));
    }
}

void TestSync::otherSettingsHaveALedgerOfTheirOwn()
{
    QVERIFY(sync(source()).ok());
    SyncSource narrow = source();
    narrow.settings.values["selector"] = u"{organization_uuid=\"org-2\"}"_s;
    const SyncReport report = sync(narrow);
    QVERIFY(report.ok());
    QVERIFY(report.pages > 0);
    QCOMPARE(Archive::open(m_archive, allFormats()).value()->info().sources.size(), std::size_t(2));
    SyncSource smaller = source();
    smaller.settings.values["page"] = u"20"_s;
    QCOMPARE(sync(smaller).pages, std::uint64_t(0)); // how many at once decides nothing
}

void TestSync::anArchiveOfFilesHasNoLedger()
{
    const ImportFolder folder;
    QVERIFY(folder.import({folder.write(u"a.jsonl"_s, tigerLines(5))}));
    const auto known = readCompleteness(*folder.open());
    QVERIFY(known && known->coverage.empty() && known->cuts.empty());
    QVERIFY(coverageSentences(*known, folder.open()->info().sources, TimeRange()).isEmpty());
    SyncSource into = source();
    into.archive = folder.archivePath();
    QVERIFY(sync(into).ok());
    QCOMPARE(folder.open()->info().events, std::uint64_t(505));
    QCOMPARE(readCompleteness(*folder.open())->coverage.size(), std::size_t(1));
}

void TestSync::aSyncedArchiveTakesFilesAsWell()
{
    const ImportFolder folder;
    SyncSource into = source();
    into.archive = folder.archivePath();
    QVERIFY(sync(into).ok());
    QVERIFY(folder.import({folder.write(u"a.jsonl"_s, tigerLines(5))}));
    QVERIFY(storedCoverage(into.archive, m_history.window()) == sync(into).coverage);
    QCOMPARE(folder.open()->info().events, std::uint64_t(505));
}

void TestSync::followingStoresWhatComesIn()
{
    const auto now = [] { return Nanoseconds(QDateTime::currentMSecsSinceEpoch()) * 1'000'000; };
    LokiHistory live(1);
    live.add(*m_fake, now() - 5 * LokiHistory::step);
    Cancellation cancellation;
    SyncOptions options;
    std::uint64_t seen = 0;
    options.stored = [&](const SyncSource&, const Page& page, bool) {
        seen += page.records;
        if (seen == 1)
            live.add(*m_fake, now());
        else
            cancellation.request();
    };
    SyncSource followed = source({now() - 60 * LokiHistory::step, TimeRange().end});
    const SyncReport report = followSources({followed}, *allFormats(), cancellation, options).front();
    QVERIFY(report.cancelled && !report.problem && !report.failure);
    QCOMPARE(storedLines(m_archive).size(), std::size_t(2));
}

void TestSync::followingFillsTheGapOfAFailure()
{
    const auto now = [] { return Nanoseconds(QDateTime::currentMSecsSinceEpoch()) * 1'000'000; };
    LokiHistory live(1);
    live.add(*m_fake, now() - 5 * LokiHistory::step);
    Cancellation cancellation;
    SyncOptions options;
    int problems = 0;
    std::uint64_t seen = 0;
    options.progress = [&](const SyncProgress& progress) {
        if (progress.problem && ++problems == 1)
            live.add(*m_fake, now());
    };
    options.stored = [&](const SyncSource&, const Page& page, bool) {
        if (seen == 0)
            m_fake->misbehave("status", 3, "503:later"); // the websocket, a question and the same once more
        seen += page.records;
        if (seen > 1)
            cancellation.request();
    };
    SyncSource followed = source({now() - 60 * LokiHistory::step, TimeRange().end});
    const SyncReport report = followSources({followed}, *allFormats(), cancellation, options).front();
    QVERIFY(report.cancelled && !report.failure);
    QCOMPARE(problems, 1);
    QCOMPARE(storedLines(m_archive).size(), std::size_t(2));
}

void TestSync::followingWaitsForAServiceThatIsNotThereYet()
{
    m_fake->misbehave("status", 3, "503:later");
    const Nanoseconds now = Nanoseconds(QDateTime::currentMSecsSinceEpoch()) * 1'000'000;
    LokiHistory live(1);
    SyncSource followed = source({now - 60 * LokiHistory::step, TimeRange().end});
    Cancellation cancellation;
    SyncOptions options;
    int problems = 0;
    options.progress = [&](const SyncProgress& progress) {
        if (progress.problem && ++problems == 1)
            live.add(*m_fake, now - 5 * LokiHistory::step);
    };
    options.stored = [&](const SyncSource&, const Page&, bool) { cancellation.request(); };
    const SyncReport report = followSources({followed}, *allFormats(), cancellation, options).front();
    QVERIFY(report.cancelled && !report.problem && !report.failure);
    QVERIFY(problems >= 1);
    QCOMPARE(storedLines(m_archive).size(), std::size_t(1));
}

void TestSync::sentencesSayWhatIsMissing()
{
    TimeCoverage coverage;
    QCOMPARE(coverageWords({}), u"nothing fetched"_s);
    QCOMPARE(coverageSentence(u"prod"_s, coverageWithin(coverage, TimeRange())), u"\"prod\": nothing of this time was asked for."_s);
    const Nanoseconds hour = 3600 * LokiHistory::step;
    const Nanoseconds noon = 1'772'366'400'000'000'000; // 2026-03-01T12:00:00Z
    coverage.note({{noon, noon + hour}, Completeness::Complete, noon + hour, {}});
    QCOMPARE(coverageSentence(u"prod"_s, coverageWithin(coverage, TimeRange())),
        u"\"prod\" is complete: 2026-03-01T12:00:00Z to 2026-03-01T13:00:00Z."_s);
    coverage.note({{noon + hour, noon + 2 * hour}, Completeness::Failed, noon + 2 * hour, "The service failed (500)."});
    QCOMPARE(coverageSentence(u"prod"_s, coverageWithin(coverage, {noon, noon + 3 * hour})),
        u"\"prod\" is not complete: failed 2026-03-01T13:00:00Z to 2026-03-01T14:00:00Z (The service failed (500).); "
        "not asked for 2026-03-01T14:00:00Z to 2026-03-01T15:00:00Z."_s);
    QCOMPARE(coverageWords(coverageWithin(coverage, {noon, noon + hour})), u"complete"_s);
    QCOMPARE(coverageWords(coverageWithin(coverage, {noon, noon + 3 * hour})), u"2 gap(s)"_s);
    QCOMPARE(coverageWords(coverageWithin(coverage, {noon - 2 * hour, noon - hour})), u"nothing fetched"_s);
    coverage.note({{noon, noon + hour}, Completeness::Capped, noon + hour, {}});
    QCOMPARE(coverageWords(coverageWithin(coverage, {noon, noon + hour})), u"capped"_s);
    QCOMPARE(coverageWords(coverageWithin(coverage, {noon, noon + 2 * hour})), u"capped, 1 gap(s)"_s);
}

QTEST_GUILESS_MAIN(TestSync)
#include "tst_sync.moc"
