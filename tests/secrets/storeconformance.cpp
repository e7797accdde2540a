// SPDX-License-Identifier: MIT
#include "storeconformance.h"

#include <QTest>
#include <QThread>

namespace auditlens::test {

namespace {

const QString one = QStringLiteral("test one");
const QString two = QStringLiteral("test two");

std::string text(const Result<std::optional<Secret>>& found)
{
    return found && *found ? std::string((*found)->reveal()) : std::string();
}

bool isNothing(const Result<std::optional<Secret>>& found)
{
    return found.ok() && !*found;
}

} // namespace

Result<std::optional<Secret>> readNow(SecretStore& store, const QString& name)
{
    Awaited<Result<std::optional<Secret>>> found;
    store.read(name, found.receiver(), found.callback());
    return *found.wait();
}

Result<void> writeNow(SecretStore& store, const QString& name, std::string_view secret)
{
    Awaited<Result<void>> done;
    store.write(name, Secret::copyOf(secret), done.receiver(), done.callback());
    return *done.wait();
}

Result<void> removeNow(SecretStore& store, const QString& name)
{
    Awaited<Result<void>> done;
    store.remove(name, done.receiver(), done.callback());
    return *done.wait();
}

void StoreConformance::cleanup()
{
    QVERIFY(removeNow(store(), one).ok());
    QVERIFY(removeNow(store(), two).ok());
}

void StoreConformance::whatIsWrittenIsRead_data()
{
    using namespace std::string_literals;
    QTest::addColumn<std::string>("secret");
    QTest::newRow("a text") << "hunter2"s;
    QTest::newRow("one byte") << "x"s;
    QTest::newRow("letters of other scripts") << "ключ 鍵 😀"s;
    QTest::newRow("several lines") << "-----BEGIN\nabc\n-----END\n"s;
    QTest::newRow("blanks at the ends") << " x "s;
    QTest::newRow("zeros") << "a\0b\0"s;
    QTest::newRow("only zeros") << std::string(32, '\0');
    QTest::newRow("bytes that are no text") << "\xff\xfe\x80\xc0\x01"s;
    QTest::newRow("what looks like base64") << "aGVsbG8="s;
    QTest::newRow("2,000 bytes") << std::string(2000, 'k');
}

void StoreConformance::whatIsWrittenIsRead()
{
    QFETCH(std::string, secret);
    const Result<void> written = writeNow(store(), one, secret);
    QVERIFY(written.ok());
    QVERIFY(text(readNow(store(), one)) == secret);
    QVERIFY(text(readNow(store(), one)) == secret); // Reading does not use it up.
}

void StoreConformance::whatIsNotThereIsNothing()
{
    QVERIFY(isNothing(readNow(store(), one)));
    QVERIFY(removeNow(store(), one).ok());
}

void StoreConformance::writingReplaces()
{
    QVERIFY(writeNow(store(), one, "first").ok());
    QVERIFY(writeNow(store(), one, "second").ok());
    QVERIFY(text(readNow(store(), one)) == "second");
}

void StoreConformance::removingRemoves()
{
    QVERIFY(writeNow(store(), one, "secret").ok());
    QVERIFY(removeNow(store(), one).ok());
    QVERIFY(isNothing(readNow(store(), one)));
}

void StoreConformance::namesAreApart()
{
    QVERIFY(writeNow(store(), one, "1").ok());
    QVERIFY(writeNow(store(), two, "2").ok());
    QVERIFY(removeNow(store(), one).ok());
    QVERIFY(text(readNow(store(), two)) == "2");
}

void StoreConformance::aBadNameIsRefused_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("empty") << QString();
    QTest::newRow("a zero") << QStringLiteral("a") + QChar(0);
    QTest::newRow("a line feed") << QStringLiteral("a\nb");
    QTest::newRow("letters of other scripts") << QStringLiteral("ключ");
    QTest::newRow("half a pair") << QString(QChar(0xd800));
    QTest::newRow("long") << QString(201, QLatin1Char('x'));
}

void StoreConformance::aBadNameIsRefused()
{
    QFETCH(QString, name);
    QVERIFY(!readNow(store(), name).ok());
    QVERIFY(!writeNow(store(), name, "secret").ok());
    const Result<void> removed = removeNow(store(), name);
    QVERIFY(!removed.ok() && !removed.error().what.isEmpty() && !removed.error().help.isEmpty());
}

void StoreConformance::anEmptyOrHugeSecretIsRefused()
{
    QVERIFY(writeNow(store(), one, "there").ok());
    QVERIFY(!writeNow(store(), one, "").ok());
    QVERIFY(!writeNow(store(), one, std::string(maxSecretBytes + 1, 'x')).ok());
    QVERIFY(text(readNow(store(), one)) == "there");
}

void StoreConformance::answersComeLater()
{
    bool answered = false;
    QObject receiver;
    store().read(one, &receiver, [&](const auto&) { answered = true; });
    QVERIFY(!answered);
    QTRY_VERIFY(answered);
}

void StoreConformance::answersOnTheThreadOfTheCaller()
{
    QThread* thread = nullptr;
    QObject receiver;
    store().write(one, Secret::copyOf("x"), &receiver, [&](const auto&) { thread = QThread::currentThread(); });
    QTRY_VERIFY(thread);
    QCOMPARE(thread, QThread::currentThread());
}

void StoreConformance::noAnswerForAReceiverThatIsGone()
{
    bool answered = false;
    {
        QObject receiver;
        const auto note = [&](const auto&) { answered = true; };
        store().write(one, Secret::copyOf("x"), &receiver, note);
        store().read(one, &receiver, note);
        store().remove(two, &receiver, note);
    }
    QVERIFY(text(readNow(store(), one)) == "x"); // It was asked after these, and they were carried out.
    QVERIFY(!answered);
}

} // namespace auditlens::test
