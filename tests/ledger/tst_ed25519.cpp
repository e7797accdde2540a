// SPDX-License-Identifier: MIT
#include "ledger/signingkeyfile.h"
#include "trust/ed25519.h"

#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace auditlens;
using namespace Qt::StringLiterals;

/// Ed25519 keys and signatures, and the file of a signing key.
class TestEd25519 : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theVectorsOfRfc8032_data();
    void theVectorsOfRfc8032();
    void aKeyIsReadAsItWasWritten();
    void whatIsNoKeyIsRefused_data();
    void whatIsNoKeyIsRefused();
    void aKeyFileIsOnlyForItsOwner();
    void aKeyFileIsNeverReplaced();
    void opensslAgrees();

private:
    QString path(const QString& name) const { return m_dir.filePath(name); }
    QTemporaryDir m_dir;
};

void TestEd25519::theVectorsOfRfc8032_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("signature");
    QTest::newRow("test 1")
        << QByteArray("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60") << QByteArray()
        << QByteArray("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
                      "d25bf5f0595bbe24655141438e7a100b");
    QTest::newRow("test 2")
        << QByteArray("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb") << QByteArray("72")
        << QByteArray("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
                      "387b2eaeb4302aeeb00d291612bb0c00");
}

void TestEd25519::theVectorsOfRfc8032()
{
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, signature);
    const Secret secret = Secret::copyOf(QByteArray::fromHex(key).toStdString());
    const std::string message = QByteArray::fromHex(text).toStdString();
    const Result<Ed25519Signature> made = signEd25519(secret, message);
    QVERIFY(made.ok());
    QCOMPARE(QByteArray(reinterpret_cast<const char*>(made->data()), qsizetype(made->size())).toHex(), signature);
    const Result<Ed25519PublicKey> publicKey = Ed25519PublicKey::ofPrivateKey(secret);
    QVERIFY(publicKey.ok());
    QVERIFY(publicKey->matches(message, *made));
    QVERIFY(!publicKey->matches(message + 'x', *made));
    QVERIFY(!publicKey->matches(message, std::span(*made).first(63)));
}

void TestEd25519::aKeyIsReadAsItWasWritten()
{
    const Result<Secret> key = makeEd25519Key();
    QVERIFY(key.ok());
    const Result<Secret> pem = ed25519KeyToPem(*key);
    QVERIFY(pem.ok());
    const Result<Secret> again = ed25519KeyFromPem(*pem);
    QVERIFY(again.ok() && *again == *key);
    QVERIFY(!(*makeEd25519Key() == *key));
    const Ed25519PublicKey publicKey = *Ed25519PublicKey::ofPrivateKey(*key);
    const Result<Ed25519PublicKey> read = Ed25519PublicKey::fromPem(publicKey.pem());
    QVERIFY(read.ok() && *read == publicKey);
    QCOMPARE(read->id(), publicKey.id());
}

void TestEd25519::whatIsNoKeyIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no PEM") << QByteArray("hello");
    QTest::newRow("a damaged one") << QByteArray("-----BEGIN PUBLIC KEY-----\nMCow\n-----END PUBLIC KEY-----\n");
    QTest::newRow("zeros") << QByteArray(1000, '\0');
    QTest::newRow("a huge one") << QByteArray(1 << 20, 'A');
    QTest::newRow("one of another kind (X25519)") << QByteArray(
        "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VuAyEAhSDwCYkwp1R0i33ctD73Wg2/Og0mOBr066SpjqqbTmo=\n-----END PUBLIC "
        "KEY-----\n");
}

void TestEd25519::whatIsNoKeyIsRefused()
{
    QFETCH(QByteArray, text);
    QVERIFY(!Ed25519PublicKey::fromPem(text.toStdString()));
    QVERIFY(!ed25519KeyFromPem(Secret::copyOf(text.toStdString())));
    QVERIFY(!ed25519KeyToPem(Secret::copyOf(text.toStdString())));
    QVERIFY(!signEd25519(Secret::copyOf(text.toStdString()), "x"));
}

void TestEd25519::aKeyFileIsOnlyForItsOwner()
{
    const Result<Secret> key = makeEd25519Key();
    const QString file = path(u"ledger.pem"_s);
    QVERIFY(saveSigningKey(*key, file).ok());
    QCOMPARE(QFile::permissions(file) & ~(QFile::ReadUser | QFile::WriteUser), QFile::ReadOwner | QFile::WriteOwner);
    const Result<Secret> again = loadSigningKey(file);
    QVERIFY(again.ok() && *again == *key);
    QVERIFY(QFile::setPermissions(file, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup));
    QVERIFY(!loadSigningKey(file));
    QVERIFY(QFile::setPermissions(file, QFile::ReadOwner | QFile::WriteOwner));
    QVERIFY(QFile::link(file, path(u"link.pem"_s)));
    QVERIFY(!loadSigningKey(path(u"link.pem"_s)));
    QVERIFY(!loadSigningKey(m_dir.path() + u"/../"_s + QFileInfo(m_dir.path()).fileName() + u"/ledger.pem"_s));
    QVERIFY(!loadSigningKey(path(u"none.pem"_s)));
    QVERIFY(!loadSigningKey(m_dir.path()));
}

void TestEd25519::aKeyFileIsNeverReplaced()
{
    const QString file = path(u"kept.pem"_s);
    const Result<Secret> key = makeEd25519Key();
    QVERIFY(saveSigningKey(*key, file).ok());
    QVERIFY(!saveSigningKey(*makeEd25519Key(), file));
    QVERIFY(*loadSigningKey(file) == *key);
}

void TestEd25519::opensslAgrees()
{
    QProcess openssl;
    openssl.start(u"openssl"_s, {u"genpkey"_s, u"-algorithm"_s, u"ed25519"_s, u"-out"_s, path(u"made.pem"_s)});
    if (!openssl.waitForStarted())
        QSKIP("There is no openssl command.");
    QVERIFY(openssl.waitForFinished() && openssl.exitCode() == 0);
    QVERIFY(QFile::setPermissions(path(u"made.pem"_s), QFile::ReadOwner | QFile::WriteOwner));
    const Result<Secret> key = loadSigningKey(path(u"made.pem"_s));
    QVERIFY2(key.ok(), qPrintable(key ? QString() : key.error().oneLine()));
    openssl.start(u"openssl"_s, {u"pkey"_s, u"-in"_s, path(u"made.pem"_s), u"-pubout"_s});
    QVERIFY(openssl.waitForFinished());
    QCOMPARE(openssl.readAllStandardOutput().toStdString(), Ed25519PublicKey::ofPrivateKey(*key)->pem());
}

QTEST_GUILESS_MAIN(TestEd25519)
#include "tst_ed25519.moc"
