// SPDX-License-Identifier: MIT
#include "store/coverage.h"

#include <QTest>

#include <array>
#include <random>

using namespace auditlens;

namespace {

constexpr Nanoseconds hour = 3'600'000'000'000;
/// Asked for so long after its time that nothing of it is young.
constexpr Nanoseconds later = 1'000'000 * hour;

CoverageSlice slice(Nanoseconds begin, Nanoseconds end, Completeness state, Nanoseconds asked = later)
{
    return {{begin, end}, state, asked, {}};
}

} // namespace

class TestCoverage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsKnownAtFirst();
    void neighboursBecomeOne();
    void whatIsThereIsNotLostByAFailure();
    void aLaterAnswerTakesThePlaceOfAnEarlierOne();
    void whatIsYoungIsAskedForAgain();
    void aPartOfItSaysWhatItSaid();
    void whatIsOutOfOrderIsRefused();
    void itIsWhatAListOfMomentsSays_data();
    void itIsWhatAListOfMomentsSays();
};

void TestCoverage::nothingIsKnownAtFirst()
{
    const TimeCoverage coverage;
    QCOMPARE(coverage.end(), noTime);
    QVERIFY(coverage.missing({0, hour}) == (std::vector {TimeRange {0, hour}}));
    QCOMPARE(coverage.within({0, hour}).front().state, Completeness::Unknown);
    QVERIFY(coverage.within({hour, hour}).empty());
}

void TestCoverage::neighboursBecomeOne()
{
    TimeCoverage coverage;
    coverage.note(slice(0, hour, Completeness::Complete));
    coverage.note(slice(2 * hour, 3 * hour, Completeness::Complete));
    QCOMPARE(coverage.slices().size(), std::size_t(2));
    coverage.note(slice(hour, 2 * hour, Completeness::Complete));
    QVERIFY(coverage.slices() == (std::vector {slice(0, 3 * hour, Completeness::Complete)}));
    QCOMPARE(coverage.end(), 3 * hour);
}

void TestCoverage::whatIsThereIsNotLostByAFailure()
{
    TimeCoverage coverage;
    coverage.note(slice(hour, 2 * hour, Completeness::Complete));
    coverage.note(slice(2 * hour, 3 * hour, Completeness::Partial));
    coverage.note(slice(0, 4 * hour, Completeness::Failed));
    QVERIFY(coverage.slices()
        == (std::vector {slice(0, hour, Completeness::Failed), slice(hour, 2 * hour, Completeness::Complete),
            slice(2 * hour, 3 * hour, Completeness::Partial), slice(3 * hour, 4 * hour, Completeness::Failed)}));
    QVERIFY(coverage.missing({0, 4 * hour}) == (std::vector {TimeRange {0, hour}, TimeRange {2 * hour, 4 * hour}}));
}

void TestCoverage::aLaterAnswerTakesThePlaceOfAnEarlierOne()
{
    TimeCoverage coverage;
    coverage.note(slice(0, 4 * hour, Completeness::Capped));
    coverage.note(slice(hour, 2 * hour, Completeness::Complete));
    QCOMPARE(coverage.slices().size(), std::size_t(3));
    QVERIFY(coverage.missing({0, 4 * hour}).empty()); // asking again would bring no more
    coverage.note(slice(0, 4 * hour, Completeness::Complete));
    QVERIFY(coverage.slices() == (std::vector {slice(0, 4 * hour, Completeness::Complete)}));
}

void TestCoverage::whatIsYoungIsAskedForAgain()
{
    TimeCoverage coverage;
    coverage.note(slice(0, 10 * hour, Completeness::Complete, 10 * hour));
    const Nanoseconds settled = 10 * hour - TimeCoverage::lateness;
    QVERIFY(coverage.missing({0, 11 * hour}) == (std::vector {TimeRange {settled, 11 * hour}}));
    coverage.note(slice(settled, 11 * hour, Completeness::Complete, 11 * hour));
    QCOMPARE(coverage.slices().size(), std::size_t(1));
    QVERIFY(coverage.missing({0, 11 * hour}) == (std::vector {TimeRange {11 * hour - TimeCoverage::lateness, 11 * hour}}));
    coverage.note(slice(11 * hour, 12 * hour, Completeness::Complete, 13 * hour)); // the time before it was still young
    QVERIFY(coverage.missing({0, 12 * hour}) == (std::vector {TimeRange {11 * hour - TimeCoverage::lateness, 12 * hour}}));
}

