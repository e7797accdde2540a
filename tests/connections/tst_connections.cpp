// SPDX-License-Identifier: MIT
#include "backends/backend.h"
#include "connections/connectionfields.h"
#include "connections/connections.h"
#include "secrets/awaited.h"
#include "secrets/fakekeychain.h"
#include "secrets/nostore.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace auditlens;
using namespace auditlens::test;
using namespace Qt::StringLiterals;

static const char token[] = "hunter2-token-9d1f";

class TestConnections : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init();
    void whatWasAddedIsFoundAgain();
    void noSecretIsInTheFolder();
    void aSecretIsReadAgainAndOneThatIsGivenGoesFirst();
    void aSecretThatIsGoneIsNamed();
    void withoutAKeychainNoSecretIsKept();
    void secretsOfOneRunAreAskedForInTheNext();
    void settingsThatCannotBeAreRefused_data();
    void settingsThatCannotBeAreRefused();
    void namesAreUniqueWhateverTheirCase();
    void whatIsNoNameIsRefused_data();
    void whatIsNoNameIsRefused();
    void namesAreNoPaths();
    void renamingKeepsTheSecrets();
    void replacingKeepsWhatIsNotGiven();
    void anotherServerGetsNoOldSecret();
    void anotherProxyGetsNoOldPassword();
    void anotherProxyReadsNothingThatIsNotEncrypted();
    void aDuplicateHasSecretsOfItsOwn();
    void removingTakesTheSecretsAlong();
    void aCopiedFileDoesNotLoseItsSecrets();
    void disablingIsKept();
    void anExportHasNoSecretAndNoPath();
    void aDamagedFileIsToldAndStays_data();
    void aDamagedFileIsToldAndStays();
    void aFolderThatCannotBeWrittenIsTold();
    void networkFieldsBecomeSettings();

private:
    Connection loki(const QString& name, const QString& url = u"https://loki.example.org"_s) const;
    static GivenSecrets secrets(const char* value = token);
    Result<Connection> add(const Connection& connection, GivenSecrets given);
    Result<Connection> replace(const QString& name, const Connection& connection, GivenSecrets given);
    Result<GivenSecrets> open(const Connection& connection, GivenSecrets given = {});
    QStringList names() const;
    QString file(const QString& name) const { return QDir(m_connections->folder().path()).filePath(name); }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::shared_ptr<SecretStore> m_store;
    std::unique_ptr<Connections> m_connections;
};

void TestConnections::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_store = std::make_shared<FakeKeychain>();
    m_connections = std::make_unique<Connections>(ConnectionFolder(m_dir->filePath(u"connections"_s)), m_store);
}

Connection TestConnections::loki(const QString& name, const QString& url) const
{
    Connection connection;
    connection.name = name;
    connection.backend = "loki";
    connection.values = {{"url", url}, {"auth", u"bearer"_s}};
    connection.archive = m_dir->filePath(u"a.auditlens"_s);
    return connection;
}

GivenSecrets TestConnections::secrets(const char* value)
{
    return {{"token", std::make_shared<const Secret>(Secret::copyOf(std::string_view(value)))}};
}

Result<Connection> TestConnections::add(const Connection& connection, GivenSecrets given)
{
    Awaited<Result<Connection>> added;
    m_connections->add(connection, std::move(given), added.receiver(), added.callback());
    return *added.wait();
}

Result<Connection> TestConnections::replace(const QString& name, const Connection& connection, GivenSecrets given)
{
    Awaited<Result<Connection>> replaced;
    m_connections->replace(name, connection, std::move(given), replaced.receiver(), replaced.callback());
    return *replaced.wait();
}

Result<GivenSecrets> TestConnections::open(const Connection& connection, GivenSecrets given)
{
    Awaited<Result<GivenSecrets>> opened;
    m_connections->open(connection, std::move(given), opened.receiver(), opened.callback());
    return *opened.wait();
}

QStringList TestConnections::names() const
{
    QStringList names;
    for (const ConnectionEntry& entry : m_connections->folder().list())
        names << entry.connection.name;
    return names;
}

void TestConnections::whatWasAddedIsFoundAgain()
{
    const Result<Connection> added = add(loki(u"Prod"_s), secrets());
    QVERIFY2(added.ok(), added ? "" : qPrintable(added.error().oneLine()));
    QCOMPARE(added->secrets.at("token"), SecretPlace::Keychain);
    const Result<Connection> found = m_connections->folder().named(u"prod"_s);
    QVERIFY(found && *found == *added);
    QVERIFY(add(loki(u"Archive"_s), secrets()));
    QCOMPARE(names(), (QStringList {u"Archive"_s, u"Prod"_s}));
    QCOMPARE(m_connections->folder().named(u"Prot"_s).error().help, u"Did you mean \"Prod\"?"_s);
}

