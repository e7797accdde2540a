// SPDX-License-Identifier: MIT
#include "unmask/aesgcm.h"
#include "unmask/unmaskvalue.h"

#include <QTest>

using namespace auditlens;

Q_DECLARE_METATYPE(auditlens::RevealProblem)

namespace {

constexpr const char* encodedKey = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
constexpr const char* stored = "encg:AAECAwQFBgcICQoLdjDlNvHQ7y26ea42WjkhOtCJFB9GjnCrM5Ou";

Secret secret(const QByteArray& bytes)
{
    return Secret::copyOf(std::string_view(bytes.constData(), std::size_t(bytes.size())));
}

QByteArray zeros(qsizetype size)
{
    return QByteArray(size, '\0');
}

} // namespace

class TestAesGcm : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void vectors_data();
    void vectors();
    void problems_data();
    void problems();
    void everyChangedByteIsNoticed();
    void foundByItsPrefix();
};

void TestAesGcm::vectors_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("plain");
    const auto row = [](const char* claim, const QByteArray& key, const char* text, const QByteArray& plain) {
        QTest::newRow(claim) << key << QByteArray(text) << plain;
    };
    // The GCM specification of McGrew and Viega, test cases 13 and 14.
    row("the empty text", zeros(32), "encg:AAAAAAAAAAAAAAAAUw-K-8dFNrmpY7TxxMtziw==", {});
    row("one block", zeros(32), "encg:AAAAAAAAAAAAAAAAzqdAPU1ga24HTsXTuvOdGNDRyKeZmWvwJluYtdSKuRk=", zeros(16));
    row("a social security number", encodedKey, stored, "123-45-6789");
    row("the key without padding", QByteArray(encodedKey).chopped(1), stored, "123-45-6789");
    row("the key as bytes", QByteArray::fromBase64(encodedKey), stored, "123-45-6789");
    row("other scripts", encodedKey, "encg:AAECAwQFBgcICQoLHW0VsOUHQoitpwo6VVPUBcbWgcLoPdegymBIdNvVRg==", "Zoë – 東京");
    row("the token without padding", encodedKey, "encg:AAECAwQFBgcICQoLHW0VsOUHQoitpwo6VVPUBcbWgcLoPdegymBIdNvVRg", "Zoë – 東京");
}

void TestAesGcm::vectors()
{
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, plain);
    const auto facts = AesGcmCipher().inspect(text.toStdString());
    QVERIFY(facts.ok());
    QVERIFY(facts.value() == (CipherFacts {noTime, std::size_t(plain.size()), std::size_t(plain.size())}));
    const auto value = AesGcmCipher().reveal(text.toStdString(), secret(key));
    QVERIFY(value.ok());
    QCOMPARE(QByteArray(value.value().reveal().data(), qsizetype(value.value().size())), plain);
}

void TestAesGcm::problems_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<RevealProblem>("problem");
    const auto row = [](const char* claim, const QByteArray& key, const QByteArray& text, RevealProblem problem) {
        QTest::newRow(claim) << key << text << problem;
    };
    row("the prefix of the other cipher", encodedKey, "enc:" + QByteArray(stored).mid(5), RevealProblem::NotThisCipher);
    row("the prefix alone", encodedKey, "encg:", RevealProblem::Damaged);
    row("27 bytes", encodedKey, "encg:" + zeros(27).toBase64(), RevealProblem::Damaged);
    row("a digit too many", encodedKey, QByteArray(stored) + 'A', RevealProblem::Damaged);
    row("a group of digits too many", encodedKey, QByteArray(stored) + "AAAA", RevealProblem::WrongKey);
    row("another key", zeros(32), stored, RevealProblem::WrongKey);
    row("a passphrase", "unit-test-secret-key", stored, RevealProblem::KeyUnusable);
    row("44 letters that are 33 bytes", QByteArray(44, 'A'), stored, RevealProblem::KeyUnusable);
    row("44 characters that are no base64", QByteArray(44, '!'), stored, RevealProblem::KeyUnusable);
    row("no key", "", stored, RevealProblem::KeyUnusable);
    row("what was encrypted is no text", encodedKey, "encg:AAECAwQFBgcICQoLuPyFKuQRh0TPJ8-ZPT9AvwpM", RevealProblem::Damaged);
}

void TestAesGcm::problems()
{
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, text);
    QFETCH(RevealProblem, problem);
    const auto value = AesGcmCipher().reveal(text.toStdString(), secret(key));
    QVERIFY(!value.ok());
    QCOMPARE(value.error(), problem);
}

void TestAesGcm::everyChangedByteIsNoticed()
{
    const QByteArray bytes = QByteArray::fromBase64(QByteArray(stored).mid(5), QByteArray::Base64UrlEncoding);
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        QByteArray changed = bytes;
        changed[i] = char(changed[i] ^ 0x80);
        const auto value = AesGcmCipher().reveal("encg:" + changed.toBase64(QByteArray::Base64UrlEncoding).toStdString(), secret(encodedKey));
        QVERIFY(!value.ok());
        QCOMPARE(value.error(), RevealProblem::WrongKey);
    }
}

void TestAesGcm::foundByItsPrefix()
{
    const Value value {Value::Kind::Masked, "masked:01a54629", {}, {}, stored};
    const auto plain = unmaskValue(value, secret(encodedKey));
    QVERIFY(plain.ok());
    QVERIFY(plain.value().reveal() == "123-45-6789");
    QCOMPARE(ciphers().size(), std::size_t(2));
    QVERIFY(cipherOf("enc:x")->name() == "Fernet");
    QVERIFY(cipherOf("encg:x")->name() == "AES-256-GCM");
    QVERIFY(!cipherOf("vault:v1:x"));
}

QTEST_APPLESS_MAIN(TestAesGcm)
#include "tst_aesgcm.moc"
