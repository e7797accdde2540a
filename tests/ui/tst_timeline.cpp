// SPDX-License-Identifier: MIT
#include "models/rejectmodel.h"
#include "models/timelinegeometry.h"
#include "models/timelinemodel.h"
#include "models/timetext.h"
#include "timeline/columnlayout.h"
#include "timeline/timelineview.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QtTest>

#include <future>

using namespace auditlens;

static constexpr Nanoseconds second = 1'000'000'000;

/// One event per hour, newest first. They come when the gate is open.
static std::shared_ptr<EventRows> hourlyRows(std::uint32_t count, const std::shared_future<void>& gate = {})
{
    const auto timeAt = [](std::uint32_t ascending) { return Nanoseconds(ascending) * 3600 * second; };
    return std::make_shared<EventRows>(count, timelineDays(count, timeAt, QTimeZone::utc()),
        [count, timeAt, gate](std::uint32_t first, std::uint32_t wanted) -> Result<std::vector<TimelineEntry>> {
            if (gate.valid())
                gate.wait();
            std::vector<TimelineEntry> entries;
            for (std::uint32_t i = first; i < first + wanted; ++i) {
                TimelineEntry entry;
                entry.headline = QStringLiteral("event %1").arg(count - 1 - i);
                entry.time = {timeAt(count - 1 - i), TimeOrigin::Stated, 0};
                entry.facts[std::size_t(RowColumn::Tenant)] = QStringLiteral("tenant of %1").arg(count - 1 - i);
                entries.push_back(entry);
            }
            return entries;
        });
}

