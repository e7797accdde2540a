// SPDX-License-Identifier: MIT
#include "desk.h"

#include "query/querybar.h"
#include "query/timerangebutton.h"
#include "timeline/histogramview.h"
#include "timeline/timelineview.h"

#include <QHelpEvent>
#include <QToolTip>

using namespace auditlens;
using namespace auditlens::test;

namespace {

constexpr Nanoseconds day = 86'400'000'000'000;
const Nanoseconds firstDay = QDate(2026, 3, 1).startOfDay(QTimeZone::utc()).toMSecsSinceEpoch() * 1'000'000;

/// Ten days of March with as many updates as the day's number, and a deletion on each.
AnswerHistogram march()
{
    AnswerHistogram histogram;
    for (int i = 0; i <= 10; ++i)
        histogram.counts.edges.push_back(firstDay + i * day);
    for (std::uint32_t i = 1; i <= 10; ++i) {
        auto& bin = histogram.counts.bins.emplace_back();
        bin[std::size_t(Verb::Update)] = i;
        bin[std::size_t(Verb::Delete)] = 1;
    }
    return histogram;
}

QPoint over(const HistogramView& view, int bin)
{
    return {(view.geometry().leftOf(bin) + view.geometry().rightOf(bin)) / 2, 40};
}

class Shown
{
public:
    Shown()
    {
        view.resize(600, 110);
        view.setHistogram(march());
        view.show();
    }

    TimeRange lastRange() const { return ranges.back().front().value<TimeRange>(); }

    HistogramView view;
    QSignalSpy ranges {&view, &HistogramView::rangeChosen};
};

void drag(HistogramView& view, int from, int to, bool release = true)
{
    QTest::mousePress(&view, Qt::LeftButton, {}, over(view, from));
    QTest::mouseMove(&view, over(view, to));
    if (release)
        QTest::mouseRelease(&view, Qt::LeftButton, {}, over(view, to));
}

/// One event on each day of a January.
QByteArray january()
{
    QByteArray lines;
    for (int i = 1; i <= 31; ++i)
        lines += tigerLine(i, "2023-01-" + QByteArray::number(i).rightJustified(2, '0') + "T12:00:00Z") + '\n';
    return lines;
}

} // namespace

