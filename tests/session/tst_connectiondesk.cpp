// SPDX-License-Identifier: MIT
#include "fakes/fakeprocess.h"
#include "fakes/frameworktoken.h"
#include "secrets/fakekeychain.h"
#include "secrets/nostore.h"
#include "session/connectiondesk.h"
#include "session/requestlines.h"
#include "support/importing.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

using namespace auditlens;
using namespace auditlens::test;
using namespace Qt::StringLiterals;

/// What the window is given of the person's connections.
class TestConnectionDesk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void everyChangeIsToldOnce();
    void theKeychainIsLookedForWhenItIsNeeded();
    void aKeychainThatComesLaterIsFound();
    void secretsCanBeKeptForThisRun();
    void aTestUsesWhatIsKept();
    void aTestSendsNothingKeptToAnotherServer();
    void everyStepOfATestIsTold();
    void aSlowServiceIsSeenToBeTested();
    void theLaterTestAnswers();
    void nobodyIsAnsweredWhoIsGone();
    void whatWasSentIsToldWithoutSecrets();
    void aServiceSaysWhatItsTokenMay();

private:
    ConnectionDesk& desk() { return *m_desk; }
    static Connection loki(const QUrl& url);
    static GivenSecrets token();
    bool add(const Connection& connection);
    std::optional<ConnectionTrial> tested(const QString& name, const Connection& connection, const GivenSecrets& secrets = {});

    std::unique_ptr<QTemporaryDir> m_dir;
    std::shared_ptr<SecretStore> m_store;
    int m_looked = 0;
    std::unique_ptr<ConnectionDesk> m_desk;
};

void TestConnectionDesk::init()
{
    m_desk.reset();
    m_dir = std::make_unique<QTemporaryDir>();
    m_store = std::make_shared<FakeKeychain>();
    m_looked = 0;
    const auto find = [this](QObject*, const auto& answer) {
        ++m_looked;
        answer(m_store);
    };
    m_desk = std::make_unique<ConnectionDesk>(ConnectionFolder(m_dir->filePath(u"connections"_s)), find, allFormats());
}

Connection TestConnectionDesk::loki(const QUrl& url)
{
    Connection connection;
    connection.name = u"Prod"_s;
    connection.backend = "loki";
    connection.values = {{"url", url.toString()}, {"auth", u"bearer"_s}, {"proxy", u"none"_s}};
    connection.archive = u"prod.auditlens"_s;
    return connection;
}

GivenSecrets TestConnectionDesk::token()
{
    return {{"token", std::make_shared<const Secret>(Secret::copyOf(std::string_view("hunter2")))}};
}

bool TestConnectionDesk::add(const Connection& connection)
{
    std::optional<bool> done;
    desk().add(connection, token(), this, [&done](const Result<Connection>& added) { done = added.ok(); });
    return QTest::qWaitFor([&] { return done.has_value(); }) && *done;
}

std::optional<ConnectionTrial> TestConnectionDesk::tested(const QString& name, const Connection& connection, const GivenSecrets& secrets)
{
    std::optional<ConnectionTrial> result;
    desk().test(name, connection, secrets, this, [&result](const ConnectionTrial& trial) { result = trial; });
    if (!QTest::qWaitFor([&] { return result.has_value(); }, 20000))
        return {};
    return result;
}

void TestConnectionDesk::everyChangeIsToldOnce()
{
    QSignalSpy changed(&desk(), &ConnectionDesk::changed);
    QVERIFY(add(loki(QUrl(u"https://loki.example.org"_s))));
    QCOMPARE(changed.count(), 1);
    QCOMPARE(desk().entries().size(), std::size_t(1));
    QVERIFY(desk().find(u"PROD"_s) && !desk().find(u"Other"_s));
    QVERIFY(desk().rename(u"Prod"_s, u"Live"_s));
    QCOMPARE(changed.count(), 2);
    QVERIFY(desk().setEnabled(u"Live"_s, false));
    QCOMPARE(changed.count(), 3);
    QVERIFY(desk().setEnabled(u"Live"_s, false)); // as it is
    QCOMPARE(changed.count(), 3);
    std::optional<bool> removed;
    desk().remove(u"Live"_s, this, [&removed](const Result<void>& result) { removed = result.ok(); });
    QTRY_COMPARE(removed, true);
    QCOMPARE(changed.count(), 4);
    QVERIFY(std::static_pointer_cast<FakeKeychain>(m_store)->empty());
}

