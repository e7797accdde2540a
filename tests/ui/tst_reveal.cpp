// SPDX-License-Identifier: MIT
#include "revealwindow.h"

#include "details/historypage.h"
#include "keys/secretedit.h"
#include "query/querybar.h"
#include "reveal/knownvaluedialog.h"
#include "reveal/policypage.h"
#include "reveal/screenlock.h"
#include "secrets/nostore.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QStatusBar>
#include <QTableView>
#include <QTranslator>

using namespace auditlens;
using namespace auditlens::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const QString plain = QString::fromLatin1(RevealWindow::plainText.data(), qsizetype(RevealWindow::plainText.size()));

QByteArray* logged = nullptr;

void keepMessage(QtMsgType, const QMessageLogContext&, const QString& text)
{
    *logged += text.toUtf8() + '\n';
}

/// All that a widget says or shows as text.
QString allTextOf(QWidget* widget)
{
    QStringList texts {widget->toolTip(), widget->statusTip(), widget->whatsThis(), widget->windowTitle(), widget->accessibleName(), widget->accessibleDescription()};
    if (QAccessibleInterface* tree = QAccessible::queryAccessibleInterface(widget)) {
        for (const QAccessible::Text what : {QAccessible::Name, QAccessible::Description, QAccessible::Value, QAccessible::Help})
            texts << tree->text(what);
    }
    if (const auto* label = qobject_cast<QLabel*>(widget))
        texts << label->text();
    if (const auto* edit = qobject_cast<QLineEdit*>(widget))
        texts << edit->text();
    return texts.join(u'\n');
}

QStringList widgetsThatSay(const QString& text)
{
    QStringList found;
    for (QWidget* widget : QApplication::allWidgets()) {
        if (allTextOf(widget).contains(text))
            found << QString::fromLatin1(widget->metaObject()->className());
    }
    return found;
}

} // namespace

Q_DECLARE_METATYPE(std::function<void(auditlens::test::RevealWindow&)>)

/// From a masked value in the details to its text, on the record and for a short time.
class TestReveal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup() { QApplication::clipboard()->clear(); }
    void theFirstUseAsksForAChoice();
    void theFullValueIsShownWhenItsEntryIsWritten();
    void lessOfItIsShownStepByStep();
    void itHidesWhenItsTimeIsOver();
    void itHidesAtOnce_data();
    void itHidesAtOnce();
    void anotherProgramMayBeAllowed();
    void leavingTheEventClosesIt();
    void closingTheArchiveClosesIt();
    void whatComesTooLateIsNotShown();
    void aKeychainThatAsksIsNoReasonToHide();
    void theTextIsNowhereElse();
    void copyingIsAStepOfItsOwn();
    void whatElseIsOnTheClipboardStays();
    void aDenialIsSaidInWords();
    void aPolicyDecides();
    void aWrongKeyIsSaidInWords();
    void earlierGenerationsOpenWhatTheyOpened();
    void withoutALedgerNothingIsShown();
    void withoutAKeychainItSaysWhatToDo();
    void factsNeedNoKey();
    void equalValuesAreFound();
    void theHistoryFindsThemToo();
    void aKnownValueIsFound();
    void everythingWorksFromTheKeyboard();

private:
    QTranslator m_plurals;
};

void TestReveal::initTestCase()
{
    QVERIFY(m_plurals.load(u":/translations/auditlens_en.qm"_s));
    QCoreApplication::installTranslator(&m_plurals);
}

void TestReveal::theFirstUseAsksForAChoice()
{
    RevealWindow desk;
    QVERIFY(desk.addKey() && desk.choose(0) && desk.openReveal());
    QVERIFY(desk.dialog()->policyPage()->isVisible());
    QVERIFY(!desk.dialog()->revealButton()->isEnabled());
    desk.press(desk.dialog()->policyPage()->findChild<QPushButton*>(u"investigator"_s));
    QVERIFY(desk.form()->isVisible());
    QVERIFY(desk.revealer().policySource().isInvestigator);
    QTRY_VERIFY(widgetsThatSay(u"You act as \"investigator\""_s).contains(u"QLabel"_s));
    QVERIFY(desk.entries().empty());
}

