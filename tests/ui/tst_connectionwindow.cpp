// SPDX-License-Identifier: MIT
#include "connectiondeskwindow.h"
#include "connections/requestdialog.h"
#include "live/liveguide.h"
#include "net/authorization.h"
#include "secrets/nostore.h"
#include "sync/livesources.h"

#include <QClipboard>
#include <QDir>
#include <QElapsedTimer>
#include <QTcpServer>
#include <QThreadPool>

using namespace auditlens;
using namespace auditlens::test;
using namespace Qt::StringLiterals;

namespace {

const char token[] = "hunter2-token-9d1f";

/// A dialog over the connection "Prod" to a Loki with a token, which was added by hand.
ConnectionDialog* editProd(ConnectionWindow& desk, const QUrl& url)
{
    ConnectionDialog* adding = desk.openDialog();
    desk.enterLoki(adding, url);
    desk.select(adding, "auth", "bearer");
    desk.type(desk.field(adding, "token"), QLatin1String(token));
    desk.press(adding->saveButton());
    if (!QTest::qWaitFor([&] { return desk.desk().find(u"Prod"_s) && !desk.window().findChild<ConnectionDialog*>(); }))
        return nullptr;
    desk.guide().editSource(u"Prod"_s);
    return waitFor<ConnectionDialog>(&desk.window());
}

} // namespace

/// "Add a source": from an empty form to a service that answers, and every way in which it does not.
class TestConnectionWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPersonConnectsByTyping();
    void whatIsMissingIsSaid();
    void theFailedStepIsShown_data();
    void theFailedStepIsShown();
    void aPortWhereNobodyListens();
    void aCertificateOfAnotherHost();
    void aStepIsSeenToBeTested();
    void stopEndsTheTestAtOnce();
    void whatIsEditedIsUntested();
    void requestsCanBeLookedAt();
    void noSecretIsShownOrWritten();
    void everyFieldIsReachedByKeyboard_data();
    void everyFieldIsReachedByKeyboard();
    void withoutAKeychainItSaysWhatToInstall();
    void aKeptSecretIsNotShown();
    void anotherAddressWantsTheSecretsAgain();
    void anotherProxyWantsItsPasswordAgain();
    void whatIsNotEncryptedIsSaid();
    void aWayThatIsLeftForgetsItsSecret();
    void whatCannotBeSavedIsTold();
    void itFitsASmallScreen();
    void whatIsAddedIsFetchedAndShown();
};

void TestConnectionWindow::aPersonConnectsByTyping()
{
    FakeProcess fake(u"faketiger"_s);
    ConnectionWindow desk;
    QSignalSpy asked(&desk.guide(), &ConnectionGuide::syncAsked);
    ConnectionDialog* dialog = desk.openDialog();
    QVERIFY(dialog);
    dialog->kind()->setFocus();
    QTest::keyClicks(dialog->kind(), u"tiger"_s);
    QCOMPARE(dialog->kind()->currentData().toByteArray(), QByteArray("tiger"));
    QVERIFY(!dialog->saveButton()->isEnabled());
    QTest::keyClick(dialog->kind(), Qt::Key_Tab);
    QTest::keyClicks(dialog->focusWidget(), u"Prod"_s);
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Tab);
    QTest::keyClicks(dialog->focusWidget(), fake.url().toString());
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Tab); // the way in, which is right
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Tab);
    QTest::keyClicks(dialog->focusWidget(), u"auditor"_s);
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Tab);
    QTest::keyClicks(dialog->focusWidget(), u"open sesame"_s);
    dialog->form()->row("proxy")->setValue(u"none"_s); // whatever this machine's is
    QVERIFY2(dialog->hint().contains(u"Not tested yet"_s), qPrintable(dialog->hint()));
    QVERIFY(desk.tested(dialog));
    QVERIFY2(desk.says(dialog, u"Permission to read: well"_s), qPrintable(dialog->steps()->lines().join(u'\n')));
    QVERIFY(!desk.says(dialog, u"failed"_s) && dialog->hint().isEmpty());
    desk.press(dialog->saveButton());
    QTRY_VERIFY(desk.desk().find(u"prod"_s));
    QTRY_COMPARE(asked.count(), 1);
    QCOMPARE(asked.front().front().toStringList(), QStringList {u"Prod"_s});
    const Connection& added = desk.desk().find(u"prod"_s)->connection;
    QCOMPARE(added.values, (std::map<QByteArray, QString> {{"url", fake.url().toString()}, {"user", u"auditor"_s}, {"proxy", u"none"_s}}));
    QCOMPARE(added.secrets.at("password"), SecretPlace::Keychain);
    QTRY_VERIFY(!desk.window().findChild<ConnectionDialog*>());
}

