// SPDX-License-Identifier: MIT
#include "views/savedview.h"

#include <QTest>

using namespace auditlens;

static constexpr Nanoseconds second = 1'000'000'000;

static SavedView deletes()
{
    return {QStringLiteral("Deletes outside hours"), QStringLiteral("action:delete (hour:<7 OR hour:>19) \"große Police\""),
        {QStringLiteral("last month"), QStringLiteral("last month"), {}}, "Europe/Berlin", RowOrder::OldestFirst};
}

class TestSavedView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrittenIsRead();
    void theFileIsAsDocumented();
    void badFiles_data();
    void badFiles();
    void unusableViewsAreReadAndSayWhy_data();
    void unusableViewsAreReadAndSayWhy();
    void relativeRangesStayRelative();
    void aFixedRangeIsTheSameForEver();
};

void TestSavedView::whatIsWrittenIsRead()
{
    SavedView newest = deletes();
    newest.range = {{}, {}, QStringLiteral("30d")};
    newest.fold = true;
    newest.columns = {RowColumn::Ip, RowColumn::Tenant};
    SavedView plain;
    plain.name = QStringLiteral("Everything");
    for (const SavedView& view : {deletes(), newest, plain}) {
        const auto read = readView(writeView(view), QStringLiteral("a.auditview"));
        QVERIFY2(read.ok(), read.ok() ? "" : qPrintable(read.error().oneLine()));
        QCOMPARE(*read, view);
    }
}

void TestSavedView::theFileIsAsDocumented()
{
    const QByteArray text = R"({"auditlens_view": 1, "name": " Deletes outside hours ", "query": "action:delete (hour:<7 OR hour:>19) \"große Police\"",
        "from": "last month", "to": "last month", "zone": "Europe/Berlin", "order": "oldest"})";
    QCOMPARE(*readView(text, {}), deletes());
    QCOMPARE(readView(R"({"auditlens_view":1,"name":"All"})", {})->zone, QByteArray("UTC"));
}

