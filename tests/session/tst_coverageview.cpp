// SPDX-License-Identifier: MIT
#include "session/coverageview.h"

#include <QTest>

using namespace auditlens;
using namespace Qt::StringLiterals;

namespace {

constexpr Nanoseconds hour = 3'600'000'000'000;
constexpr Nanoseconds noon = 1'772'366'400'000'000'000; // 2026-03-01T12:00:00Z

std::vector<StoredSource> sources()
{
    StoredSource first;
    first.info.name = "prod";
    StoredSource second;
    second.id = SourceId(1);
    second.info.name = "test";
    return {first, second};
}

TimeCoverage covered(Nanoseconds begin, Nanoseconds end, Completeness state = Completeness::Complete)
{
    TimeCoverage coverage;
    coverage.note({{begin, end}, state, end, {}});
    return coverage;
}

} // namespace

class TestCoverageView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void filesHaveNoLedger()
    {
        const CoverageView view = coverageView({}, sources(), TimeRange(), noon);
        QVERIFY(view.lines.empty() && view.words().isEmpty() && view.sentences().isEmpty());
    }

    void everySourceCounts()
    {
        const std::vector<SourceCoverage> all {{SourceId(0), covered(noon - hour, noon)}, {SourceId(1), covered(noon - hour, noon - hour / 2)}};
        QCOMPARE(coverageView({all, {}}, sources(), TimeRange(), noon).words(), u"complete"_s); // as much as each was asked for
        const CoverageView view = coverageView({all, {}}, sources(), {noon - hour, noon}, noon);
        QVERIFY(!view.isComplete());
        QCOMPARE(view.words(), u"1 gap(s)"_s);
        QCOMPARE(view.sentences().size(), 2);
        QVERIFY(view.sentences()[0].startsWith(u"\"prod\" is complete"_s));
        QVERIFY(view.sentences()[1].startsWith(u"\"test\" is not complete"_s));
        QCOMPARE(view.missing({noon - hour, noon - hour / 2}).size(), std::size_t(0));
        const std::vector<CoverageLine> missing = view.missing({noon - hour / 4, noon});
        QCOMPARE(missing.size(), std::size_t(1));
        QCOMPARE(missing[0].source, u"test"_s);
        QCOMPARE(coverageText(missing[0]), u"not asked for"_s);
    }

    void theFutureIsNotMissing()
    {
        const std::vector<SourceCoverage> all {{SourceId(0), covered(noon - hour, noon)}};
        const Nanoseconds minute = hour / 60;
        QCOMPARE(coverageView({all, {}}, sources(), {noon - hour, noon + 24 * hour}, noon + minute / 2).words(), u"complete"_s);
        QCOMPARE(coverageView({all, {}}, sources(), {noon - hour, noon + 24 * hour}, noon + 10 * minute).words(), u"1 gap(s)"_s);
        QVERIFY(coverageView({all, {}}, sources(), {noon + 24 * hour, noon + 25 * hour}, noon).lines.empty());
    }

    void aPartIsCalledOne()
    {
        const std::vector<ArchiveCut> cuts {{"actor:ann", "UTC", "2026-03-01T11:00:00.000000000Z", {}, 1}, {{}, "UTC", {}, "2026-03-01T12:00:00.000000000Z", 1200}};
        QCOMPARE(coverageView({{}, cuts}, sources(), TimeRange(), noon).words(), u"a part"_s); // of files
        const CoverageView view = coverageView({{{SourceId(0), covered(noon - hour, noon)}}, cuts}, sources(), TimeRange(), noon);
        QCOMPARE(view.words(), u"a part, complete"_s);
        QCOMPARE(view.sentences(),
            (QStringList {u"A part: of an archive with 1 event(s) only those that \"actor:ann\" finds are here, from 2026-03-01T11:00:00.000000000Z on."_s,
                u"A part: of an archive with 1200 event(s) only those before 2026-03-01T12:00:00.000000000Z are here."_s,
                u"What was fetched from services is said of the archive before it was cut."_s,
                u"\"prod\" is complete: 2026-03-01T11:00:00Z to 2026-03-01T12:00:00Z."_s}));
    }

    void theReasonIsSaid()
    {
        TimeCoverage coverage;
        coverage.note({{noon, noon + hour}, Completeness::Failed, noon, "It answered 500."});
        const CoverageView view = coverageView({{{SourceId(0), coverage}}, {}}, sources(), TimeRange(), noon + 2 * hour);
        QCOMPARE(coverageText(view.missing(TimeRange()).at(0)), u"failed: It answered 500."_s);
    }
};

QTEST_GUILESS_MAIN(TestCoverageView)
#include "tst_coverageview.moc"