void TestConnections::noSecretIsInTheFolder()
{
    QVERIFY(add(loki(u"Prod"_s), secrets()));
    for (const QFileInfo& one : QDir(m_connections->folder().path()).entryInfoList(QDir::Files | QDir::Hidden)) {
        QFile in(one.filePath());
        QVERIFY(in.open(QIODevice::ReadOnly));
        QVERIFY(!in.readAll().contains(token));
    }
}

void TestConnections::aSecretIsReadAgainAndOneThatIsGivenGoesFirst()
{
    const Result<Connection> added = add(loki(u"Prod"_s), secrets());
    QVERIFY(added);
    const Result<GivenSecrets> kept = open(*added);
    QVERIFY(kept && kept->at("token")->reveal() == token);
    const Result<GivenSecrets> given = open(*added, secrets("another-token"));
    QVERIFY(given && given->at("token")->reveal() == "another-token");
    QVERIFY(makeBackend(*added, *kept));
}

void TestConnections::aSecretThatIsGoneIsNamed()
{
    const Result<Connection> added = add(loki(u"Prod"_s), secrets());
    QVERIFY(added);
    Awaited<Result<void>> removed;
    m_store->remove(u"connection %1 token"_s.arg(added->id), removed.receiver(), removed.callback());
    QVERIFY(*removed.wait());
    const Result<GivenSecrets> opened = open(*added);
    QVERIFY(!opened);
    QCOMPARE(opened.error().where, u"token"_s);
    QVERIFY(opened.error().why.contains(u"keychain"_s));
}

void TestConnections::withoutAKeychainNoSecretIsKept()
{
    m_connections = std::make_unique<Connections>(ConnectionFolder(m_dir->filePath(u"connections"_s)), std::make_shared<NoStore>(QString()));
    const Result<Connection> added = add(loki(u"Prod"_s), secrets());
    QVERIFY(!added);
    QVERIFY(added.error().help.contains(u"gnome-keyring"_s));
    QVERIFY(names().isEmpty());
    Connection open = loki(u"Open"_s);
    open.values["auth"] = u"none"_s;
    QVERIFY(add(open, {}));
}

void TestConnections::secretsOfOneRunAreAskedForInTheNext()
{
    const ConnectionFolder folder(m_dir->filePath(u"connections"_s));
    m_connections = std::make_unique<Connections>(folder, std::make_shared<MemoryStore>());
    const Result<Connection> added = add(loki(u"Prod"_s), secrets());
    QVERIFY(added);
    QCOMPARE(added->secrets.at("token"), SecretPlace::EachRun);
    QVERIFY(open(*added));
    m_connections = std::make_unique<Connections>(folder, std::make_shared<MemoryStore>());
    const Result<GivenSecrets> later = open(*added);
    QVERIFY(!later && later.error().why.contains(u"\"Token\""_s));
    QVERIFY(open(*added, secrets()));
}

void TestConnections::settingsThatCannotBeAreRefused_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QString>("value");
    QTest::newRow("no address") << QByteArray("url") << u"loki.example.org"_s;
    QTest::newRow("an unknown field") << QByteArray("colour") << u"red"_s;
    QTest::newRow("an unknown choice") << QByteArray("auth") << u"magic"_s;
    QTest::newRow("a missing file") << QByteArray("tls_authorities") << u"/nowhere/ca.pem"_s;
    QTest::newRow("an unknown proxy") << QByteArray("proxy") << u"maybe"_s;
    QTest::newRow("a secret among the settings") << QByteArray("token") << u"hunter2"_s;
    QTest::newRow("a hidden character") << QByteArray("selector") << u"{a=\"\u202eb\"}"_s;
}

void TestConnections::settingsThatCannotBeAreRefused()
{
    QFETCH(QByteArray, field);
    QFETCH(QString, value);
    Connection wrong = loki(u"Prod"_s);
    wrong.values[field] = value;
    const Result<Connection> added = add(wrong, secrets());
    QVERIFY(!added);
    QVERIFY(!added.error().why.isEmpty() && !added.error().help.isEmpty());
    QVERIFY(!added.error().oneLine().contains(u"hunter2"_s));
    QVERIFY(names().isEmpty());
    QVERIFY(!add(loki(u"Prod"_s), {})); // a bearer needs its token
}

