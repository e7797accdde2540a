// SPDX-License-Identifier: MIT
#include "revealwindow.h"

#include "reveal/accesschip.h"
#include "reveal/ledgerdialog.h"
#include "secrets/nostore.h"

#include <QMenu>
#include <QTranslator>

using namespace auditlens;
using namespace auditlens::test;
using namespace Qt::StringLiterals;

namespace {

/// Opens the dialog from the menu and waits for the verdict.
LedgerDialog* openLedger(RevealWindow& desk)
{
    for (QAction* action : desk.window().investigateMenu()->actions()) {
        if (action->text() == u"&Ledger of reveals…"_s)
            action->trigger();
    }
    auto* dialog = waitFor<LedgerDialog>(&desk.window());
    const bool told = dialog && QTest::qWaitFor([&] { return !dialog->verdict().contains(u"is being verified"_s); }, 10000);
    return told ? dialog : nullptr;
}

bool revealTwice(RevealWindow& desk)
{
    if (!desk.begin() || !desk.ask(LedgerStep::Full))
        return false;
    desk.press(desk.dialog()->revealButton()); // hides it
    const bool shown = desk.ask(LedgerStep::LastFour);
    desk.dialog()->close();
    return shown && desk.entries().size() == 2;
}

} // namespace

/// The record of one's own reveals, in the window.
class TestLedgerDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void atFirstThereIsNone();
    void whatWasWrittenVerifies();
    void aChangedEntryIsNamed();
    void aCutEndShows();
    void withoutAKeychainACutEndCannotBeTold();
    void itsEntriesAreATimeline();
    void theStatusLineSaysTheRoleAndCounts();

private:
    QTranslator m_plurals;
};

void TestLedgerDialog::initTestCase()
{
    QVERIFY(m_plurals.load(u":/translations/auditlens_en.qm"_s));
    QCoreApplication::installTranslator(&m_plurals);
}

void TestLedgerDialog::atFirstThereIsNone()
{
    RevealWindow desk;
    LedgerDialog* dialog = openLedger(desk);
    QVERIFY(dialog);
    QCOMPARE(dialog->verdict(), u"Nothing was revealed here yet: there is no ledger."_s);
    QVERIFY(!dialog->timelineButton()->isEnabled());
}

void TestLedgerDialog::whatWasWrittenVerifies()
{
    RevealWindow desk;
    QVERIFY(revealTwice(desk));
    LedgerDialog* dialog = openLedger(desk);
    QVERIFY(dialog);
    QCOMPARE(dialog->verdict(), u"The ledger verifies."_s);
    QVERIFY2(dialog->findings().contains(u"2 entries are as signed."_s), qPrintable(dialog->findings()));
    QVERIFY(!dialog->findings().contains(u"cannot be told"_s));
}

void TestLedgerDialog::aChangedEntryIsNamed()
{
    RevealWindow desk;
    QVERIFY(revealTwice(desk));
    QList<QByteArray> lines = ledgerLines(desk.ledger());
    lines[0].replace("\"user\":\"alice\"", "\"user\":\"mallo\"");
    writeLines(desk.ledger(), lines);
    LedgerDialog* dialog = openLedger(desk);
    QVERIFY(dialog);
    QCOMPARE(dialog->verdict(), u"The ledger does not verify."_s);
    QVERIFY2(dialog->findings().startsWith(u"Line 1: "_s), qPrintable(dialog->findings()));
    QVERIFY(dialog->timelineButton()->isEnabled());
}

void TestLedgerDialog::aCutEndShows()
{
    RevealWindow desk;
    QVERIFY(revealTwice(desk));
    writeLines(desk.ledger(), ledgerLines(desk.ledger()).first(1));
    LedgerDialog* dialog = openLedger(desk);
    QVERIFY(dialog);
    QCOMPARE(dialog->verdict(), u"The ledger does not verify."_s);
}

void TestLedgerDialog::withoutAKeychainACutEndCannotBeTold()
{
    RevealWindow desk(std::make_shared<NoStore>(QString()));
    desk.revealer().findKeys();
    desk.revealer().keepKeysForThisRun();
    QVERIFY(revealTwice(desk));
    LedgerDialog* dialog = openLedger(desk);
    QVERIFY(dialog);
    QCOMPARE(dialog->verdict(), u"The ledger verifies."_s);
    QVERIFY2(dialog->findings().contains(u"cannot be told"_s), qPrintable(dialog->findings()));
}

void TestLedgerDialog::itsEntriesAreATimeline()
{
    RevealWindow desk;
    QVERIFY(desk.begin() && desk.ask(LedgerStep::Full));
    desk.press(desk.dialog()->revealButton()); // hides it
    QVERIFY(desk.ask(LedgerStep::Full, u" "_s));
    desk.dialog()->close();
    LedgerDialog* dialog = openLedger(desk);
    QVERIFY(dialog);
    QSignalSpy finished(&desk.session(), &Session::importFinished);
    desk.press(dialog->timelineButton());
    QTRY_COMPARE(finished.count(), 1);
    QTRY_VERIFY(desk.window().answer() && desk.window().answer()->total == 2 && desk.window().model()->entry(1));
    QSignalSpy shown(&desk.session(), &Session::eventReady);
    desk.window().timeline()->setFocus();
    desk.window().timeline()->setCurrentRow(1);
    QTRY_VERIFY(!shown.isEmpty() && shown.last().front().value<EventDetail>().stored.event.outcome == Outcome::Success);
    const AuditEvent event = shown.last().front().value<EventDetail>().stored.event;
    QCOMPARE(event.action, "reveal value");
    QCOMPARE(event.actor.name, "alice");
    QCOMPARE(event.actor.kind, "investigator");
    QCOMPARE(event.entity.type, "Event");
    QCOMPARE(event.entity.id, "e2");
    QVERIFY2(event.extra.find("\"reason\":\"ticket 7\"") != std::string::npos, event.extra.c_str());
}

void TestLedgerDialog::theStatusLineSaysTheRoleAndCounts()
{
    RevealWindow desk;
    auto* chip = desk.window().findChild<AccessChip*>();
    QVERIFY(chip && !chip->isVisible());
    QVERIFY(revealTwice(desk));
    QTRY_COMPARE(chip->text(), u"Role: investigator · ledger: 2 entries"_s);
    QList<QByteArray> lines = ledgerLines(desk.ledger());
    lines[0].replace("ticket 7", "ticket 8");
    writeLines(desk.ledger(), lines);
    desk.revealer().chooseInvestigator();
    QTRY_COMPARE(chip->text(), u"Role: investigator · ledger: problem"_s);
    QTest::mouseClick(chip, Qt::LeftButton);
    QVERIFY(waitFor<LedgerDialog>(&desk.window()));
}

QTEST_MAIN(TestLedgerDialog)
#include "tst_ledgerdialog.moc"
