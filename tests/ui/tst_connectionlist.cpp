// SPDX-License-Identifier: MIT
#include "connectiondeskwindow.h"
#include "connections/connectionnamedialog.h"
#include "connections/connectionsdialog.h"
#include "connections/connectiontext.h"
#include "connections/questiondialog.h"
#include "importing/welcomepage.h"
#include "widgets/cardbutton.h"

#include <QFile>
#include <QLabel>
#include <QMessageBox>

using namespace auditlens;
using namespace auditlens::test;
using namespace Qt::StringLiterals;

namespace {

/// The list of connections, open, with one Loki in it.
class ListWindow : public ConnectionWindow
{
public:
    ListWindow()
    {
        if (!add(loki(u"Prod"_s)))
            qFatal("the connection is not added");
        guide().showAll();
        if (!waitFor<ConnectionsDialog>(&window()))
            qFatal("the list does not open");
    }
    Connection loki(const QString& name)
    {
        Connection connection;
        connection.name = name;
        connection.backend = "loki";
        connection.values = {{"url", u"https://loki.example.org"_s}, {"auth", u"bearer"_s}};
        connection.archive = folder().path(name + u".auditlens"_s);
        return connection;
    }
    bool add(const Connection& connection)
    {
        const GivenSecrets secrets {{"token", std::make_shared<const Secret>(Secret::copyOf(std::string_view("hunter2")))}};
        bool done = false;
        desk().add(connection, secrets, &window(), [&done](const Result<Connection>& added) { done = added.ok(); });
        return QTest::qWaitFor([&] { return done; });
    }
    ConnectionsDialog* list() { return window().findChild<ConnectionsDialog*>(); }
    QString cell(int row, int column) { return list()->table()->item(row, column)->text(); }
    QStringList names()
    {
        QStringList names;
        for (int row = 0; row < list()->table()->rowCount(); ++row)
            names << cell(row, 0);
        return names;
    }
    bool giveName(const QString& name)
    {
        auto* dialog = waitFor<ConnectionNameDialog>(list());
        if (!dialog)
            return false;
        dialog->name()->selectAll();
        QTest::keyClicks(dialog->name(), name);
        QTest::keyClick(dialog->name(), Qt::Key_Return);
        return QTest::qWaitFor([&] { return names().contains(name); });
    }
};

} // namespace

/// The list of connections, what becomes of them, and what they would be asked.
class TestConnectionList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theListSaysWhatThereIs();
    void aCopyHasItsOwnNameAndSecrets();
    void renamingKeepsIt();
    void oneIsDisabledAndEnabled();
    void oneIsRemovedAfterAQuestion();
    void anExportIsAddedSomewhereElse();
    void whatAnotherProgramChangesIsShown();
    void aDamagedFileIsToldAndCanBeRemoved();
    void theWelcomePageConnects();
    void questionsSayWhatIsSentAndWhatStays();
};

void TestConnectionList::theListSaysWhatThereIs()
{
    ListWindow desk;
    QCOMPARE(desk.cell(0, 0), u"Prod"_s);
    QCOMPARE(desk.cell(0, 1), u"enabled"_s);
    QCOMPARE(desk.cell(0, 2), u"Grafana Loki (Redacto)"_s);
    QCOMPARE(desk.cell(0, 3), u"https://loki.example.org"_s);
    QVERIFY(desk.cell(0, 4).endsWith(u"Prod.auditlens"_s));
    for (QPushButton* button : {desk.list()->editButton(), desk.list()->renameButton(), desk.list()->removeButton()})
        QVERIFY(button->isEnabled()); // The first one is selected.
    Connection cloud;
    cloud.backend = "cloudwatch";
    cloud.values = {{"group", u"/app/audit"_s}};
    QCOMPARE(addressText(cloud), u"eu-west-1 /app/audit"_s);
}

void TestConnectionList::aCopyHasItsOwnNameAndSecrets()
{
    ListWindow desk;
    desk.list()->table()->selectRow(0);
    desk.press(desk.list()->duplicateButton());
    QVERIFY(desk.giveName(u"Prod 2"_s));
    const Connection& copy = desk.desk().find(u"Prod 2"_s)->connection;
    QVERIFY(copy.id != desk.desk().find(u"Prod"_s)->connection.id && copy.secrets.contains("token"));
    QVERIFY(copy.archive != desk.desk().find(u"Prod"_s)->connection.archive);
    QTRY_COMPARE(desk.cell(desk.list()->table()->currentRow(), 0), u"Prod 2"_s);
}

void TestConnectionList::renamingKeepsIt()
{
    ListWindow desk;
    desk.list()->table()->selectRow(0);
    desk.press(desk.list()->renameButton());
    QVERIFY(desk.giveName(u"Live"_s));
    QCOMPARE(desk.names(), QStringList {u"Live"_s});
    QVERIFY(desk.list()->renameButton()->isEnabled()); // It is still selected.
}

void TestConnectionList::oneIsDisabledAndEnabled()
{
    ListWindow desk;
    desk.list()->table()->selectRow(0);
    desk.list()->enableButton()->setFocus();
    desk.press(desk.list()->enableButton());
    QTRY_COMPARE(desk.cell(0, 1), u"disabled"_s);
    QCOMPARE(desk.list()->focusWidget(), desk.list()->enableButton()); // Enter would enable it again.
    QCOMPARE(desk.list()->enableButton()->text(), u"Enable"_s);
    QVERIFY(!desk.desk().find(u"Prod"_s)->connection.enabled);
    desk.press(desk.list()->enableButton());
    QTRY_COMPARE(desk.cell(0, 1), u"enabled"_s);
}

