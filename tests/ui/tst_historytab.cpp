// SPDX-License-Identifier: MIT
#include "desk.h"

#include "details/brokenlink.h"
#include "details/changecard.h"
#include "details/comparedialog.h"
#include "details/detailpane.h"
#include "details/historypage.h"
#include "models/historymodel.h"
#include "query/querybar.h"
#include "timeline/timelineview.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSlider>
#include <QStatusBar>
#include <QTabBar>
#include <QTableView>

using namespace auditlens;
using namespace auditlens::test;

namespace {

QByteArray changed(int n, const char* object, const char* day, const char* actor, const char* before, const char* after)
{
    return "{\"event_id\": \"e" + QByteArray::number(n) + "\", \"timestamp\": \"2025-03-" + day + "T09:00:00Z\", \"event_type\": \"updated\", \"actor\": "
        "{\"id\": 7, \"username\": \"" + actor + "\"}, \"model\": \"policies.Policy\", \"object_id\": \"" + object + "\", \"object_repr\": \"POL-" + object
        + "\", \"diff\": {\"status\": {\"field\": \"status\", \"relation\": \"field\", \"before\": \"" + before + "\", \"after\": \"" + after + "\"}}}\n";
}

QByteArray lines()
{
    return changed(1, "7", "01", "ann", "a", "b") + changed(2, "8", "02", "bob", "x", "y") + changed(3, "7", "03", "carl", "b", "c")
        + changed(4, "7", "04", "dave", "z", "d");
}

/// A window with the events above; row 0 is e4, the newest.
class HistoryDesk : public Desk
{
public:
    HistoryDesk()
    {
        if (!open(lines()))
            qFatal("cannot open the events");
    }
    TimelineView* timeline() { return window().timeline(); }
    DetailPane* pane() { return window().detailPane(); }
    HistoryPage* page() { return pane()->historyPage(); }
    bool choose(int row)
    {
        timeline()->setFocus();
        timeline()->setCurrentRow(row);
        return QTest::qWaitFor([&] { return pane()->tabs()->isVisible() && pane()->tabs()->tabText(DetailPane::HistoryTab) != QStringLiteral("History"); });
    }
    bool showHistory()
    {
        QTest::keyClick(timeline(), Qt::Key_H);
        return QTest::qWaitFor([&] { return page()->history() != nullptr; });
    }
    QString cell(const QTableView* table, int row, int column) { return table->model()->index(row, column).data().toString(); }
};

} // namespace