void TestConnectionWindow::whatIsMissingIsSaid()
{
    ConnectionWindow desk;
    ConnectionDialog* dialog = desk.openDialog();
    QVERIFY(dialog);
    desk.choose(dialog, "tiger");
    QCOMPARE(dialog->hint(), u"Still to be entered: Name, Address, User, Password."_s);
    QVERIFY(!dialog->testButton()->isEnabled() && !dialog->saveButton()->isEnabled());
    desk.type(dialog->name(), u"-x"_s);
    QVERIFY(dialog->message().contains(u"begins with a minus"_s));
    desk.choose(dialog, "loki");
    QVERIFY(!dialog->form()->row("token")->isVisible());
    desk.select(dialog, "auth", "bearer");
    QVERIFY(dialog->form()->row("token")->isVisible() && !dialog->form()->row("password")->isVisible());
    QVERIFY(dialog->hint().contains(u"Token"_s));
}

void TestConnectionWindow::theFailedStepIsShown_data()
{
    QTest::addColumn<QByteArray>("misbehaviour");
    QTest::addColumn<QByteArray>("argument");
    QTest::addColumn<QString>("step");
    QTest::newRow("password") << QByteArray("status") << QByteArray("401:no") << u"Credentials"_s;
    QTest::newRow("right") << QByteArray("status") << QByteArray("403:no") << u"Permission to read"_s;
    QTest::newRow("login page") << QByteArray("html") << QByteArray() << u"Answer of the service"_s;
}

void TestConnectionWindow::theFailedStepIsShown()
{
    QFETCH(QByteArray, misbehaviour);
    QFETCH(QByteArray, argument);
    QFETCH(QString, step);
    FakeProcess fake(u"fakeloki"_s);
    fake.misbehave(misbehaviour, 10, argument);
    ConnectionWindow desk;
    ConnectionDialog* dialog = desk.openDialog();
    QVERIFY(dialog);
    desk.enterLoki(dialog, fake.url());
    QVERIFY(desk.tested(dialog));
    QVERIFY2(desk.says(dialog, step + u": failed"_s), qPrintable(dialog->steps()->lines().join(u'\n')));
    QVERIFY(desk.says(dialog, u"Records: not known"_s) && desk.says(dialog, u"Name of the host: well"_s));
    QVERIFY2(dialog->hint().contains(u"nevertheless"_s), qPrintable(dialog->hint()));
    desk.press(dialog->saveButton());
    QTRY_VERIFY(desk.desk().find(u"Prod"_s));
}

void TestConnectionWindow::aPortWhereNobodyListens()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    const QUrl url(u"http://127.0.0.1:%1"_s.arg(server.serverPort()));
    server.close();
    ConnectionWindow desk;
    ConnectionDialog* dialog = desk.openDialog();
    QVERIFY(dialog);
    desk.enterLoki(dialog, url);
    QVERIFY(desk.tested(dialog));
    QVERIFY2(desk.says(dialog, u"Way to the service: failed"_s), qPrintable(dialog->steps()->lines().join(u'\n')));
    QVERIFY(desk.says(dialog, u"Certificate (TLS): not known"_s));
}

void TestConnectionWindow::aCertificateOfAnotherHost()
{
    if (certificateFolder().isEmpty())
        QSKIP("There is no openssl to make certificates with.");
    FakeProcess fake(u"fakeloki"_s, {u"--tls"_s, u"wronghost"_s});
    ConnectionWindow desk;
    ConnectionDialog* dialog = desk.openDialog();
    QVERIFY(dialog);
    desk.enterLoki(dialog, fake.url());
    desk.press(dialog->form()->moreButton());
    desk.type(desk.field(dialog, "tls_authorities"), certificateFolder() + u"/ca.pem"_s);
    QVERIFY(desk.tested(dialog));
    QVERIFY2(desk.says(dialog, u"Certificate (TLS): failed"_s), qPrintable(dialog->steps()->lines().join(u'\n')));
}

