// SPDX-License-Identifier: MIT
#include "secrets/keyring.h"

#include "secrets/awaited.h"
#include "secrets/fakekeychain.h"
#include "secrets/nostore.h"
#include "support/testsupport.h"
#include "trust/ed25519.h"

#include <QFile>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace auditlens;
using namespace auditlens::test;
using namespace Qt::StringLiterals;

namespace {

QByteArray publicPem(char letter)
{
    return QByteArray::fromStdString(Ed25519PublicKey::ofPrivateKey(Secret::copyOf(std::string(32, letter)))->pem());
}

} // namespace

class TestKeyring : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void anAddedKeyIsListedAndRead();
    void theSettingsHoldNoSecret();
    void replacingKeepsTheEarlierKeys();
    void theSameKeyTwiceIsRefused();
    void renamingChangesTheNameOnly();
    void namesAreTheSameWhateverTheirCase();
    void removingRemovesAllGenerations();
    void aPublicKeyNeedsNoKeychain();
    void theListHasThePublicHalfOfASealingKey();
    void keysOfThisRunAreInNoSettings();
    void whatIsNoNameIsRefused_data();
    void whatIsNoNameIsRefused();
    void whatIsNoKeyIsRefused_data();
    void whatIsNoKeyIsRefused();
    void withoutAKeychainNothingIsListed();
    void settingsThatCannotBeWrittenLeaveNothingBehind();
    void anExchangedKeyIsNotUsed();
    void aLostKeyIsTold();
    void damagedSettingsAreCounted_data();
    void damagedSettingsAreCounted();
    void unknownNamesAreTold();
    void otherProgramsAreSeen();

private:
    Result<KnownKey> add(const QString& name, std::string_view key, KeyKind kind = KeyKind::TigerSensitive, const QString& note = {});
    Result<KnownKey> replace(const QString& name, std::string_view key);
    Result<void> remove(const QString& name);
    std::vector<std::string> read(const QString& name);
    QString trouble(const QString& name);
    QByteArray settingsText();

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<QSettings> m_settings;
    std::shared_ptr<MemoryStore> m_store;
    std::unique_ptr<Keyring> m_keyring;
};

void TestKeyring::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<QSettings>(m_dir->filePath(u"s.ini"_s), QSettings::IniFormat);
    m_store = std::make_shared<FakeKeychain>();
    m_keyring = std::make_unique<Keyring>(m_settings.get(), m_store);
}

Result<KnownKey> TestKeyring::add(const QString& name, std::string_view key, KeyKind kind, const QString& note)
{
    Awaited<Result<KnownKey>> added;
    m_keyring->add(name, kind, note, Secret::copyOf(key), added.receiver(), added.callback());
    return *added.wait();
}

Result<KnownKey> TestKeyring::replace(const QString& name, std::string_view key)
{
    Awaited<Result<KnownKey>> replaced;
    m_keyring->replace(name, Secret::copyOf(key), replaced.receiver(), replaced.callback());
    return *replaced.wait();
}

Result<void> TestKeyring::remove(const QString& name)
{
    Awaited<Result<void>> removed;
    m_keyring->remove(name, removed.receiver(), removed.callback());
    return *removed.wait();
}

std::vector<std::string> TestKeyring::read(const QString& name)
{
    Awaited<Result<std::vector<Secret>>> found;
    m_keyring->read(name, found.receiver(), found.callback());
    const Result<std::vector<Secret>> keys = *found.wait();
    std::vector<std::string> texts;
    for (std::size_t i = 0; keys && i < keys->size(); ++i)
        texts.emplace_back((*keys)[i].reveal());
    return texts;
}

QString TestKeyring::trouble(const QString& name)
{
    Awaited<Result<std::vector<Secret>>> found;
    m_keyring->read(name, found.receiver(), found.callback());
    const Result<std::vector<Secret>> keys = *found.wait();
    return keys ? QString() : keys.error().oneLine();
}

QByteArray TestKeyring::settingsText()
{
    m_settings->sync();
    return readFile(m_settings->fileName());
}

void TestKeyring::anAddedKeyIsListedAndRead()
{
    const Result<KnownKey> added = add(u"prod 2026"_s, "first secret", KeyKind::SanturaSigning, u"orders since May"_s);
    QVERIFY(added.ok());
    const KeyList list = m_keyring->list();
    QCOMPARE(list.keys.size(), std::size_t(1));
    QCOMPARE(list.keys[0].name, u"prod 2026"_s);
    QCOMPARE(list.keys[0].kind, KeyKind::SanturaSigning);
    QCOMPARE(list.keys[0].note, u"orders since May"_s);
    QCOMPARE(list.keys[0].generations[0].fingerprint, QString::fromStdString(fingerprintOf(Secret::copyOf("first secret"))));
    QCOMPARE(read(u"prod 2026"_s), std::vector<std::string> {"first secret"});
}