void TestCoverage::aPartOfItSaysWhatItSaid()
{
    const CoverageSlice first = slice(0, hour, Completeness::Complete);
    const CoverageSlice second = slice(2 * hour, 3 * hour, Completeness::Capped);
    const TimeCoverage coverage({first, second});
    QVERIFY(coverage.cutTo(TimeRange()).slices() == coverage.within({0, 3 * hour}));
    const TimeRange inside {hour / 2, 4 * hour};
    QVERIFY(coverage.cutTo(inside).slices() == coverage.within(inside));
    QVERIFY(coverage.cutTo({hour / 2, TimeRange().end}).slices() == coverage.within({hour / 2, 3 * hour}));
    QVERIFY(coverage.cutTo({TimeRange().begin, hour / 2}).slices() == coverage.within({0, hour / 2}));
    for (const TimeRange& never : {TimeRange {5 * hour, 6 * hour}, TimeRange {5 * hour, TimeRange().end}})
        QVERIFY(coverage.cutTo(never).slices() == (std::vector {CoverageSlice {never, Completeness::Unknown, 0, {}}}));
}

void TestCoverage::whatIsOutOfOrderIsRefused()
{
    const CoverageSlice first = slice(0, hour, Completeness::Complete);
    const CoverageSlice second = slice(hour, 2 * hour, Completeness::Failed);
    QVERIFY(TimeCoverage::areInOrder(std::array {first, second}));
    QVERIFY(!TimeCoverage::areInOrder(std::array {second, first}));
    QVERIFY(!TimeCoverage::areInOrder(std::array {first, first}));
    QVERIFY(!TimeCoverage::areInOrder(std::array {slice(hour, hour, Completeness::Complete)}));
    QVERIFY(TimeCoverage::areInOrder(TimeCoverage({first, second}).within({-hour, 9 * hour})));
    QVERIFY(!TimeCoverage::areInOrder(std::array {slice(0, hour, Completeness(5))}));
}

void TestCoverage::itIsWhatAListOfMomentsSays_data()
{
    QTest::addColumn<unsigned>("seed");
    for (unsigned seed = 0; seed < 20; ++seed)
        QTest::addRow("%u", seed) << seed;
}

/// Against a state for each of a hundred moments, which knows nothing of slices.
void TestCoverage::itIsWhatAListOfMomentsSays()
{
    QFETCH(unsigned, seed);
    std::mt19937 random(seed);
    std::array<Completeness, 100> moments {};
    TimeCoverage coverage;
    const auto strength = [](Completeness state) {
        return state == Completeness::Partial ? 2 : state == Completeness::Failed ? 1 : state == Completeness::Unknown ? 0 : 3;
    };
    for (int round = 0; round < 60; ++round) {
        const auto begin = std::size_t(random() % 100);
        const std::size_t end = begin + 1 + random() % (100 - begin);
        const auto state = Completeness(1 + random() % 4);
        coverage.note(slice(Nanoseconds(begin), Nanoseconds(end), state));
        for (std::size_t i = begin; i < end; ++i) {
            if (strength(state) >= strength(moments[i]))
                moments[i] = state;
        }
        QVERIFY(TimeCoverage::areInOrder(coverage.slices()));
        for (const CoverageSlice& one : coverage.within({0, 100})) {
            for (Nanoseconds at = one.range.begin; at < one.range.end; ++at)
                QCOMPARE(one.state, moments[std::size_t(at)]);
        }
    }
    const auto& slices = coverage.slices();
    for (std::size_t i = 1; i < slices.size(); ++i)
        QVERIFY(slices[i - 1].range.end < slices[i].range.begin || slices[i - 1].state != slices[i].state);
}

QTEST_APPLESS_MAIN(TestCoverage)
#include "tst_coverage.moc"
