// SPDX-License-Identifier: MIT
#include "desk.h"

#include "details/detailpane.h"
#include "query/querybar.h"
#include "query/querycompletion.h"
#include "query/queryedit.h"
#include "query/timerangebutton.h"
#include "timeline/timelineview.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QScrollBar>
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
        QTRY_VERIFY(desk.window().queryBar()->edit()->hasFocus());
        QVERIFY(desk.window().queryBar()->query().isEmpty());
        QTest::keyClick(desk.window().queryBar()->edit(), Qt::Key_Escape);
        QTRY_VERIFY(timeline->hasFocus());
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
        QTRY_VERIFY(desk.window().detailPane()->tabs()->hasFocus());
        QTest::keyClick(desk.window().detailPane()->tabs(), Qt::Key_Escape);
        QTRY_VERIFY(timeline->hasFocus());
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

    void theWordBeforeTheCursorIsFound_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<qsizetype>("begin");
        QTest::newRow("nothing") << QString() << QString() << QString() << qsizetype(0);
        QTest::newRow("a field begins") << QStringLiteral("verb:update act") << QString() << QStringLiteral("act") << qsizetype(12);
        QTest::newRow("a value begins") << QStringLiteral("-actor:al") << QStringLiteral("actor") << QStringLiteral("al") << qsizetype(0);
        QTest::newRow("a value with quotes") << QStringLiteral("x entity:\"Harbor Fr") << QStringLiteral("entity") << QStringLiteral("Harbor Fr") << qsizetype(2);
        QTest::newRow("behind a bracket") << QStringLiteral("(tenant:") << QStringLiteral("tenant") << QString() << qsizetype(1);
    }

    void theWordBeforeTheCursorIsFound()
    {
        QFETCH(QString, text);
        const QueryWord word = wordBefore(text, text.size());
        QTEST(word.field, "field");
        QTEST(word.typed, "typed");
        QTEST(word.begin, "begin");
    }

    void fieldsAndValuesAreOfferedWhileTyping()
    {
        Desk desk;
        QVERIFY(desk.open(tigerLines(3)));
        QueryEdit* edit = desk.window().queryBar()->edit();
        QueryCompletion* offers = desk.window().queryBar()->completion();
        edit->setFocus();
        QTest::keyClicks(edit, QStringLiteral("-act"));
        QVERIFY(offers->isVisible());
        QCOMPARE(offers->item(0)->text(), QStringLiteral("actor:"));
        QTest::keyClick(edit, Qt::Key_Tab);
        QCOMPARE(edit->query(), QStringLiteral("-actor:"));
        QTRY_VERIFY(offers->isVisible() && offers->count() == 1 && offers->item(0)->text() == QLatin1String("ann"));
        QTest::keyClick(edit, Qt::Key_Down);
        QTest::keyClick(edit, Qt::Key_Return);
        QCOMPARE(edit->query(), QStringLiteral("-actor:ann "));
        QVERIFY(!offers->isVisible());
        QTRY_COMPARE(desk.window().answer()->count, 0u);
    }

    void offersStayWhenTheyBecomeFew()
    {
        Desk desk;
        QVERIFY(desk.open(tigerLines(3)));
        QueryEdit* edit = desk.window().queryBar()->edit();
        QueryCompletion* offers = desk.window().queryBar()->completion();
        edit->setFocus();
        QTest::keyClick(edit, Qt::Key_Space, Qt::ControlModifier);
        QTRY_VERIFY(offers->verticalScrollBar()->isVisible());
        QTest::keyClicks(edit, QStringLiteral("acto"));
        QTRY_VERIFY(!offers->verticalScrollBar()->isVisible());
        QVERIFY(offers->isVisible());
    }

    void offersNeverStandInTheWay()
    {
        Desk desk;
        QVERIFY(desk.open(tigerLines(3)));
        QueryEdit* edit = desk.window().queryBar()->edit();
        edit->setFocus();
        QTest::keyClicks(edit, QStringLiteral("ver"));
        QVERIFY(desk.window().queryBar()->completion()->isVisible());
        QTest::keyClick(edit, Qt::Key_Escape);
        QVERIFY(!desk.window().queryBar()->completion()->isVisible());
        QTRY_VERIFY(edit->hasFocus());
        QTest::keyClicks(edit, QStringLiteral("b"));
        QTest::keyClick(edit, Qt::Key_Return); // nothing is chosen: the words stay as they are
        QCOMPARE(edit->query(), QStringLiteral("verb"));
        desk.window().queryBar()->setQuery(QStringLiteral("act"));
        QVERIFY(!desk.window().queryBar()->completion()->isVisible());
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