void TestConnectionWindow::aStepIsSeenToBeTested()
{
    FakeProcess fake(u"fakeloki"_s);
    fake.misbehave("hang", 10);
    ConnectionWindow desk;
    ConnectionDialog* dialog = desk.openDialog();
    QVERIFY(dialog);
    desk.enterLoki(dialog, fake.url());
    desk.press(dialog->testButton());
    QTRY_VERIFY2(desk.says(dialog, u"Answer of the service: being tested"_s), qPrintable(dialog->steps()->lines().join(u'\n')));
    QVERIFY(desk.says(dialog, u"Name of the host: well"_s) && desk.says(dialog, u"Certificate (TLS): not encrypted"_s));
    QVERIFY(desk.says(dialog, u"Credentials: not tested yet"_s));
    QCOMPARE(dialog->steps()->lines().size(), qsizetype(connectionSteps.size()));
    QTRY_COMPARE(dialog->steps()->visibleRegion().boundingRect(), dialog->steps()->rect()); // without scrolling
}

void TestConnectionWindow::stopEndsTheTestAtOnce()
{
    FakeProcess fake(u"fakeloki"_s);
    fake.misbehave("hang", 10);
    ConnectionWindow desk;
    ConnectionDialog* dialog = desk.openDialog();
    QVERIFY(dialog);
    desk.enterLoki(dialog, fake.url());
    desk.press(dialog->testButton());
    QTRY_COMPARE(fake.requests().size(), 1);
    QCOMPARE(dialog->testButton()->text(), u"Stop"_s);
    QElapsedTimer timer;
    timer.start();
    desk.press(dialog->testButton());
    QCOMPARE(dialog->testButton()->text(), u"Test"_s);
    QVERIFY(dialog->steps()->lines().isEmpty());
    QVERIFY(QThreadPool::globalInstance()->waitForDone(2000)); // nothing of it goes on
    QVERIFY(timer.elapsed() < 2000);
    QCoreApplication::processEvents();
    QVERIFY(dialog->steps()->lines().isEmpty());
}

void TestConnectionWindow::whatIsEditedIsUntested()
{
    FakeProcess fake(u"fakeloki"_s);
    ConnectionWindow desk;
    ConnectionDialog* dialog = desk.openDialog();
    QVERIFY(dialog);
    desk.enterLoki(dialog, fake.url());
    QVERIFY(desk.tested(dialog));
    QVERIFY(dialog->hint().isEmpty());
    QTest::keyClicks(desk.field(dialog, "tenant"), u"x"_s);
    QVERIFY(dialog->steps()->lines().isEmpty());
    QVERIFY(dialog->hint().contains(u"Not tested yet"_s));
}

void TestConnectionWindow::requestsCanBeLookedAt()
{
    FakeProcess fake(u"fakeloki"_s);
    ConnectionWindow desk;
    ConnectionDialog* dialog = desk.openDialog();
    QVERIFY(dialog);
    QVERIFY(!dialog->requestsButton()->isVisible());
    desk.enterLoki(dialog, fake.url());
    QVERIFY(desk.tested(dialog));
    dialog->requestsButton()->setFocus();
    QTest::keyClick(dialog->requestsButton(), Qt::Key_Space);
    auto* requests = waitFor<RequestDialog>(dialog);
    QVERIFY(requests);
    QCOMPARE(requests->table()->rowCount(), int(fake.requests().size()));
    QVERIFY(requests->table()->item(0, 2)->text().startsWith(fake.url().toString()));
    QVERIFY(requests->details()->toPlainText().contains(u"Answer 200 after"_s));
    requests->table()->selectRow(0);
    QVERIFY(requests->details()->toPlainText().contains(requests->table()->item(0, 2)->text()));
    desk.press(requests->copyButton());
    QVERIFY(QGuiApplication::clipboard()->text().contains(u"GET "_s));
}