class TestTimeline : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void daysAreCountedNewestFirst()
    {
        const auto rows = hourlyRows(50);
        QCOMPARE(rows->days().size(), std::size_t(3));
        QCOMPARE(rows->days()[0], (TimelineDay {QDate(1970, 1, 3), 0, 2}));
        QCOMPARE(rows->days()[1], (TimelineDay {QDate(1970, 1, 2), 2, 24}));
        QCOMPARE(rows->days()[2], (TimelineDay {QDate(1970, 1, 1), 26, 24}));
    }

    void daysBeforeTheEpochAreWhole()
    {
        const auto days = timelineDays(2, [](std::uint32_t i) { return Nanoseconds(i) - 1; }, QTimeZone::utc());
        QCOMPARE(days.size(), std::size_t(2));
        QCOMPARE(days[1].date, QDate(1969, 12, 31));
    }

    void daysAreThoseOfTheZone_data()
    {
        QTest::addColumn<QByteArray>("zone");
        QTest::newRow("without changes of the clock") << QByteArray("UTC");
        QTest::newRow("whose clock changes at night") << QByteArray("Europe/Berlin");
        QTest::newRow("that skips a midnight") << QByteArray("America/Sao_Paulo");
    }

    void daysAreThoseOfTheZone()
    {
        QFETCH(QByteArray, zone);
        constexpr std::uint32_t hours = 365 * 24;
        const auto timeAt = [](std::uint32_t i) { return (Nanoseconds(1'514'764'800) + Nanoseconds(i) * 3600) * 1'000'000'000; }; // 2018
        std::vector<TimelineDay> expected;
        for (std::uint32_t i = hours; i-- > 0;) {
            const QDate date = QDateTime::fromSecsSinceEpoch(timeAt(i) / 1'000'000'000, QTimeZone(zone)).date();
            if (expected.empty() || expected.back().date != date)
                expected.push_back({date, hours - i - 1, 0});
            ++expected.back().count;
        }
        QCOMPARE(timelineDays(hours, timeAt, QTimeZone(zone)), expected);
    }

    void positionsAndRowsAgree()
    {
        const TimelineGeometry geometry(hourlyRows(50)->days());
        QCOMPARE(geometry.height(), qint64(3 * 30 + 50 * 52));
        for (std::uint32_t row = 0; row < 50; ++row) {
            const auto line = geometry.lineAt(geometry.rowTop(row) + 51);
            QVERIFY(line && line->row);
            QCOMPARE(*line->row, row);
        }
        QVERIFY(!geometry.lineAt(geometry.dayTop(1))->row);
        QVERIFY(!geometry.lineAt(geometry.height()));
        QCOMPARE(geometry.linesBetween(0, 82).size(), std::size_t(2));
    }

    void anEmptyGeometryHasNothing()
    {
        const TimelineGeometry geometry;
        QCOMPARE(geometry.height(), qint64(0));
        QVERIFY(!geometry.lineAt(0));
    }

    void theModelKeepsTheContract()
    {
        TimelineModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        std::promise<void> gate;
        model.setRows(hourlyRows(200, gate.get_future().share()), QTimeZone::utc());
        QCOMPARE(model.rowCount(), 200);
        QVERIFY(!model.entry(0)); // on its way
        gate.set_value();
        QTRY_VERIFY(model.entry(0));
        QVERIFY(changed.count() > 0);
        QCOMPARE(model.entry(0)->headline, QStringLiteral("event 199"));
        model.setRows(nullptr, QTimeZone::utc());
        QCOMPARE(model.rowCount(), 0);
    }

    void columnsComeBehindThoseOfEveryRow()
    {
        TimelineModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRows(hourlyRows(3), QTimeZone::utc());
        QTRY_VERIFY(model.entry(0));
        model.setColumns({RowColumn::Tenant, RowColumn::Ip});
        QCOMPARE(model.columnCount(), TimelineModel::ColumnCount + 2);
        QCOMPARE(model.headerData(TimelineModel::ColumnCount, Qt::Horizontal, Qt::DisplayRole).toString(), QStringLiteral("Tenant"));
        QCOMPARE(model.data(model.index(0, TimelineModel::ColumnCount), Qt::DisplayRole).toString(), QStringLiteral("tenant of 2"));
        QVERIFY2(model.rowText(0).endsWith(QLatin1String("\ttenant of 2\t")), qPrintable(model.rowText(0)));
        model.setColumns({});
        QCOMPARE(model.columnCount(), int(TimelineModel::ColumnCount));
    }

    void theSentenceKeepsMostOfANarrowRow()
    {
        const std::vector<RowColumn> three {RowColumn::Actor, RowColumn::Tenant, RowColumn::Ip};
        const ColumnLayout wide(1200, three);
        QCOMPARE(wide.places.size(), std::size_t(3));
        QCOMPARE(wide.leftOut, 0);
        QCOMPARE(wide.places.front().left, wide.left);
        QVERIFY(wide.places.back().left + wide.places.back().width <= 1200);
        const ColumnLayout narrow(500, three);
        QCOMPARE(narrow.places.size(), std::size_t(1)); // the first of them
        QCOMPARE(narrow.leftOut, 2);
        const ColumnLayout tiny(200, three);
        QCOMPARE(tiny.left, 200);
        QCOMPARE(tiny.leftOut, 3);
    }

    void rowsThatWereAskedForComeAlthoughOthersTakeTheirPlace()
    {
        std::promise<void> gate;
        TimelineModel model;
        model.setRows(hourlyRows(100, gate.get_future().share()), QTimeZone::utc());
        QString text;
        model.collectText({{10, 2}}, [&text](const QString& collected) { text = collected; });
        model.setRows(hourlyRows(3), QTimeZone::utc());
        gate.set_value();
        QTRY_COMPARE(text.split(QLatin1Char('\n')).size(), 2);
        QVERIFY2(text.contains(QLatin1String("event 89")), qPrintable(text));
    }

    void theRejectModelKeepsTheContract()
    {
        RejectModel model({{SourceId {}, "a.jsonl", 7, 0, "half a line", "{"}});
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(model.data(model.index(0, RejectModel::Place), Qt::DisplayRole).toString(), QStringLiteral("a.jsonl, line 7"));
    }

    void keysMoveTheRow_data()
    {
        QTest::addColumn<Qt::Key>("key");
        QTest::addColumn<int>("row");
        QTest::newRow("j goes down") << Qt::Key_J << 11;
        QTest::newRow("k goes up") << Qt::Key_K << 9;
        QTest::newRow("down") << Qt::Key_Down << 11;
        QTest::newRow("home is the newest") << Qt::Key_Home << 0;
        QTest::newRow("end is the oldest") << Qt::Key_End << 199999;
    }

    void keysMoveTheRow()
    {
        QFETCH(Qt::Key, key);
        TimelineModel model;
        model.setRows(hourlyRows(200000), QTimeZone::utc());
        TimelineView view(&model);
        view.resize(700, 600);
        view.show();
        view.setCurrentRow(10);
        QTest::keyClick(&view, key);
        QTEST(view.currentRow(), "row");
        QVERIFY(view.viewport()->rect().contains(view.rowRect(view.currentRow()).center()));
    }

    void aClickChoosesTheRow()
    {
        TimelineModel model;
        model.setRows(hourlyRows(200), QTimeZone::utc());
        TimelineView view(&model);
        view.resize(700, 600);
        view.show();
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.rowRect(3).center());
        QCOMPARE(view.currentRow(), 3);
    }

    void fractionsAreShownAsWritten()
    {
        QCOMPARE(stampText({-1, TimeOrigin::Stated, 9}, QTimeZone::utc()), QStringLiteral("1969-12-31 23:59:59.999999999 UTC"));
        QCOMPARE(stampText({0, TimeOrigin::Stated, 0}, QTimeZone::utc()), QStringLiteral("1970-01-01 00:00:00 UTC"));
    }
};

QTEST_MAIN(TestTimeline)
#include "tst_timeline.moc"
