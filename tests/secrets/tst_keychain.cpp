// SPDX-License-Identifier: MIT
#include "secrets/keychainstore.h"

#include "base/settingsfile.h"
#include "connections/connectionfolder.h"
#include "fakes/fakeprocess.h"
#include "secrets/keyring.h"
#include "secrets/ledgerkeeper.h"
#include "storeconformance.h"
#include "support/testsupport.h"
#include "trust/ed25519.h"

#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSettings>
#include <QTest>

using namespace auditlens;
using namespace auditlens::test;
using namespace Qt::StringLiterals;

namespace {

const QByteArray secret = "a real secret: 7f3c9d";

struct Run
{
    int exitCode = -1;
    QByteArray out;
    QByteArray err;
};

Run run(const QString& program, const QStringList& words, const QByteArray& input = {}, const QByteArray& variable = {})
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    if (!variable.isEmpty())
        environment.insert(u"THE_KEY"_s, QString::fromUtf8(variable));
    process.setProcessEnvironment(environment);
    process.start(program, words);
    process.write(input);
    process.closeWriteChannel();
    Run result;
    if (process.waitForFinished(60'000) && process.exitStatus() == QProcess::NormalExit)
        result.exitCode = process.exitCode();
    result.out = process.readAllStandardOutput();
    result.err = process.readAllStandardError();
    return result;
}

Run ask(const QStringList& words)
{
    return run(QStringLiteral(AUDITLENS_BINARY), words);
}

QJsonObject objectIn(const QByteArray& text)
{
    return QJsonDocument::fromJson(text).object();
}

Run keys(const QStringList& words, const QByteArray& input = {}, const QByteArray& variable = {})
{
    return run(QStringLiteral(AUDITLENS_BINARY), QStringList {u"keys"_s} + words, input, variable);
}

std::vector<std::string> keysNamed(const QString& name)
{
    QSettings settings(settingsFile(), QSettings::IniFormat);
    const Keyring keyring(&settings, std::make_shared<KeychainStore>());
    Awaited<Result<std::vector<Secret>>> found;
    keyring.read(name, found.receiver(), found.callback());
    const Result<std::vector<Secret>> read = *found.wait();
    std::vector<std::string> texts;
    for (std::size_t i = 0; read && i < read->size(); ++i)
        texts.emplace_back((*read)[i].reveal());
    return texts;
}

bool holds(const QByteArray& text, const QByteArray& key)
{
    return text.contains(key) || text.contains(key.toBase64()) || text.contains(key.toHex()) || text.contains(key.toPercentEncoding());
}

/// Every file of this home: settings, archives, logs, and the keychain's own.
QStringList filesThatHold(const QByteArray& key)
{
    QStringList found;
    QDirIterator files(qEnvironmentVariable("HOME"), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly) && holds(file.readAll(), key))
            found << file.fileName();
    }
    return found;
}

} // namespace

/// The store, the keyring and the command line with a real keychain; run by withkeychain.sh.
class TestKeychain : public StoreConformance
{
    Q_OBJECT

protected:
    SecretStore& store() override { return m_store; }

private Q_SLOTS:
    void initTestCase();
    void theKeychainIsFound();
    void itIsTheOneThatWasStarted();
    void keysComeFromAFileAVariableAndStandardInput();
    void aKeyIsAskedForWithoutShowingIt();
    void replacedRenamedAndRemoved();
    void theKeyIsInTheKeychainOnly();
    void aValueIsUnmaskedByTheNameOfItsKey();
    void anArchiveIsSealedByTheNameOfAKey();
    void signaturesAreVerifiedByTheNamesOfTheirKeys();
    void theLedgersKeyLivesThere();
    void aConnectionsTokenLivesThere();

private:
    QString demo(const QString& exported) const;

    KeychainStore m_store;
};

void TestKeychain::initTestCase()
{
    const QString missing = qEnvironmentVariable("AUDITLENS_NO_KEYCHAIN");
    if (!missing.isEmpty())
        QSKIP(qPrintable(u"NOT TESTED with this keychain, "_s + missing));
    if (qEnvironmentVariableIsEmpty("AUDITLENS_KEYCHAIN"))
        QSKIP("NOT TESTED: start it with tests/secrets/withkeychain.sh, so that no real keychain is touched.");
}

void TestKeychain::theKeychainIsFound()
{
    Awaited<std::shared_ptr<SecretStore>> found;
    findSecretStore(found.receiver(), found.callback());
    QCOMPARE((*found.wait())->kind(), SecretStore::Kind::Keychain);
}