void TestReveal::theFullValueIsShownWhenItsEntryIsWritten()
{
    RevealWindow desk;
    QVERIFY(desk.begin());
    QTest::keyClicks(desk.form()->caseName(), u"C-17"_s);
    QVERIFY(desk.ask(LedgerStep::Full));
    QVERIFY2(desk.dialog()->panel()->isShowing(), qPrintable(desk.dialog()->message()));
    QCOMPARE(desk.shown(), plain);
    QCOMPARE(desk.dialog()->panel()->countdown(), u"hides in 1:00"_s);
    QVERIFY2(desk.dialog()->note().contains(u"Written to the ledger as entry 1 before it was shown."_s), qPrintable(desk.dialog()->note()));
    const std::vector<LedgerEntry> entries = desk.entries();
    QCOMPARE(entries.size(), std::size_t(1));
    QCOMPARE(int(entries[0].outcome), int(LedgerOutcome::Shown));
    QCOMPARE(entries[0].user, "alice");
    QCOMPARE(entries[0].role, "investigator");
    QCOMPARE(entries[0].event, "e2");
    QCOMPARE(entries[0].field, "ssn");
    QCOMPARE(entries[0].reason, "ticket 7");
    QCOMPARE(entries[0].caseName, "C-17");
}

void TestReveal::lessOfItIsShownStepByStep()
{
    RevealWindow desk;
    QVERIFY(desk.begin());
    QVERIFY(desk.ask(LedgerStep::Shape));
    QCOMPARE(desk.shown(), u"11 characters: 9 digits, 2 others"_s);
    QVERIFY(!desk.dialog()->copyButton()->isEnabled());
    desk.press(desk.dialog()->revealButton());
    QVERIFY(!desk.dialog()->panel()->isShowing());
    QVERIFY(desk.ask(LedgerStep::LastFour));
    QCOMPARE(desk.shown(), u"6789"_s);
    desk.press(desk.dialog()->revealButton());
    desk.press(desk.form()->stepButton(LedgerStep::Equal));
    QTest::keyClicks(desk.form()->known(), plain);
    QTest::keyClick(desk.form()->known(), Qt::Key_Return);
    QVERIFY(desk.answered());
    QCOMPARE(desk.shown(), u"It is the same value."_s);
    QVERIFY(desk.form()->known()->text().isEmpty());
    QCOMPARE(desk.entries().size(), std::size_t(3));
}

void TestReveal::itHidesWhenItsTimeIsOver()
{
    RevealWindow desk;
    QVERIFY(desk.begin() && desk.ask(LedgerStep::Full));
    desk.pass(13s);
    QTRY_COMPARE(desk.dialog()->panel()->countdown(), u"hides in 0:47"_s);
    QCOMPARE(desk.shown(), plain);
    desk.pass(47s);
    QTRY_VERIFY(!desk.dialog()->panel()->isShowing());
    QCOMPARE(desk.shown(), QString());
    QCOMPARE(desk.dialog()->revealButton()->text(), u"Reveal"_s);
}

void TestReveal::itHidesAtOnce_data()
{
    QTest::addColumn<std::function<void(RevealWindow&)>>("act");
    const auto row = [](const char* name, std::function<void(RevealWindow&)> act) { QTest::newRow(name) << act; };
    row("by the button", [](RevealWindow& desk) { desk.press(desk.dialog()->revealButton()); });
    row("when the window is minimised", [](RevealWindow& desk) { desk.window().showMinimized(); });
    row("when the dialog is minimised", [](RevealWindow& desk) { desk.dialog()->showMinimized(); });
    row("when the dialog is hidden", [](RevealWindow& desk) { desk.dialog()->hide(); });
    row("when the screen is locked", [](RevealWindow& desk) { Q_EMIT desk.guide().screenLock()->locked(); });
    row("when another program is used", [](RevealWindow& desk) {
        desk.revealer().setHidesWhenInactive(true);
        Q_EMIT qGuiApp->applicationStateChanged(Qt::ApplicationInactive);
    });
}

void TestReveal::itHidesAtOnce()
{
    QFETCH(std::function<void(RevealWindow&)>, act);
    RevealWindow desk;
    QVERIFY(desk.begin() && desk.ask(LedgerStep::Full));
    QCOMPARE(desk.shown(), plain);
    const QPointer<RevealPanel> panel = desk.dialog()->panel();
    act(desk);
    QTRY_VERIFY(!panel || !panel->isShowing());
    QCOMPARE(widgetsThatSay(plain), QStringList());
}