void TestConnections::namesAreUniqueWhateverTheirCase()
{
    QVERIFY(add(loki(u"Prod"_s), secrets()));
    QVERIFY(!add(loki(u"PROD"_s), secrets()));
    QVERIFY(add(loki(u"Test"_s), secrets()));
    QVERIFY(!m_connections->rename(u"Test"_s, u"prod"_s));
    QVERIFY(m_connections->rename(u"Prod"_s, u"prod"_s));
    QCOMPARE(names(), (QStringList {u"prod"_s, u"Test"_s}));
}

void TestConnections::whatIsNoNameIsRefused_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("empty") << QString();
    QTest::newRow("blanks") << u"  "_s;
    QTest::newRow("blanks around it") << u" a"_s;
    QTest::newRow("an option") << u"--help"_s;
    QTest::newRow("two lines") << u"a\nb"_s;
    QTest::newRow("a zero") << u"a"_s + QChar(0);
    QTest::newRow("half a pair") << u"a"_s + QChar(0xd800);
    QTest::newRow("long") << QString(81, u'a');
}

void TestConnections::whatIsNoNameIsRefused()
{
    QFETCH(QString, name);
    QVERIFY(!add(loki(name), secrets()));
    QVERIFY(names().isEmpty());
}

void TestConnections::namesAreNoPaths()
{
    for (const QString& name : {u"../../escape"_s, u"/etc/passwd"_s, u".."_s, u"a/b\\c:d"_s})
        QVERIFY2(add(loki(name), secrets()).ok(), qPrintable(name));
    const QString folder = QFileInfo(m_connections->folder().path()).canonicalFilePath();
    QCOMPARE(names().size(), 4);
    for (const ConnectionEntry& entry : m_connections->folder().list())
        QCOMPARE(QFileInfo(entry.file).canonicalPath(), folder);
    QCOMPARE(QDir(m_dir->path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot), (QStringList {u"connections"_s}));
    QCOMPARE(QFileInfo(newArchiveFor(u"../../escape"_s)).fileName(), u".._.._escape.auditlens"_s.replace(u'.', u'_').replace(u"_auditlens"_s, u".auditlens"_s));
}

void TestConnections::renamingKeepsTheSecrets()
{
    QVERIFY(add(loki(u"Prod"_s), secrets()));
    const Result<Connection> renamed = m_connections->rename(u"Prod"_s, u"Live"_s);
    QVERIFY(renamed);
    QVERIFY(open(*renamed));
    QCOMPARE(names(), (QStringList {u"Live"_s}));
}

void TestConnections::replacingKeepsWhatIsNotGiven()
{
    const Result<Connection> added = add(loki(u"Prod"_s), secrets());
    Connection changed = loki(u"Prod"_s, u"https://loki.example.org/gateway"_s);
    changed.values["tenant"] = u"blue"_s;
    const Result<Connection> replaced = replace(u"Prod"_s, changed, {});
    QVERIFY2(replaced.ok(), replaced ? "" : qPrintable(replaced.error().oneLine()));
    QCOMPARE(replaced->id, added->id);
    QVERIFY(open(*replaced)->at("token")->reveal() == token);
    QVERIFY(replace(u"Prod"_s, changed, secrets("new-token-4711")));
    QVERIFY(open(*replaced)->at("token")->reveal() == "new-token-4711");
}

void TestConnections::anotherServerGetsNoOldSecret()
{
    QVERIFY(add(loki(u"Prod"_s), secrets()));
    const Connection elsewhere = loki(u"Prod"_s, u"https://loki.example.com"_s);
    const Result<Connection> replaced = replace(u"Prod"_s, elsewhere, {});
    QVERIFY(!replaced);
    QVERIFY(replaced.error().why.contains(u"another server"_s));
    QCOMPARE(m_connections->folder().named(u"Prod"_s)->values.at("url"), u"https://loki.example.org"_s);
    QVERIFY(replace(u"Prod"_s, elsewhere, secrets("fresh-token")));
}