void TestKeychain::itIsTheOneThatWasStarted()
{
    QVERIFY(writeNow(m_store, u"test one"_s, "x").ok());
    const QDir data(qEnvironmentVariable("XDG_DATA_HOME"));
    const bool wallet = qEnvironmentVariable("AUDITLENS_KEYCHAIN") == u"kwallet";
    QCOMPARE(QFile::exists(data.filePath(u"keyrings/login.keyring"_s)), !wallet);
    QTRY_COMPARE(QFile::exists(data.filePath(u"kwalletd/kdewallet.kwl"_s)), wallet);
}

void TestKeychain::keysComeFromAFileAVariableAndStandardInput()
{
    QFile file(qEnvironmentVariable("HOME") + u"/key.txt"_s);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("from a file\n") > 0);
    file.close();
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther);
    const Run fromFile = keys({u"add"_s, u"f"_s, u"--kind"_s, u"tiger"_s, u"--note"_s, u"of May"_s, u"--from-file"_s, file.fileName()});
    QVERIFY2(fromFile.exitCode == 0, fromFile.err.constData());
    QVERIFY2(fromFile.err.contains("Others on this machine may read"), fromFile.err.constData());
    QVERIFY(file.remove());
    QCOMPARE(keys({u"add"_s, u"e"_s, u"--kind"_s, u"santura"_s, u"--from-env"_s, u"THE_KEY"_s}, {}, "from a variable").exitCode, 0);
    QCOMPARE(keys({u"add"_s, u"i"_s, u"--kind"_s, u"redacto"_s, u"-"_s}, "from input\r\n").exitCode, 0);
    QCOMPARE(keysNamed(u"f"_s), std::vector<std::string> {"from a file"});
    QCOMPARE(keysNamed(u"e"_s), std::vector<std::string> {"from a variable"});
    QCOMPARE(keysNamed(u"i"_s), std::vector<std::string> {"from input"});
    const QJsonArray listed = QJsonDocument::fromJson(keys({u"list"_s, u"--json"_s}).out).object().value(u"keys"_s).toArray();
    QCOMPARE(listed.size(), 3);
    QCOMPARE(listed[1].toObject().value(u"note"_s).toString(), u"of May"_s);
}

void TestKeychain::aKeyIsAskedForWithoutShowingIt()
{
    const Run terminal = run(u"python3"_s,
        {QStringLiteral(AUDITLENS_SOURCE_DIR "/tests/secrets/typedkey.py"), QString::fromLatin1(secret), QStringLiteral(AUDITLENS_BINARY), u"keys"_s, u"add"_s,
            u"typed"_s, u"--kind"_s, u"tiger"_s});
    QVERIFY2(terminal.exitCode == 0, terminal.out.constData());
    QVERIFY2(terminal.out.contains("it is not shown"), terminal.out.constData());
    QVERIFY(!holds(terminal.out, secret));
    QCOMPARE(keysNamed(u"typed"_s), std::vector<std::string> {secret.toStdString()});
}

void TestKeychain::replacedRenamedAndRemoved()
{
    QCOMPARE(keys({u"add"_s, u"a"_s, u"--kind"_s, u"tiger"_s, u"-"_s}, "one").exitCode, 0);
    QCOMPARE(keys({u"replace"_s, u"a"_s, u"-"_s}, "two").exitCode, 0);
    QCOMPARE(keys({u"rename"_s, u"a"_s, u"b"_s}).exitCode, 0);
    QCOMPARE(keysNamed(u"b"_s), (std::vector<std::string> {"two", "one"}));
    QVERIFY(keys({u"list"_s}).out.contains("tiger sensitive key, 1 earlier"));
    QCOMPARE(keys({u"remove"_s, u"b"_s}).exitCode, 0);
    QVERIFY(!keys({u"list"_s}).out.contains("earlier"));
    QCOMPARE(keys({u"remove"_s, u"b"_s}).exitCode, 3);
}

void TestKeychain::theKeyIsInTheKeychainOnly()
{
    const QString records = qEnvironmentVariable("HOME") + u"/records.jsonl"_s;
    QFile file(records);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("{\"time\":\"2026-03-01T09:00:00Z\",\"actor\":\"a\",\"action\":\"update\"}\n") > 0);
    file.close();
    const Run added = keys({u"add"_s, u"kept"_s, u"--kind"_s, u"tiger"_s, u"-"_s}, secret);
    QVERIFY2(added.exitCode == 0, added.err.constData());
    ask({u"import"_s, records, u"--archive"_s, qEnvironmentVariable("HOME") + u"/a.auditlens"_s});
    QCOMPARE(keysNamed(u"kept"_s), std::vector<std::string> {secret.toStdString()});
    const Run listed = keys({u"list"_s, u"--json"_s});
    for (const QByteArray& text : {added.out, added.err, listed.out, listed.err})
        QVERIFY(!holds(text, secret));
    QCOMPARE(filesThatHold(secret), QStringList());
    QVERIFY(filesThatHold("name=kept").contains(settingsFile())); // The search works.
}