void TestReveal::anotherProgramMayBeAllowed()
{
    RevealWindow desk;
    QVERIFY(desk.begin() && desk.ask(LedgerStep::Full));
    Q_EMIT qGuiApp->applicationStateChanged(Qt::ApplicationInactive);
    QVERIFY(desk.dialog()->panel()->isShowing());
    QVERIFY(!desk.revealer().hidesWhenInactive());
}

void TestReveal::leavingTheEventClosesIt()
{
    RevealWindow desk;
    QVERIFY(desk.begin() && desk.ask(LedgerStep::Full));
    QVERIFY(desk.choose(1));
    QTRY_VERIFY(!desk.dialog());
    QCOMPARE(widgetsThatSay(plain), QStringList());
}

void TestReveal::closingTheArchiveClosesIt()
{
    RevealWindow desk;
    QVERIFY(desk.begin() && desk.ask(LedgerStep::Full));
    desk.session().closeArchive();
    QTRY_VERIFY(!desk.dialog());
}

void TestReveal::whatComesTooLateIsNotShown()
{
    RevealWindow desk;
    QVERIFY(desk.begin());
    desk.press(desk.form()->stepButton(LedgerStep::Full));
    QTest::keyClicks(desk.form()->reason(), u"ticket"_s);
    desk.press(desk.dialog()->revealButton());
    QVERIFY(!desk.dialog()->revealButton()->isEnabled());
    Q_EMIT desk.guide().screenLock()->locked();
    QVERIFY(desk.answered());
    QVERIFY(!desk.dialog()->panel()->isShowing());
    QVERIFY2(desk.dialog()->message().contains(u"left before it was there"_s), qPrintable(desk.dialog()->message()));
    QCOMPARE(desk.entries().size(), std::size_t(1));
}

void TestReveal::aKeychainThatAsksIsNoReasonToHide()
{
    RevealWindow desk;
    QVERIFY(desk.begin());
    desk.revealer().setHidesWhenInactive(true);
    desk.press(desk.form()->stepButton(LedgerStep::LastFour));
    desk.press(desk.dialog()->revealButton());
    Q_EMIT qGuiApp->applicationStateChanged(Qt::ApplicationInactive);
    Q_EMIT qGuiApp->applicationStateChanged(Qt::ApplicationActive);
    QVERIFY(desk.answered());
    QCOMPARE(desk.shown(), u"6789"_s);
    desk.press(desk.dialog()->revealButton());
    desk.press(desk.dialog()->revealButton());
    Q_EMIT qGuiApp->applicationStateChanged(Qt::ApplicationInactive);
    QVERIFY(desk.answered());
    QVERIFY(!desk.dialog()->panel()->isShowing());
    QVERIFY2(desk.dialog()->message().contains(u"left before it was there"_s), qPrintable(desk.dialog()->message()));
}

void TestReveal::theTextIsNowhereElse()
{
    QByteArray log;
    logged = &log;
    const QtMessageHandler before = qInstallMessageHandler(keepMessage);
    const auto restore = qScopeGuard([&] { qInstallMessageHandler(before); });
    RevealWindow desk;
    QVERIFY(desk.begin() && desk.ask(LedgerStep::Full));
    QCOMPARE(widgetsThatSay(plain), QStringList {u"auditlens::SecretView"_s});
    QVERIFY(!QApplication::clipboard()->text().contains(plain));
    desk.press(desk.dialog()->revealButton());
    QCOMPARE(widgetsThatSay(plain), QStringList());
    QVERIFY(!desk.window().statusBar()->currentMessage().contains(plain));
    for (const QString& file : {desk.ledger(), desk.settingsPath()})
        QVERIFY(!readFile(file).contains(plain.toLatin1()));
    QVERIFY2(!log.contains(plain.toLatin1()), log.constData());
    QVERIFY(!log.contains(QByteArray(RevealWindow::keyText.data(), qsizetype(RevealWindow::keyText.size()))));
}

void TestReveal::copyingIsAStepOfItsOwn()
{
    RevealWindow desk;
    QVERIFY(desk.begin() && desk.ask(LedgerStep::Full));
    desk.press(desk.dialog()->copyButton());
    QTRY_COMPARE(QApplication::clipboard()->text(), plain);
    QCOMPARE(desk.entries().size(), std::size_t(2));
    QCOMPARE(int(desk.entries()[1].step), int(LedgerStep::Copy));
    desk.pass(19s);
    QVERIFY(desk.guide().clipboard()->isHolding());
    desk.pass(1s);
    QTRY_VERIFY(QApplication::clipboard()->text().isEmpty());
    QVERIFY(!desk.guide().clipboard()->isHolding());
}

