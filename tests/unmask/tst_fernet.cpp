// SPDX-License-Identifier: MIT
#include "unmask/fernet.h"
#include "unmask/tigerkey.h"
#include "unmask/unmaskvalue.h"

#include <QCryptographicHash>
#include <QTest>

using namespace auditlens;

Q_DECLARE_METATYPE(auditlens::RevealProblem)

namespace {

constexpr const char* passphrase = "unit-test-secret-key";
constexpr const char* ownKey = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
constexpr const char* stored = "enc:gAAAAABpL_wQAAECAwQFBgcICQoLDA0OD-DOTmChI_Pum7EosrHcGDHV6OrRvoliDkf5p9qVpbaoACv4pEUncB1-_ZyxIp8wmg==";

Secret secret(const QByteArray& text)
{
    return Secret::copyOf(std::string_view(text.constData(), std::size_t(text.size())));
}

QString shown(const Secret& plain)
{
    return QString::fromUtf8(plain.reveal().data(), qsizetype(plain.size()));
}

Result<Secret, RevealProblem> reveal(const QByteArray& text, const QByteArray& key)
{
    return FernetCipher().reveal(text.toStdString(), secret(key));
}

QByteArray hex(std::span<const unsigned char> bytes)
{
    return QByteArray(reinterpret_cast<const char*>(bytes.data()), qsizetype(bytes.size())).toHex();
}

/// The token with one bit of one byte changed.
QByteArray changed(const QByteArray& text, qsizetype byte)
{
    QByteArray bytes = QByteArray::fromBase64(text.mid(4), QByteArray::Base64UrlEncoding);
    bytes[byte] = char(bytes[byte] ^ 1);
    return "enc:" + bytes.toBase64(QByteArray::Base64UrlEncoding);
}

} // namespace

class TestFernet : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keys_data();
    void keys();
    void vectors_data();
    void vectors();
    void specification();
    void factsWithoutKey_data();
    void factsWithoutKey();
    void problems_data();
    void problems();
    void everyChangedByteIsNoticed();
    void everyCutIsNoticed();
    void valuesOfAnEvent();
    void problemsAreExplained();
};

void TestFernet::keys_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("key");
    const auto row = [](const char* claim, const QByteArray& text, const QByteArray& key) {
        QTest::newRow(claim) << text << key;
    };
    const auto hashed = [](const char* claim, const QByteArray& text) {
        QTest::newRow(claim) << text << QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex();
    };
    const QByteArray raw = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
    row("a passphrase is hashed", passphrase, "e6bf0528ee92e8b6c75919e709d77b93a0220f27664fd095fd51c2a94bdeb606");
    row("a Fernet key is decoded", ownKey, raw);
    row("the ordinary alphabet is decoded", "++//++//++//++//++//++//++//++//++//++//++8=",
        QByteArray("fbefff").repeated(10) + "fbef");
    row("44 letters without padding are 33 bytes", QByteArray(44, 'A'), {});
    row("a sentence of 44 whose letters make whole groups", "groups has long blanks whole some these has.", {});
    hashed("43 letters and a sign", QByteArray(43, 'A') + '!');
    row("42 letters and padding are 31 bytes", QByteArray(42, 'A') + "==", {});
    hashed("42 letters, a sign and half of the padding", QByteArray(42, 'A') + "!=");
    row("40 letters and 4 signs are 30 bytes", QByteArray(40, 'A') + "!!!!", {});
    hashed("41 letters and 3 signs", QByteArray(41, 'A') + "!!!");
    hashed("a Fernet key without its padding", QByteArray(ownKey).chopped(1));
    hashed("a Fernet key and a line end", QByteArray(ownKey) + '\n');
    hashed("a Fernet key behind a blank", ' ' + QByteArray(ownKey));
    hashed("64 hex digits are a text", raw);
    row("44 times é are 0 bytes", QByteArray("é").repeated(44), {});
    hashed("22 times é are 44 bytes, but 22 code points", QByteArray("é").repeated(22));
    row("nothing", "", {});
    row("no UTF-8", "\xff\xfe", {});
}

void TestFernet::keys()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, key);
    const auto made = tigerKey(secret(text));
    QCOMPARE(made.ok(), !key.isEmpty());
    if (made)
        QCOMPARE(hex(made.value().bytes()), key);
    else
        QCOMPARE(made.error(), RevealProblem::KeyUnusable);
}

