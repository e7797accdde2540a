// SPDX-License-Identifier: MIT
#include "desk.h"

#include "importing/exportdialog.h"
#include "query/chipbar.h"
#include "query/querybar.h"
#include "query/querychip.h"
#include "query/queryedit.h"
#include "query/queryhistory.h"
#include "query/timedialog.h"
#include "query/timerangebutton.h"
#include "timeline/timelineview.h"

#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>

using namespace auditlens;
using namespace auditlens::test;

namespace {

/// Ten days of January with an update each, so that e1 is the oldest.
QByteArray tenDays()
{
    QByteArray lines;
    for (int i = 1; i <= 10; ++i)
        lines += tigerLine(i, "2023-01-" + QByteArray::number(i).rightJustified(2, '0') + "T12:00:00Z") + '\n';
    return lines;
}

void type(Desk& desk, const char* query)
{
    desk.window().queryBar()->focusEdit();
    QTest::keyClicks(desk.window().queryBar()->edit(), QString::fromLatin1(query));
    QTest::keyClick(desk.window().queryBar()->edit(), Qt::Key_Escape); // the offers, if there are any
    QTest::keyClick(desk.window().queryBar()->edit(), Qt::Key_Return);
}

QString askedQuery(Desk& desk)
{
    return desk.window().answer()->state.query;
}

/// The action of the menus with these words.
QAction* actionNamed(QWidget& window, const QString& text)
{
    for (QAction* action : window.findChildren<QAction*>()) {
        if (action->text().remove(QLatin1Char('&')) == text)
            return action;
    }
    return nullptr;
}

/// Opens the ten days and waits until the import has nothing more to say.
bool opened(Desk& desk)
{
    return desk.open(tenDays()) && QTest::qWaitForWindowActive(&desk.window())
        && QTest::qWaitFor([&] { return actionNamed(desk.window(), QStringLiteral("Recent filters…"))->isEnabled(); }, 20000);
}

} // namespace

