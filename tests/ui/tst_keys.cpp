// SPDX-License-Identifier: MIT
#include "revealwindow.h"

#include "keys/keydialog.h"
#include "keys/keysdialog.h"
#include "keys/secretedit.h"
#include "secrets/memorystore.h"
#include "secrets/nostore.h"

#include <QComboBox>
#include <QLineEdit>
#include <QMessageBox>
#include <QTableWidget>

using namespace auditlens;
using namespace auditlens::test;
using namespace Qt::StringLiterals;

namespace {

enum Column { Name, Kind, Fingerprint, Note, Generations };

/// The list of keys, open, over a keychain without entries.
class KeysDesk : public RevealWindow
{
public:
    explicit KeysDesk(std::shared_ptr<SecretStore> store = std::make_shared<FakeKeychain>()) : RevealWindow(std::move(store))
    {
        if (!Desk::press(QKeySequence(u"Ctrl+Shift+K"_s)) || !waitFor<KeysDialog>(&window()))
            qFatal("the list of keys does not open");
    }
    KeysDialog* keys() { return window().findChild<KeysDialog*>(); }
    QString cell(int row, int column) { return keys()->table()->item(row, column)->text(); }
    int rows() { return keys()->table()->rowCount(); }
    KeyDialog* edit(QPushButton* button)
    {
        press(button);
        return waitFor<KeyDialog>(keys());
    }
    bool add(const QString& name, const QString& key)
    {
        KeyDialog* dialog = edit(keys()->addButton());
        QTest::keyClicks(dialog->name(), name);
        QTest::keyClicks(dialog->note(), u"what it opens"_s);
        QTest::keyClicks(dialog->typed(), key);
        QTest::keyClick(dialog->typed(), Qt::Key_Return);
        return QTest::qWaitFor([&] { return !keys()->findChild<KeyDialog*>(); });
    }
    std::vector<std::string> read(const QString& name)
    {
        Awaited<Result<std::vector<Secret>>> found;
        revealer().keyring().read(name, found.receiver(), found.callback());
        const Result<std::vector<Secret>> read = *found.wait();
        std::vector<std::string> texts;
        for (std::size_t i = 0; read && i < read->size(); ++i)
            texts.emplace_back((*read)[i].reveal());
        return texts;
    }
};

} // namespace

/// The names of keys in the window; the keys are in the keychain.
class TestKeys : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTypedKeyIsAddedAndNotShown();
    void aKeyComesFromAFile();
    void replacingKeepsTheEarlierKey();
    void aKeyIsRenamed();
    void aKeyIsRemovedAfterAQuestion();
    void whatIsWrongIsSaid();
    void withoutAKeychainKeysAreForThisRun();
    void nothingCanBeDoneWithoutASelection();
};

void TestKeys::aTypedKeyIsAddedAndNotShown()
{
    KeysDesk desk;
    QCOMPARE(desk.rows(), 0);
    QVERIFY(desk.add(u"claims-2026"_s, u"top secret"_s));
    QCOMPARE(desk.rows(), 1);
    QCOMPARE(desk.cell(0, Name), u"claims-2026"_s);
    QCOMPARE(desk.cell(0, Kind), u"tiger sensitive key"_s);
    QCOMPARE(desk.cell(0, Fingerprint), QString::fromStdString(fingerprintOf(Secret::copyOf(std::string_view("top secret")))));
    QCOMPARE(desk.cell(0, Note), u"what it opens"_s);
    QVERIFY(desk.cell(0, Generations).startsWith(u"1, of 20"_s));
    QCOMPARE(desk.read(u"claims-2026"_s), std::vector<std::string> {"top secret"});
    QVERIFY(!readFile(desk.settingsPath()).contains("top secret"));
}

void TestKeys::aKeyComesFromAFile()
{
    KeysDesk desk;
    KeyDialog* dialog = desk.edit(desk.keys()->addButton());
    QTest::keyClicks(dialog->name(), u"signing"_s);
    dialog->kind()->setCurrentIndex(1);
    dialog->setFile(desk.folder().write(u"key.txt"_s, "from a file\n"));
    desk.press(dialog->saveButton());
    QTRY_COMPARE(desk.rows(), 1);
    QCOMPARE(desk.cell(0, Kind), u"santura signing key"_s);
    QCOMPARE(desk.read(u"signing"_s), std::vector<std::string> {"from a file"});
}