void TestFernet::vectors_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QString>("plain");
    QTest::addColumn<QByteArray>("ciphertext");
    QTest::addColumn<QByteArray>("mac");
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char* claim, const char* key, const char* plain, const char* ciphertext, const char* mac, const char* text) {
        QTest::newRow(claim) << QByteArray(key) << QString::fromUtf8(plain) << QByteArray(ciphertext) << QByteArray(mac) << QByteArray(text);
    };
    row("a social security number", passphrase, "123-45-6789", "e0ce4e60a123f3ee9bb128b2b1dc1831",
        "d5e8ead1be89620e47f9a7da95a5b6a8002bf8a44527701d7efd9cb1229f309a", stored);
    row("the empty text", passphrase, "", "370ad5ed672a0e13443680399c1e563b",
        "9447b2ac032c59c304abf07d85c4050126285a5e4904ba99b6913cf34d742f64",
        "enc:gAAAAABpL_wQAAECAwQFBgcICQoLDA0ODzcK1e1nKg4TRDaAOZweVjuUR7KsAyxZwwSr8H2FxAUBJihaXkkEupm2kTzzTXQvZA==");
    row("other scripts", passphrase, "Zoë Müller – 東京 0123456789",
        "6f373118a33a456d6b53654df5cb4b954eceb2596d7360b56b558e027912e6389ebec6193a60e8c40cdf6b1ae4b25d53",
        "35a0c3a6d4462da37221d4757fe526962f676e117a875055d4d44747ea5450cf",
        "enc:gAAAAABpL_wQAAECAwQFBgcICQoLDA0OD283MRijOkVta1NlTfXLS5VOzrJZbXNgtWtVjgJ5EuY4nr7GGTpg6MQM32sa5LJdUzWgw6bURi2jciHUdX_lJpYvZ24ReodQVdTUR0fqVFDP");
    row("a key of its own", ownKey, "999-88-7777", "cdcfdd948d07c3a316bc664490104165",
        "4817ecbb3232ad9b3b84542ba07d03193e28a3f383f2261d398d2ff76d06db99",
        "enc:gAAAAABpL_wQAAECAwQFBgcICQoLDA0OD83P3ZSNB8OjFrxmRJAQQWVIF-y7MjKtmzuEVCugfQMZPiij84PyJh05jS_3bQbbmQ==");
}

void TestFernet::vectors()
{
    QFETCH(QByteArray, key);
    QFETCH(QString, plain);
    QFETCH(QByteArray, ciphertext);
    QFETCH(QByteArray, mac);
    QFETCH(QByteArray, text);
    const auto token = FernetToken::parse(text.toStdString().substr(4));
    QVERIFY(token);
    QCOMPARE(token->version(), std::uint8_t(0x80));
    QCOMPARE(token->createdSeconds(), std::uint64_t(1764752400));
    QCOMPARE(hex(token->iv()), QByteArray("000102030405060708090a0b0c0d0e0f"));
    QCOMPARE(hex(token->ciphertext()), ciphertext);
    QCOMPARE(hex(token->mac()), mac);
    const auto value = reveal(text, key);
    QVERIFY(value.ok());
    QCOMPARE(shown(value.value()), plain);
}

// https://github.com/fernet/spec/blob/master/verify.json
void TestFernet::specification()
{
    const auto value = reveal("enc:gAAAAAAdwJ6wAAECAwQFBgcICQoLDA0ODy021cpGVWKZ_eEwCGM4BLLF_5CV9dOPmrhuVUPgJobwOz7JcbmrR64jVmpU4IwqDA==",
        "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=");
    QVERIFY(value.ok());
    QCOMPARE(shown(value.value()), QStringLiteral("hello"));
}

void TestFernet::factsWithoutKey_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("created");
    QTest::addColumn<qulonglong>("least");
    QTest::addColumn<qulonglong>("most");
    const QByteArray head = QByteArray::fromHex("80");
    const auto row = [&](const char* claim, const QByteArray& time, int blocks, qint64 created) {
        const QByteArray bytes = head + QByteArray::fromHex(time) + QByteArray(16 + 16 * blocks + 32, '\x07');
        QTest::newRow(claim) << "enc:" + bytes.toBase64(QByteArray::Base64UrlEncoding) << created
                             << qulonglong(16 * blocks - 16) << qulonglong(16 * blocks - 1);
    };
    row("one block", "00000000692ffc10", 1, 1'764'752'400'000'000'000);
    row("three blocks, in 1970", "0000000000000000", 3, 0);
    row("the last second that fits", "0000000225c17d04", 1, 9'223'372'036'000'000'000);
    row("a time beyond ours", "0000000225c17d05", 1, noTime);
    row("the end of all times", "ffffffffffffffff", 1, noTime);
}

void TestFernet::factsWithoutKey()
{
    QFETCH(QByteArray, text);
    QFETCH(qint64, created);
    QFETCH(qulonglong, least);
    QFETCH(qulonglong, most);
    const auto facts = FernetCipher().inspect(text.toStdString());
    QVERIFY(facts.ok());
    QVERIFY(facts.value() == (CipherFacts {created, std::size_t(least), std::size_t(most)}));
}