void TestConnectionDesk::theKeychainIsLookedForWhenItIsNeeded()
{
    QVERIFY(!desk().isStoreKnown());
    QCOMPARE(m_looked, 0);
    QVERIFY(add(loki(QUrl(u"https://loki.example.org"_s))));
    QVERIFY(desk().isStoreKnown());
    desk().findStore();
    QCOMPARE(m_looked, 1);
}

void TestConnectionDesk::aKeychainThatComesLaterIsFound()
{
    m_store = std::make_shared<NoStore>(u"There is none."_s);
    Connection connection;
    connection.id = QString(32, u'a');
    std::optional<Result<GivenSecrets>> answer;
    const auto ask = [&] {
        answer.reset();
        desk().open(connection, this, [&answer](Result<GivenSecrets> secrets) { answer = std::move(secrets); });
    };
    ask();
    QTRY_VERIFY(answer && answer->ok() && answer->value().empty());
    QCOMPARE(m_looked, 0);
    connection.secrets = {{"token", SecretPlace::Keychain}};
    ask();
    QTRY_VERIFY(answer && !answer->ok());
    m_store = std::make_shared<FakeKeychain>();
    ask();
    QTRY_VERIFY(answer && !answer->ok()); // It is there now, and has not got it.
    QCOMPARE(m_looked, 2);
    std::optional<Result<void>> written;
    writeSecrets(m_store, connection.id, token(), this, [&written](const Result<void>& done) { written = done; });
    QTRY_VERIFY(written && written->ok());
    ask();
    QTRY_VERIFY(answer && answer->ok());
    QCOMPARE(answer->value().at("token")->reveal(), "hunter2");
    QCOMPARE(m_looked, 2);
}

void TestConnectionDesk::secretsCanBeKeptForThisRun()
{
    m_store = std::make_shared<NoStore>(QString());
    desk().keepSecretsForThisRun(); // not before it is known that there is none
    QVERIFY(!add(loki(QUrl(u"https://loki.example.org"_s))));
    QVERIFY(desk().entries().empty());
    desk().keepSecretsForThisRun();
    QVERIFY(add(loki(QUrl(u"https://loki.example.org"_s))));
    const Connection& added = desk().entries().front().connection;
    QCOMPARE(added.secrets.at("token"), SecretPlace::EachRun);
    QCOMPARE(desk().keptFields(added), QList<QByteArray> {"token"});
}

void TestConnectionDesk::aTestUsesWhatIsKept()
{
    FakeProcess fake(u"fakeloki"_s, {}, {u"FAKE_LOKI_AUTH=Bearer hunter2"_s});
    QVERIFY(add(loki(fake.url())));
    const auto trial = tested(u"Prod"_s, desk().entries().front().connection);
    QVERIFY(trial && trial->test.ok());
    const auto without = tested(QString(), loki(fake.url()));
    QVERIFY(without && without->test.failed == ConnectionStep::Settings);
}

void TestConnectionDesk::aTestSendsNothingKeptToAnotherServer()
{
    FakeProcess fake(u"fakeloki"_s);
    QVERIFY(add(loki(QUrl(u"https://loki.example.org"_s))));
    const auto trial = tested(u"Prod"_s, loki(fake.url()));
    QVERIFY(trial && trial->test.failed == ConnectionStep::Settings);
    QVERIFY(trial->test.error->why.contains(u"another server"_s));
    QVERIFY(fake.requests().isEmpty());
}

void TestConnectionDesk::everyStepOfATestIsTold()
{
    using Step = ConnectionStep;
    FakeProcess fake(u"fakeloki"_s);
    std::vector<Step> steps;
    std::optional<ConnectionTrial> trial;
    desk().test({}, loki(fake.url()), token(), this, [&trial](const ConnectionTrial& answer) { trial = answer; },
        [&](Step step) {
            QVERIFY(!trial);
            steps.push_back(step);
        });
    QTRY_VERIFY_WITH_TIMEOUT(trial, 20000);
    QVERIFY(steps == (std::vector {Step::Name, Step::Route, Step::Service, Step::Records}));
    QVERIFY(trial->test.ok());
    QVERIFY(outcomeOf(trial->test, Step::Tls) == StepOutcome::Moot && outcomeOf(trial->test, Step::Records) == StepOutcome::Moot);
    QVERIFY(outcomeOf(trial->test, Step::Permission) == StepOutcome::Well);
}

