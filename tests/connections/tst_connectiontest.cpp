// SPDX-License-Identifier: MIT
#include "connections/connectionfields.h"
#include "connections/connectiontest.h"
#include "fakes/fakeprocess.h"
#include "support/tasks.h"

#include <QTcpServer>
#include <QTest>

using namespace auditlens;
using namespace auditlens::test;
using namespace Qt::StringLiterals;

/// Each step fails by itself, and the test of a connection says which one it was.
class TestConnectionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void allIsWell();
    void misbehavioursBelongToAStep_data();
    void misbehavioursBelongToAStep();
    void aNameThatNobodyHas();
    void aPortWhereNobodyListens();
    void certificates_data();
    void certificates();
    void everyStepHasItsWords();

private:
    static ConnectionTest tested(const QUrl& url, const std::map<QByteArray, QString>& more = {});
};

ConnectionTest TestConnectionTest::tested(const QUrl& url, const std::map<QByteArray, QString>& more)
{
    Connection connection;
    connection.backend = "loki";
    connection.values = {{"url", url.toString()}, {"proxy", u"none"_s}};
    connection.values.insert(more.begin(), more.end());
    const auto backend = makeBackend(connection, {});
    return backend ? finished(testConnection(**backend, {})) : failedTest(ConnectionStep::Settings, backend.error());
}

void TestConnectionTest::allIsWell()
{
    FakeProcess fake(u"fakeloki"_s);
    QVERIFY(fake.ok());
    const ConnectionTest test = tested(fake.url());
    QVERIFY2(test.ok(), test.error ? qPrintable(test.error->oneLine()) : "");
    QVERIFY(!test.report.version.isEmpty());
}

void TestConnectionTest::misbehavioursBelongToAStep_data()
{
    QTest::addColumn<QByteArray>("misbehaviour");
    QTest::addColumn<QByteArray>("argument");
    QTest::addColumn<QByteArray>("step");
    QTest::newRow("password") << QByteArray("status") << QByteArray("401:no") << QByteArray("credentials");
    QTest::newRow("right") << QByteArray("status") << QByteArray("403:no") << QByteArray("permission");
    QTest::newRow("login page") << QByteArray("html") << QByteArray() << QByteArray("service");
    QTest::newRow("mail") << QByteArray("garbage") << QByteArray() << QByteArray("service");
    QTest::newRow("failure") << QByteArray("status") << QByteArray("500:no") << QByteArray("service");
}

void TestConnectionTest::misbehavioursBelongToAStep()
{
    QFETCH(QByteArray, misbehaviour);
    QFETCH(QByteArray, argument);
    QFETCH(QByteArray, step);
    FakeProcess fake(u"fakeloki"_s);
    fake.misbehave(misbehaviour, 10, argument); // Qt asks again where no HTTP comes back
    const ConnectionTest test = tested(fake.url());
    QVERIFY(test.failed);
    QCOMPARE(stepWord(*test.failed), step);
    QVERIFY(!test.error->why.isEmpty() && !test.error->help.isEmpty());
}

void TestConnectionTest::aNameThatNobodyHas()
{
    const ConnectionTest test = tested(QUrl(u"http://no-such-host.invalid"_s));
    QVERIFY(test.failed == ConnectionStep::Name);
}

void TestConnectionTest::aPortWhereNobodyListens()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    const quint16 port = server.serverPort();
    server.close();
    const ConnectionTest test = tested(QUrl(u"http://127.0.0.1:%1"_s.arg(port)));
    QVERIFY(test.failed == ConnectionStep::Route);
}

void TestConnectionTest::certificates_data()
{
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<QByteArray>("step");
    QTest::newRow("good") << u"server"_s << QByteArray();
    QTest::newRow("expired") << u"expired"_s << QByteArray("tls");
    QTest::newRow("of another host") << u"wronghost"_s << QByteArray("tls");
    QTest::newRow("of a stranger") << u"stranger"_s << QByteArray("tls");
}

void TestConnectionTest::certificates()
{
    QFETCH(QString, certificate);
    QFETCH(QByteArray, step);
    if (certificateFolder().isEmpty())
        QSKIP("There is no openssl to make certificates with.");
    FakeProcess fake(u"fakeloki"_s, {u"--tls"_s, certificate});
    const ConnectionTest test = tested(fake.url(), {{"tls_authorities", certificateFolder() + u"/ca.pem"_s}});
    QCOMPARE(test.failed ? stepWord(*test.failed) : QByteArray(), step);
}

void TestConnectionTest::everyStepHasItsWords()
{
    QSet<QByteArray> words;
    for (const ConnectionStep step : connectionSteps) {
        words << stepWord(step);
        QVERIFY(!stepText(step).isEmpty());
    }
    QCOMPARE(words.size(), qsizetype(connectionSteps.size()));
}

QTEST_GUILESS_MAIN(TestConnectionTest)
#include "tst_connectiontest.moc"