void TestConnectionWindow::noSecretIsShownOrWritten()
{
    FakeProcess fake(u"fakeloki"_s, {}, {u"FAKE_LOKI_AUTH=Bearer "_s + QLatin1String(token)});
    fake.misbehave("honest", 1);
    fake.misbehave("status", 1, QByteArray("400:you sent Bearer ") + token);
    ConnectionWindow desk;
    ConnectionDialog* dialog = desk.openDialog();
    QVERIFY(dialog);
    desk.enterLoki(dialog, fake.url());
    desk.select(dialog, "auth", "bearer");
    desk.type(desk.field(dialog, "token"), QLatin1String(token));
    QVERIFY(desk.tested(dialog));
    QVERIFY(desk.says(dialog, u"failed"_s));
    desk.press(dialog->requestsButton());
    QVERIFY(waitFor<RequestDialog>(dialog));
    const QString shown = allTexts();
    QVERIFY(shown.contains(u"Authorization"_s, Qt::CaseInsensitive)); // The header is named.
    QVERIFY2(!shown.contains(u"hunter2"_s), qPrintable(shown));
    dialog->findChild<RequestDialog*>()->close();
    desk.press(dialog->saveButton());
    QTRY_VERIFY(desk.desk().find(u"Prod"_s));
    desk.guide().showAll();
    QVERIFY(!allTexts().contains(u"hunter2"_s));
    QVERIFY(desk.keptFile(u"Prod"_s).contains("keychain"));
    for (const QFileInfo& file : QDir(desk.folder().path({})).entryInfoList(QDir::Files | QDir::Hidden))
        QVERIFY2(!readFile(file.filePath()).contains("hunter2"), qPrintable(file.filePath()));
    QVERIFY(!desk.keptFile(u"Prod"_s).contains("hunter2"));
}

void TestConnectionWindow::everyFieldIsReachedByKeyboard_data()
{
    QTest::addColumn<QByteArray>("kind");
    for (const SourceKind& kind : sourceKinds())
        QTest::newRow(kind.id.constData()) << kind.id;
}

/// With every choice that shows a field.
void TestConnectionWindow::everyFieldIsReachedByKeyboard()
{
    QFETCH(QByteArray, kind);
    ConnectionWindow desk;
    ConnectionDialog* dialog = desk.openDialog();
    QVERIFY(dialog);
    desk.choose(dialog, kind);
    dialog->form()->setMoreShown(true);
    std::vector<BackendField> fields = sourceKinds()[std::size_t(dialog->kind()->currentIndex())].fields;
    fields.insert(fields.end(), networkFields().begin(), networkFields().end());
    for (const BackendField& field : fields) {
        if (!field.when.field.isEmpty())
            desk.select(dialog, field.when.field, field.when.values.constFirst());
        QWidget* editor = desk.field(dialog, field.name);
        QVERIFY2(editor->isVisible(), field.name.constData());
        QVERIFY(editor->accessibleName().contains(field.label) && !editor->accessibleDescription().isEmpty());
        dialog->name()->setFocus();
        QSet<QWidget*> met;
        for (QWidget* at = dialog->focusWidget(); at && at != editor && !met.contains(at); at = dialog->focusWidget()) {
            met << at;
            QTest::keyClick(at, Qt::Key_Tab);
        }
        QVERIFY2(dialog->focusWidget() == editor, field.name.constData());
    }
}

void TestConnectionWindow::withoutAKeychainItSaysWhatToInstall()
{
    ConnectionWindow desk(std::make_shared<NoStore>(QString()));
    ConnectionDialog* dialog = desk.openDialog();
    QVERIFY(dialog);
    desk.enterLoki(dialog, QUrl(u"https://loki.example.org"_s));
    QVERIFY(!dialog->thisRunButton()->isVisible());
    desk.select(dialog, "auth", "bearer");
    QVERIFY(dialog->thisRunButton()->isVisible());
    QVERIFY(allTexts().contains(u"Install gnome-keyring"_s));
    desk.type(desk.field(dialog, "token"), QLatin1String(token));
    desk.press(dialog->saveButton());
    QTRY_VERIFY2(dialog->message().contains(u"no keychain"_s), qPrintable(dialog->message()));
    QVERIFY(desk.desk().entries().empty());
    desk.press(dialog->thisRunButton());
    QVERIFY(!dialog->thisRunButton()->isVisible());
    QVERIFY(dialog->form()->row("token")->editor()->accessibleDescription().contains(u"until AuditLens ends"_s));
    desk.press(dialog->saveButton());
    QTRY_VERIFY(desk.desk().find(u"Prod"_s));
    QCOMPARE(desk.desk().find(u"Prod"_s)->connection.secrets.at("token"), SecretPlace::EachRun);
}