/// The bars above the list, with the mouse, with the keys, and in the window.
class TestHistogram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void draggingChoosesTheDaysUnderIt_data()
    {
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("to");
        QTest::newRow("to the right") << 2 << 4;
        QTest::newRow("to the left") << 4 << 2;
    }

    void draggingChoosesTheDaysUnderIt()
    {
        QFETCH(int, from);
        QFETCH(int, to);
        Shown shown;
        drag(shown.view, from, to);
        QCOMPARE(shown.ranges.count(), 1);
        QCOMPARE(shown.lastRange(), (TimeRange {firstDay + 2 * day, firstDay + 5 * day}));
        QCOMPARE(shown.view.cursorBin(), -1);
    }

    void escapeCancelsTheDrag()
    {
        Shown shown;
        drag(shown.view, 2, 4, false);
        QCOMPARE(shown.view.cursorBin(), 4);
        QTest::keyClick(&shown.view, Qt::Key_Escape);
        QCOMPARE(shown.view.cursorBin(), -1);
        QTest::mouseRelease(&shown.view, Qt::LeftButton, {}, over(shown.view, 4));
        QCOMPARE(shown.ranges.count(), 0);
    }

    void aDoubleClickGoesBackOneZoom()
    {
        Shown shown;
        const TimeRange before {firstDay - day, firstDay + 30 * day};
        shown.view.setRange(before);
        drag(shown.view, 2, 6);
        drag(shown.view, 3, 4);
        QTest::mouseDClick(&shown.view, Qt::LeftButton, {}, over(shown.view, 3));
        QCOMPARE(shown.lastRange(), (TimeRange {firstDay + 2 * day, firstDay + 7 * day}));
        QTest::keyClick(&shown.view, Qt::Key_Backspace);
        QCOMPARE(shown.lastRange(), before);
        QTest::keyClick(&shown.view, Qt::Key_Backspace); // nothing is left to go back to
        QCOMPARE(shown.ranges.count(), 4);
    }

    void aRangeChosenElsewhereEndsTheWayBack()
    {
        Shown shown;
        drag(shown.view, 2, 6);
        shown.view.setRange({firstDay, firstDay + day});
        QTest::keyClick(&shown.view, Qt::Key_Backspace);
        QCOMPARE(shown.ranges.count(), 1);
    }

    void keysMoveExtendAndZoom()
    {
        Shown shown;
        QSignalSpy told(&shown.view, &HistogramView::told);
        QTest::keyClick(&shown.view, Qt::Key_Home);
        QTest::keyClick(&shown.view, Qt::Key_Right);
        QTest::keyClick(&shown.view, Qt::Key_Right, Qt::ShiftModifier);
        QTest::keyClick(&shown.view, Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(shown.view.accessibleDescription(), QStringLiteral("2 to 4 March 2026: 12 event(s), 9 update(s), 3 deletion(s)"));
        QCOMPARE(told.back().front().toString(), shown.view.accessibleDescription());
        QTest::keyClick(&shown.view, Qt::Key_Return);
        QCOMPARE(shown.lastRange(), (TimeRange {firstDay + day, firstDay + 4 * day}));
        QTest::keyClick(&shown.view, Qt::Key_End);
        QTest::keyClick(&shown.view, Qt::Key_Right);
        QCOMPARE(shown.view.cursorBin(), 9);
        QTest::keyClick(&shown.view, Qt::Key_Escape);
        QCOMPARE(shown.view.cursorBin(), -1);
        QSignalSpy left(&shown.view, &HistogramView::left);
        QTest::keyClick(&shown.view, Qt::Key_Escape);
        QCOMPARE(left.count(), 1);
    }

    void arrowsBeginWhereTheListIs()
    {
        Shown shown;
        shown.view.setListed(firstDay + 3 * day, firstDay + 6 * day + day / 2);
        QTest::keyClick(&shown.view, Qt::Key_Left);
        QCOMPARE(shown.view.cursorBin(), 6);
    }

    void aToolTipTellsTheBin()
    {
        Shown shown;
        QVERIFY(QTest::qWaitForWindowExposed(&shown.view));
        const QPoint place = over(shown.view, 4);
        QHelpEvent help(QEvent::ToolTip, place, shown.view.mapToGlobal(place));
        QCoreApplication::sendEvent(&shown.view, &help);
        QCOMPARE(QToolTip::text(), QStringLiteral("5 March 2026: 6 event(s), 5 update(s), 1 deletion(s)"));
        QToolTip::hideText();
    }

    void whatIsNotCountedShowsNoNumbers()
    {
        Shown shown;
        AnswerHistogram partial = march();
        partial.complete = false;
        partial.counts.bins.clear();
        shown.view.setHistogram(partial);
        QTest::keyClick(&shown.view, Qt::Key_Home);
        QCOMPARE(shown.view.accessibleDescription(), QStringLiteral("1 March 2026: not counted"));
        QVERIFY(!shown.view.grab().isNull());
    }

    void otherBinsEndWhatWasBeingChosen()
    {
        Shown shown;
        drag(shown.view, 2, 4, false);
        AnswerHistogram other = march();
        other.counts.edges.pop_back();
        other.counts.bins.pop_back();
        shown.view.setHistogram(other);
        QTest::mouseRelease(&shown.view, Qt::LeftButton, {}, over(shown.view, 4));
        QCOMPARE(shown.ranges.count(), 0);
    }

    void theWindowAsksForAsManyBinsAsFit()
    {
        Desk desk;
        QVERIFY(desk.open(january()));
        HistogramView* view = desk.window().histogram();
        QTRY_VERIFY(view->isVisible() && view->geometry().binCount() > 0);
        QTRY_VERIFY(view->geometry().binCount() <= view->mostBins());
        const int before = view->geometry().binCount();
        desk.window().resize(2400, 800);
        QTRY_VERIFY(view->geometry().binCount() > before);
        QVERIFY(view->geometry().binCount() <= view->mostBins());
    }

    void zoomingInTheWindowChoosesTheTimeRange()
    {
        Desk desk;
        QVERIFY(desk.open(january()));
        HistogramView* view = desk.window().histogram();
        QTRY_VERIFY(view->isVisible() && view->geometry().binCount() >= 31 && view->geometry().binCount() <= view->mostBins());
        const int first = view->geometry().binAt(view->geometry().xOf(Nanoseconds(1672920000) * 1'000'000'000)); // 5 January, 12:00
        const int last = view->geometry().binAt(view->geometry().xOf(Nanoseconds(1673179200) * 1'000'000'000)); // 8 January, 12:00
        drag(*view, first, last);
        QTRY_COMPARE(desk.window().answer()->count, 4u);
        QVERIFY(desk.window().rangeButton()->text().startsWith(QStringLiteral("2023-01-05")));
        QTRY_VERIFY(view->geometry().binCount() > 0 && view->geometry().edges().front() >= desk.window().answer()->state.range.begin);
        QTest::mouseDClick(view, Qt::LeftButton, {}, view->rect().center());
        QTRY_COMPARE(desk.window().answer()->count, 31u);
        QVERIFY(desk.window().rangeButton()->range().isUnbounded());
    }

    void aClickGoesToThatTimeInTheList()
    {
        Desk desk;
        QVERIFY(desk.open(january()));
        HistogramView* view = desk.window().histogram();
        QTRY_VERIFY(view->isVisible() && view->geometry().binCount() >= 31 && view->geometry().binCount() <= view->mostBins());
        const int bin = view->geometry().binAt(view->geometry().xOf(Nanoseconds(1672920000) * 1'000'000'000));
        QTest::mouseClick(view, Qt::LeftButton, {}, over(*view, bin));
        QCOMPARE(desk.window().timeline()->currentRow(), 26); // newest first
        QCOMPARE(desk.window().answer()->count, 31u);
    }

    void theNearestRowIsTheNearestInTime()
    {
        Desk desk;
        QVERIFY(desk.open(january()));
        const QueryAnswer& answer = *desk.window().answer();
        const Nanoseconds noon = answer.timeAt(10);
        QCOMPARE(answer.nearest(noon), 10);
        QCOMPARE(answer.nearest(noon + day / 2 - 1), 10);
        QCOMPARE(answer.nearest(noon + day / 2), 9);
        QCOMPARE(answer.nearest(std::numeric_limits<Nanoseconds>::max()), 0);
        QCOMPARE(answer.nearest(0), 30);
    }

    void whatIsNotCompleteIsHatchedAndSaid()
    {
        Shown shown;
        const QString before = shown.view.textOf(0, 9);
        const CoverageSlice complete {{firstDay, firstDay + 3 * day}, Completeness::Complete, firstDay, {}};
        const CoverageSlice capped {{firstDay + 3 * day, firstDay + 4 * day}, Completeness::Capped, firstDay, "There is more."};
        const CoverageSlice unknown {{firstDay + 8 * day + day / 2, firstDay + 20 * day}, Completeness::Unknown, 0, {}};
        const QImage plain = shown.view.grab().toImage();
        shown.view.setCoverage({{{SourceId(0), QStringLiteral("prod"), complete}, {SourceId(0), QStringLiteral("prod"), capped}, {SourceId(0), QStringLiteral("prod"), unknown}}, {}});
        for (int bin = 0; bin < 10; ++bin)
            QCOMPARE(shown.view.isHatched(bin), bin == 3 || bin >= 8);
        QCOMPARE(shown.view.textOf(0, 2), QStringLiteral("1 to 3 March 2026: 9 event(s), 6 update(s), 3 deletion(s)"));
        QCOMPARE(shown.view.textOf(3, 3), QStringLiteral("4 March 2026: 5 event(s), 4 update(s), 1 deletion(s). Not everything of this time is here: \"prod\" is capped: There is more."));
        QVERIFY(shown.view.textOf(9, 9).endsWith(QStringLiteral("\"prod\" is not asked for")));
        const QImage hatched = shown.view.grab().toImage();
        const auto differs = [&](int bin) {
            const int x = int(over(shown.view, bin).x() * plain.devicePixelRatio());
            for (int y = 0; y < plain.height(); ++y) {
                for (int dx = -4; dx <= 4; ++dx) {
                    if (plain.pixel(x + dx, y) != hatched.pixel(x + dx, y))
                        return true;
                }
            }
            return false;
        };
        QVERIFY(differs(3) && differs(9) && !differs(1));
        shown.view.setCoverage({});
        QVERIFY(!shown.view.isHatched(3));
        QCOMPARE(shown.view.textOf(0, 9), before);
    }

    void manyBinsArePainted()
    {
        HistogramView view;
        view.resize(1400, 110);
        AnswerHistogram many = march();
        for (int i = 11; i <= 230; ++i) {
            many.counts.edges.push_back(firstDay + i * day);
            many.counts.bins.push_back({std::uint32_t(i), 3, 5, 200, 10, 1, 1, 1});
        }
        view.setHistogram(many);
        QImage image(view.size(), QImage::Format_ARGB32_Premultiplied);
        view.render(&image); // fonts are loaded once
        QBENCHMARK {
            view.render(&image);
        }
    }
};

QTEST_MAIN(TestHistogram)
#include "tst_histogram.moc"
