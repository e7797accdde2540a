// SPDX-License-Identifier: MIT
#include "desk.h"
#include "details/detailpane.h"
#include "details/fieldspage.h"
#include "integrity/integritydialog.h"
#include "integrity/integrityguide.h"
#include "integrity/integritypage.h"
#include "ledger/ledgerplaces.h"
#include "models/findingmodel.h"
#include "query/querybar.h"
#include "query/queryedit.h"
#include "secrets/awaited.h"
#include "secrets/fakekeychain.h"
#include "session/revealer.h"
#include "style/theme.h"
#include "timeline/timelineview.h"
#include "widgets/pill.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QTabBar>
#include <QTableView>
#include <QTableWidget>

using namespace auditlens;
using namespace auditlens::test;
using namespace Qt::StringLiterals;

namespace {

/// An update of the status of one object, with day and both sides.
QByteArray update(int day, const QByteArray& before, const QByteArray& after)
{
    const QByteArray sides = "\"before\": \"" + before + "\", \"after\": \"" + after + '"';
    return tigerLine(day, "2023-01-0" + QByteArray::number(day) + "T02:00:00Z").replace("\"before\": \"a\", \"after\": \"b\"", sides) + '\n';
}

const QByteArray fitting = update(1, "a", "b") + update(2, "b", "c");
const QByteArray broken = update(1, "a", "b") + update(2, "x", "c") + update(3, "c", "d");

// The vector of santura's signature, key "test-log-signing-key", and the same with another name in it.
const QByteArray login = R"({"_id": "3f2504e0-4f89-41d3-9a0c-0305e82c3301", "timestamp": {"$date": "2025-05-18T09:35:00Z"}, "action": "login", )"
                         R"("user_id": "7", "details": {"ip": "192.168.1.1", "n": 1, "ok": true, "none": null, "f": 1.5, "name": "Zoë", )"
                         R"("nested": {"b": 2, "a": [1, "x"]}}, "signature": "adb550eed2c9e21da4d092df49abd3a18dfd61acdf662c109cb62f0514350b80"})"
                         "\n";

bool shows(const QWidget* parent, const QString& text)
{
    const QList<QLabel*> labels = parent->findChildren<QLabel*>();
    return std::ranges::any_of(labels, [&](const QLabel* label) { return label->isVisible() && label->text().contains(text); });
}

bool showsPill(const QWidget* parent, const QString& text)
{
    const QList<Pill*> pills = parent->findChildren<Pill*>();
    return std::ranges::any_of(pills, [&](const Pill* pill) { return pill->isVisible() && pill->text().contains(text); });
}

/// A keychain that is found when the test says so: it may be asking the person.
struct SlowKeychain
{
    std::function<void(std::shared_ptr<SecretStore>)> answer; ///< Empty until somebody asks.

    Revealer::FindStore finder()
    {
        return [this](QObject*, std::function<void(std::shared_ptr<SecretStore>)> asked) { answer = std::move(asked); };
    }
};

/// A desk with the guide, and a keychain in memory.
class CheckedDesk : public Desk
{
public:
    explicit CheckedDesk(Revealer::FindStore find = [](QObject*, const auto& answer) { answer(std::make_shared<FakeKeychain>()); })
        : m_settings(folder().path(u"keys.ini"_s), QSettings::IniFormat)
        , m_revealer(&m_settings, LedgerPlaces::in(folder().path(u"data"_s)), "alice", std::move(find), Revealer::AskClaims())
        , m_guide(&session(), &window(), &m_revealer)
    {
    }

    IntegrityGuide& guide() { return m_guide; }
    IntegrityDialog* dialog() { return m_guide.dialog(); }
    QTableView* findings() { return dialog()->findings(); }
    DetailPane* pane() { return window().detailPane(); }
    QSettings& settings() { return m_settings; }

    bool addKey(const QString& name, KeyKind kind, std::string_view text)
    {
        m_revealer.findKeys();
        Awaited<Result<KnownKey>> added;
        m_revealer.keyring().add(name, kind, {}, Secret::copyOf(text), added.receiver(), added.callback());
        return added.wait()->ok();
    }

