// SPDX-License-Identifier: MIT
#include "secrets/ledgerkeeper.h"

#include "ledger/ledgersupport.h"
#include "secrets/awaited.h"
#include "secrets/fakekeychain.h"
#include "secrets/nostore.h"
#include "support/testsupport.h"

#include <QFile>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace auditlens;
using namespace auditlens::test;
using namespace Qt::StringLiterals;

namespace {

LedgerTail tailOf(std::uint64_t sequence)
{
    return {sequence, std::string(64, char('a' + sequence % 6))};
}

} // namespace

class TestLedgerKeeper : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void withAKeychainTheKeyIsThere();
    void withoutOneItIsAPrivateFileAndSaysSo();
    void findingMakesNothing();
    void aKeychainThatIsGoneIsNoReasonForAnotherKey();
    void aLostKeyIsNotMadeAgain();
    void anExchangedKeyIsNotUsed();
    void aFileStaysInUse();
    void theTailIsKeptInTheKeychain();
    void anEarlierTailReplacesNone();
    void aDamagedTailIsTold();
    void aCutLedgerIsNotContinued();

private:
    LedgerKeeper keeper(std::shared_ptr<SecretStore> store) { return {m_settings.get(), std::move(store), m_dir->filePath(u"data/ledger-key.pem"_s)}; }
    Result<LedgerKey> open(std::shared_ptr<SecretStore> store);
    Result<void> keepTail(const LedgerTail& tail);
    Result<void> put(const QString& entry, std::string_view text);

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<QSettings> m_settings;
    std::shared_ptr<FakeKeychain> m_keychain;
};

void TestLedgerKeeper::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<QSettings>(m_dir->filePath(u"s.ini"_s), QSettings::IniFormat);
    m_keychain = std::make_shared<FakeKeychain>();
}

Result<LedgerKey> TestLedgerKeeper::open(std::shared_ptr<SecretStore> store)
{
    LedgerKeeper held = keeper(std::move(store));
    Awaited<Result<LedgerKey>> opened;
    held.open(opened.receiver(), opened.callback());
    return *opened.wait();
}

Result<void> TestLedgerKeeper::keepTail(const LedgerTail& tail)
{
    LedgerKeeper held = keeper(m_keychain);
    Awaited<Result<void>> kept;
    held.keepTail(tail, kept.receiver(), kept.callback());
    return *kept.wait();
}

Result<void> TestLedgerKeeper::put(const QString& entry, std::string_view text)
{
    Awaited<Result<void>> done;
    m_keychain->write(entry, Secret::copyOf(text), done.receiver(), done.callback());
    return *done.wait();
}

void TestLedgerKeeper::withAKeychainTheKeyIsThere()
{
    const Result<LedgerKey> first = open(m_keychain);
    QVERIFY(first.ok());
    QCOMPARE(first->place, LedgerKey::Place::Keychain);
    QVERIFY(!first->tail);
    QVERIFY(first->placeText().contains(u"keychain"_s));
    QVERIFY(open(m_keychain)->key == first->key);
    QVERIFY(!QFile::exists(m_dir->filePath(u"data"_s)));
    QVERIFY(!readFile(m_settings->fileName()).contains(QByteArray(first->key.reveal().data(), 32).toHex()));
}

void TestLedgerKeeper::withoutOneItIsAPrivateFileAndSaysSo()
{
    const auto none = std::make_shared<NoStore>(QString());
    const Result<LedgerKey> first = open(none);
    QVERIFY(first.ok());
    QCOMPARE(first->place, LedgerKey::Place::File);
    QVERIFY(first->placeText().contains(u"in a file"_s));
    QVERIFY(open(none)->key == first->key);
    const QFile file(m_dir->filePath(u"data/ledger-key.pem"_s));
    QCOMPARE(file.permissions() & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther), QFile::Permissions());
    const auto thisRun = std::make_shared<MemoryStore>(); // Memory ends; a ledger does not.
    QCOMPARE(open(thisRun)->place, LedgerKey::Place::File);
}