/// Chips, recent filters, back and forward, times, and the clipboard, as people use them.
class TestAsking : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theQueryIsShownAsChips()
    {
        Desk desk;
        QVERIFY(opened(desk));
        ChipBar* chips = desk.window().chipBar();
        QVERIFY(!chips->isVisible());
        type(desk, "actor:ann -action:delete");
        QTRY_VERIFY(chips->isVisible() && chips->chip(1));
        QCOMPARE(chips->chip(0)->text(), QStringLiteral("actor:ann"));
        QVERIFY(chips->rect().adjusted(12, 6, -12, -6).contains(chips->chip(1)->geometry()));
        QCOMPARE(chips->chip(0)->geometry().topLeft(), QPoint(12, 6));
        QVERIFY(chips->chip(0)->accessibleDescription().contains(QStringLiteral("Delete")));
        type(desk, "actor:\"half");
        QTRY_VERIFY(!chips->isVisible());
    }

    void aChipIsSwitchedOffAndOnWithTheMouse()
    {
        Desk desk;
        QVERIFY(opened(desk));
        type(desk, "actor:zoe action:update");
        QTRY_VERIFY(desk.window().answer()->count == 0 && desk.window().chipBar()->chip(1));
        ChipBar* chips = desk.window().chipBar();
        QTest::mouseClick(chips->chip(0), Qt::LeftButton, {}, chips->chip(0)->boxRect().center());
        QTRY_COMPARE(desk.window().answer()->count, 10u);
        QCOMPARE(desk.window().queryBar()->query(), QStringLiteral("action:update"));
        QVERIFY(!chips->chip(0)->isChecked());
        QCOMPARE(chips->chip(0)->text(), QStringLiteral("actor:zoe")); // remembered
        QTest::mouseClick(chips->chip(0), Qt::LeftButton, {}, chips->chip(0)->boxRect().center());
        QTRY_COMPARE(desk.window().answer()->count, 0u);
        QCOMPARE(desk.window().queryBar()->query(), QStringLiteral("actor:zoe action:update"));
    }

    void altClickTurnsAroundAndTheCrossRemoves()
    {
        Desk desk;
        QVERIFY(opened(desk));
        type(desk, "actor:ann action:update");
        QTRY_VERIFY(desk.window().chipBar()->chip(1));
        ChipBar* chips = desk.window().chipBar();
        QTest::mouseClick(chips->chip(0), Qt::LeftButton, Qt::AltModifier, chips->chip(0)->rect().center());
        QTRY_COMPARE(askedQuery(desk), QStringLiteral("-actor:ann action:update"));
        QTest::mouseClick(chips->chip(0), Qt::LeftButton, {}, chips->chip(0)->crossRect().center());
        QTRY_COMPARE(askedQuery(desk), QStringLiteral("action:update"));
        QTRY_COMPARE(desk.window().answer()->count, 10u);
    }

    void theKeysDoTheSame()
    {
        Desk desk;
        QVERIFY(opened(desk));
        type(desk, "actor:ann action:update tenant:t1");
        QTRY_VERIFY(desk.window().chipBar()->chip(2));
        ChipBar* chips = desk.window().chipBar();
        chips->chip(0)->setFocus();
        QTest::keyClick(chips->chip(0), Qt::Key_Right);
        QTRY_VERIFY(chips->chip(1)->hasFocus());
        QTest::keyClick(chips->chip(1), Qt::Key_Space);
        QTRY_COMPARE(askedQuery(desk), QStringLiteral("actor:ann tenant:t1"));
        QTRY_VERIFY(chips->chip(1)->hasFocus());
        QTest::keyClick(chips->chip(1), Qt::Key_End);
        QTest::keyClick(chips->chip(2), Qt::Key_N);
        QTRY_COMPARE(askedQuery(desk), QStringLiteral("actor:ann -tenant:t1"));
        QTest::keyClick(chips->chip(2), Qt::Key_Delete);
        QTRY_COMPARE(askedQuery(desk), QStringLiteral("actor:ann"));
        QTRY_VERIFY(chips->chip(1)->hasFocus());
        QTest::keyClick(chips->chip(1), Qt::Key_Escape);
        QTRY_VERIFY(desk.window().timeline()->hasFocus());
    }

    void aChipIsEditedInItsPlace()
    {
        Desk desk;
        QVERIFY(opened(desk));
        type(desk, "actor:zoe action:update");
        QTRY_VERIFY(desk.window().chipBar()->chip(1));
        ChipBar* chips = desk.window().chipBar();
        chips->chip(0)->setFocus();
        QTest::keyClick(chips->chip(0), Qt::Key_F2);
        QTRY_VERIFY(chips->editor() && chips->editor()->hasFocus());
        QTest::keyClicks(chips->editor(), QStringLiteral("actor:\"half"));
        QTest::keyClick(chips->editor(), Qt::Key_Return);
        QVERIFY(chips->editor()); // it cannot be read: it stays open
        chips->editor()->selectAll();
        QTest::keyClicks(chips->editor(), QStringLiteral("actor:ann"));
        QTest::keyClick(chips->editor(), Qt::Key_Return);
        QTRY_COMPARE(askedQuery(desk), QStringLiteral("actor:ann action:update"));
        QVERIFY(!chips->editor());
        QTest::mouseClick(chips->chip(1), Qt::LeftButton, {}, chips->chip(1)->rect().center());
        QVERIFY(chips->editor());
        QTest::keyClick(chips->editor(), Qt::Key_Escape);
        QVERIFY(!chips->editor());
        QCOMPARE(askedQuery(desk), QStringLiteral("actor:ann action:update"));
    }

    void anotherQueryForgetsWhatWasSwitchedOff()
    {
        Desk desk;
        QVERIFY(opened(desk));
        type(desk, "actor:zoe action:update");
        QTRY_VERIFY(desk.window().chipBar()->chip(1));
        QTest::keyClick(desk.window().chipBar()->chip(0), Qt::Key_Space);
        QTRY_COMPARE(askedQuery(desk), QStringLiteral("action:update"));
        type(desk, "tenant:t1");
        QTRY_COMPARE(desk.window().chipBar()->chips().all().size(), std::size_t(1));
    }

    void recentFiltersAreOffered_data()
    {
        QTest::addColumn<Qt::Key>("key");
        QTest::addColumn<Qt::KeyboardModifiers>("modifiers");
        QTest::newRow("down in an empty filter") << Qt::Key_Down << Qt::KeyboardModifiers();
        QTest::newRow("alt and down") << Qt::Key_Down << Qt::KeyboardModifiers(Qt::AltModifier);
        QTest::newRow("control and r") << Qt::Key_R << Qt::KeyboardModifiers(Qt::ControlModifier);
    }

    void recentFiltersAreOffered()
    {
        QFETCH(Qt::Key, key);
        QFETCH(Qt::KeyboardModifiers, modifiers);
        Desk desk;
        QVERIFY(opened(desk));
        for (const char* query : {"actor:ann", "acton:oops", "action:update"}) {
            type(desk, query);
            QTest::qWait(0);
        }
        QueryEdit* edit = desk.window().queryBar()->edit();
        desk.window().queryBar()->setQuery({});
        edit->setFocus();
        QTest::keyClick(edit, key, modifiers);
        QueryHistory* history = desk.window().queryBar()->history();
        QTRY_VERIFY(history->isVisible());
        QCOMPARE(history->count(), 2);
        QCOMPARE(history->item(0)->text(), QStringLiteral("action:update"));
        QTest::keyClick(edit, Qt::Key_Down);
        QTest::keyClick(edit, Qt::Key_Return);
        QVERIFY(!history->isVisible());
        QTRY_COMPARE(askedQuery(desk), QStringLiteral("actor:ann"));
    }

    void recentFiltersCanBeForgotten()
    {
        Desk desk;
        QVERIFY(opened(desk));
        type(desk, "actor:ann");
        QAction* forget = actionNamed(desk.window(), QStringLiteral("Forget recent filters"));
        QVERIFY(forget);
        forget->trigger();
        desk.window().queryBar()->setQuery({});
        desk.window().queryBar()->edit()->setFocus();
        QTest::keyClick(desk.window().queryBar()->edit(), Qt::Key_Down);
        QVERIFY(!desk.window().queryBar()->history()->isVisible());
    }

    void backAndForwardRestoreQueryRangeAndEvent()
    {
        Desk desk;
        QVERIFY(opened(desk));
        MainWindow& window = desk.window();
        window.timeline()->setFocus();
        window.timeline()->setCurrentRow(2);
        type(desk, "actor:ann");
        QTRY_COMPARE(askedQuery(desk), QStringLiteral("actor:ann"));
        QVERIFY(window.rangeButton()->applyTyped(QStringLiteral("2023-01-05"), QStringLiteral("2023-01-06")));
        QTRY_COMPARE(window.answer()->count, 2u);
        window.timeline()->setFocus(); // Values that are offered late would take the key.
        QVERIFY(desk.press(QKeySequence(Qt::ALT | Qt::Key_Left)));
        QTRY_COMPARE(window.answer()->count, 10u);
        QCOMPARE(window.queryBar()->query(), QStringLiteral("actor:ann"));
        QVERIFY(window.rangeButton()->range().isUnbounded());
        QTest::mouseClick(window.timeline()->viewport(), Qt::BackButton);
        QTRY_COMPARE(askedQuery(desk), QString());
        QTRY_COMPARE(window.timeline()->currentRow(), 2);
        QTest::mouseClick(window.timeline()->viewport(), Qt::ForwardButton);
        QTRY_COMPARE(askedQuery(desk), QStringLiteral("actor:ann"));
        QVERIFY(desk.press(QKeySequence(Qt::ALT | Qt::Key_Right)));
        QTRY_COMPARE(window.answer()->count, 2u);
        QVERIFY(!actionNamed(window, QStringLiteral("Forward"))->isEnabled());
    }

    void backRestoresTheZone()
    {
        Desk desk;
        QVERIFY(opened(desk));
        desk.window().setZone(QTimeZone("Asia/Tokyo"));
        QTRY_VERIFY(desk.window().answer()->state.zone == QTimeZone("Asia/Tokyo"));
        desk.window().goBack();
        QTRY_VERIFY(desk.window().answer()->state.zone == QTimeZone::utc());
    }

    void goingToATimeSelectsTheNearestEvent()
    {
        Desk desk;
        QVERIFY(opened(desk));
        desk.window().timeline()->setFocus();
        desk.window().timeline()->setCurrentRow(0);
        QVERIFY(QTest::qWaitForWindowActive(&desk.window()));
        QTest::keyClick(desk.window().timeline(), Qt::Key_G, Qt::ControlModifier);
        auto* dialog = waitFor<TimeDialog>(&desk.window());
        QVERIFY(dialog);
        QTest::keyClicks(dialog->edit(), QStringLiteral("soon"));
        QVERIFY(dialog->reading().contains(QStringLiteral("soon")));
        QTest::keyClick(dialog->edit(), Qt::Key_Return);
        QVERIFY(dialog->isVisible());
        dialog->edit()->selectAll();
        QTest::keyClicks(dialog->edit(), QStringLiteral("2023-01-04 10:00"));
        QCOMPARE(dialog->reading(), QStringLiteral("2023-01-04 10:00:00 UTC"));
        QTest::keyClick(dialog->edit(), Qt::Key_Return);
        QCOMPARE(desk.window().timeline()->currentRow(), 6);
        desk.window().goBack();
        QTRY_COMPARE(desk.window().timeline()->currentRow(), 0);
    }

    void theNewestRowsAreNotSaidToBeAll()
    {
        Desk desk;
        QVERIFY(opened(desk));
        const QueryAnswer all = *desk.window().answer();
        QueryAnswer newest = all;
        newest.running = true;
        newest.complete = false;
        Q_EMIT desk.session().answered(newest);
        auto* exporting = buttonNamed<QPushButton>(&desk.window(), QStringLiteral("Export…"));
        QCOMPARE(desk.window().queryBar()->countText(), QStringLiteral("the newest 10 · still counting"));
        QVERIFY(!exporting->isEnabled());
        QVERIFY(QTest::qWaitForWindowActive(&desk.window()));
        QTest::keyClick(desk.window().timeline(), Qt::Key_E, Qt::ControlModifier);
        QVERIFY(!desk.window().findChild<ExportDialog*>());
        desk.window().goToTime(all.archive->info().first); // there may be a nearer one
        QCOMPARE(desk.window().timeline()->currentRow(), -1);
        Q_EMIT desk.session().answered(all);
        QVERIFY(desk.window().queryBar()->countText().contains(QStringLiteral("complete")));
        QVERIFY(exporting->isEnabled());
    }

    void selectedRowsAreCopiedInEveryFormat_data()
    {
        QTest::addColumn<QString>("action");
        QTest::addColumn<QString>("begin");
        QTest::newRow("json") << QStringLiteral("JSON") << QStringLiteral("[\n{");
        QTest::newRow("table") << QStringLiteral("Markdown table") << QStringLiteral("| Time |");
        QTest::newRow("sentences") << QStringLiteral("Sentences") << QStringLiteral("2023-01-10T12:00:00Z: ann");
        QTest::newRow("citations") << QStringLiteral("Citations") << QStringLiteral("Event e10 of 2023-01-10T12:00:00Z");
    }

    void selectedRowsAreCopiedInEveryFormat()
    {
        QFETCH(QString, action);
        QFETCH(QString, begin);
        Desk desk;
        QVERIFY(opened(desk));
        desk.window().timeline()->setFocus();
        desk.window().timeline()->setCurrentRow(0);
        QTest::keyClick(desk.window().timeline(), Qt::Key_Down, Qt::ShiftModifier);
        QApplication::clipboard()->clear();
        actionNamed(desk.window(), action)->trigger();
        QTRY_VERIFY(!QApplication::clipboard()->text().isEmpty());
        QVERIFY2(QApplication::clipboard()->text().startsWith(begin), qPrintable(QApplication::clipboard()->text()));
        QVERIFY(QApplication::clipboard()->text().contains(QStringLiteral("e9")) || action == QStringLiteral("Sentences"));
    }
};

QTEST_MAIN(TestAsking)
#include "tst_asking.moc"
