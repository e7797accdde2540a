// SPDX-License-Identifier: MIT
#include "net/ratebudget.h"
#include "net/retrypolicy.h"

#include <QTimeZone>
#include <QtTest>

using namespace auditlens;
using std::chrono::milliseconds;

namespace {

const QDateTime noon(QDate(2026, 3, 1), QTime(12, 0), QTimeZone::utc());

} // namespace

class TestRetry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theMostOfAWaitDoublesUpToTheCap()
    {
        const RetryPolicy policy {10, milliseconds(500), milliseconds(3000), milliseconds(60'000)};
        const RandomShare most = [] { return 1.0; };
        QCOMPARE(policy.backoff(1, most), milliseconds(500));
        QCOMPARE(policy.backoff(2, most), milliseconds(1000));
        QCOMPARE(policy.backoff(3, most), milliseconds(2000));
        QCOMPARE(policy.backoff(4, most), milliseconds(3000));
        QCOMPARE(policy.backoff(1'000'000, most), milliseconds(3000));
    }

    void jitterIsFull()
    {
        const RetryPolicy policy;
        QCOMPARE(policy.backoff(3, [] { return 0.0; }), milliseconds(0));
        QCOMPARE(policy.backoff(3, [] { return 0.25; }), milliseconds(500));
    }

    void retryAfterIsSecondsOrADate_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<qint64>("ms"); // -1: nothing
        const auto row = [](const char* name, const char* value, qint64 ms) { QTest::newRow(name) << QByteArray(value) << ms; };
        row("seconds", "120", 120'000);
        row("none at all", "0", 0);
        row("blanks around", " 7 ", 7000);
        row("a date", "Sun, 01 Mar 2026 12:01:30 GMT", 90'000);
        row("a date that is over", "Sun, 01 Mar 2026 11:00:00 GMT", 0);
        row("more than a day", "99999999999", 86'400'000);
        row("a date in a year", "Mon, 01 Mar 2027 12:00:00 GMT", 86'400'000);
        row("a number that is none", "1e3", -1);
        row("less than nothing", "-5", -1);
        row("nothing", "", -1);
        row("a word", "soon", -1);
    }

    void retryAfterIsSecondsOrADate()
    {
        QFETCH(QByteArray, value);
        QFETCH(qint64, ms);
        const auto wait = parseRetryAfter(value, noon);
        QCOMPARE(wait ? wait->count() : -1, ms);
    }

    void aBudgetIsAboutAStretchOfTime()
    {
        RateBudget budget({2, std::chrono::seconds(60)});
        QCOMPARE(budget.waitAt(noon), milliseconds(0));
        budget.sent(noon);
        budget.sent(noon.addSecs(10));
        QCOMPARE(budget.waitAt(noon.addSecs(20)), milliseconds(40'000));
        QCOMPARE(budget.waitAt(noon.addSecs(60)), milliseconds(0));
        budget.sent(noon.addSecs(60));
        QCOMPARE(budget.waitAt(noon.addSecs(61)), milliseconds(9000));
    }

    void aClosedBudgetOpensAtItsTime()
    {
        RateBudget budget({});
        budget.closeUntil(noon.addSecs(30));
        budget.closeUntil(noon.addSecs(5)); // sooner changes nothing
        QCOMPARE(budget.waitAt(noon), milliseconds(30'000));
        QCOMPARE(budget.waitAt(noon.addSecs(31)), milliseconds(0));
    }
};

QTEST_APPLESS_MAIN(TestRetry)
#include "tst_retry.moc"
