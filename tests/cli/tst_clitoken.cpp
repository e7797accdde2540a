// SPDX-License-Identifier: MIT
#include "clirun.h"
#include "fakes/fakeprocess.h"
#include "fakes/frameworktoken.h"
#include "ledger/ledgersupport.h"
#include "support/testsupport.h"

#include <QFile>
#include <QJsonArray>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

using namespace auditlens;
using namespace auditlens::test;
using namespace Qt::StringLiterals;

/// Roles that the token of a live source gives: the demo's events, as if they had come from the fake.
class TestCliToken : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void theTokenOfTheServiceGivesARole();
    void withoutTheConnectionItGivesNone();
    void aRefusedTokenGivesNone();
    void anotherServiceGivesNone();
    void theUserListGoesFirst();
    void aConnectionNeedsAPolicy();

private:
    QString path(const QString& name) const { return m_dir.filePath(name); }
    void write(const QString& name, const QByteArray& bytes) const;
    void writePolicy(const QByteArray& users = "{}") const;
    void connectAs(const QString& name, const QUrl& url) const;
    void nameTheSource(const QUrl& url) const;
    CliRun unmask(const QString& words) const;

    QTemporaryDir m_dir;
    QString m_event;
    FakeProcess m_fake {u"fakeauditframework"_s};
    FakeProcess m_other {u"fakeauditframework"_s};
};

void TestCliToken::write(const QString& name, const QByteArray& bytes) const
{
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write");
}

void TestCliToken::writePolicy(const QByteArray& users) const
{
    write(u"policy.json"_s, R"({"auditlens_policy": 1, "default_role": "reader", "users": )" + users + R"(,
        "roles": {"reader": {"steps": ["equal"]}, "clerk": {"steps": ["shape"]}},
        "token_claims": [{"service": ")" + m_fake.url().toString(QUrl::RemovePath).toUtf8() + R"(", "claim": "read:audit", "role": "clerk"}]})");
}

void TestCliToken::connectAs(const QString& name, const QUrl& url) const
{
    const CliRun added = runCli({u"connect"_s, u"add"_s, name, u"--backend"_s, u"auditframework"_s, u"--set"_s, u"url="_s + url.toString(), u"--set"_s, u"proxy=none"_s,
        u"--no-keychain"_s, u"--secret-env"_s, u"token=HOME"_s});
    QVERIFY2(added.exitCode == 0, added.err.constData());
}

void TestCliToken::nameTheSource(const QUrl& url) const
{
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"rename"_s);
        database.setDatabaseName(path(u"demo.auditlens"_s));
        QVERIFY(database.open());
        QSqlQuery query(database);
        QVERIFY(query.prepare(u"UPDATE sources SET origin = ?"_s));
        query.addBindValue(QString(u"auditframework "_s + url.toString()));
        QVERIFY(query.exec());
    }
    QSqlDatabase::removeDatabase(u"rename"_s);
}

void TestCliToken::initTestCase()
{
    QVERIFY(m_fake.ok() && m_other.ok());
    const CliRun import = runCli({u"import"_s, sourcePath(u"resources/demo/export/policies.jsonl.gz"_s), u"--archive"_s, path(u"demo.auditlens"_s)});
    QVERIFY2(import.exitCode == 0, import.err.constData());
    nameTheSource(m_fake.url());
    write(u"key"_s, "auditlens-demo-key");
    const CliRun found = runCli({u"query"_s, u"--archive"_s, path(u"demo.auditlens"_s), u"--output"_s, u"jsonl"_s, u"--limit"_s, u"1"_s, u"changed:ssn action:update"_s});
    m_event = found.object().value(u"id"_s).toString();
    QVERIFY2(!m_event.isEmpty(), found.err.constData());
    connectAs(u"audit"_s, m_fake.url());
    connectAs(u"other"_s, m_other.url());
}

void TestCliToken::init()
{
    write(u"token"_s, frameworkToken(frameworkClaims()));
    writePolicy();
    QFile::remove(path(u"ledger.jsonl"_s));
}

CliRun TestCliToken::unmask(const QString& words) const
{
    return runShell(u"cd '%1' && \"$AUDITLENS\" unmask --archive demo.auditlens %2 --field ssn --ledger ledger.jsonl --step shape --key-fd 3 %3 3<key 4<token"_s
                        .arg(m_dir.path(), m_event, words));
}

void TestCliToken::theTokenOfTheServiceGivesARole()
{
    const CliRun run = unmask(u"--policy policy.json --connection audit --secret-fd token=4"_s);
    QVERIFY2(run.exitCode == 0, run.err.constData());
    QVERIFY(run.out.startsWith("Characters"));
    QCOMPARE(ledgerEntries(path(u"ledger.jsonl"_s)).back().role, std::string("clerk"));
}

void TestCliToken::withoutTheConnectionItGivesNone()
{
    const CliRun run = unmask(u"--policy policy.json"_s);
    QCOMPARE(run.exitCode, 3);
    QVERIFY2(run.err.contains("The role \"reader\" does not have this step."), run.err.constData());
}

void TestCliToken::aRefusedTokenGivesNone()
{
    QByteArray forged = frameworkToken(frameworkClaims());
    forged.back() = forged.back() == 'A' ? 'Q' : 'A';
    write(u"token"_s, forged);
    const CliRun run = unmask(u"--policy policy.json --connection audit --secret-fd token=4"_s);
    QCOMPARE(run.exitCode, 3);
    QVERIFY(run.out.isEmpty());
    QVERIFY(!QFile::exists(path(u"ledger.jsonl"_s)));
}

void TestCliToken::anotherServiceGivesNone()
{
    m_other.forget();
    const CliRun run = unmask(u"--policy policy.json --connection other --secret-fd token=4"_s);
    QCOMPARE(run.exitCode, 3);
    QVERIFY2(run.err.contains("another service"), run.err.constData());
    QVERIFY(m_other.requests().isEmpty());
}

void TestCliToken::theUserListGoesFirst()
{
    const CliRun user = runShell(u"id -un"_s);
    writePolicy("{\"" + user.out.trimmed() + "\": \"reader\"}");
    const CliRun run = unmask(u"--policy policy.json --connection audit --secret-fd token=4"_s);
    QCOMPARE(run.exitCode, 3);
    QVERIFY2(run.err.contains("The role \"reader\" does not have this step."), run.err.constData());
}

void TestCliToken::aConnectionNeedsAPolicy()
{
    QCOMPARE(unmask(u"--reason t --connection audit"_s).exitCode, 2);
}

QTEST_GUILESS_MAIN(TestCliToken)
#include "tst_clitoken.moc"
