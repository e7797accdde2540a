// SPDX-License-Identifier: MIT
#include "integrity/continuity.h"
#include "integrity/integritytext.h"
#include "trail.h"

#include <QTest>

using namespace auditlens;
using namespace auditlens::test;

namespace {

ContinuityReport checked(const Trail& trail)
{
    return checkContinuity(*trail.archive(), {}, {});
}

const QByteArray day1 = "2025-03-01T09:00:00Z";
const QByteArray day2 = "2025-03-02T09:00:00Z";
const QByteArray day3 = "2025-03-03T09:00:00Z";
const QByteArray day4 = "2025-03-04T09:00:00Z";

} // namespace

/// Whether before and after of an archive's events fit together.
class TestContinuity : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsWhatDoesNotFollow_data();
    void findsWhatDoesNotFollow();
    void aBreakNamesBothEventsAndBothValues();
    void maskedValuesStayMasked();
    void whatNamesNoObjectIsCountedApart();
    void theOrderIsThatOfTimeAndNotOfTheFile();
    void allBreaksAreCountedAndTheNewestListed();
    void aCancelledCheckSaysSo();
    void progressReachesTheEnd();
};

void TestContinuity::findsWhatDoesNotFollow_data()
{
    QTest::addColumn<std::function<void(Trail&)>>("write");
    QTest::addColumn<int>("breaks");
    QTest::addColumn<int>("undecided");
    const auto row = [](const char* claim, int breaks, int undecided, std::function<void(Trail&)> write) {
        QTest::newRow(claim) << write << breaks << undecided;
    };
    const auto pair = [](const QByteArray& after, const QByteArray& before) {
        return [=](Trail& trail) {
            trail.add(day1, "updated", "1", field("premium", "null", after)).add(day2, "updated", "1", field("premium", before, "\"x\""));
        };
    };
    row("a value that was left and found", 0, 0, pair("\"990.00\"", "\"990.00\""));
    row("a value that changed in between", 1, 0, pair("\"990.00\"", "\"9.90\""));
    row("a number and its text are one value", 0, 0, pair("990.00", "\"990.00\""));
    row("a number in another form is one value", 0, 0, pair("1e3", "1000"));
    row("true and Python's True are one value", 0, 0, pair("true", "\"True\""));
    row("a document with its members in another order", 0, 0, pair(R"({"a": 1, "b": 2})", R"({"b": 2, "a": 1})"));
    row("a document with another value", 1, 0, pair(R"({"a": 1})", R"({"a": 2})"));
    row("null and the empty text are two values", 1, 0, pair("null", "\"\""));
    row("a mask beside a plain value says nothing", 0, 1, pair("\"masked:01a54629\"", "\"123-45-6789\""));
    row("one mask twice", 0, 0, pair("\"masked:01a54629\"", "\"masked:01a54629\""));
    row("two masks are two values", 1, 0, pair("\"masked:01a54629\"", "\"masked:99999999\""));
    row("a foreign key whose label changed", 0, 0, [](Trail& trail) {
        trail.add(day1, "updated", "1", foreignKey("owner", "null", reference("7", "Alice")))
            .add(day2, "updated", "1", foreignKey("owner", reference("7", "Alice Nguyen"), "null"));
    });
    row("a foreign key to another object of that label", 1, 0, [](Trail& trail) {
        trail.add(day1, "updated", "1", foreignKey("owner", "null", reference("7", "Alice")))
            .add(day2, "updated", "1", foreignKey("owner", reference("8", "Alice"), "null"));
    });
    row("other fields and other objects have nothing to do with it", 0, 0, [](Trail& trail) {
        trail.add(day1, "updated", "1", field("premium", "\"1\"", "\"2\""))
            .add(day2, "updated", "1", field("status", "\"a\"", "\"b\""))
            .add(day3, "updated", "2", field("premium", "\"5\"", "\"6\""));
    });
    row("a deletion tells the last value", 1, 0, [](Trail& trail) {
        trail.add(day1, "created", "1", field("premium", "null", "\"1\"")).add(day2, "deleted", "1", field("premium", "\"2\"", "null"));
    });
    row("an object that is created again begins anew", 0, 0, [](Trail& trail) {
        trail.add(day1, "created", "1", field("premium", "null", "\"1\""))
            .add(day2, "deleted", "1", field("premium", "\"1\"", "null"))
            .add(day3, "created", "1", field("premium", "null", "\"5\""))
            .add(day4, "updated", "1", field("premium", "\"5\"", "\"6\""));
    });
    row("a deletion that tells no values ends a life, too", 0, 0, [](Trail& trail) {
        trail.add(day1, "created", "1", field("premium", "null", "\"1\""))
            .add(day2, "deleted", "1", {})
            .add(day3, "created", "1", field("premium", "null", "\"5\""));
    });
    row("a restoration that tells no values carries them over", 1, 0, [](Trail& trail) {
        trail.add(day1, "created", "1", field("premium", "null", "\"1\""))
            .add(day2, "deleted", "1", {})
            .add(day3, "restored", "1", {})
            .add(day4, "created", "1", field("premium", "\"5\"", "\"6\""));
    });
    row("what only reads has nothing to do with it", 1, 0, [](Trail& trail) {
        trail.add(day1, "updated", "1", field("premium", "\"1\"", "\"2\""))
            .add(day2, "viewed", "1", {})
            .add(day3, "updated", "1", field("premium", "\"5\"", "\"6\""));
    });
    row("a tag that was added twice", 1, 0, [](Trail& trail) {
        trail.add(day1, "updated", "1", members("tags", {4}, {})).add(day2, "updated", "1", members("tags", {4}, {}));
    });
    row("a tag that was removed without having been there", 1, 0, [](Trail& trail) {
        trail.add(day1, "created", "1", field("premium", "null", "\"1\"") + ", " + members("tags", {4}, {}))
            .add(day2, "updated", "1", members("tags", {}, {5}));
    });
    row("a tag that may have been there before the first event", 0, 0, [](Trail& trail) {
        trail.add(day1, "updated", "1", members("tags", {4}, {})).add(day2, "updated", "1", members("tags", {}, {5}));
    });
    row("tags that come and go", 0, 0, [](Trail& trail) {
        trail.add(day1, "updated", "1", members("tags", {4, 5}, {}))
            .add(day2, "updated", "1", members("tags", {6}, {4}))
            .add(day3, "updated", "1", members("tags", {4}, {5, 6}));
    });
    row("events of one time may have come in another order", 0, 1, [](Trail& trail) {
        trail.add(day1, "updated", "1", field("premium", "\"2\"", "\"3\"")).add(day1, "updated", "1", field("premium", "\"1\"", "\"2\""));
    });
    row("an event without a time is placed by a guess", 0, 1, [](Trail& trail) {
        trail.add(day1, "updated", "1", field("premium", "\"1\"", "\"2\"")).add({}, "updated", "1", field("premium", "\"5\"", "\"6\""));
    });
    row("two tenants may have objects of one name", 0, 1, [](Trail& trail) {
        trail.add(day1, "updated", "1", field("premium", "\"1\"", "\"2\""), R"("tenant": "uk")")
            .add(day2, "updated", "1", field("premium", "\"5\"", "\"6\""), R"("tenant": "de")");
    });
    row("one object whose tenants hand it on", 0, 0, [](Trail& trail) {
        trail.add(day1, "updated", "1", field("premium", "\"1\"", "\"2\""), R"("tenant": "uk")")
            .add(day2, "updated", "1", field("premium", "\"2\"", "\"3\""), R"("tenant": "de")");
    });
    row("every break of a chain is one of its own", 2, 0, [](Trail& trail) {
        trail.add(day1, "updated", "1", field("premium", "\"1\"", "\"2\""))
            .add(day2, "updated", "1", field("premium", "\"5\"", "\"6\""))
            .add(day3, "updated", "1", field("premium", "\"7\"", "\"8\""));
    });
}