void TestConnections::anotherProxyGetsNoOldPassword()
{
    Connection proxied = loki(u"Prod"_s);
    proxied.values.insert({{"proxy", u"http"_s}, {"proxy_address", u"proxy.example.org:3128"_s}, {"proxy_user", u"me"_s}});
    GivenSecrets both = secrets();
    both.emplace("proxy_password", secrets("battery-staple").at("token"));
    QVERIFY(add(proxied, both));
    Connection elsewhere = proxied;
    elsewhere.values["proxy_address"] = u"proxy.example.com:3128"_s;
    QCOMPARE(givenForAnother(*m_connections->folder().named(u"Prod"_s), elsewhere), QList<QByteArray> {"proxy_password"});
    const Result<Connection> replaced = replace(u"Prod"_s, elsewhere, {});
    QVERIFY(!replaced && replaced.error().why.contains(u"proxy"_s));
    const Result<Connection> given = replace(u"Prod"_s, elsewhere, {{"proxy_password", secrets("correct-horse").at("token")}});
    QVERIFY2(given.ok(), given ? "" : qPrintable(given.error().oneLine()));
    const Result<GivenSecrets> opened = open(*given);
    QVERIFY(opened->at("proxy_password")->reveal() == "correct-horse" && opened->at("token")->reveal() == token);
    elsewhere.values["proxy_address"] = u"proxy.example.net:3128"_s; // which asks nobody
    elsewhere.values.erase("proxy_user");
    const Result<Connection> without = replace(u"Prod"_s, elsewhere, {});
    QVERIFY(without && !without->secrets.contains("proxy_password") && without->secrets.contains("token"));
}

void TestConnections::anotherProxyReadsNothingThatIsNotEncrypted()
{
    Connection plain = loki(u"Prod"_s, u"http://loki.example.org"_s);
    QVERIFY(add(plain, secrets()));
    plain.values.insert({{"proxy", u"http"_s}, {"proxy_address", u"proxy.example.org:3128"_s}});
    QVERIFY(!replace(u"Prod"_s, plain, {}));
    QVERIFY(replace(u"Prod"_s, plain, secrets()));
    plain.values["proxy"] = u"none"_s;
    plain.values.erase("proxy_address");
    QVERIFY(replace(u"Prod"_s, plain, {})); // straight to the server that it was given for
}

void TestConnections::aDuplicateHasSecretsOfItsOwn()
{
    QVERIFY(add(loki(u"Prod"_s), secrets()));
    Awaited<Result<Connection>> duplicated;
    m_connections->duplicate(u"Prod"_s, u"Copy"_s, duplicated.receiver(), duplicated.callback());
    const Result<Connection> copy = *duplicated.wait();
    QVERIFY(copy);
    QVERIFY(copy->archive != m_connections->folder().named(u"Prod"_s)->archive);
    Awaited<Result<void>> removed;
    m_connections->remove(u"Prod"_s, removed.receiver(), removed.callback());
    QVERIFY(*removed.wait());
    QVERIFY(open(*copy)->at("token")->reveal() == token);
}

void TestConnections::removingTakesTheSecretsAlong()
{
    const Result<Connection> added = add(loki(u"Prod"_s), secrets());
    Awaited<Result<void>> removed;
    m_connections->remove(u"Prod"_s, removed.receiver(), removed.callback());
    QVERIFY(*removed.wait());
    QVERIFY(names().isEmpty());
    QVERIFY(std::static_pointer_cast<FakeKeychain>(m_store)->empty());
    Awaited<Result<void>> again;
    m_connections->remove(u"Prod"_s, again.receiver(), again.callback());
    QVERIFY(!*again.wait());
}

void TestConnections::aCopiedFileDoesNotLoseItsSecrets()
{
    const Result<Connection> added = add(loki(u"Prod"_s), secrets());
    Connection copy = *added;
    copy.name = u"By hand"_s;
    QFile out(file(u"By hand.json"_s));
    QVERIFY(out.open(QIODevice::WriteOnly) && out.write(writeConnection(copy)) > 0);
    out.close();
    Awaited<Result<void>> removed;
    m_connections->remove(u"Prod"_s, removed.receiver(), removed.callback());
    QVERIFY(*removed.wait());
    QVERIFY(open(*m_connections->folder().named(u"By hand"_s)));
}

void TestConnections::disablingIsKept()
{
    QVERIFY(add(loki(u"Prod"_s), secrets()));
    QVERIFY(m_connections->setEnabled(u"Prod"_s, false));
    QVERIFY(!m_connections->folder().named(u"Prod"_s)->enabled);
    QVERIFY(m_connections->setEnabled(u"Prod"_s, true)->enabled);
}

