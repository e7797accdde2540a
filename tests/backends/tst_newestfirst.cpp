// SPDX-License-Identifier: MIT
#include "backends/backendconformance.h"
#include "backends/djangolist.h"
#include "support/fakeclock.h"
#include "support/tasks.h"

#include <QtTest>

#include <limits>

using namespace auditlens;
using namespace auditlens::test;

namespace {

constexpr Nanoseconds second = 1'000'000'000;
constexpr qint64 pageSize = 5;

SourceRecord record(qint64 number)
{
    return {Nanoseconds(number) * second, "{\"id\":" + std::to_string(number) + "}"};
}

/// A list with this many records, the newest of the highest number.
ListedPage pageOfList(qint64 count, int page)
{
    ListedPage answer;
    answer.count = count;
    const qint64 first = count - (page - 1) * pageSize;
    for (qint64 number = first; number > std::max<qint64>(first - pageSize, 0); --number)
        answer.records.push_back(record(number));
    answer.hasOlder = first > pageSize;
    return answer;
}

QCoro::Task<ListedResult> answered(ListedPage page)
{
    co_return ListedResult(std::move(page));
}

NewestFirstList listOf(std::function<ListedPage(int)> page)
{
    NewestFirstList list;
    list.ask = [page = std::move(page)](int number, Cancellation) { return answered(page(number)); };
    list.asked = QStringLiteral("/list");
    list.clock = std::make_shared<FakeClock>();
    return list;
}

Fetched fetch(std::function<ListedPage(int)> page)
{
    return finished(readAll(fetchNewestFirst(listOf(std::move(page)), {0, 1'000'000 * second}, {}, {})));
}

} // namespace

/// A list that moves while it is read, and one that lies.
class TestNewestFirst : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatMovesWhileItIsReadComesOnce()
    {
        qint64 count = 103;
        const Fetched all = fetch([&](int page) { return pageOfList(count++, page); });
        QVERIFY(!all.problem);
        for (qint64 number = 1; number <= 103; ++number)
            QCOMPARE(std::ranges::count(all.records, record(number).record), 1);
    }

    /// Neither its count nor its pages come to an end.
    void pagesThatRepeatAreAnEnd_data()
    {
        QTest::addColumn<qint64>("count");
        QTest::newRow("as many as it says") << qint64(pageSize);
        QTest::newRow("very many") << qint64(std::numeric_limits<int>::max());
    }
    void pagesThatRepeatAreAnEnd()
    {
        QFETCH(qint64, count);
        int asked = 0;
        const Fetched all = fetch([&](int) {
            ++asked;
            ListedPage page = pageOfList(1000, 1);
            page.count = count;
            return page;
        });
        QVERIFY(all.problem && all.problem->kind == HttpProblem::Kind::NotTheService);
        QVERIFY2(asked < 100, qPrintable(QString::number(asked)));
        QVERIFY(all.records.empty());
    }

    void aCountThatCannotBeIsNone()
    {
        for (const char* count : {"-1", "1000000000000000000", "1e3", "\"x\""}) {
            const std::string body = std::string("{\"count\":") + count + ",\"next\":null,\"results\":[]}";
            QVERIFY2(!readDjangoList(body, "id"), count);
        }
        QVERIFY(readDjangoList(R"({"count":12,"next":null,"results":[{"id":1}]})", "id"));
    }
};

QTEST_GUILESS_MAIN(TestNewestFirst)
#include "tst_newestfirst.moc"