void TestContinuity::findsWhatDoesNotFollow()
{
    QFETCH(std::function<void(Trail&)>, write);
    QFETCH(int, breaks);
    QFETCH(int, undecided);
    Trail trail;
    write(trail);
    const ContinuityReport report = checked(trail);
    QVERIFY(report.scan.complete());
    QCOMPARE(report.breakCount, std::uint64_t(breaks));
    QCOMPARE(report.breaks.size(), std::size_t(breaks));
    QCOMPARE(report.undecided, std::uint64_t(undecided));
    QCOMPARE(report.broken.empty(), breaks == 0);
}

void TestContinuity::aBreakNamesBothEventsAndBothValues()
{
    Trail trail;
    trail.add(day1, "updated", "42", field("premium", "null", "\"990.00\""))
        .add(day2, "updated", "42", field("status", "\"a\"", "\"b\""))
        .add(day3, "updated", "42", field("premium", "\"9.90\"", "\"1.00\""));
    const ContinuityReport report = checked(trail);
    QCOMPARE(report.objects, std::uint64_t(1));
    QCOMPARE(report.compared, std::uint64_t(1));
    QCOMPARE(report.breaks.size(), std::size_t(1));
    const ContinuityBreak& broken = report.breaks.front();
    QCOMPARE(broken.field, std::string("premium"));
    QVERIFY(broken.recordedBy);
    QCOMPARE(broken.recordedBy->id, std::string("e1"));
    QCOMPARE(broken.foundBy.id, std::string("e3"));
    QCOMPARE(broken.foundBy.entity.type, std::string("policies.Policy"));
    QCOMPARE(broken.foundBy.entity.id, std::string("42"));
    QCOMPARE(broken.foundBy.source, std::string("trail.jsonl"));
    QCOMPARE(broken.recorded.text, std::string("990.00"));
    QCOMPARE(broken.found.text, std::string("9.90"));
    QCOMPARE(continuitySentence(broken),
        QStringLiteral("premium was 990.00 after event e1 and 9.90 before event e3: something changed it in between that is not in this archive."));
    QCOMPARE(report.broken.size(), 2u);
    QCOMPARE(report.broken.at(0), broken.recordedBy->row);
    QCOMPARE(report.broken.at(1), broken.foundBy.row);
}