void TestKeyring::theSettingsHoldNoSecret()
{
    QVERIFY(add(u"a"_s, "first secret").ok());
    QVERIFY(replace(u"a"_s, "second secret").ok());
    const QByteArray text = settingsText();
    QVERIFY(text.contains("name=a"));
    for (const QByteArray& secret : {QByteArray("first secret"), QByteArray("second secret")}) {
        for (const QByteArray& form : {secret, secret.toBase64(), secret.toHex(), secret.toPercentEncoding()})
            QVERIFY(!text.contains(form));
    }
}

void TestKeyring::replacingKeepsTheEarlierKeys()
{
    QVERIFY(add(u"a"_s, "one").ok());
    QVERIFY(replace(u"a"_s, "two").ok());
    QVERIFY(replace(u"A"_s, "three").ok());
    QCOMPARE(read(u"a"_s), (std::vector<std::string> {"three", "two", "one"}));
    QCOMPARE(m_keyring->list().keys.size(), std::size_t(1));
}

void TestKeyring::theSameKeyTwiceIsRefused()
{
    QVERIFY(add(u"a"_s, "one").ok());
    QVERIFY(replace(u"a"_s, "two").ok());
    QVERIFY(!replace(u"a"_s, "one").ok());
    QVERIFY(!add(u"a"_s, "three").ok());
    QCOMPARE(read(u"a"_s), (std::vector<std::string> {"two", "one"}));
}

void TestKeyring::renamingChangesTheNameOnly()
{
    QVERIFY(add(u"a"_s, "one").ok());
    QVERIFY(add(u"b"_s, "two").ok());
    QVERIFY(!m_keyring->rename(u"a"_s, u"B"_s).ok());
    QVERIFY(!m_keyring->rename(u"a"_s, u"  "_s).ok());
    QVERIFY(m_keyring->rename(u"a"_s, u"A"_s).ok());
    QVERIFY(m_keyring->rename(u"a"_s, u"c"_s).ok());
    QVERIFY(m_keyring->setNote(u"c"_s, u"of May"_s).ok());
    QVERIFY(!m_keyring->setNote(u"c"_s, u"two\nlines"_s).ok());
    QCOMPARE(read(u"c"_s), std::vector<std::string> {"one"});
    QCOMPARE(m_keyring->find(u"c"_s)->note, u"of May"_s);
    QVERIFY(!m_keyring->find(u"a"_s));
}

void TestKeyring::namesAreTheSameWhateverTheirCase()
{
    QVERIFY(add(u"Caf\u00e9"_s, "one").ok());
    QVERIFY(!add(u"CAFE\u0301"_s, "two").ok());
    QCOMPARE(read(u"cafe\u0301"_s), std::vector<std::string> {"one"});
}

void TestKeyring::removingRemovesAllGenerations()
{
    QVERIFY(add(u"a"_s, "one").ok());
    QVERIFY(replace(u"a"_s, "two").ok());
    const KnownKey key = *m_keyring->find(u"a"_s);
    QVERIFY(remove(u"a"_s).ok());
    QVERIFY(m_keyring->list().keys.empty());
    QVERIFY(!settingsText().contains(key.id.toLatin1()));
    for (const KeyGeneration& generation : key.generations) {
        Awaited<Result<std::optional<Secret>>> left;
        m_store->read(u"key "_s + generation.id, left.receiver(), left.callback());
        QVERIFY(!**left.wait());
    }
}

void TestKeyring::aPublicKeyNeedsNoKeychain()
{
    m_keyring = std::make_unique<Keyring>(m_settings.get(), std::make_shared<NoStore>(QString()));
    const QByteArray pem = publicPem('a');
    QVERIFY(add(u"colleague"_s, QByteArray("comment\r\n" + pem + "more").toStdString(), KeyKind::Public).ok());
    QCOMPARE(read(u"colleague"_s), std::vector<std::string> {pem.toStdString()});
    QVERIFY(replace(u"colleague"_s, publicPem('b').toStdString()).ok());
    QCOMPARE(read(u"colleague"_s).size(), std::size_t(2));
    QVERIFY(remove(u"colleague"_s).ok());
    QVERIFY(m_keyring->list().keys.empty());
}