void TestConnectionWindow::aKeptSecretIsNotShown()
{
    FakeProcess fake(u"fakeloki"_s, {}, {u"FAKE_LOKI_AUTH=Bearer "_s + QLatin1String(token)});
    ConnectionWindow desk;
    ConnectionDialog* dialog = editProd(desk, fake.url());
    QVERIFY(dialog);
    auto* line = qobject_cast<QLineEdit*>(desk.field(dialog, "token"));
    QVERIFY(line->text().isEmpty() && line->placeholderText().startsWith(u"Kept"_s));
    QVERIFY(!dialog->kind()->isEnabled());
    QVERIFY(!allTexts().contains(u"hunter2"_s));
    QVERIFY(desk.tested(dialog)); // with the one that is kept
    QVERIFY2(desk.says(dialog, u"Credentials: well"_s), qPrintable(dialog->steps()->lines().join(u'\n')));
    desk.type(dialog->name(), u"Live"_s);
    desk.press(dialog->saveButton());
    QTRY_VERIFY(desk.desk().find(u"Live"_s) && !desk.desk().find(u"Prod"_s));
    QCOMPARE(desk.desk().find(u"Live"_s)->connection.secrets.at("token"), SecretPlace::Keychain);
}

void TestConnectionWindow::anotherAddressWantsTheSecretsAgain()
{
    FakeProcess fake(u"fakeloki"_s);
    ConnectionWindow desk;
    ConnectionDialog* dialog = editProd(desk, fake.url());
    QVERIFY(dialog && dialog->saveButton()->isEnabled());
    desk.type(desk.field(dialog, "url"), u"https://elsewhere.example.org"_s);
    QVERIFY(!dialog->saveButton()->isEnabled() && !dialog->testButton()->isEnabled());
    QVERIFY2(dialog->hint().contains(u"Token"_s), qPrintable(dialog->hint()));
    QVERIFY(dialog->form()->row("token")->editor()->accessibleDescription().contains(u"another address"_s));
    desk.type(desk.field(dialog, "token"), u"for-elsewhere"_s);
    QVERIFY(dialog->saveButton()->isEnabled());
    desk.press(dialog->saveButton());
    QTRY_COMPARE(desk.desk().find(u"Prod"_s)->connection.values.at("url"), u"https://elsewhere.example.org"_s);
}

void TestConnectionWindow::anotherProxyWantsItsPasswordAgain()
{
    ConnectionWindow desk;
    ConnectionDialog* dialog = editProd(desk, QUrl(u"https://loki.example.org"_s));
    QVERIFY(dialog);
    desk.select(dialog, "proxy", "http");
    desk.type(desk.field(dialog, "proxy_address"), u"proxy.example.org:3128"_s);
    desk.type(desk.field(dialog, "proxy_user"), u"me"_s);
    desk.type(desk.field(dialog, "proxy_password"), u"battery-staple"_s);
    desk.press(dialog->saveButton());
    QTRY_VERIFY(!desk.window().findChild<ConnectionDialog*>());
    desk.guide().editSource(u"Prod"_s);
    dialog = waitFor<ConnectionDialog>(&desk.window());
    QVERIFY(dialog && dialog->saveButton()->isEnabled());
    desk.type(desk.field(dialog, "proxy_address"), u"proxy.example.com:3128"_s);
    QCOMPARE(dialog->hint(), u"Still to be entered: Password of the proxy."_s); // and nothing of the service
    QVERIFY(!dialog->saveButton()->isEnabled() && !dialog->testButton()->isEnabled());
    desk.type(desk.field(dialog, "proxy_password"), u"correct-horse"_s);
    QVERIFY(dialog->saveButton()->isEnabled());
    desk.press(dialog->saveButton());
    QTRY_COMPARE(desk.desk().find(u"Prod"_s)->connection.values.at("proxy_address"), u"proxy.example.com:3128"_s);
}

void TestConnectionWindow::whatIsNotEncryptedIsSaid()
{
    ConnectionWindow desk;
    ConnectionDialog* dialog = desk.openDialog();
    QVERIFY(dialog);
    desk.enterLoki(dialog, QUrl(u"http://loki.example.org"_s));
    const auto warns = [&] { return desk.field(dialog, "url")->accessibleDescription().contains(u"Not encrypted"_s); };
    QVERIFY(warns());
    for (const QString& address : {u"https://loki.example.org"_s, u"http://127.0.0.1:3100"_s, u"http://localhost:3100"_s, u"http://[::1]:3100"_s}) {
        desk.type(desk.field(dialog, "url"), address);
        QVERIFY2(!warns(), qPrintable(address));
    }
}

