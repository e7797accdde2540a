// SPDX-License-Identifier: MIT
#include "desk.h"

#include "details/detailpane.h"
#include "query/querybar.h"
#include "query/queryedit.h"
#include "query/timerangebutton.h"
#include "timeline/timelineview.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QTabBar>

using namespace auditlens;
using namespace auditlens::test;

/// The window without a mouse, for eyes and ears, and in any time zone.
class TestKeyboard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void slashGoesToTheFilterAndEscapeBack()
    {
        Desk desk;
        QVERIFY(desk.open(tigerLines(3)));
        TimelineView* timeline = desk.window().timeline();
        timeline->setFocus();
        QTest::keyClick(timeline, Qt::Key_Slash);
        QVERIFY(desk.window().queryBar()->edit()->hasFocus());
        QVERIFY(desk.window().queryBar()->query().isEmpty());
        QTest::keyClick(desk.window().queryBar()->edit(), Qt::Key_Escape);
        QVERIFY(timeline->hasFocus());
    }

    void enterGoesIntoTheDetailsAndEscapeBack()
    {
        Desk desk;
        QVERIFY(desk.open(tigerLines(3)));
        TimelineView* timeline = desk.window().timeline();
        timeline->setFocus();
        QTest::keyClick(timeline, Qt::Key_Down);
        QTRY_VERIFY(desk.window().detailPane()->tabs()->isVisible());
        QTest::keyClick(timeline, Qt::Key_Return);
        QVERIFY(desk.window().detailPane()->tabs()->hasFocus());
        QTest::keyClick(desk.window().detailPane()->tabs(), Qt::Key_Escape);
        QVERIFY(timeline->hasFocus());
    }

    void selectedRowsAreCopiedAsTable()
    {
        Desk desk;
        QVERIFY(desk.open(tigerLines(10)));
        TimelineView* timeline = desk.window().timeline();
        timeline->setFocus();
        timeline->setCurrentRow(1);
        QTest::keyClick(timeline, Qt::Key_Down, Qt::ShiftModifier);
        QTest::keyClick(timeline, Qt::Key_Down, Qt::ShiftModifier);
        QTest::mouseClick(timeline->viewport(), Qt::LeftButton, Qt::ControlModifier, timeline->rowRect(6).center());
        QVERIFY(timeline->isSelected(2) && !timeline->isSelected(4) && timeline->isSelected(6));
        QApplication::clipboard()->clear();
        QTest::keySequence(timeline, QKeySequence::Copy);
        QTRY_VERIFY(!QApplication::clipboard()->text().isEmpty());
        const QStringList lines = QApplication::clipboard()->text().split(QLatin1Char('\n'));
        QCOMPARE(lines.size(), 4);
        QCOMPARE(lines[0], desk.window().model()->rowText(1));
        QCOMPARE(lines[3], desk.window().model()->rowText(6));
        QCOMPARE(lines[0].count(QLatin1Char('\t')), 3);
        QTest::keyClick(timeline, Qt::Key_Escape);
        QVERIFY(!timeline->isSelected(1));
    }

    void rowsThatWereNeverLookedAtAreCopiedToo()
    {
        Desk desk;
        QVERIFY(desk.open(tigerLines(1000)));
        TimelineView* timeline = desk.window().timeline();
        timeline->setFocus();
        QTest::keySequence(timeline, QKeySequence::SelectAll);
        QApplication::clipboard()->clear();
        QTest::keySequence(timeline, QKeySequence::Copy);
        QTRY_VERIFY(!QApplication::clipboard()->text().isEmpty());
        QCOMPARE(QApplication::clipboard()->text().split(QLatin1Char('\n')).size(), 1000);
    }

    void aScreenReaderHearsTheRows()
    {
        Desk desk;
        QVERIFY(desk.open(tigerLines(5)));
        TimelineView* timeline = desk.window().timeline();
        QAccessibleInterface* list = QAccessible::queryAccessibleInterface(timeline);
        QVERIFY(list);
        QCOMPARE(list->role(), QAccessible::List);
        QCOMPARE(list->childCount(), 5);
        QAccessibleInterface* row = list->child(2);
        QVERIFY(row);
        QCOMPARE(row->role(), QAccessible::ListItem);
        QVERIFY(row->text(QAccessible::Name).contains(desk.window().model()->entry(2)->headline));
        QCOMPARE(list->indexOfChild(row), 2);
        timeline->setFocus();
        timeline->setCurrentRow(2);
        QVERIFY(row->state().selected);
        QCOMPARE(list->focusChild(), row);
        QCOMPARE(list->childAt(row->rect().center().x(), row->rect().center().y()), row);
        QVERIFY(!list->child(5));
    }

    void aNamedZoneHoldsEverywhere()
    {
        Desk desk;
        QVERIFY(desk.open(tigerLines(3))); // at 02:00 UTC on the first of January
        MainWindow& window = desk.window();
        window.timeline()->setCurrentRow(0);
        QTRY_VERIFY(window.detailPane()->tabs()->isVisible());
        const QTimeZone zone("America/New_York");
        window.setZone(zone);
        QTRY_VERIFY(window.answer()->state.zone == zone && window.model()->entry(0));
        QVERIFY(window.model()->rowText(0).startsWith(QLatin1String("2022-12-31 21:00:00 ")));
        QCOMPARE(window.model()->days().front().date, QDate(2022, 12, 31));
        QVERIFY(window.detailPane()->whenText().contains(QLatin1String("2023-01-01 02:00:00 UTC")));
        QVERIFY(window.detailPane()->whenText().contains(QLatin1String("2022-12-31 21:00 in America/New_York")));
        QCOMPARE(window.zoneStatus()->text(), QStringLiteral("Times in America/New_York"));
        QVERIFY(window.rangeButton()->applyTyped(QStringLiteral("2022-12-31"), QStringLiteral("2022-12-31")));
        QCOMPARE(window.rangeButton()->text(), QStringLiteral("2022-12-31 ▾"));
        QTRY_COMPARE(window.answer()->count, 3u);
        QVERIFY(window.rangeButton()->applyTyped(QStringLiteral("2023-01-01"), QString()));
        QTRY_COMPARE(window.answer()->count, 0u);
    }

    void theZoneIsRemembered()
    {
        QTemporaryDir dir;
        QSettings settings(dir.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
        Session session(allFormats(), {dir.filePath(QStringLiteral("a")), dir.filePath(QStringLiteral("p"))});
        {
            MainWindow window(&session, &settings, QString());
            window.setZone(QTimeZone("Asia/Tokyo"));
        }
        MainWindow window(&session, &settings, QString());
        QCOMPARE(window.zoneStatus()->text(), QStringLiteral("Times in Asia/Tokyo"));
    }
};

QTEST_MAIN(TestKeyboard)
#include "tst_keyboard.moc"