class TestHistoryTab : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theTabCountsTheEventsOfTheEntity()
    {
        HistoryDesk desk;
        QVERIFY(desk.choose(0));
        QCOMPARE(desk.pane()->tabs()->tabText(DetailPane::HistoryTab), QStringLiteral("History of this entity 3"));
        QVERIFY(desk.page()->history() == nullptr); // nobody looked at it yet
        desk.timeline()->setCurrentRow(2);
        QTRY_COMPARE(desk.pane()->tabs()->tabText(DetailPane::HistoryTab), QStringLiteral("History of this entity 1"));
    }

    void hShowsEventsAndStateOfTheMoment()
    {
        HistoryDesk desk;
        QVERIFY(desk.choose(1));
        QVERIFY(desk.showHistory());
        QTRY_VERIFY(desk.page()->events()->hasFocus());
        QCOMPARE(desk.page()->events()->model()->rowCount(), 3);
        QCOMPARE(desk.cell(desk.page()->events(), 1, HistoryModel::Who), QStringLiteral("carl"));
        QVERIFY(desk.cell(desk.page()->events(), 1, HistoryModel::What).contains(QStringLiteral("status b → c")));
        QVERIFY(desk.page()->events()->model()->index(1, 0).data(Qt::FontRole).value<QFont>().bold());
        QCOMPARE(desk.page()->moment(), 2u);
        QCOMPARE(desk.cell(desk.page()->state(), 0, StateModel::ValueThen), QStringLiteral("c"));
        QCOMPARE(desk.cell(desk.page()->state(), 0, StateModel::SetBy), QStringLiteral("carl"));
    }

    void ctrl2OpensTheTab()
    {
        HistoryDesk desk;
        QVERIFY(desk.choose(0));
        QTest::keyClick(desk.timeline(), Qt::Key_2, Qt::ControlModifier);
        QCOMPARE(desk.pane()->tabs()->currentIndex(), int(DetailPane::HistoryTab));
        QTRY_VERIFY(desk.pane()->tabs()->hasFocus());
        QTRY_VERIFY(desk.page()->history() != nullptr);
    }

    void arrowsMoveTheMomentAndEnterGoesToTheEvent()
    {
        HistoryDesk desk;
        QVERIFY(desk.choose(0));
        QVERIFY(desk.showHistory());
        QTest::keyClick(desk.page()->events(), Qt::Key_Down);
        QTest::keyClick(desk.page()->events(), Qt::Key_Down);
        QCOMPARE(desk.page()->moment(), 1u);
        QCOMPARE(desk.page()->slider()->value(), 1);
        QCOMPARE(desk.cell(desk.page()->state(), 0, StateModel::ValueThen), QStringLiteral("b"));
        QCOMPARE(desk.timeline()->currentRow(), 0);
        QTest::keyClick(desk.page()->events(), Qt::Key_Return);
        QCOMPARE(desk.timeline()->currentRow(), 3);
        QTRY_VERIFY(desk.page()->events()->model()->index(2, 0).data(Qt::FontRole).value<QFont>().bold());
        QTRY_VERIFY(desk.page()->events()->hasFocus());
    }

    void aClickGoesToTheEvent()
    {
        HistoryDesk desk;
        QVERIFY(desk.choose(0));
        QVERIFY(desk.showHistory());
        QTableView* events = desk.page()->events();
        QTest::mouseClick(events->viewport(), Qt::LeftButton, {}, events->visualRect(events->model()->index(1, 0)).center());
        QCOMPARE(desk.timeline()->currentRow(), 1);
        QTRY_COMPARE(desk.page()->moment(), 2u);
    }

    void theSliderReachesBackBeforeTheFirstEvent()
    {
        HistoryDesk desk;
        QVERIFY(desk.choose(0));
        QVERIFY(desk.showHistory());
        QTest::keyClick(desk.page()->slider(), Qt::Key_Home);
        QCOMPARE(desk.page()->moment(), 0u);
        QCOMPARE(desk.cell(desk.page()->state(), 0, StateModel::ValueThen), QStringLiteral("a"));
        QVERIFY(desk.cell(desk.page()->state(), 0, StateModel::SetAt).startsWith(QStringLiteral("before 2025-03-01")));
        QVERIFY(desk.page()->stateNote()->text().contains(QStringLiteral("before its first event")));
    }

    void aTypedTimeIsAMomentToo()
    {
        HistoryDesk desk;
        QVERIFY(desk.choose(0));
        QVERIFY(desk.showHistory());
        desk.page()->timeEdit()->setFocus();
        QTest::keyClicks(desk.page()->timeEdit(), QStringLiteral("2025-03-03"));
        QTest::keyClick(desk.page()->timeEdit(), Qt::Key_Return);
        QCOMPARE(desk.page()->moment(), 2u);
        desk.page()->timeEdit()->clear();
        QTest::keyClicks(desk.page()->timeEdit(), QStringLiteral("soonish"));
        QTest::keyClick(desk.page()->timeEdit(), Qt::Key_Return);
        QCOMPARE(desk.page()->moment(), 2u);
        QVERIFY(desk.page()->stateNote()->text().contains(QStringLiteral("soonish")));
    }

    void theBlameLeadsToItsEventAndBreaksAreTold()
    {
        HistoryDesk desk;
        QVERIFY(desk.choose(0));
        QVERIFY(desk.showHistory());
        QVERIFY(desk.page()->brokenLinks()->text().contains(QStringLiteral("status was c after event e3 and z before event e4")));
        QVERIFY(desk.page()->brokenLinks()->isVisible());
        const QModelIndex found = desk.page()->events()->model()->index(0, 0);
        QVERIFY2(found.data(brokenLinkRole).toBool(), "the newest event found another value than was left");
        QVERIFY(found.data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("broken link")));
        QVERIFY(!found.siblingAtRow(1).data(brokenLinkRole).toBool());
        QTest::keyClick(desk.page()->slider(), Qt::Key_Home);
        QTest::keyClick(desk.page()->slider(), Qt::Key_Right);
        QVERIFY2(!desk.page()->brokenLinks()->isVisible(), "at that moment all of it fitted");
        desk.page()->state()->setFocus();
        QTest::keyClick(desk.page()->state(), Qt::Key_Down);
        QTest::keyClick(desk.page()->state(), Qt::Key_Return);
        QCOMPARE(desk.timeline()->currentRow(), 3);
    }

    void anEventThatTheFilterHidesIsShownInTheDetails()
    {
        HistoryDesk desk;
        QSignalSpy answered(&desk.session(), &Session::answered);
        desk.session().look({QStringLiteral("actor:dave"), {}, QTimeZone::utc()});
        QTRY_COMPARE(answered.count(), 1);
        QTRY_VERIFY(desk.window().model()->entry(0));
        QVERIFY(desk.choose(0));
        QVERIFY(desk.showHistory());
        QSignalSpy shown(&desk.session(), &Session::eventReady);
        QTest::keyClick(desk.page()->events(), Qt::Key_Down);
        QTest::keyClick(desk.page()->events(), Qt::Key_Return);
        QTRY_COMPARE(shown.count(), 1);
        QCOMPARE(shown.front().front().value<EventDetail>().stored.event.id, "e3");
        QCOMPARE(desk.timeline()->currentRow(), -1);
    }

    void twoSelectedEventsAreCompared()
    {
        HistoryDesk desk;
        QVERIFY(desk.choose(0));
        QTest::keyClick(desk.timeline(), Qt::Key_Down, Qt::ShiftModifier);
        QTest::keyClick(desk.timeline(), Qt::Key_D, Qt::ControlModifier);
        auto* dialog = waitFor<CompareDialog>(&desk.window());
        QVERIFY(dialog);
        QStringList cards;
        for (const ChangeCard* card : dialog->cards()->findChildren<ChangeCard*>())
            cards << card->accessibleName();
        QCOMPARE(cards, (QStringList {QStringLiteral("Change of Time (UTC)"), QStringLiteral("Change of Actor"),
                            QStringLiteral("Change of status before"), QStringLiteral("Change of status after")}));
        const auto paragraphs = [&] { return dialog->cards()->widget()->findChildren<QLabel*>(QString(), Qt::FindDirectChildrenOnly).size(); };
        QCOMPARE(paragraphs(), 0);
        dialog->equalToggle()->setFocus();
        QTest::keyClick(dialog->equalToggle(), Qt::Key_Space);
        QVERIFY(paragraphs() >= 4);
        QTest::keyClick(dialog, Qt::Key_Escape);
        QTRY_VERIFY(desk.window().findChild<CompareDialog*>() == nullptr);
    }

    void oneSelectedEventIsTooFewToCompare()
    {
        HistoryDesk desk;
        QVERIFY(desk.choose(0));
        QTest::keyClick(desk.timeline(), Qt::Key_D, Qt::ControlModifier);
        QVERIFY(desk.window().statusBar()->currentMessage().contains(QStringLiteral("Select two events")));
        QVERIFY(desk.window().findChild<CompareDialog*>() == nullptr);
    }

    void twoMomentsAreCompared()
    {
        HistoryDesk desk;
        QVERIFY(desk.choose(0));
        QVERIFY(desk.showHistory());
        QTest::keyClick(desk.page()->events(), Qt::Key_Down);
        QTest::keyClick(desk.page()->events(), Qt::Key_D, Qt::ControlModifier);
        auto* dialog = waitFor<CompareDialog>(&desk.window());
        QVERIFY(dialog);
        const auto cards = dialog->cards()->findChildren<ChangeCard*>();
        QCOMPARE(cards.size(), 1);
        QCOMPARE(cards.front()->accessibleName(), QStringLiteral("Change of status"));
        dialog->close();
        QTRY_VERIFY(desk.window().findChild<CompareDialog*>() == nullptr);
        QTest::mouseClick(desk.page()->compareButton(), Qt::LeftButton);
        QVERIFY(waitFor<CompareDialog>(&desk.window()));
    }

    void anotherEntityIsReadAtOnceWhileTheTabIsOpen()
    {
        HistoryDesk desk;
        QVERIFY(desk.choose(0));
        QVERIFY(desk.showHistory());
        desk.timeline()->setCurrentRow(2);
        QTRY_VERIFY(desk.page()->history() && desk.page()->history()->entity().id == "8");
        QCOMPARE(desk.page()->events()->model()->rowCount(), 1);
    }
};

QTEST_MAIN(TestHistoryTab)
#include "tst_historytab.moc"