void TestReveal::whatElseIsOnTheClipboardStays()
{
    RevealWindow desk;
    QVERIFY(desk.begin() && desk.ask(LedgerStep::Full));
    desk.press(desk.dialog()->copyButton());
    QTRY_COMPARE(QApplication::clipboard()->text(), plain);
    QApplication::clipboard()->setText(u"something else"_s);
    desk.pass(20s);
    QTRY_VERIFY(!desk.guide().clipboard()->isHolding());
    QCOMPARE(QApplication::clipboard()->text(), u"something else"_s);
}

void TestReveal::aDenialIsSaidInWords()
{
    RevealWindow desk;
    QVERIFY(desk.begin() && desk.ask(LedgerStep::Full, u" "_s));
    QVERIFY(!desk.dialog()->panel()->isShowing());
    QCOMPARE(desk.dialog()->message(), u"The access policy does not allow this. It asks for a reason. Say why the value is needed."_s);
    QCOMPARE(int(desk.entries().front().outcome), int(LedgerOutcome::Denied));
    QVERIFY(desk.ask(LedgerStep::Shape, u" "_s));
    QVERIFY(desk.dialog()->message().isEmpty());
}

void TestReveal::aPolicyDecides()
{
    RevealWindow desk;
    desk.revealer().choosePolicy(desk.folder().write(u"policy.json"_s, R"({"auditlens_policy": 1, "name": "claims-eu", "default_role": "clerk",
        "roles": {"clerk": {"steps": ["shape"]}}, "users": {}})"));
    QVERIFY(desk.addKey() && desk.choose(0) && desk.openReveal());
    QVERIFY(desk.form()->isVisible());
    QTRY_VERIFY(!widgetsThatSay(u"You act as \"clerk\" under the policy \"claims-eu\"."_s).isEmpty());
    QVERIFY(desk.ask(LedgerStep::Full));
    QVERIFY2(desk.dialog()->message().contains(u"The role \"clerk\" does not have this step."_s), qPrintable(desk.dialog()->message()));
    QVERIFY(desk.ask(LedgerStep::Shape));
    QVERIFY(desk.dialog()->panel()->isShowing());
}

void TestReveal::aWrongKeyIsSaidInWords()
{
    RevealWindow desk;
    desk.revealer().chooseInvestigator();
    QVERIFY(desk.addKey("another key") && desk.choose(0) && desk.openReveal() && desk.ask(LedgerStep::Full));
    QVERIFY(!desk.dialog()->panel()->isShowing());
    QVERIFY2(desk.dialog()->message().contains(u"It was encrypted with another key"_s), qPrintable(desk.dialog()->message()));
    QCOMPARE(int(desk.entries().front().outcome), int(LedgerOutcome::Failed));
}

void TestReveal::earlierGenerationsOpenWhatTheyOpened()
{
    RevealWindow desk;
    QVERIFY(desk.begin());
    Awaited<Result<KnownKey>> replaced;
    desk.revealer().keyring().replace(u"prod"_s, Secret::copyOf(std::string_view("the key of tomorrow")), replaced.receiver(), replaced.callback());
    QVERIFY(replaced.wait()->ok());
    QVERIFY(desk.ask(LedgerStep::Full));
    QCOMPARE(desk.shown(), plain);
}

void TestReveal::withoutALedgerNothingIsShown()
{
    RevealWindow desk;
    QVERIFY(QDir().mkpath(desk.ledger()));
    QVERIFY(desk.begin() && desk.ask(LedgerStep::Full));
    QVERIFY(!desk.dialog()->panel()->isShowing());
    QVERIFY(!desk.dialog()->message().isEmpty());
}