void TestKeyring::theListHasThePublicHalfOfASealingKey()
{
    const auto pemOf = [](char letter) {
        return std::string(ed25519KeyToPem(Secret::copyOf(std::string(32, letter)))->reveal());
    };
    QVERIFY(add(u"seals"_s, pemOf('a'), KeyKind::Sealing).ok());
    QVERIFY(replace(u"seals"_s, pemOf('b')).ok());
    QVERIFY(!replace(u"seals"_s, "secret").ok());
    const std::vector<KeyGeneration> generations = m_keyring->find(u"seals"_s)->generations;
    QCOMPARE(generations.size(), std::size_t(2));
    QCOMPARE(generations[0].pem, publicPem('b'));
    QCOMPARE(generations[1].pem, publicPem('a'));
    QCOMPARE(read(u"seals"_s), (std::vector<std::string> {pemOf('b'), pemOf('a')}));
    for (const QString& name : m_settings->allKeys())
        QVERIFY2(!m_settings->value(name).toStringList().join(u' ').contains(u"PRIVATE"_s), qPrintable(name));
    const QString pems = u"Keys/"_s + m_keyring->find(u"seals"_s)->id + u"/pems"_s;
    m_settings->setValue(pems, QStringList {u"no key"_s, QString::fromLatin1(publicPem('a'))});
    QVERIFY(!m_keyring->find(u"seals"_s));
}

void TestKeyring::keysOfThisRunAreInNoSettings()
{
    m_keyring = std::make_unique<Keyring>(m_settings.get(), std::make_shared<MemoryStore>());
    QVERIFY(add(u"short"_s, "one").ok());
    QVERIFY(replace(u"short"_s, "two").ok());
    QVERIFY(m_keyring->rename(u"short"_s, u"brief"_s).ok());
    QVERIFY(m_keyring->find(u"brief"_s)->thisRun);
    QCOMPARE(read(u"brief"_s), (std::vector<std::string> {"two", "one"}));
    QVERIFY(m_settings->allKeys().isEmpty());
    QVERIFY(remove(u"brief"_s).ok());
    QVERIFY(m_keyring->list().keys.empty());
}

void TestKeyring::whatIsNoNameIsRefused_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("empty") << QString();
    QTest::newRow("blanks") << u"  "_s;
    QTest::newRow("blanks around it") << u" a"_s;
    QTest::newRow("an option") << u"--help"_s;
    QTest::newRow("two lines") << u"a\nb"_s;
    QTest::newRow("a zero") << u"a"_s + QChar(0);
    QTest::newRow("an escape") << u"\x1b[2Jb"_s;
    QTest::newRow("turned reading direction") << u"a\u202eb"_s;
    QTest::newRow("half a pair") << QString(QChar(0xd800));
    QTest::newRow("long") << QString(81, u'x');
}

void TestKeyring::whatIsNoNameIsRefused()
{
    QFETCH(QString, name);
    const Result<KnownKey> added = add(name, "secret");
    QVERIFY(!added.ok() && !added.error().why.isEmpty() && !added.error().help.isEmpty());
    QVERIFY(!add(u"good"_s, "secret", KeyKind::TigerSensitive, u"a\nb"_s + name).ok());
    QVERIFY(m_settings->allKeys().isEmpty());
}

void TestKeyring::whatIsNoKeyIsRefused_data()
{
    QTest::addColumn<KeyKind>("kind");
    QTest::addColumn<std::string>("key");
    QTest::newRow("empty") << KeyKind::RedactoSigning << std::string();
    QTest::newRow("no text for tiger") << KeyKind::TigerSensitive << std::string("\xff\xfe");
    QTest::newRow("44 letters that are no Fernet key") << KeyKind::TigerSensitive << std::string(44, '=');
    QTest::newRow("a public key as a secret") << KeyKind::SanturaSigning << publicPem('a').toStdString();
    QTest::newRow("a sealing key that is none") << KeyKind::Sealing << std::string(32, 'k');
    QTest::newRow("a public key as a sealing key") << KeyKind::Sealing << publicPem('a').toStdString();
    QTest::newRow("a secret as a public key") << KeyKind::Public << std::string("secret");
    QTest::newRow("a damaged public key") << KeyKind::Public << publicPem('a').replace("MCo", "MCp").toStdString();
    QTest::newRow("a private key beside the public one") << KeyKind::Public
        << std::string("-----BEGIN PRIVATE KEY-----\nx\n-----END PRIVATE KEY-----\n") + publicPem('a').toStdString();
    QTest::newRow("too large") << KeyKind::SanturaSigning << std::string(maxSecretBytes + 1, 'x');
}

void TestKeyring::whatIsNoKeyIsRefused()
{
    QFETCH(KeyKind, kind);
    QFETCH(std::string, key);
    const Result<KnownKey> added = add(u"a"_s, key, kind);
    QVERIFY(!added.ok() && !added.error().why.isEmpty() && !added.error().help.isEmpty());
    QVERIFY(m_settings->allKeys().isEmpty());
}