void TestContinuity::maskedValuesStayMasked()
{
    Trail trail;
    trail.add(day1, "updated", "1", field("ssn", "null", "\"masked:01a54629\"", R"("encrypted_after": "enc:gAAAAABsecret")"))
        .add(day2, "updated", "1", field("ssn", "\"masked:99999999\"", "null", R"("encrypted_before": "enc:gAAAAABsecret")"));
    const ContinuityReport report = checked(trail);
    QCOMPARE(report.breaks.size(), std::size_t(1));
    QCOMPARE(report.breaks[0].recorded.kind, Value::Kind::Masked);
    QVERIFY(report.breaks[0].recorded.cipher.empty());
    QCOMPARE(continuitySentence(report.breaks[0]),
        QStringLiteral("ssn was masked:01a54629 after event e1 and masked:99999999 before event e2: something changed it in between that is not in this archive."));
}

void TestContinuity::whatNamesNoObjectIsCountedApart()
{
    Trail trail;
    trail.add(day1, "deleted", "None", field("name", "\"a\"", "null"))
        .add(day2, "deleted", "None", field("name", "\"b\"", "null"))
        .add(day3, "updated", "None", field("name", "\"c\"", "\"d\""))
        .add(day4, "updated", "None", field("name", "\"e\"", "\"f\""));
    const ContinuityReport report = checked(trail);
    QCOMPARE(report.withoutObject, std::uint64_t(4));
    QCOMPARE(report.objects, std::uint64_t(0));
    QCOMPARE(report.breakCount, std::uint64_t(0));
}

void TestContinuity::theOrderIsThatOfTimeAndNotOfTheFile()
{
    Trail trail;
    trail.add(day3, "updated", "1", field("premium", "\"2\"", "\"3\""))
        .add(day1, "created", "1", field("premium", "null", "\"1\""))
        .add(day2, "updated", "1", field("premium", "\"1\"", "\"2\""));
    const ContinuityReport report = checked(trail);
    QCOMPARE(report.breakCount, std::uint64_t(0));
    QCOMPARE(report.compared, std::uint64_t(2));
}

void TestContinuity::allBreaksAreCountedAndTheNewestListed()
{
    constexpr int count = int(mostListed) + 50;
    Trail trail;
    for (int i = 0; i < 2 * count; ++i) {
        const QByteArray time = "2025-03-01T" + QByteArray::number(10 + i / 3600) + ':' + QByteArray::number(100 + i / 60 % 60).last(2) + ':'
            + QByteArray::number(100 + i % 60).last(2) + 'Z';
        trail.add(time, "updated", QByteArray::number(i % count), field("premium", "\"1\"", "\"2\""));
    }
    const ContinuityReport report = checked(trail);
    QCOMPARE(report.breakCount, std::uint64_t(count));
    QCOMPARE(report.breaks.size(), mostListed);
    QCOMPARE(report.breaks.front().foundBy.id, Trail::eventId(2 * count).toStdString());
    QCOMPARE(report.breaks.back().foundBy.id, Trail::eventId(2 * count - int(mostListed) + 1).toStdString());
    QCOMPARE(report.broken.size(), std::uint32_t(2 * count));
}

void TestContinuity::aCancelledCheckSaysSo()
{
    Trail trail;
    trail.add(day1, "updated", "1", field("premium", "\"1\"", "\"2\"")).add(day2, "updated", "1", field("premium", "\"2\"", "\"3\""));
    Cancellation cancellation;
    cancellation.request();
    const ContinuityReport report = checkContinuity(*trail.archive(), {}, cancellation);
    QVERIFY(report.scan.cancelled);
    QVERIFY(!report.scan.complete());
}

void TestContinuity::progressReachesTheEnd()
{
    Trail trail;
    trail.add(day1, "updated", "1", field("premium", "\"1\"", "\"2\"")).add(day2, "updated", "1", field("premium", "\"2\"", "\"3\""));
    std::uint64_t done = 0;
    std::uint64_t total = 0;
    const ContinuityReport report = checkContinuity(*trail.archive(),
        [&](std::uint64_t now, std::uint64_t all) {
            done = now;
            total = all;
        },
        {});
    QVERIFY(report.scan.complete());
    QCOMPARE(done, total);
    QCOMPARE(total, std::uint64_t(2));
}

QTEST_GUILESS_MAIN(TestContinuity)
#include "tst_continuity.moc"
