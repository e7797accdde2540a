// SPDX-License-Identifier: MIT
#include "secrets/keychainstore.h"

#include "storeconformance.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace auditlens;
using namespace auditlens::test;

/// A machine without a session bus: there is no keychain, and that is said and nothing written anywhere.
class TestNoKeychain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void itIsFoundOut();
    void theKeychainStoreHasErrorsAndNoFallback();

private:
    QTemporaryDir m_home;
};

void TestNoKeychain::initTestCase()
{
    for (const char* variable : {"DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY"})
        qunsetenv(variable);
    for (const char* variable : {"HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME"})
        qputenv(variable, m_home.path().toLocal8Bit());
}

void TestNoKeychain::itIsFoundOut()
{
    Awaited<std::shared_ptr<SecretStore>> found;
    findSecretStore(found.receiver(), found.callback());
    const std::shared_ptr<SecretStore> store = *found.wait();
    QCOMPARE(store->kind(), SecretStore::Kind::None);
    QVERIFY(!store->unavailable()->why.isEmpty());
}

void TestNoKeychain::theKeychainStoreHasErrorsAndNoFallback()
{
    KeychainStore store;
    const Result<void> written = writeNow(store, QStringLiteral("test"), "secret");
    QVERIFY(!written.ok());
    QVERIFY(written.error().where.contains(QStringLiteral("test")));
    QVERIFY(!written.error().why.isEmpty() && !written.error().help.isEmpty());
    QVERIFY(!readNow(store, QStringLiteral("test")).ok());
    QVERIFY(!removeNow(store, QStringLiteral("test")).ok());
    QCOMPARE(QDir(m_home.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot), QStringList());
}

QTEST_GUILESS_MAIN(TestNoKeychain)
#include "tst_nokeychain.moc"