void TestConnections::anExportHasNoSecretAndNoPath()
{
    const Result<Connection> added = add(loki(u"Prod"_s), secrets());
    const QString path = m_dir->filePath(u"shared.json"_s);
    QVERIFY(m_connections->exportTo(u"Prod"_s, path));
    QFile in(path);
    QVERIFY(in.open(QIODevice::ReadOnly));
    const QByteArray text = in.readAll();
    QVERIFY(!text.contains(token) && !text.contains(added->id.toUtf8()) && !text.contains("auditlens\""));
    const Result<Connection> shared = loadConnection(path);
    QVERIFY(shared);
    QCOMPARE(shared->values, added->values);
    QCOMPARE(shared->secrets.at("token"), SecretPlace::EachRun);
}

void TestConnections::aDamagedFileIsToldAndStays_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("cut off") << QByteArray(R"({"auditlens_connection": 1, "name": "Pr)");
    QTest::newRow("another version") << QByteArray(R"({"auditlens_connection": 2, "name": "Prod"})");
    QTest::newRow("a misspelt member") << QByteArray(R"({"auditlens_connection": 1, "name": "Prod", "setings": {}})");
    QTest::newRow("a secret") << QByteArray(R"({"auditlens_connection": 1, "name": "Prod", "secrets": {"token": "hunter2"}})");
    QTest::newRow("no texts") << QByteArray(R"({"auditlens_connection": 1, "name": "Prod", "settings": {"url": 7}})");
    QTest::newRow("another id") << QByteArray(R"({"auditlens_connection": 1, "name": "Prod", "id": "../x"})");
    QTest::newRow("large") << QByteArray(70'000, ' ');
}

void TestConnections::aDamagedFileIsToldAndStays()
{
    QFETCH(QByteArray, text);
    QVERIFY(QDir().mkpath(m_connections->folder().path()));
    QFile out(file(u"Prod.json"_s));
    QVERIFY(out.open(QIODevice::WriteOnly) && out.write(text) == text.size());
    out.close();
    const auto entry = m_connections->folder().find(u"Prod"_s);
    QVERIFY(entry && entry->problem);
    QVERIFY(!entry->problem->why.isEmpty() && !entry->problem->help.isEmpty() && !entry->problem->oneLine().contains(u"hunter2"_s));
    QVERIFY(!add(loki(u"prod"_s), secrets()));
    QVERIFY(!m_connections->rename(u"Prod"_s, u"Other"_s));
    QVERIFY(out.open(QIODevice::ReadOnly));
    QCOMPARE(out.readAll(), text);
    out.close();
    Awaited<Result<void>> removed;
    m_connections->remove(u"Prod"_s, removed.receiver(), removed.callback());
    QVERIFY(*removed.wait());
    QVERIFY(names().isEmpty());
}

void TestConnections::aFolderThatCannotBeWrittenIsTold()
{
    QFile inTheWay(m_dir->filePath(u"connections"_s));
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    const Result<Connection> added = add(loki(u"Prod"_s), secrets());
    QVERIFY(!added && !added.error().help.isEmpty());
    QVERIFY(std::static_pointer_cast<FakeKeychain>(m_store)->empty());
}

void TestConnections::networkFieldsBecomeSettings()
{
    Connection connection = loki(u"Prod"_s);
    connection.values["proxy"] = u"http"_s;
    connection.values["proxy_address"] = u"proxy.example.org:3128"_s;
    connection.values["proxy_user"] = u"ann"_s;
    GivenSecrets given = secrets();
    given.emplace("proxy_password", std::make_shared<const Secret>(Secret::copyOf(std::string_view("proxy-secret"))));
    const Result<BackendSettings> settings = backendSettings(connection, given);
    QVERIFY(settings);
    QCOMPARE(settings->http.proxy.kind, ProxySettings::Kind::Http);
    QCOMPARE(settings->http.proxy.host, u"proxy.example.org"_s);
    QCOMPARE(settings->http.proxy.port, quint16(3128));
    QVERIFY(settings->http.proxy.password->reveal() == "proxy-secret");
    QVERIFY(!settings->values.contains("proxy") && settings->secrets.size() == 1);
    connection.values["proxy_address"] = u"proxy.example.org"_s;
    QCOMPARE(backendSettings(connection, given).error().where, u"Address of the proxy"_s);
    given.emplace("no-such", nullptr);
    QVERIFY(!backendSettings(connection, given));
}

QTEST_GUILESS_MAIN(TestConnections)
#include "tst_connections.moc"
