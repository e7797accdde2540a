// SPDX-License-Identifier: MIT
#include "desk.h"

#include "details/comparedialog.h"
#include "models/foldedlines.h"
#include "query/querybar.h"
#include "query/queryedit.h"
#include "sources/viewsection.h"
#include "timeline/histogramview.h"
#include "timeline/timelineview.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QLabel>

#include <random>

using namespace auditlens;
using namespace auditlens::test;

namespace {

QByteArray eventOf(int n, const QByteArray& time, const QByteArray& request)
{
    QByteArray line = tigerLine(n, time);
    return request.isEmpty() ? line : "{\"request_id\": \"" + request + "\", " + line.mid(1);
}

/// From the newest: e7 and e6 alone, e5 e3 e1 one request with others between, e4 alone, e2 and e0 one over two days.
QByteArray twoRequests()
{
    return eventOf(0, "2023-01-01T09:00:00Z", "two") + '\n' + eventOf(1, "2023-01-02T01:00:00Z", "one") + '\n'
        + eventOf(2, "2023-01-02T02:00:00Z", "two") + '\n' + eventOf(3, "2023-01-02T03:00:00Z", "one") + '\n'
        + eventOf(4, "2023-01-02T04:00:00Z", "") + '\n' + eventOf(5, "2023-01-02T05:00:00Z", "one") + '\n'
        + eventOf(6, "2023-01-02T06:00:00Z", "") + '\n' + eventOf(7, "2023-01-02T07:00:00Z", "alone") + '\n';
}

} // namespace

/// The events of a request as one row, with real keys and clicks.
class TestFolding : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_desk.reset(); }
    void linesAgreeWithAListMadeByHand();
    void theShortcutFoldsAndUnfolds();
    void rightAndLeftUnfoldAndFold();
    void plusAndMinusUnfoldAndFold();
    void aClickOnTheMarkUnfolds();
    void aFoldedRowIsCopiedWhole();
    void twoEventsInOneRowAreCompared();
    void daysCountEvents();
    void theStatusLineSaysBoth();
    void aScreenReaderHearsOfIt();
    void theSelectedEventIsFoundAgain();
    void aRowChosenWhileTheOthersAreCountedStaysChosen();
    void anUnfoldedRequestStaysUnfoldedWhileTheListGrows();
    void backUndoesFolding();
    void foldingIsPartOfAView();
    void aFilterFoldsWhatItFinds();
    void theModelKeepsTheContract();

private:
    TimelineView* list() const { return m_desk->window().timeline(); }
    TimelineModel* model() const { return m_desk->window().model(); }
    void press(int key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(list(), Qt::Key(key), modifiers); }
    void fold();
    QStringList shown() const;

    std::unique_ptr<Desk> m_desk;
};

void TestFolding::init()
{
    m_desk = std::make_unique<Desk>();
    QVERIFY(m_desk->open(twoRequests()));
    QVERIFY(QTest::qWaitForWindowActive(&m_desk->window()));
    QTRY_COMPARE(m_desk->window().answer()->count, 8u);
    QTRY_VERIFY(!m_desk->session().isImporting());
    list()->setFocus();
}

/// Ids from above, those under another with a dot; ready when all rows have come.
QStringList TestFolding::shown() const
{
    QStringList ids;
    for (int row = 0; row < list()->rowCount(); ++row) {
        const TimelineEntry* entry = model()->entry(row);
        ids << (entry ? (model()->foldOf(row).member ? QStringLiteral(".") : QString()) + entry->id : QStringLiteral("?"));
    }
    return ids;
}