void TestKeychain::aValueIsUnmaskedByTheNameOfItsKey()
{
    const QString archive = demo(u"policies.jsonl.gz"_s);
    const Run found = ask({u"query"_s, u"--archive"_s, archive, u"--output"_s, u"jsonl"_s, u"--order"_s, u"asc"_s, u"--limit"_s, u"1"_s,
        u"entity:Policy#20418 changed:ssn action:update"_s});
    const QString event = QJsonDocument::fromJson(found.out).object().value(u"id"_s).toString();
    QVERIFY2(!event.isEmpty(), found.err.constData());
    QCOMPARE(keys({u"add"_s, u"demo"_s, u"--kind"_s, u"tiger"_s, u"-"_s}, "auditlens-demo-key").exitCode, 0);
    QCOMPARE(keys({u"replace"_s, u"demo"_s, u"-"_s}, "the key of tomorrow").exitCode, 0);
    const QStringList unmask {u"unmask"_s, u"--archive"_s, archive, event, u"--field"_s, u"ssn"_s, u"--key"_s, u"demo"_s, u"--reason"_s, u"ticket"_s};
    const Run shown = ask(unmask);
    QVERIFY2(shown.exitCode == 0, shown.err.constData());
    QCOMPARE(shown.out.size(), 12);
    QVERIFY2(shown.err.contains("signing key is in the keychain"), shown.err.constData());
    QCOMPARE(ask(unmask + QStringList {u"--step"_s, u"shape"_s}).exitCode, 0);
    QCOMPARE(filesThatHold(shown.out.chopped(1)), QStringList());
    const Run whole = ask({u"ledger"_s, u"verify"_s});
    QVERIFY2(whole.exitCode == 0 && !whole.out.contains("cannot be told"), whole.out.constData());
    QFile ledger(qEnvironmentVariable("XDG_DATA_HOME") + u"/AuditLens/AuditLens/ledger.jsonl"_s);
    QVERIFY(ledger.open(QIODevice::ReadWrite) && ledger.resize(ledger.readLine().size()));
    ledger.close();
    const Run cut = ask({u"ledger"_s, u"verify"_s});
    QCOMPARE(cut.exitCode, 5);
    QVERIFY2(cut.out.contains("entries at the end were removed"), cut.out.constData());
    const Run refused = ask(unmask);
    QCOMPARE(refused.exitCode, 4);
    QVERIFY(refused.out.isEmpty());
    QVERIFY(QFile::remove(ledger.fileName()));
}

/// An archive of its own of the demo's exported files.
QString TestKeychain::demo(const QString& exported) const
{
    const QString archive = qEnvironmentVariable("HOME") + u"/demo.auditlens"_s;
    QFile::remove(archive);
    const Run imported = ask({u"import"_s, sourcePath(u"resources/demo/export/"_s + exported), u"--archive"_s, archive});
    if (imported.exitCode != 0)
        qFatal("%s", imported.err.constData());
    return archive;
}

void TestKeychain::anArchiveIsSealedByTheNameOfAKey()
{
    const Result<Secret> pem = ed25519KeyToPem(Secret::copyOf(std::string(32, 'k')));
    const auto text = QByteArray::fromStdString(std::string(pem->reveal()));
    const Run added = keys({u"add"_s, u"court"_s, u"--kind"_s, u"seal"_s, u"-"_s}, text);
    QVERIFY2(added.exitCode == 0, added.err.constData());
    const QString archive = demo(u"policies.jsonl.gz"_s);
    const Run sealed = ask({u"seal"_s, u"--archive"_s, archive, u"--key"_s, u"court"_s, u"--by"_s, u"Ann Auditor"_s});
    QVERIFY2(sealed.exitCode == 0, sealed.err.constData());
    const QJsonObject seal = objectIn(ask({u"info"_s, u"--archive"_s, archive, u"--json"_s}).out).value(u"seal"_s).toObject();
    QCOMPARE(seal.value(u"state"_s).toString(), u"intact"_s);
    QCOMPARE(seal.value(u"key_name"_s).toString(), u"court"_s);
    QCOMPARE(filesThatHold(text.split('\n').at(1)), QStringList());
    QCOMPARE(ask({u"seal"_s, u"--archive"_s, demo(u"policies.jsonl.gz"_s), u"--key"_s, u"nobody's"_s}).exitCode, 3);
}