void TestReveal::withoutAKeychainItSaysWhatToDo()
{
    RevealWindow desk(std::make_shared<NoStore>(QString()));
    desk.revealer().chooseInvestigator();
    QVERIFY(desk.choose(0) && desk.openReveal());
    QVERIFY(!widgetsThatSay(u"Install gnome-keyring"_s).isEmpty());
    QVERIFY(!desk.dialog()->revealButton()->isEnabled());
    desk.press(desk.form()->thisRunButton());
    QVERIFY(!desk.form()->thisRunButton()->isVisible());
    QVERIFY(desk.addKey());
    QVERIFY(desk.ask(LedgerStep::Full));
    QCOMPARE(desk.shown(), plain);
    QVERIFY2(desk.dialog()->note().contains(u"signing key is in a file that only you may read"_s), qPrintable(desk.dialog()->note()));
    QVERIFY(!readFile(desk.settingsPath()).contains("prod"));
}

void TestReveal::factsNeedNoKey()
{
    RevealWindow desk;
    QVERIFY(desk.choose(0));
    QTRY_VERIFY(!widgetsThatSay(u"Encrypted 2025-12-03 09:00:00 UTC (read from the token, without a key)."_s).isEmpty());
    QVERIFY(!widgetsThatSay(QString::fromLatin1(RevealWindow::mask)).isEmpty());
}

void TestReveal::equalValuesAreFound()
{
    RevealWindow desk;
    QVERIFY(desk.choose(0));
    auto* same = desk.window().detailPane()->findChild<QPushButton*>(u"sameAfter"_s);
    QVERIFY(same && same->isVisible());
    desk.press(same);
    QCOMPARE(desk.window().queryBar()->query(), u"from:\"masked:01a54629\" OR to:\"masked:01a54629\""_s);
    QTRY_VERIFY(desk.window().answer() && desk.window().answer()->count == 2 && !desk.window().answer()->running);
    QVERIFY(desk.window().statusBar()->currentMessage().contains(u"Another value can have it too"_s));
}

void TestReveal::theHistoryFindsThemToo()
{
    RevealWindow desk;
    QVERIFY(desk.choose(0));
    QTest::keyClick(desk.window().timeline(), Qt::Key_H);
    HistoryPage* page = desk.window().detailPane()->historyPage();
    QTRY_VERIFY(page->history());
    QAction* same = page->state()->actions().front();
    QVERIFY(!same->isEnabled());
    page->state()->setFocus();
    QTest::keyClick(page->state(), Qt::Key_Down);
    QVERIFY(same->isEnabled());
    same->trigger();
    QCOMPARE(desk.window().queryBar()->query(), u"from:\"masked:01a54629\" OR to:\"masked:01a54629\""_s);
}

void TestReveal::aKnownValueIsFound()
{
    RevealWindow desk;
    QVERIFY(desk.Desk::press(QKeySequence(u"Ctrl+K"_s)));
    auto* dialog = waitFor<KnownValueDialog>(&desk.window());
    QVERIFY(dialog);
    QTest::keyClicks(dialog->edit(), plain);
    QTest::keyClick(dialog->edit(), Qt::Key_Return);
    QCOMPARE(desk.window().queryBar()->query(), u"from:\"masked:01a54629\" OR to:\"masked:01a54629\""_s);
    QTRY_VERIFY(!desk.window().findChild<KnownValueDialog*>());
    QCOMPARE(widgetsThatSay(plain), QStringList());
}

void TestReveal::everythingWorksFromTheKeyboard()
{
    RevealWindow desk;
    desk.revealer().chooseInvestigator();
    QVERIFY(desk.addKey() && desk.choose(0));
    QVERIFY(desk.Desk::press(QKeySequence(u"Ctrl+M"_s)));
    QVERIFY(desk.dialog() && QTest::qWaitForWindowActive(desk.dialog()));
    desk.form()->stepButton(LedgerStep::LastFour)->setFocus();
    QTest::keyClick(desk.form()->stepButton(LedgerStep::LastFour), Qt::Key_Space);
    QTest::keyClick(desk.form()->stepButton(LedgerStep::LastFour), Qt::Key_Return);
    QVERIFY(desk.answered());
    QCOMPARE(desk.shown(), u"6789"_s);
    for (QWidget* widget : desk.dialog()->findChildren<QWidget*>()) {
        if (widget->focusPolicy() & Qt::TabFocus && widget->isVisible())
            QVERIFY2(!RevealWindow::spoken(widget).isEmpty(), widget->metaObject()->className());
    }
    QTest::keyClick(desk.dialog(), Qt::Key_Escape);
    QTRY_VERIFY(!desk.dialog());
}

QTEST_MAIN(TestReveal)
#include "tst_reveal.moc"