void TestConnectionList::oneIsRemovedAfterAQuestion()
{
    ListWindow desk;
    desk.list()->table()->selectRow(0);
    desk.press(desk.list()->removeButton());
    auto* question = waitFor<QMessageBox>(desk.list());
    QVERIFY(question && question->text().contains(u"Its archive stays"_s));
    QTest::keyClick(question, Qt::Key_Return);
    QTRY_VERIFY(!desk.list()->findChild<QMessageBox*>());
    QCOMPARE(desk.names().size(), 1);
    desk.press(desk.list()->removeButton());
    question = waitFor<QMessageBox>(desk.list());
    QVERIFY(question);
    desk.press(buttonNamed<QPushButton>(question, u"Remove"_s));
    QTRY_VERIFY(desk.names().isEmpty());
}

void TestConnectionList::anExportIsAddedSomewhereElse()
{
    ListWindow desk;
    desk.list()->table()->selectRow(0);
    const QString file = desk.folder().path(u"shared.json"_s);
    desk.list()->exportTo(file);
    const QByteArray text = readFile(file);
    QVERIFY(text.contains("loki.example.org") && !text.contains("hunter2") && !text.contains("auditlens\""));
    desk.list()->importFrom(file);
    auto* dialog = waitFor<ConnectionDialog>(desk.list());
    QVERIFY(dialog);
    QCOMPARE(qobject_cast<QLineEdit*>(desk.field(dialog, "url"))->text(), u"https://loki.example.org"_s);
    QVERIFY(dialog->message().contains(u"already"_s) && dialog->hint().contains(u"Token"_s));
    desk.type(dialog->name(), u"Copy"_s);
    desk.type(desk.field(dialog, "token"), u"mine"_s);
    desk.press(dialog->saveButton());
    QTRY_COMPARE(desk.names(), (QStringList {u"Copy"_s, u"Prod"_s}));
    desk.list()->importFrom(desk.folder().write(u"no.json"_s, "{}"));
    QVERIFY2(desk.list()->message().contains(u"Cannot read the connection"_s), qPrintable(desk.list()->message()));
}

void TestConnectionList::whatAnotherProgramChangesIsShown()
{
    ListWindow desk;
    const ConnectionFolder other(desk.folder().path(u"connections"_s));
    Connection more = desk.loki(u"Other"_s);
    more.id = u"0123456789abcdef0123456789abcdef"_s;
    QVERIFY(other.save(more));
    QTRY_COMPARE(desk.names(), (QStringList {u"Other"_s, u"Prod"_s}));
    QVERIFY(other.remove(u"Prod"_s));
    QTRY_COMPARE(desk.names(), QStringList {u"Other"_s});
}

void TestConnectionList::aDamagedFileIsToldAndCanBeRemoved()
{
    ListWindow desk;
    QFile file(desk.folder().path(u"connections/torn.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("{\"auditlens") > 0);
    file.close();
    QTRY_COMPARE(desk.names(), (QStringList {u"Prod"_s, u"torn"_s}));
    QTRY_COMPARE(desk.cell(1, 1), u"cannot be read"_s);
    desk.list()->table()->selectRow(1);
    QVERIFY2(desk.list()->message().contains(u"It is not JSON"_s), qPrintable(desk.list()->message()));
    QVERIFY(!desk.list()->editButton()->isEnabled());
    desk.press(desk.list()->removeButton());
    auto* question = waitFor<QMessageBox>(desk.list());
    QVERIFY(question);
    desk.press(buttonNamed<QPushButton>(question, u"Remove"_s));
    QTRY_COMPARE(desk.names(), QStringList {u"Prod"_s});
}

void TestConnectionList::theWelcomePageConnects()
{
    ListWindow desk;
    desk.list()->close();
    auto* card = buttonNamed<CardButton>(desk.window().welcomePage(), u"Connect a source…"_s);
    QVERIFY(card);
    QTest::mouseClick(card, Qt::LeftButton);
    QVERIFY(waitFor<ConnectionDialog>(&desk.window()));
}

void TestConnectionList::questionsSayWhatIsSentAndWhatStays()
{
    ListWindow desk;
    QVERIFY(desk.add(desk.loki(u"Off"_s)) && desk.desk().setEnabled(u"Off"_s, false));
    QVERIFY(!desk.guide().questionsAction()->isEnabled());
    QVERIFY(desk.open("{\"id\": \"e1\", \"timestamp\": \"2026-03-01T02:00:00Z\", \"action\": \"update\", \"model\": \"policies.Policy\", \"object_id\": \"42\", \"diff\": {}}\n"));
    desk.guide().questionsAction()->trigger();
    auto* questions = waitFor<QuestionDialog>(&desk.window());
    QVERIFY(questions);
    const auto shown = [&] {
        QStringList texts;
        for (const QLabel* label : questions->findChildren<QLabel*>())
            texts << label->text();
        return texts.join(u'\n');
    };
    QVERIFY2(shown().contains(u"Complete: the service answers all of it."_s), qPrintable(shown()));
    QVERIFY(shown().contains(u"Prod"_s) && !shown().contains(u"Off"_s));
    QVERIFY(shown().contains(u"000 records in one answer."_s) && shown().contains(u"is unknown"_s));
    desk.session().look({u"actor:alice hour:3"_s, {}, QTimeZone::utc(), false, false});
    QTRY_VERIFY2(shown().contains(u"Partial:"_s), qPrintable(shown()));
    QVERIFY2(shown().contains(u"alice"_s) && shown().contains(u"hour in 3"_s), qPrintable(shown()));
    QVERIFY(desk.desk().setEnabled(u"Prod"_s, false));
    QTRY_VERIFY(shown().contains(u"No source is enabled"_s));
}

QTEST_MAIN(TestConnectionList)
#include "tst_connectionlist.moc"