void TestFolding::fold()
{
    press(Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(shown(), QStringLiteral("e7 e6 e5 e4 e2").split(QLatin1Char(' ')));
}

void TestFolding::linesAgreeWithAListMadeByHand()
{
    std::mt19937 random(7);
    std::vector<std::uint32_t> requests(300);
    for (std::uint32_t& request : requests)
        request = random() % 60;
    const auto groups = std::make_shared<const RequestGroups>(requests, 60);
    FoldedLines lines(groups);
    std::vector<bool> open(groups->size());
    for (int step = 0; step < 200; ++step) {
        const std::uint32_t group = random() % groups->size();
        open[group] = !open[group];
        lines.setOpen(group, open[group]);
        std::vector<FoldedLines::Line> wanted;
        for (std::uint32_t g = 0; g < groups->size(); ++g) {
            for (std::uint32_t member = 0; member < (open[g] ? groups->rowsIn(g) : 1); ++member)
                wanted.push_back({g, member});
        }
        QCOMPARE(lines.count(), std::uint32_t(wanted.size()));
        for (std::uint32_t line = 0; line < lines.count(); ++line) {
            QVERIFY(lines.at(line) == wanted[line]);
            QCOMPARE(lines.lineOf(wanted[line]), line);
            QCOMPARE(lines.lineOfPlace(lines.placeAt(line)), line);
        }
    }
}

void TestFolding::theShortcutFoldsAndUnfolds()
{
    QCOMPARE(list()->rowCount(), 8);
    fold();
    QCOMPARE(model()->foldOf(2).further, 2u);
    QCOMPARE(model()->foldOf(4).further, 1u);
    QCOMPARE(model()->foldOf(0).further, 0u); // has a request id that nobody shares
    press(Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(list()->rowCount(), 8);
}

void TestFolding::rightAndLeftUnfoldAndFold()
{
    fold();
    list()->setCurrentRow(2);
    press(Qt::Key_Right);
    QTRY_COMPARE(shown(), QStringLiteral("e7 e6 e5 .e3 .e1 e4 e2").split(QLatin1Char(' ')));
    QCOMPARE(list()->currentRow(), 2);
    press(Qt::Key_Right);
    QCOMPARE(list()->currentRow(), 3);
    press(Qt::Key_Down);
    press(Qt::Key_Down);
    QCOMPARE(model()->entry(list()->currentRow())->id, QStringLiteral("e4"));
    press(Qt::Key_Right); // stands alone
    QCOMPARE(list()->rowCount(), 7);
    press(Qt::Key_Up);
    press(Qt::Key_Left);
    QCOMPARE(list()->currentRow(), 2);
    QCOMPARE(list()->rowCount(), 7);
    press(Qt::Key_Left);
    QTRY_COMPARE(shown(), QStringLiteral("e7 e6 e5 e4 e2").split(QLatin1Char(' ')));
}

void TestFolding::plusAndMinusUnfoldAndFold()
{
    fold();
    list()->setCurrentRow(4);
    press(Qt::Key_Plus, Qt::ShiftModifier);
    QTRY_COMPARE(shown().back(), QStringLiteral(".e0"));
    press(Qt::Key_Minus);
    QCOMPARE(list()->rowCount(), 5);
    QCOMPARE(list()->currentRow(), 4);
}

void TestFolding::aClickOnTheMarkUnfolds()
{
    fold();
    list()->setCurrentRow(4);
    QTest::mouseClick(list()->viewport(), Qt::LeftButton, {}, list()->markRect(2).center());
    QTRY_COMPARE(shown(), QStringLiteral("e7 e6 e5 .e3 .e1 e4 e2").split(QLatin1Char(' ')));
    QCOMPARE(list()->currentRow(), 6); // still e2
    QVERIFY(list()->isSelected(6) && !list()->isSelected(3));
    QTest::mouseClick(list()->viewport(), Qt::LeftButton, {}, list()->rowRect(4).center());
    QCOMPARE(list()->currentRow(), 4);
    QTest::mouseClick(list()->viewport(), Qt::LeftButton, {}, list()->markRect(2).center());
    QCOMPARE(list()->rowCount(), 5);
    QCOMPARE(list()->currentRow(), 2); // e1 is in there now
    QTest::mouseClick(list()->viewport(), Qt::LeftButton, {}, list()->markRect(0).center());
    QCOMPARE(list()->rowCount(), 5); // there is no mark: it only chooses
    QCOMPARE(list()->currentRow(), 0);
}

void TestFolding::aFoldedRowIsCopiedWhole()
{
    fold();
    list()->setCurrentRow(2);
    press(Qt::Key_Down, Qt::ShiftModifier);
    QApplication::clipboard()->clear();
    press(Qt::Key_C, Qt::ControlModifier);
    QTRY_COMPARE(QApplication::clipboard()->text().split(QLatin1Char('\n')).size(), 4); // e5 e3 e1, and e4
    for (const char* time : {"05:00:00", "03:00:00", "01:00:00", "04:00:00"})
        QVERIFY(QApplication::clipboard()->text().contains(QLatin1String(time)));
    QApplication::clipboard()->clear();
    m_desk->window().copyAs(CopyFormat::Citation);
    QTRY_VERIFY(!QApplication::clipboard()->text().isEmpty());
    const QString text = QApplication::clipboard()->text();
    QVERIFY(text.indexOf(QStringLiteral("Event e5")) < text.indexOf(QStringLiteral("Event e3")));
    QVERIFY(text.indexOf(QStringLiteral("Event e1")) < text.indexOf(QStringLiteral("Event e4")));
    QVERIFY(text.contains(QStringLiteral("Event e3")) && text.contains(QStringLiteral("Event e1")));
}

void TestFolding::twoEventsInOneRowAreCompared()
{
    fold();
    list()->setCurrentRow(4);
    QCOMPARE(list()->selectedEvents(5).size(), std::size_t(2));
    list()->setCurrentRow(2);
    QCOMPARE(list()->selectedEvents(5).size(), std::size_t(3));
    press(Qt::Key_Right);
    QCOMPARE(list()->selectedEvents(5).size(), std::size_t(1)); // the others are rows now, and not selected
    list()->setCurrentRow(4);
    press(Qt::Key_Down, Qt::ShiftModifier); // e1, and e4 below it, which is newer
    press(Qt::Key_D, Qt::ControlModifier);
    auto* dialog = waitFor<CompareDialog>(&m_desk->window());
    QVERIFY(dialog);
    const auto topOf = [dialog](const char* time) {
        int top = dialog->height();
        for (const QLabel* label : dialog->findChildren<QLabel*>()) {
            if (label->text().contains(QLatin1String(time)))
                top = std::min(top, label->mapTo(dialog, QPoint()).y());
        }
        return top;
    };
    QVERIFY(topOf("01:00:00") < topOf("04:00:00")); // the older one is compared with the newer one
}

void TestFolding::daysCountEvents()
{
    fold();
    QCOMPARE(model()->days().size(), std::size_t(2));
    QCOMPARE(model()->days()[0].count, 5u);
    QCOMPARE(model()->days()[1].count, 0u); // its only event is in a row of the day above
    QCOMPARE(model()->eventsOn(0), 7u);
    QCOMPARE(model()->eventsOn(1), 1u);
    list()->setCurrentRow(4);
    press(Qt::Key_Right);
    QCOMPARE(model()->days()[0].count, 6u);
    QCOMPARE(list()->rowRect(5).top(), list()->rowRect(4).bottom() + 1);
}

void TestFolding::theStatusLineSaysBoth()
{
    fold();
    const auto labels = m_desk->window().findChildren<QLabel*>();
    QVERIFY(std::ranges::any_of(labels, [](const QLabel* label) { return label->text() == QStringLiteral("8 shown, folded to 5 row(s)"); }));
    QCOMPARE(m_desk->window().answer()->count, 8u);
    const HistogramView* histogram = m_desk->window().histogram();
    QTRY_VERIFY(histogram->textOf(0, histogram->geometry().binCount() - 1).contains(QStringLiteral("8 event")));
}

void TestFolding::aScreenReaderHearsOfIt()
{
    fold();
    QVERIFY(list()->spokenRow(2).contains(QStringLiteral("2 further event(s) of the same request folded in")));
    QVERIFY(list()->spokenRow(4).contains(QStringLiteral("1 further event(s) of the same request folded in")));
    QAccessibleInterface* row = QAccessible::queryAccessibleInterface(list())->child(2);
    QVERIFY(row->state().expandable && row->state().collapsed && !row->state().expanded);
    list()->setCurrentRow(2);
    press(Qt::Key_Right);
    row = QAccessible::queryAccessibleInterface(list())->child(2);
    QVERIFY(row->state().expanded && !row->state().collapsed);
    QTRY_VERIFY(list()->spokenRow(3).contains(QStringLiteral("Belongs to the request above")));
}

void TestFolding::theSelectedEventIsFoundAgain()
{
    list()->setCurrentRow(4); // e3, which is in the middle of a request
    QTRY_COMPARE(model()->entry(4)->id, QStringLiteral("e3"));
    press(Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(shown(), QStringLiteral("e7 e6 e5 .e3 .e1 e4 e2").split(QLatin1Char(' ')));
    QCOMPARE(list()->currentRow(), 3);
    m_desk->window().goToTime(m_desk->window().answer()->archive->info().first);
    QCOMPARE(list()->currentRow(), 7);
    QTRY_COMPARE(shown().back(), QStringLiteral(".e0"));
}

void TestFolding::aRowChosenWhileTheOthersAreCountedStaysChosen()
{
    QueryAnswer newest = *m_desk->window().answer(); // they come unfolded
    fold();
    const QueryAnswer all = *m_desk->window().answer();
    newest.state = all.state;
    newest.running = true;
    newest.complete = false;
    Q_EMIT m_desk->session().answered(newest);
    QVERIFY(!model()->isFolded());
    list()->setCurrentRow(4); // e3, which is in the middle of a request
    Q_EMIT m_desk->session().answered(all);
    QTRY_COMPARE(shown(), QStringLiteral("e7 e6 e5 .e3 .e1 e4 e2").split(QLatin1Char(' ')));
    QCOMPARE(list()->currentRow(), 3);
}

void TestFolding::anUnfoldedRequestStaysUnfoldedWhileTheListGrows()
{
    fold();
    list()->setCurrentRow(2); // e5, the first of its request
    press(Qt::Key_Right);
    QTRY_COMPARE(shown(), QStringLiteral("e7 e6 e5 .e3 .e1 e4 e2").split(QLatin1Char(' ')));
    press(Qt::Key_Down, Qt::ShiftModifier);
    press(Qt::Key_Down, Qt::ShiftModifier);
    const QString archive = m_desk->session().info().path;
    QTemporaryDir folder;
    QFile more(folder.filePath(QStringLiteral("more.jsonl")));
    QVERIFY(more.open(QIODevice::WriteOnly));
    more.write(eventOf(8, "2023-01-02T08:00:00Z", "") + '\n' + eventOf(9, "2023-01-02T03:30:00Z", "one") + '\n');
    more.close();
    ImportRequest request;
    request.paths = {more.fileName()};
    request.archive = archive;
    QVERIFY(importFiles(request, *allFormats(), {}, {}).ok());
    m_desk->session().noteGrowth(archive);
    QTRY_COMPARE(shown(), QStringLiteral("e8 e7 e6 e5 .e9 .e3 .e1 e4 e2").split(QLatin1Char(' ')));
    std::vector<bool> selected;
    for (int row = 0; row < list()->rowCount(); ++row)
        selected.push_back(list()->isSelected(row));
    QCOMPARE(selected, (std::vector<bool> {false, false, false, true, false, true, true, false, false})); // e9 was not chosen
    QCOMPARE(list()->currentRow(), 6);
}

void TestFolding::backUndoesFolding()
{
    fold();
    press(Qt::Key_Left, Qt::AltModifier);
    QTRY_COMPARE(list()->rowCount(), 8);
    press(Qt::Key_Right, Qt::AltModifier);
    QTRY_COMPARE(list()->rowCount(), 5);
    press(Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(list()->rowCount(), 8);
}

void TestFolding::foldingIsPartOfAView()
{
    SavedView view;
    view.name = QStringLiteral("folded");
    view.fold = true;
    Q_EMIT m_desk->window().savedViews()->viewAsked(view);
    QTRY_COMPARE(list()->rowCount(), 5);
    view.fold = false;
    Q_EMIT m_desk->window().savedViews()->viewAsked(view);
    QTRY_COMPARE(list()->rowCount(), 8);
}

void TestFolding::aFilterFoldsWhatItFinds()
{
    fold();
    m_desk->window().queryBar()->addTerm(QStringLiteral("request:one"));
    QTRY_COMPARE(shown(), QStringList(QStringLiteral("e5")));
    m_desk->window().queryBar()->setQuery({});
    m_desk->window().queryBar()->addTerm(QStringLiteral("-id:e5"));
    QTRY_COMPARE(shown(), QStringLiteral("e7 e6 e4 e3 e2").split(QLatin1Char(' ')));
    QCOMPARE(model()->foldOf(3).further, 1u);
}

void TestFolding::theModelKeepsTheContract()
{
    QAbstractItemModelTester tester(model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    fold();
    model()->setOpen(2, true);
    model()->setOpen(6, true);
    QCOMPARE(model()->rowCount(), 8);
    model()->setOpen(2, false);
    QCOMPARE(model()->rowCount(), 6);
}

QTEST_MAIN(TestFolding)
#include "tst_folding.moc"