    /// Opens the dialog by its shortcut and waits for the report.
    bool check()
    {
        return press(QKeySequence(Qt::CTRL | Qt::Key_I)) && dialog() && isChecked();
    }
    bool isChecked()
    {
        return QTest::qWaitFor([this] { return session().integrity()->report() && dialog()->againButton()->isVisible(); }, 60000);
    }
    /// Enter on a finding, and until the window shows that event.
    bool follow(int row)
    {
        const std::string id = static_cast<FindingModel*>(findings()->model())->at(row).event.id;
        findings()->setFocus();
        findings()->setCurrentIndex(findings()->model()->index(row, 0));
        QTest::keyClick(findings(), Qt::Key_Return);
        return QTest::qWaitFor([&] { return currentId() == id; }, 10000);
    }
    void filter(const char* query)
    {
        QueryBar* bar = window().queryBar();
        bar->focusEdit();
        QTest::keyClicks(bar->edit(), QString::fromLatin1(query));
        QTest::keyClick(bar->edit(), Qt::Key_Escape); // the offers, if there are any
        QTest::keyClick(bar->edit(), Qt::Key_Return);
    }
    /// The events in the list, newest first; "…" for a row whose page is not there yet.
    std::vector<std::string> listed()
    {
        std::vector<std::string> ids;
        for (int row = 0; row < window().model()->rowCount(); ++row) {
            const TimelineEntry* entry = window().model()->entry(row);
            ids.push_back(entry ? entry->id.toStdString() : "…");
        }
        return ids;
    }
    std::string currentId()
    {
        const int row = window().timeline()->currentRow();
        const TimelineEntry* entry = row >= 0 ? window().model()->entry(row) : nullptr;
        return entry ? entry->id.toStdString() : std::string();
    }

private:
    QSettings m_settings;
    Revealer m_revealer;
    IntegrityGuide m_guide;
};

/// Adds the key of the vector as another run of the program would.
bool listKey(QSettings& settings, std::shared_ptr<SecretStore> store)
{
    Keyring keyring(&settings, std::move(store));
    Awaited<Result<KnownKey>> added;
    keyring.add(u"log"_s, KeyKind::SanturaSigning, {}, Secret::copyOf(std::string_view("test-log-signing-key")), added.receiver(), added.callback());
    return added.wait()->ok();
}

} // namespace

/// Can the archive be believed: the window, by real events.
class TestIntegrity : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bothQuestionsAreAnsweredApart();
    void aFindingIsExplainedAndLeadsToItsEvent();
    void findingsAreFilteredByKindAndCopied();
    void theDetailsSayWhatIsKnownOfAnEvent();
    void theDetailsOfferTheCheck();
    void aSignedEventHasItsCoverage();
    void aCancelledCheckSaysThatItIsNotComplete();
    void theKeychainIsNotWaitedForWhenThePersonCancels();
    void theKeychainIsLeftAloneWhereNothingIsSigned();
    void aKeyThatCannotBeReadIsTold();
    void anotherArchiveForgetsTheReport();
    void withoutAnArchiveThereIsNothingToCheck();
    void aFilterForBrokenEventsChecksTheArchive();
    void aFilterForSignaturesUsesTheKeys();
    void aFilterIsAnsweredAgainWhenTheArchiveGrew();
    void aFilterWaitsForTheKeychain();
    void theWordsAreOfferedWhileTyping();
    void theDemoTellsItsStory();
};

void TestIntegrity::bothQuestionsAreAnsweredApart()
{
    CheckedDesk desk;
    QVERIFY(desk.open(fitting));
    QVERIFY(desk.check());
    QTRY_VERIFY(shows(desk.dialog(), u"Is the content as signed?"_s));
    QVERIFY(shows(desk.dialog(), u"Is the set complete?"_s));
    QCOMPARE(desk.dialog()->heading()->text(), u"Nothing was found that does not verify."_s);
    QVERIFY(showsPill(desk.dialog(), u"no break"_s));
    QVERIFY2(showsPill(desk.dialog(), u"unknown"_s), "nothing links the events");
    QCOMPARE(desk.findings()->model()->rowCount(), 0);
    QVERIFY(!desk.dialog()->cancelButton()->isVisible());
}