void TestLedgerKeeper::findingMakesNothing()
{
    for (const std::shared_ptr<SecretStore>& store : {std::shared_ptr<SecretStore>(m_keychain), std::shared_ptr<SecretStore>(std::make_shared<NoStore>(QString()))}) {
        LedgerKeeper held = keeper(store);
        Awaited<Result<std::optional<LedgerKey>>> found;
        held.find(found.receiver(), found.callback());
        const auto key = *found.wait();
        QVERIFY(key.ok() && !*key);
    }
    QVERIFY(m_keychain->empty());
    QVERIFY(!QFile::exists(m_dir->filePath(u"data"_s)));
}

void TestLedgerKeeper::aKeychainThatIsGoneIsNoReasonForAnotherKey()
{
    QVERIFY(open(m_keychain).ok());
    const Result<LedgerKey> without = open(std::make_shared<NoStore>(QString()));
    QVERIFY(!without.ok() && !without.error().help.isEmpty());
    QVERIFY(!QFile::exists(m_dir->filePath(u"data"_s)));
}

void TestLedgerKeeper::aLostKeyIsNotMadeAgain()
{
    QVERIFY(open(m_keychain).ok());
    m_keychain = std::make_shared<FakeKeychain>();
    QVERIFY(!open(m_keychain).ok());
    QVERIFY(m_keychain->empty());
}

void TestLedgerKeeper::anExchangedKeyIsNotUsed()
{
    QVERIFY(open(m_keychain).ok());
    QVERIFY(put(u"ledger signing key"_s, ledgerKey('z').reveal()).ok());
    const Result<LedgerKey> exchanged = open(m_keychain);
    QVERIFY(!exchanged.ok() && exchanged.error().why.contains(u"not the one"_s));
    QVERIFY(put(u"ledger signing key"_s, "no key at all").ok());
    QVERIFY(!open(m_keychain).ok());
}

void TestLedgerKeeper::aFileStaysInUse()
{
    const Result<LedgerKey> first = open(std::make_shared<NoStore>(QString()));
    const Result<LedgerKey> later = open(m_keychain);
    QVERIFY(later.ok() && later->key == first->key);
    QCOMPARE(later->place, LedgerKey::Place::File);
}

void TestLedgerKeeper::theTailIsKeptInTheKeychain()
{
    QVERIFY(open(m_keychain).ok());
    QVERIFY(keepTail(tailOf(3)).ok());
    QCOMPARE(open(m_keychain)->tail, std::optional(tailOf(3)));
    QVERIFY(keepTail(tailOf(4)).ok());
    QCOMPARE(open(m_keychain)->tail, std::optional(tailOf(4)));
}

void TestLedgerKeeper::anEarlierTailReplacesNone()
{
    QVERIFY(open(m_keychain).ok());
    QVERIFY(keepTail(tailOf(4)).ok());
    QVERIFY(keepTail(tailOf(3)).ok());
    QCOMPARE(open(m_keychain)->tail, std::optional(tailOf(4)));
}

void TestLedgerKeeper::aDamagedTailIsTold()
{
    QVERIFY(open(m_keychain).ok());
    for (const std::string_view text : {"3", "x ", "3 abc", "-1 0000", "\xff"}) {
        QVERIFY(put(u"ledger last entry"_s, text).ok());
        const Result<LedgerKey> opened = open(m_keychain);
        QVERIFY(!opened.ok() && !opened.error().help.isEmpty());
        QVERIFY(!keepTail(tailOf(9)).ok());
    }
}

void TestLedgerKeeper::aCutLedgerIsNotContinued()
{
    const QString path = m_dir->filePath(u"ledger.jsonl"_s);
    for (int i = 1; i <= 3; ++i) {
        Result<LedgerKey> held = open(m_keychain);
        Result<Ledger> ledger = Ledger::open(path, std::move(held->key), held->tail.value_or(LedgerTail()));
        const Result<LedgerTail> tail = ledger->append(ledgerEntry(i));
        QVERIFY(tail.ok() && keepTail(*tail).ok());
    }
    writeLines(path, ledgerLines(path).first(2));
    Result<LedgerKey> held = open(m_keychain);
    QCOMPARE(held->tail->sequence, std::uint64_t(3));
    QVERIFY(!Ledger::open(path, std::move(held->key), *held->tail).ok());
}

QTEST_GUILESS_MAIN(TestLedgerKeeper)
#include "tst_ledgerkeeper.moc"