void TestSavedView::badFiles_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("why");
    const auto row = [](const char* claim, const QByteArray& text, const char* why) { QTest::newRow(claim) << text << QString::fromUtf8(why); };
    const auto with = [](const QByteArray& members) -> QByteArray { return "{\"auditlens_view\":1,\"name\":\"a\"," + members + "}"; };
    row("empty", "", "not JSON");
    row("half a file", R"({"auditlens_view":1,"name":"a)", "not JSON");
    row("invalid UTF-8", with("\"query\":\"\xff\""), "not JSON");
    row("an array", "[1]", "not a JSON object");
    row("nested 100,000 deep", with("\"query\":" + QByteArray(100'000 / 4, '[')), "not JSON");
    row("100 MB", QByteArray(100 << 20, ' '), "larger than 64 KiB");
    row("no version", R"({"name":"a"})", "\"auditlens_view\": 1");
    row("a version that is a text", R"({"auditlens_view":"1","name":"a"})", "\"auditlens_view\": 1");
    row("a newer version", R"({"auditlens_view":2,"name":"a"})", "version 2");
    row("a version with many digits", "{\"auditlens_view\":" + QByteArray(5000, '9') + ",\"name\":\"a\"}", "of version 9999");
    row("no name", R"({"auditlens_view":1,"query":"a"})", "needs a name");
    row("a blank name", R"({"auditlens_view":1,"name":"  "})", "needs a name");
    row("a name of 1,000 letters", "{\"auditlens_view\":1,\"name\":\"" + QByteArray(1000, 'a') + "\"}", "more than 120");
    row("a name with a line feed", R"({"auditlens_view":1,"name":"a\nb"})", "control characters");
    row("a name that turns the reading direction", R"({"auditlens_view":1,"name":"a\u202eb"})", "control characters");
    row("a query with a NUL", with(R"("query":"a\u0000b")"), "control characters");
    row("a query that is a number", with(R"("query":7)"), "\"query\" is not a text");
    row("a misspelt member", with(R"("querry":"action:delete")"), "Did you mean \"query\"");
    row("an unknown member", with(R"("limit":5)"), "unknown member \"limit\"");
    row("a member twice", with(R"("query":"a","query":"b")"), "twice");
    row("an unknown zone", with(R"("zone":"Mars/Base")"), "no time zone \"Mars/Base\"");
    row("an unknown order", with(R"("order":"random")"), "\"order\"");
    row("columns that are a text", with(R"("columns":"ip")"), "not a list");
    row("a column nobody knows", with(R"("columns":["ip","colour"])"), "unknown column \"colour\"");
    row("a column that is a number", with(R"("columns":[7])"), "unknown column");
    row("a column twice", with(R"("columns":["ip","tenant","ip"])"), "twice");
    row("folding that is a text", with(R"("fold_by_request":"yes")"), "neither true nor false");
    row("two kinds of range", with(R"("from":"-7d","newest":"7d")"), "\"newest\" beside");
}

void TestSavedView::badFiles()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, why);
    const auto view = readView(text, QStringLiteral("some/bad.auditview"));
    QVERIFY(!view.ok());
    QVERIFY2(view.error().why.contains(why), qPrintable(view.error().why));
    QVERIFY(view.error().what.contains(QStringLiteral("bad.auditview")));
    QVERIFY(!view.error().where.isEmpty() && !view.error().help.isEmpty());
    QVERIFY(view.error().oneLine().size() < 1000);
}

void TestSavedView::unusableViewsAreReadAndSayWhy_data()
{
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<QString>("why");
    QTest::newRow("an unclosed quote") << QByteArray(R"("query":"\"renewal")") << QStringLiteral("quote");
    QTest::newRow("an unknown field") << QByteArray(R"("query":"actr:alice")") << QStringLiteral("actr");
    QTest::newRow("a time nobody can read") << QByteArray(R"("from":"soon")") << QStringLiteral("soon");
    QTest::newRow("a length nobody can read") << QByteArray(R"("newest":"long")") << QStringLiteral("long");
}

void TestSavedView::unusableViewsAreReadAndSayWhy()
{
    QFETCH(QByteArray, members);
    QFETCH(QString, why);
    const auto view = readView("{\"auditlens_view\":1,\"name\":\"a\"," + members + "}", {});
    QVERIFY(view.ok());
    const auto problem = viewProblem(*view);
    QVERIFY(problem.has_value());
    QVERIFY2(problem->why.contains(why), qPrintable(problem->why));
    QVERIFY(!viewProblem(deletes()));
}

void TestSavedView::relativeRangesStayRelative()
{
    const AskedRange week {QStringLiteral("-7d"), {}, {}};
    const AskedRange newest {{}, {}, QStringLiteral("7d")};
    constexpr Nanoseconds day = 86400 * second;
    for (const Nanoseconds now : {1000 * day, 2000 * day}) {
        QCOMPARE(rangeOf(week, {QTimeZone::utc(), now}, noTime)->begin, now - 7 * day);
        QCOMPARE(rangeOf(newest, {QTimeZone::utc(), now}, 500 * day)->begin, 493 * day);
    }
    QVERIFY(rangeOf(newest, {QTimeZone::utc(), 1000 * day}, noTime)->isUnbounded());
}

void TestSavedView::aFixedRangeIsTheSameForEver()
{
    const TimeRange range {1'700'000'000 * second + 1, 1'700'000'100 * second};
    for (const TimeRange& one : {range, TimeRange {range.begin, TimeRange().end}, TimeRange {TimeRange().begin, range.end}, TimeRange()})
        QCOMPARE(*rangeOf(AskedRange::fixed(one), TimeContext::current(QTimeZone("Asia/Tokyo")), noTime), one);
    QVERIFY(AskedRange::fixed({}).isUnbounded());
}

QTEST_GUILESS_MAIN(TestSavedView)
#include "tst_savedview.moc"