void TestIntegrity::aFindingIsExplainedAndLeadsToItsEvent()
{
    CheckedDesk desk;
    QVERIFY(desk.open(broken));
    QVERIFY(desk.check());
    QCOMPARE(desk.findings()->model()->rowCount(), 1);
    QVERIFY2(desk.dialog()->sentence()->text().contains(u"status was b after event e1 and x before event e2"_s), qPrintable(desk.dialog()->sentence()->text()));
    QVERIFY(desk.follow(0));
    QCOMPARE(desk.window().timeline()->currentRow(), 1); // Newest first: e3, e2, e1.
    QVERIFY(desk.dialog()->otherButton()->isEnabled());
    QTest::mouseClick(desk.dialog()->otherButton(), Qt::LeftButton);
    QTRY_COMPARE(desk.window().timeline()->currentRow(), 2);
    const QRect first = desk.findings()->visualRect(desk.findings()->model()->index(0, FindingModel::Reason));
    QTest::mouseClick(desk.findings()->viewport(), Qt::LeftButton, {}, first.center());
    QTRY_COMPARE(desk.window().timeline()->currentRow(), 1);
}

void TestIntegrity::findingsAreFilteredByKindAndCopied()
{
    CheckedDesk desk;
    QVERIFY(desk.addKey(u"log"_s, KeyKind::SanturaSigning, "test-log-signing-key"));
    QVERIFY(desk.open(broken));
    desk.session().addFiles({desk.folder().write(u"logs.jsonl"_s, QByteArray(login).replace("Zoë", "Ann"))});
    QTRY_VERIFY_WITH_TIMEOUT(!desk.session().isImporting() && desk.session().info().events == 4, 20000);
    QVERIFY(desk.check());
    QCOMPARE(desk.findings()->model()->rowCount(), 2);
    QComboBox* kinds = desk.dialog()->kinds();
    QCOMPARE(kinds->itemText(0), u"All · 2"_s);
    kinds->setFocus();
    QTest::keyClick(kinds, Qt::Key_Down);
    QCOMPARE(kinds->currentText(), u"Signature · 1"_s);
    QCOMPARE(desk.findings()->model()->rowCount(), 1);
    QTest::keyClick(desk.findings(), Qt::Key_C, Qt::ControlModifier);
    const QString copied = QApplication::clipboard()->text();
    QVERIFY2(copied.contains(u"does not match the shared key"_s) && copied.contains(u"3f2504e0"_s), qPrintable(copied));
    QCOMPARE(copied.count(u'\n'), 1);
    QTest::keyClick(kinds, Qt::Key_Up);
    QTest::keyClick(desk.findings(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text().count(u'\n'), 2);
}

void TestIntegrity::theDetailsSayWhatIsKnownOfAnEvent()
{
    CheckedDesk desk;
    QVERIFY(desk.open(broken));
    QVERIFY(desk.check());
    QVERIFY(desk.follow(0));
    QTRY_VERIFY(showsPill(desk.pane(), u"1 broken link(s)"_s));
    QVERIFY2(desk.window().timeline()->spokenRow(1).contains(u"does not verify: broken link"_s), "and the list marks it");
    QVERIFY(!desk.window().timeline()->spokenRow(0).contains(u"does not verify"_s));
    QVERIFY2(showsPill(desk.pane(), u"not signed"_s), "one answer for each question");
    desk.pane()->tabs()->setCurrentIndex(DetailPane::IntegrityTab);
    QTRY_VERIFY(shows(desk.pane(), u"something changed it in between that is not in this archive"_s));
    QPushButton* other = buttonNamed<QPushButton>(desk.pane(), u"Go to event e1"_s);
    QVERIFY(other);
    QTest::mouseClick(other, Qt::LeftButton);
    QTRY_COMPARE(desk.window().timeline()->currentRow(), 2);
    QTRY_VERIFY2(showsPill(desk.pane(), u"1 broken link(s)"_s), "the event on the other side has it, too");
    desk.window().timeline()->setCurrentRow(0);
    QTRY_VERIFY(showsPill(desk.pane(), u"no broken link found"_s));
}

void TestIntegrity::theDetailsOfferTheCheck()
{
    CheckedDesk desk;
    QVERIFY(desk.open(broken));
    desk.window().timeline()->setCurrentRow(0);
    desk.pane()->tabs()->setCurrentIndex(DetailPane::IntegrityTab);
    QTRY_VERIFY(showsPill(desk.pane(), u"not checked yet"_s));
    QPushButton* link = desk.pane()->integrityPage()->link();
    QCOMPARE(link->text(), u"Check this archive now"_s);
    link->setFocus();
    QTest::keyClick(link, Qt::Key_Space);
    QVERIFY(desk.dialog());
    QVERIFY(desk.isChecked());
    QTRY_VERIFY(showsPill(desk.pane(), u"no broken link found"_s));
    QVERIFY(!showsPill(desk.pane(), u"not checked yet"_s));
    QCOMPARE(link->text(), u"Integrity of the whole archive"_s);
}

void TestIntegrity::aSignedEventHasItsCoverage()
{
    CheckedDesk desk;
    QVERIFY(desk.addKey(u"log"_s, KeyKind::SanturaSigning, "test-log-signing-key"));
    QVERIFY(desk.open(login));
    desk.window().timeline()->setCurrentRow(0);
    desk.pane()->tabs()->setCurrentIndex(DetailPane::IntegrityTab);
    QTRY_VERIFY(showsPill(desk.pane(), u"signed, not checked yet"_s));
    QVERIFY2(shows(desk.pane(), u"The signature covers"_s), "also before a key was looked at");
    QVERIFY(desk.check());
    QTRY_VERIFY(showsPill(desk.pane(), u"matches the shared key"_s));
    QVERIFY(shows(desk.pane(), u"“log”"_s));
    QVERIFY(showsPill(desk.pane(), u"details"_s));
    QVERIFY(shows(desk.pane(), u"It covers a part of"_s));
    QVERIFY2(!shows(desk.pane(), u"It does not cover"_s), "but its own text");
    desk.pane()->tabs()->setCurrentIndex(DetailPane::FieldsTab);
    const auto* fields = desk.pane()->findChild<FieldsPage*>();
    QTRY_VERIFY(fields->legend()->isVisible());
    const QList<QTableWidgetItem*> action = fields->table()->findItems(u"login"_s, Qt::MatchExactly);
    QVERIFY(!action.isEmpty());
    QCOMPARE(action.front()->background().color(), theme().addBg);
    QCOMPARE(action.front()->data(Qt::AccessibleDescriptionRole).toString(), u"covered by the signature"_s);
}

void TestIntegrity::aCancelledCheckSaysThatItIsNotComplete()
{
    CheckedDesk desk;
    QVERIFY(desk.open(tigerLines(3000)));
    QVERIFY(desk.check());
    connect(desk.session().integrity(), &IntegrityChecker::started, desk.dialog(), [&desk] {
        QVERIFY(desk.dialog()->cancelButton()->isVisible());
        QTest::mouseClick(desk.dialog()->cancelButton(), Qt::LeftButton);
    });
    QTest::mouseClick(desk.dialog()->againButton(), Qt::LeftButton);
    QVERIFY(desk.isChecked());
    QVERIFY(desk.session().integrity()->report()->cancelled());
    QVERIFY2(desk.dialog()->heading()->text().contains(u"the check is not complete"_s), qPrintable(desk.dialog()->heading()->text()));
}

void TestIntegrity::theKeychainIsNotWaitedForWhenThePersonCancels()
{
    SlowKeychain slow;
    CheckedDesk desk(slow.finder());
    const auto keychain = std::make_shared<FakeKeychain>();
    QVERIFY(listKey(desk.settings(), keychain));
    QVERIFY(desk.open(login));
    QVERIFY(desk.press(QKeySequence(Qt::CTRL | Qt::Key_I)));
    QVERIFY(slow.answer);
    QVERIFY(desk.dialog()->heading()->text().contains(u"Asking the keychain for log"_s));
    QTest::mouseClick(desk.dialog()->cancelButton(), Qt::LeftButton);
    QVERIFY(desk.dialog()->heading()->text().contains(u"Nothing was checked"_s));
    QVERIFY(!desk.findings()->isVisible());
    slow.answer(keychain);
    QVERIFY2(!desk.session().integrity()->isRunning(), "what was cancelled stays so");
    QTest::mouseClick(desk.dialog()->againButton(), Qt::LeftButton);
    QVERIFY(desk.isChecked());
    QCOMPARE(desk.session().integrity()->report()->signatures.count(SignatureState::Valid), 1u);
}

void TestIntegrity::theKeychainIsLeftAloneWhereNothingIsSigned()
{
    SlowKeychain slow;
    CheckedDesk desk(slow.finder());
    QVERIFY(desk.open(fitting));
    QVERIFY(desk.check());
    QVERIFY(!slow.answer);
}

void TestIntegrity::aKeyThatCannotBeReadIsTold()
{
    CheckedDesk desk; // whose keychain does not have what the settings name
    QVERIFY(listKey(desk.settings(), std::make_shared<FakeKeychain>()));
    QVERIFY(desk.open(login));
    QVERIFY(desk.check());
    QTRY_VERIFY(desk.dialog()->remarks()->isVisible());
    QVERIFY2(desk.dialog()->remarks()->text().contains(u"Cannot read the key \"log\""_s), qPrintable(desk.dialog()->remarks()->text()));
    QTRY_VERIFY(shows(desk.dialog(), u"there is no key to check it with"_s));
}

void TestIntegrity::anotherArchiveForgetsTheReport()
{
    CheckedDesk desk;
    QVERIFY(desk.open(broken));
    QVERIFY(desk.check());
    desk.session().closeArchive();
    QTRY_VERIFY(!desk.dialog());
    QVERIFY(!desk.session().integrity()->report());
    QVERIFY(!desk.guide().action()->isEnabled());
}

void TestIntegrity::withoutAnArchiveThereIsNothingToCheck()
{
    CheckedDesk desk;
    QVERIFY(desk.press(QKeySequence(Qt::CTRL | Qt::Key_I)));
    QVERIFY(!desk.dialog());
}

void TestIntegrity::aFilterForBrokenEventsChecksTheArchive()
{
    CheckedDesk desk;
    QVERIFY(desk.open(broken));
    QSignalSpy waiting(&desk.session(), &Session::waiting);
    desk.filter("continuity:broken");
    QTRY_COMPARE_WITH_TIMEOUT(desk.listed(), (std::vector<std::string> {"e2", "e1"}), 20000);
    const auto waits = waiting.count();
    QVERIFY(waits > 0);
    QVERIFY2(waiting.at(0).at(0).toString().contains(u"only after a check"_s), qPrintable(waiting.at(0).at(0).toString()));
    QVERIFY2(!desk.window().queryMessage()->isVisible(), "it was answered");
    QVERIFY2(!desk.dialog(), "nobody asked for the report");
    desk.filter("-continuity:broken");
    QTRY_COMPARE_WITH_TIMEOUT(desk.listed(), (std::vector<std::string> {"e3"}), 20000);
    QCOMPARE(waiting.count(), waits); // One check answers all questions.
}

void TestIntegrity::aFilterForSignaturesUsesTheKeys()
{
    CheckedDesk desk;
    QVERIFY(desk.addKey(u"log"_s, KeyKind::SanturaSigning, "test-log-signing-key"));
    QVERIFY(desk.open(login + QByteArray(login).replace("Zoë", "Ann").replace("3f2504e0", "4f2504e0")));
    desk.filter("verified:false");
    QTRY_COMPARE_WITH_TIMEOUT(desk.listed(), (std::vector<std::string> {"4f2504e0-4f89-41d3-9a0c-0305e82c3301"}), 20000);
    desk.filter("verified:true");
    QTRY_COMPARE_WITH_TIMEOUT(desk.listed(), (std::vector<std::string> {"3f2504e0-4f89-41d3-9a0c-0305e82c3301"}), 20000);
}

void TestIntegrity::aFilterIsAnsweredAgainWhenTheArchiveGrew()
{
    CheckedDesk desk;
    QVERIFY(desk.open(update(1, "a", "b") + update(2, "b", "c") + update(3, "c", "d")));
    desk.filter("continuity:broken");
    QTRY_VERIFY_WITH_TIMEOUT(desk.window().answer()->state.query == u"continuity:broken" && desk.listed().empty(), 20000);
    desk.session().addFiles({desk.folder().write(u"more.jsonl"_s, update(4, "x", "y"))});
    QTRY_COMPARE_WITH_TIMEOUT(desk.listed(), (std::vector<std::string> {"e4", "e3"}), 20000);
    QCOMPARE(desk.window().answer()->total, 4u);
}

void TestIntegrity::aFilterWaitsForTheKeychain()
{
    SlowKeychain slow;
    CheckedDesk desk(slow.finder());
    const auto keychain = std::make_shared<FakeKeychain>();
    QVERIFY(listKey(desk.settings(), keychain));
    QVERIFY(desk.open(login));
    desk.filter("verified:true");
    QTRY_VERIFY(slow.answer);
    const QLabel* message = desk.window().queryMessage();
    QVERIFY(message->isVisible());
    QVERIFY2(message->text().contains(u"The answer follows when it was checked."_s), qPrintable(message->text()));
    QCOMPARE(message->accessibleName(), u"The filter waits"_s);
    slow.answer(keychain);
    QTRY_COMPARE_WITH_TIMEOUT(desk.window().answer()->state.query, u"verified:true"_s, 20000);
    QTRY_COMPARE_WITH_TIMEOUT(desk.listed(), (std::vector<std::string> {"3f2504e0-4f89-41d3-9a0c-0305e82c3301"}), 20000);
    QVERIFY(!message->isVisible());
}

void TestIntegrity::theWordsAreOfferedWhileTyping()
{
    CheckedDesk desk;
    QVERIFY(desk.open(broken));
    QueryEdit* edit = desk.window().queryBar()->edit();
    desk.window().queryBar()->focusEdit();
    QTest::keyClicks(edit, u"contin"_s);
    QTest::keyClick(edit, Qt::Key_Tab);
    QTRY_COMPARE(edit->query(), u"continuity:"_s);
    QTest::keyClicks(edit, u"b"_s);
    QTest::keyClick(edit, Qt::Key_Tab);
    QTRY_COMPARE(edit->query().trimmed(), u"continuity:broken"_s);
    QTRY_COMPARE_WITH_TIMEOUT(desk.listed(), (std::vector<std::string> {"e2", "e1"}), 20000);
}

void TestIntegrity::theDemoTellsItsStory()
{
    CheckedDesk desk;
    QVERIFY(desk.addKey(u"santura"_s, KeyKind::SanturaSigning, "auditlens-demo-signing"));
    QVERIFY(desk.addKey(u"consent"_s, KeyKind::RedactoSigning, "auditlens-demo-redacto"));
    QSignalSpy imported(&desk.session(), &Session::importFinished);
    desk.session().open({sourcePath(u"resources/demo/export"_s)});
    QTRY_COMPARE_WITH_TIMEOUT(imported.count(), 1, 60000);
    QTRY_VERIFY_WITH_TIMEOUT(desk.window().answer() && desk.window().answer()->total > 4000 && desk.window().model()->entry(0), 20000);
    QVERIFY(desk.check());
    QCOMPARE(desk.findings()->model()->rowCount(), 3);
    const std::pair<IntegrityFinding::Kind, QString> story[] = {{IntegrityFinding::Kind::Signature, u"does not match"_s},
        {IntegrityFinding::Kind::Continuity, u"1 broken link(s)"_s}, {IntegrityFinding::Kind::Clock, u"1 clock(s) that do not fit"_s}};
    for (const auto& [kind, word] : story) {
        const auto* model = static_cast<const FindingModel*>(desk.findings()->model());
        int row = 0;
        while (row < model->rowCount() && model->at(row).kind != kind)
            ++row;
        QVERIFY2(row < 3, qPrintable(word));
        QVERIFY2(desk.follow(row), qPrintable(word));
        QTRY_VERIFY2(showsPill(desk.pane(), word), qPrintable(word));
    }
}

QTEST_MAIN(TestIntegrity)
#include "tst_integrity.moc"