void TestFernet::problems_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<RevealProblem>("problem");
    const auto row = [](const char* claim, const QByteArray& text, const QByteArray& key, RevealProblem problem) {
        QTest::newRow(claim) << text << key << problem;
    };
    const QByteArray bytes = QByteArray::fromBase64(QByteArray(stored).mid(4), QByteArray::Base64UrlEncoding);
    const auto token = [](const QByteArray& of) -> QByteArray { return "enc:" + of.toBase64(QByteArray::Base64UrlEncoding); };
    row("the prefix alone", "enc:", passphrase, RevealProblem::Damaged);
    row("three bytes", "enc:AAAA", passphrase, RevealProblem::Damaged);
    row("the last = removed", QByteArray(stored).chopped(1), passphrase, RevealProblem::Damaged);
    row("another version", token("\x81" + bytes.mid(1)), passphrase, RevealProblem::Damaged);
    row("72 bytes", token(bytes.left(72)), passphrase, RevealProblem::Damaged);
    row("no whole blocks", token(bytes + 'x'), passphrase, RevealProblem::Damaged);
    row("a block more", token(bytes + QByteArray(16, 'x')), passphrase, RevealProblem::WrongKey);
    row("a changed byte", changed(stored, 30), passphrase, RevealProblem::WrongKey);
    row("another key", stored, ownKey, RevealProblem::WrongKey);
    row("the key with a line end", stored, QByteArray(passphrase) + '\n', RevealProblem::WrongKey);
    row("another prefix", "xenc:" + QByteArray(stored).mid(4), passphrase, RevealProblem::NotThisCipher);
    row("the prefix in capitals", "ENC:" + QByteArray(stored).mid(4), passphrase, RevealProblem::NotThisCipher);
    row("nothing", "", passphrase, RevealProblem::NotThisCipher);
    row("a key that tiger refuses", stored, QByteArray(44, 'A'), RevealProblem::KeyUnusable);
    row("no key", stored, "", RevealProblem::KeyUnusable);
}

void TestFernet::problems()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, key);
    QFETCH(RevealProblem, problem);
    const auto value = reveal(text, key);
    QVERIFY(!value.ok());
    QCOMPARE(value.error(), problem);
    const bool withoutKey = problem == RevealProblem::Damaged || problem == RevealProblem::NotThisCipher;
    QCOMPARE(FernetCipher().inspect(text.toStdString()).ok(), !withoutKey);
}

void TestFernet::everyChangedByteIsNoticed()
{
    const QByteArray bytes = QByteArray::fromBase64(QByteArray(stored).mid(4), QByteArray::Base64UrlEncoding);
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        const auto value = reveal(changed(stored, i), passphrase);
        QVERIFY(!value.ok());
        QCOMPARE(value.error(), i == 0 ? RevealProblem::Damaged : RevealProblem::WrongKey);
    }
}

void TestFernet::everyCutIsNoticed()
{
    const QByteArray text(stored);
    for (qsizetype size = 4; size < text.size(); ++size) {
        const auto value = reveal(text.left(size), passphrase);
        QVERIFY(!value.ok());
        QCOMPARE(value.error(), RevealProblem::Damaged);
    }
    for (qsizetype i = 4; i <= text.size(); ++i) {
        const auto value = reveal(text.left(i) + " \n" + text.mid(i), passphrase);
        QVERIFY2(value.ok(), "a blank and a line end anywhere in a token do not matter");
    }
}

void TestFernet::valuesOfAnEvent()
{
    const Secret key = Secret::copyOf(passphrase);
    Value value {Value::Kind::Masked, "masked:01a54629", {}, {}, stored};
    const auto plain = unmaskValue(value, key);
    QVERIFY(plain.ok());
    QCOMPARE(shown(plain.value()), QStringLiteral("123-45-6789"));
    QCOMPARE(inspectValue(value).value().created, Nanoseconds(1'764'752'400'000'000'000));
    const auto problem = [&key](const Value& of) {
        const auto unmasked = unmaskValue(of, key);
        const auto inspected = inspectValue(of);
        return !unmasked && !inspected && unmasked.error() == inspected.error() ? int(unmasked.error()) : -1;
    };
    value.cipher = "vault:v1:abc";
    QCOMPARE(problem(value), int(RevealProblem::NotThisCipher));
    value.cipher.clear();
    QCOMPARE(problem(value), int(RevealProblem::HashOnly));
    value.text = "****";
    QCOMPARE(problem(value), int(RevealProblem::NoCiphertext));
    QCOMPARE(problem({Value::Kind::Text, stored, {}, {}, {}}), int(RevealProblem::NoCiphertext));
    QCOMPARE(problem({}), int(RevealProblem::NoCiphertext));
}

void TestFernet::problemsAreExplained()
{
    for (const RevealProblem problem : {RevealProblem::NoCiphertext, RevealProblem::HashOnly, RevealProblem::NotThisCipher,
             RevealProblem::Damaged, RevealProblem::WrongKey, RevealProblem::KeyUnusable}) {
        const Error error = revealError(problem);
        QVERIFY(!error.what.isEmpty() && !error.why.isEmpty() && !error.help.isEmpty() && error.where.isEmpty());
    }
}

QTEST_APPLESS_MAIN(TestFernet)
#include "tst_fernet.moc"
