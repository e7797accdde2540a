// SPDX-License-Identifier: MIT
#include "event/isotime.h"
#include "integrity/integritytext.h"

#include <QTest>

#include <algorithm>

using namespace auditlens;
using namespace Qt::StringLiterals;
using Question = IntegrityLine::Question;
using State = IntegrityLine::State;

namespace {

const IntegrityLine* lineWith(const std::vector<IntegrityLine>& lines, const QString& text)
{
    const auto found = std::ranges::find_if(lines, [&](const IntegrityLine& line) { return line.text.contains(text); });
    return found == lines.end() ? nullptr : &*found;
}

SchemeResult result(std::string scheme, SignatureState state, std::uint64_t events)
{
    SchemeResult result;
    result.scheme = std::move(scheme);
    result.counts[std::size_t(state)] = events;
    return result;
}

} // namespace

/// What a report says to people.
class TestIntegrityText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void durationsHaveTwoUnits_data();
    void durationsHaveTwoUnits();
    void aSharedKeyMatchesAndProvesNoMore();
    void whatWasNotSeenIsNotCounted();
    void whatCannotBeComparedIsUnknown();
    void whatNothingWasFoundInVerifies();
    void aFurtherCheckTakesPart();
};

void TestIntegrityText::durationsHaveTwoUnits_data()
{
    QTest::addColumn<qint64>("nanoseconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << qint64(0) << u"0 s"_s;
    QTest::newRow("half a second") << qint64(500'000'000) << u"0.5 s"_s;
    QTest::newRow("seconds") << qint64(59 * nanosecondsPerSecond) << u"59 s"_s;
    QTest::newRow("minutes") << qint64(300 * nanosecondsPerSecond) << u"5 min"_s;
    QTest::newRow("minutes and seconds") << qint64(303 * nanosecondsPerSecond) << u"5 min 3 s"_s;
    QTest::newRow("backwards") << qint64(-3'660 * nanosecondsPerSecond) << u"1 h 1 min"_s;
    QTest::newRow("days") << qint64(2 * secondsPerDay * nanosecondsPerSecond) << u"2 d"_s;
    QTest::newRow("days and hours") << qint64((2 * secondsPerDay + 7'200) * nanosecondsPerSecond) << u"2 d 2 h"_s;
}

void TestIntegrityText::durationsHaveTwoUnits()
{
    QFETCH(qint64, nanoseconds);
    QFETCH(QString, text);
    QCOMPARE(durationText(nanoseconds), text);
}

void TestIntegrityText::aSharedKeyMatchesAndProvesNoMore()
{
    IntegrityReport report;
    SchemeResult shared = result("santura-hmac", SignatureState::Valid, 5);
    shared.byKey = {{"audit-signing", 5}};
    SchemeResult open = result("redacto-rsa-pss", SignatureState::Valid, 3);
    open.byKey = {{"kit", 3}};
    report.signatures.schemes = {open, shared};
    const auto lines = integrityLines(report);
    const IntegrityLine* matches = lineWith(lines, u"santura"_s);
    QVERIFY(matches);
    QCOMPARE(*matches, (IntegrityLine {Question::Content, State::Good, u"santura: matches the shared key “audit-signing”"_s, u"5"_s}));
    const IntegrityLine* valid = lineWith(lines, u"RSA"_s);
    QVERIFY(valid);
    QCOMPARE(valid->text, u"Redacto (RSA-PSS): valid under the public key “kit”"_s);
    QVERIFY(integrityNotes(report, Question::Content).join(u' ').contains(u"Whoever holds a shared key can also sign"_s));
}

void TestIntegrityText::whatWasNotSeenIsNotCounted()
{
    IntegrityReport report;
    report.signatures.schemes = {result("santura-hmac", SignatureState::NoKey, 5)};
    report.signatures.scan.cancelled = true;
    report.continuity.compared = 7;
    report.continuity.scan.cancelled = true;
    const auto lines = integrityLines(report);
    QCOMPARE(lineWith(lines, u"no key"_s)->value, u"at least 5"_s);
    QCOMPARE(lineWith(lines, u"Before and after"_s)->state, State::Unknown);
    QVERIFY(lineWith(lines, u"cancelled"_s));
    QVERIFY(!report.complete());
}

void TestIntegrityText::whatCannotBeComparedIsUnknown()
{
    const auto lines = integrityLines(IntegrityReport());
    QCOMPARE(lineWith(lines, u"Before and after"_s)->state, State::Unknown);
    QCOMPARE(lineWith(lines, u"other clocks"_s)->state, State::Unknown);
    QCOMPARE(lineWith(lines, u"leaves no trace"_s)->state, State::Unknown);
}

void TestIntegrityText::whatNothingWasFoundInVerifies()
{
    IntegrityReport report;
    QVERIFY(report.verifies());
    report.signatures.schemes = {result("santura-hmac", SignatureState::NoKey, 5)};
    QVERIFY(report.verifies());
    report.continuity.breakCount = 1;
    QVERIFY(!report.verifies());
    IntegrityReport unreadable;
    unreadable.clocks.scan += {false, 3, Error {u"Cannot read."_s, {}, {}, u"Try."_s, true}};
    QVERIFY(!unreadable.verifies());
    QCOMPARE(unreadable.problem()->what, u"Cannot read."_s);
    QCOMPARE(lineWith(integrityLines(unreadable), u"could not be read"_s)->value, u"3"_s);
}

void TestIntegrityText::aFurtherCheckTakesPart()
{
    IntegrityReport report;
    report.further = {{Question::Set, State::Bad, u"Seal"_s, u"changed"_s}};
    QVERIFY(!report.verifies());
    QCOMPARE(integrityLines(report).back(), report.further.front());
}

QTEST_GUILESS_MAIN(TestIntegrityText)
#include "tst_integritytext.moc"