void TestKeyring::withoutAKeychainNothingIsListed()
{
    m_keyring = std::make_unique<Keyring>(m_settings.get(), std::make_shared<NoStore>(QString()));
    const Result<KnownKey> added = add(u"a"_s, "secret");
    QVERIFY(!added.ok() && added.error().help.contains(u"gnome-keyring"_s));
    QVERIFY(m_settings->allKeys().isEmpty());
}

void TestKeyring::settingsThatCannotBeWrittenLeaveNothingBehind()
{
    m_settings = std::make_unique<QSettings>(u"/proc/version/s.ini"_s, QSettings::IniFormat);
    m_keyring = std::make_unique<Keyring>(m_settings.get(), m_store);
    const Result<KnownKey> added = add(u"a"_s, "secret");
    QVERIFY(!added.ok() && added.error().where.contains(u"s.ini"_s));
    QVERIFY(m_store->empty());
}

void TestKeyring::anExchangedKeyIsNotUsed()
{
    QVERIFY(add(u"a"_s, "mine").ok());
    Awaited<Result<void>> exchanged;
    m_store->write(u"key "_s + m_keyring->find(u"a"_s)->generations[0].id, Secret::copyOf("theirs"), exchanged.receiver(), exchanged.callback());
    QVERIFY(exchanged.wait()->ok());
    QVERIFY(read(u"a"_s).empty());
    QVERIFY2(trouble(u"a"_s).contains(u"changed"_s), qPrintable(trouble(u"a"_s)));
}

void TestKeyring::aLostKeyIsTold()
{
    QVERIFY(add(u"a"_s, "mine").ok());
    m_keyring = std::make_unique<Keyring>(m_settings.get(), std::make_shared<FakeKeychain>());
    QVERIFY2(trouble(u"a"_s).contains(u"locked"_s), qPrintable(trouble(u"a"_s)));
    QVERIFY(remove(u"a"_s).ok()); // It can be taken off the list.
}

void TestKeyring::damagedSettingsAreCounted_data()
{
    QTest::addColumn<QString>("member");
    QTest::addColumn<QVariant>("value");
    QTest::newRow("no name") << u"name"_s << QVariant();
    QTest::newRow("a name of two lines") << u"name"_s << QVariant(u"a\nb"_s);
    QTest::newRow("a name that is taken") << u"name"_s << QVariant(u"GOOD"_s);
    QTest::newRow("an unknown kind") << u"kind"_s << QVariant(u"root"_s);
    QTest::newRow("no generations") << u"generations"_s << QVariant();
    QTest::newRow("another type") << u"generations"_s << QVariant(17);
    QTest::newRow("an entry of somebody else") << u"generations"_s << QVariant(u"../login 7831-ec30-50ad-fef7 2026-01-01T00:00:00Z"_s);
    QTest::newRow("no fingerprint") << u"generations"_s << QVariant(QString(32, u'a') + u" x 2026-01-01T00:00:00Z"_s);
    QTest::newRow("no time") << u"generations"_s << QVariant(QString(32, u'a') + u" 7831-ec30-50ad-fef7 now"_s);
    QTest::newRow("a public key in a secret one") << u"pems"_s << QVariant(QString::fromLatin1(publicPem('a')));
}

void TestKeyring::damagedSettingsAreCounted()
{
    QFETCH(QString, member);
    QFETCH(QVariant, value);
    QVERIFY(add(u"good"_s, "one").ok());
    QVERIFY(add(u"bad"_s, "two").ok());
    m_settings->setValue(u"Keys/"_s + m_keyring->find(u"bad"_s)->id + u'/' + member, value);
    const KeyList list = m_keyring->list();
    QCOMPARE(list.unreadable, 1);
    QCOMPARE(list.keys.size(), std::size_t(1));
}

void TestKeyring::unknownNamesAreTold()
{
    QVERIFY(!replace(u"a"_s, "x").ok());
    QVERIFY(!remove(u"a"_s).ok());
    QVERIFY(!m_keyring->rename(u"a"_s, u"b"_s).ok());
    QVERIFY(trouble(u"a"_s).contains(u"There is no key \"a\""_s));
}

void TestKeyring::otherProgramsAreSeen()
{
    QVERIFY(add(u"a"_s, "one").ok());
    QSettings others(m_settings->fileName(), QSettings::IniFormat);
    Keyring second(&others, m_store);
    QVERIFY(second.rename(u"a"_s, u"b"_s).ok());
    QVERIFY(m_keyring->find(u"b"_s));
    QVERIFY(!m_keyring->find(u"a"_s));
}

QTEST_GUILESS_MAIN(TestKeyring)
#include "tst_keyring.moc"