void TestKeychain::signaturesAreVerifiedByTheNamesOfTheirKeys()
{
    QCOMPARE(keys({u"add"_s, u"audit"_s, u"--kind"_s, u"santura"_s, u"-"_s}, "the key of yesterday").exitCode, 0);
    QCOMPARE(keys({u"replace"_s, u"audit"_s, u"-"_s}, "auditlens-demo-signing").exitCode, 0);
    QCOMPARE(keys({u"replace"_s, u"audit"_s, u"-"_s}, "the key of tomorrow").exitCode, 0);
    QCOMPARE(keys({u"add"_s, u"consent"_s, u"--kind"_s, u"redacto"_s, u"-"_s}, "auditlens-demo-redacto").exitCode, 0);
    const QString archive = demo({});
    const Run verified = ask({u"verify"_s, u"--archive"_s, archive, u"--key"_s, u"audit"_s, u"--key"_s, u"consent"_s, u"--json"_s});
    QVERIFY2(verified.exitCode == 5, verified.err.constData());
    const QJsonObject content = objectIn(verified.out).value(u"content"_s).toObject();
    QCOMPARE(content.value(u"no_key"_s).toInt(), 0);
    QCOMPARE(content.value(u"invalid"_s).toInt(), 1);
    QVERIFY(content.value(u"valid"_s).toInt() > 400);
    const Run counted = ask({u"query"_s, u"--archive"_s, archive, u"--count"_s, u"--key"_s, u"audit"_s, u"--key"_s, u"consent"_s, u"verified:false"_s});
    QCOMPARE(counted.out, QByteArray("1\n"));
    for (const char* key : {"auditlens-demo-signing", "auditlens-demo-redacto"})
        QCOMPARE(filesThatHold(key), QStringList());
}

void TestKeychain::theLedgersKeyLivesThere()
{
    QSettings settings(settingsFile(), QSettings::IniFormat);
    LedgerKeeper keeper(&settings, std::make_shared<KeychainStore>(), qEnvironmentVariable("HOME") + u"/ledger-key.pem"_s);
    Awaited<Result<LedgerKey>> opened;
    keeper.open(opened.receiver(), opened.callback());
    const Result<LedgerKey> first = *opened.wait();
    QVERIFY(first.ok());
    const LedgerTail tail {7, std::string(64, 'a')};
    Awaited<Result<void>> kept;
    keeper.keepTail(tail, kept.receiver(), kept.callback());
    QVERIFY(kept.wait()->ok());
    Awaited<Result<LedgerKey>> again;
    keeper.open(again.receiver(), again.callback());
    const Result<LedgerKey> second = *again.wait();
    QVERIFY(second.ok() && second->key == first->key);
    QCOMPARE(second->tail, std::optional(tail));
    QCOMPARE(filesThatHold(QByteArray(first->key.reveal().data(), 32)), QStringList());
}

void TestKeychain::aConnectionsTokenLivesThere()
{
    const QByteArray token = "real-token-7f3c9d";
    const FakeProcess loki(u"fakeloki"_s, {}, {u"FAKE_LOKI_AUTH=Bearer "_s + QString::fromLatin1(token)});
    QVERIFY(loki.ok());
    const Run added = run(QStringLiteral(AUDITLENS_BINARY),
        {u"connect"_s, u"add"_s, u"live"_s, u"--backend"_s, u"loki"_s, u"--set"_s, u"url="_s + loki.url().toString(), u"--set"_s, u"auth=bearer"_s,
            u"--set"_s, u"proxy=none"_s, u"--archive"_s, qEnvironmentVariable("HOME") + u"/live.auditlens"_s, u"--secret-env"_s, u"token=THE_KEY"_s},
        {}, token);
    QVERIFY2(added.exitCode == 0, added.err.constData());
    const ConnectionFolder folder(qEnvironmentVariable("XDG_DATA_HOME") + u"/AuditLens/AuditLens/connections"_s);
    const Result<Connection> kept = folder.named(u"live"_s);
    QVERIFY(kept.ok() && kept->secrets.at("token") == SecretPlace::Keychain);
    const QString entry = u"connection "_s + kept->id + u" token"_s;
    const auto stored = readNow(store(), entry);
    QVERIFY(stored.ok() && *stored && (*stored)->reveal() == token.toStdString());

    const Run tested = ask({u"connect"_s, u"test"_s, u"live"_s});
    QVERIFY2(tested.exitCode == 0, tested.err.constData());
    const Run synced = ask({u"sync"_s, u"live"_s, u"--json"_s});
    QVERIFY2(synced.exitCode == 0, synced.err.constData());
    QVERIFY(objectIn(synced.out)[u"sources"_s][0][u"complete"_s].toBool());
    QCOMPARE(filesThatHold(token), QStringList());

    QCOMPARE(ask({u"connect"_s, u"remove"_s, u"live"_s}).exitCode, 0);
    const auto left = readNow(store(), entry);
    QVERIFY(left.ok() && !*left);
}

QTEST_GUILESS_MAIN(TestKeychain)
#include "tst_keychain.moc"