void TestKeys::replacingKeepsTheEarlierKey()
{
    KeysDesk desk;
    QVERIFY(desk.add(u"a"_s, u"one"_s));
    desk.keys()->table()->selectRow(0);
    KeyDialog* dialog = desk.edit(desk.keys()->replaceButton());
    QVERIFY(dialog && !dialog->name()->isVisible());
    QTest::keyClicks(dialog->typed(), u"two"_s);
    QTest::keyClick(dialog->typed(), Qt::Key_Return);
    QTRY_VERIFY(desk.cell(0, Generations).startsWith(u"2, the last of 20"_s));
    QCOMPARE(desk.read(u"a"_s), (std::vector<std::string> {"two", "one"}));
}

void TestKeys::aKeyIsRenamed()
{
    KeysDesk desk;
    QVERIFY(desk.add(u"a"_s, u"one"_s));
    desk.keys()->table()->selectRow(0);
    KeyDialog* dialog = desk.edit(desk.keys()->describeButton());
    QVERIFY(dialog && !dialog->typed()->isVisible());
    dialog->name()->clear();
    QVERIFY(!dialog->saveButton()->isEnabled());
    QTest::keyClicks(dialog->name(), u"b"_s);
    QTest::keyClick(dialog->name(), Qt::Key_Return);
    QTRY_COMPARE(desk.cell(0, Name), u"b"_s);
    QCOMPARE(desk.read(u"b"_s), std::vector<std::string> {"one"});
    QVERIFY(desk.keys()->removeButton()->isEnabled()); // It is still selected.
}

void TestKeys::aKeyIsRemovedAfterAQuestion()
{
    KeysDesk desk;
    QVERIFY(desk.add(u"a"_s, u"one"_s));
    desk.keys()->table()->selectRow(0);
    desk.press(desk.keys()->removeButton());
    auto* question = waitFor<QMessageBox>(desk.keys());
    QVERIFY(question && question->text().contains(u"\"a\""_s));
    QTest::keyClick(question, Qt::Key_Escape);
    QTRY_VERIFY(!desk.keys()->findChild<QMessageBox*>());
    QCOMPARE(desk.rows(), 1);
    desk.press(desk.keys()->removeButton());
    question = waitFor<QMessageBox>(desk.keys());
    QVERIFY(question);
    desk.press(buttonNamed<QPushButton>(question, u"Remove"_s));
    QTRY_COMPARE(desk.rows(), 0);
    QVERIFY(desk.read(u"a"_s).empty());
}

void TestKeys::whatIsWrongIsSaid()
{
    KeysDesk desk;
    QVERIFY(desk.add(u"a"_s, u"one"_s));
    KeyDialog* dialog = desk.edit(desk.keys()->addButton());
    QVERIFY(!dialog->saveButton()->isEnabled());
    QTest::keyClicks(dialog->name(), u"-a"_s);
    QVERIFY(dialog->message().contains(u"begins with a minus"_s));
    dialog->name()->clear();
    QTest::keyClicks(dialog->name(), u"A"_s);
    QTest::keyClicks(dialog->typed(), u"two"_s);
    QTest::keyClick(dialog->typed(), Qt::Key_Return);
    QTRY_VERIFY2(dialog->message().contains(u"There is a key \"A\" already."_s), qPrintable(dialog->message()));
    QCOMPARE(desk.rows(), 1);
    dialog->setFile(desk.folder().path(u"none"_s));
    desk.press(dialog->saveButton());
    QVERIFY2(dialog->message().contains(u"It is no file."_s), qPrintable(dialog->message()));
}

void TestKeys::withoutAKeychainKeysAreForThisRun()
{
    KeysDesk desk(std::make_shared<NoStore>(QString()));
    QVERIFY(desk.keys()->thisRunButton()->isVisible());
    desk.press(desk.keys()->thisRunButton());
    QVERIFY(!desk.keys()->thisRunButton()->isVisible());
    QVERIFY(desk.add(u"a"_s, u"one"_s));
    QCOMPARE(desk.read(u"a"_s), std::vector<std::string> {"one"});
    QVERIFY(!readFile(desk.settingsPath()).contains("name=a"));
}

void TestKeys::nothingCanBeDoneWithoutASelection()
{
    KeysDesk desk;
    QVERIFY(desk.add(u"a"_s, u"one"_s));
    desk.keys()->table()->clearSelection();
    for (QPushButton* button : {desk.keys()->replaceButton(), desk.keys()->describeButton(), desk.keys()->removeButton()})
        QVERIFY(!button->isEnabled());
    QVERIFY(desk.keys()->addButton()->isEnabled());
}

QTEST_MAIN(TestKeys)
#include "tst_keys.moc"
