// SPDX-License-Identifier: MIT
#include "secrets/memorystore.h"

#include "secrets/nostore.h"
#include "storeconformance.h"

#include <QTest>

using namespace auditlens;
using namespace auditlens::test;

class TestMemoryStore : public StoreConformance
{
    Q_OBJECT

protected:
    SecretStore& store() override { return m_store; }

private Q_SLOTS:
    void itSaysThatItEnds();
    void noStoreSaysWhyAndWhatToInstall();

private:
    MemoryStore m_store;
};

void TestMemoryStore::itSaysThatItEnds()
{
    QCOMPARE(m_store.kind(), SecretStore::Kind::ThisRun);
    QVERIFY(!m_store.unavailable());
}

void TestMemoryStore::noStoreSaysWhyAndWhatToInstall()
{
    NoStore none(QStringLiteral("There is no bus."));
    QCOMPARE(none.kind(), SecretStore::Kind::None);
    const Result<void> written = writeNow(none, QStringLiteral("a"), "secret");
    QVERIFY(!written.ok());
    QCOMPARE(written.error().why, QStringLiteral("There is no bus."));
    QVERIFY(written.error().help.contains(QStringLiteral("gnome-keyring")));
    QVERIFY(written.error().help.contains(QStringLiteral("KWallet")));
    QVERIFY(!readNow(none, QStringLiteral("a")).ok());
    QVERIFY(!removeNow(none, QStringLiteral("a")).ok());
    QVERIFY(none.unavailable());
}

QTEST_GUILESS_MAIN(TestMemoryStore)
#include "tst_memorystore.moc"