void TestConnectionWindow::aWayThatIsLeftForgetsItsSecret()
{
    FakeProcess fake(u"fakeloki"_s);
    const auto store = std::make_shared<FakeKeychain>();
    ConnectionWindow desk(store);
    ConnectionDialog* dialog = editProd(desk, fake.url());
    QVERIFY(dialog && !store->empty());
    desk.select(dialog, "auth", "none");
    desk.press(dialog->saveButton());
    QTRY_VERIFY(desk.desk().find(u"Prod"_s)->connection.secrets.empty());
    QTRY_VERIFY(store->empty());
}

void TestConnectionWindow::whatCannotBeSavedIsTold()
{
    ConnectionWindow desk;
    ConnectionDialog* dialog = desk.openDialog();
    QVERIFY(dialog);
    desk.enterLoki(dialog, QUrl(u"ftp://loki.example.org"_s));
    desk.press(dialog->saveButton());
    QTRY_VERIFY2(dialog->message().contains(u"no address of the web"_s), qPrintable(dialog->message()));
    QCOMPARE(dialog->focusWidget(), desk.field(dialog, "url"));
    desk.type(desk.field(dialog, "url"), u"loki.example.org"_s);
    QVERIFY(desk.tested(dialog));
    QVERIFY2(desk.says(dialog, u"Enter \"https://loki.example.org\""_s), qPrintable(dialog->steps()->lines().join(u'\n')));
    QVERIFY2(dialog->hint().contains(u"correct what is said"_s), qPrintable(dialog->hint())); // it cannot be added like this
    QVERIFY(desk.desk().entries().empty() && dialog->isVisible());
}

void TestConnectionWindow::itFitsASmallScreen()
{
    ConnectionWindow desk;
    ConnectionDialog* dialog = desk.openDialog();
    QVERIFY(dialog);
    for (const SourceKind& kind : sourceKinds()) {
        desk.choose(dialog, kind.id);
        dialog->form()->setMoreShown(true);
        QCoreApplication::processEvents();
        QVERIFY2(dialog->minimumSizeHint().width() <= 1000 && dialog->height() <= 660, kind.id.constData());
    }
}

/// From the dialog to the list of events, and back from the list of sources.
void TestConnectionWindow::whatIsAddedIsFetchedAndShown()
{
    FakeProcess fake(u"fakeloki"_s, {}, {u"FAKE_LOKI_AUTH=Bearer "_s + QLatin1String(token)});
    recentHistory(120).pushTo(fake, bearerAuthorization(Secret::copyOf(std::string_view(token))));
    ConnectionWindow desk;
    SourceSyncer syncer(desk.desk().folder(), [&desk](const auto&... asked) { desk.desk().open(asked...); }, allFormats());
    LiveGuide live(&desk.session(), &desk.window(), &syncer);
    desk.guide().attach(&live);
    ConnectionDialog* dialog = desk.openDialog();
    QVERIFY(dialog);
    desk.enterLoki(dialog, fake.url());
    desk.select(dialog, "auth", "bearer");
    desk.type(desk.field(dialog, "token"), QLatin1String(token));
    desk.type(dialog->archive(), desk.folder().path(u"prod.auditlens"_s));
    QVERIFY(desk.tested(dialog));
    QVERIFY2(desk.says(dialog, u"Records: well"_s), qPrintable(dialog->steps()->lines().join(u'\n')));
    desk.press(dialog->saveButton());
    QTRY_VERIFY_WITH_TIMEOUT(desk.window().answer() && desk.window().answer()->total == 120, 20000);
    const QString id = desk.desk().find(u"Prod"_s)->connection.id;
    live.act(id, SourceStep::Requests);
    auto* requests = waitFor<RequestDialog>(&desk.window());
    QVERIFY(requests && requests->table()->rowCount() > 0);
    QVERIFY(!allTexts().contains(u"hunter2"_s));
    requests->close();
    live.act(id, SourceStep::Edit);
    QTRY_VERIFY(desk.window().findChild<ConnectionDialog*>());
    QTRY_COMPARE(desk.window().findChild<ConnectionDialog*>()->windowTitle(), u"Edit \"Prod\""_s);
}

QTEST_MAIN(TestConnectionWindow)
#include "tst_connectionwindow.moc"