void TestConnectionDesk::aSlowServiceIsSeenToBeTested()
{
    FakeProcess fake(u"fakeloki"_s);
    fake.misbehave("hang", 1);
    std::vector<ConnectionStep> steps;
    desk().test({}, loki(fake.url()), token(), this, [](const ConnectionTrial&) { }, [&](ConnectionStep step) { steps.push_back(step); });
    QTRY_COMPARE(fake.requests().size(), 1);
    QTRY_VERIFY(!steps.empty() && steps.back() == ConnectionStep::Service);
    desk().cancelTest();
    QVERIFY(QThreadPool::globalInstance()->waitForDone(2000));
}

void TestConnectionDesk::theLaterTestAnswers()
{
    FakeProcess fake(u"fakeloki"_s);
    fake.misbehave("hang", 1);
    bool first = false;
    desk().test({}, loki(fake.url()), token(), this, [&first](const ConnectionTrial&) { first = true; });
    QTRY_COMPARE(fake.requests().size(), 1);
    const auto second = tested({}, loki(fake.url()), token());
    QVERIFY(second && second->test.ok());
    QVERIFY(QThreadPool::globalInstance()->waitForDone(2000));
    QCoreApplication::processEvents();
    QVERIFY(!first);
}

void TestConnectionDesk::nobodyIsAnsweredWhoIsGone()
{
    FakeProcess fake(u"fakeloki"_s);
    fake.misbehave("hang", 1);
    auto receiver = std::make_unique<QObject>();
    bool answered = false;
    desk().test({}, loki(fake.url()), token(), receiver.get(), [&answered](const ConnectionTrial&) { answered = true; });
    QTRY_COMPARE(fake.requests().size(), 1);
    receiver.reset();
    m_desk.reset(); // ends it
    QVERIFY(QThreadPool::globalInstance()->waitForDone(2000));
    QCoreApplication::processEvents();
    QVERIFY(!answered);
}

void TestConnectionDesk::whatWasSentIsToldWithoutSecrets()
{
    FakeProcess fake(u"fakeloki"_s);
    fake.misbehave("honest", 2); // what is asked once only
    fake.misbehave("status", 1, "503:busy");
    const auto trial = tested({}, loki(fake.url()), token());
    QVERIFY(trial && trial->test.ok());
    const std::vector<RequestLine> lines = requestLines(trial->trace);
    QCOMPARE(lines.size(), std::size_t(4));
    QCOMPARE(lines[2].status, u"503"_s);
    QVERIFY(!lines[2].problem.isEmpty() && lines[2].attempt.isEmpty());
    QCOMPARE(lines[3].attempt, u"attempt 2"_s);
    QVERIFY(lines[3].problem.isEmpty() && lines[3].details.contains(u"Answer 200 after"_s));
    const QString text = requestsText(lines);
    QVERIFY(text.contains(u"Authorization: [secret]"_s, Qt::CaseInsensitive));
    QVERIFY2(!text.contains(u"hunter2"_s), qPrintable(text));
}

void TestConnectionDesk::aServiceSaysWhatItsTokenMay()
{
    FakeProcess fake(u"fakeauditframework"_s);
    QVERIFY(fake.ok());
    Connection audit;
    audit.name = u"Audit"_s;
    audit.backend = "auditframework";
    audit.values = {{"url", fake.url(u"/"_s).toString()}, {"proxy", u"none"_s}};
    audit.archive = u"audit.auditlens"_s;
    std::optional<bool> added;
    const QByteArray token = frameworkToken(frameworkClaims());
    desk().add(audit, {{"token", std::make_shared<const Secret>(Secret::copyOf(token.toStdString()))}}, this, [&](const Result<Connection>& done) { added = done.ok(); });
    QTRY_VERIFY(added.value_or(false));
    const auto asked = [this](const QUrl& service) {
        std::optional<Result<std::vector<std::string>>> claims;
        desk().askClaims(service.toString(QUrl::RemovePath).toStdString(), this, [&](const auto& answer) { claims = answer; });
        return QTest::qWaitFor([&] { return claims.has_value(); }) ? claims : std::nullopt;
    };
    const auto claims = asked(fake.url());
    QVERIFY(claims && claims->ok());
    QCOMPARE(claims->value(), std::vector<std::string> {"read:audit"});
    const auto nobody = asked(QUrl(u"https://audit.example.org"_s));
    QVERIFY(nobody && !nobody->ok());
    QVERIFY(desk().setEnabled(u"Audit"_s, false));
    const auto disabled = asked(fake.url());
    QVERIFY(disabled && !disabled->ok());
}

QTEST_GUILESS_MAIN(TestConnectionDesk)
#include "tst_connectiondesk.moc"
