// SPDX-License-Identifier: MIT
#include "support/python.h"
#include "unmask/lenientbase64.h"

#include <QTest>

#include <random>
#include <vector>

using namespace auditlens;
using namespace auditlens::test;

namespace {

/// Hex of what was decoded, or "error".
QByteArray decoded(const QByteArray& text)
{
    std::vector<unsigned char> out(lenientBase64Room(std::size_t(text.size())));
    const auto size = decodeLenientBase64({text.constData(), std::size_t(text.size())}, out);
    return size ? QByteArray(reinterpret_cast<const char*>(out.data()), qsizetype(*size)).toHex() : QByteArray("error");
}

QByteArray randomText(std::mt19937& random)
{
    constexpr std::string_view likely = "ABCDxyz0189+/-_====== \n\t!\x80\xc3\xa9";
    QByteArray text;
    for (auto length = random() % 80; length > 0; --length)
        text += random() % 8 ? likely[random() % likely.size()] : char(random() % 256);
    return text;
}

} // namespace

class TestLenientBase64 : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void rules_data();
    void rules();
    void asPythonDecodes();
};

void TestLenientBase64::rules_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("hex");
    const auto row = [](const char* claim, const char* text, const char* hex) {
        QTest::newRow(claim) << QByteArray(text) << QByteArray(hex);
    };
    row("nothing", "", "");
    row("whole groups", "AAECAwQF", "000102030405");
    row("the ordinary alphabet", "+/+/", "fbffbf");
    row("the alphabet of URLs", "-_-_", "fbffbf");
    row("one byte", "AA==", "00");
    row("two bytes", "AAE=", "0001");
    row("missing padding is an error", "AAE", "error");
    row("half of the padding is an error", "AA=", "error");
    row("one digit too many is an error", "AAECA", "error");
    row("blanks and line ends are passed over", " A\nA\r\nE\t=", "0001");
    row("other characters are passed over", "A!A\xc3\xa9" "E=", "0001");
    row("what stands behind complete padding is ignored", "AAE=AAECAw!", "0001");
    row("padding in front is passed over", "=AAEC", "000102");
    row("padding behind one digit is passed over", "A=AEC", "000102");
    row("padding that is interrupted counts anew", "AA=EC", "000102");
}

void TestLenientBase64::rules()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, hex);
    QCOMPARE(decoded(text), hex);
}

void TestLenientBase64::asPythonDecodes()
{
    REQUIRE_PYTHON();
    constexpr std::size_t count = 20'000;
    std::mt19937 random(20261121);
    QByteArray input;
    std::vector<QByteArray> texts;
    for (std::size_t i = 0; i < count; ++i) {
        texts.push_back(randomText(random));
        input += texts.back().toHex() + '\n';
    }
    const QByteArrayList answers = python(R"(
import base64, binascii, sys
for line in sys.stdin:
    try:
        print(base64.urlsafe_b64decode(bytes.fromhex(line)).hex())
    except binascii.Error:
        print("error")
)",
        input);
    QCOMPARE(answers.size(), qsizetype(count));
    for (std::size_t i = 0; i < count; ++i)
        QVERIFY2(decoded(texts[i]) == answers[qsizetype(i)], texts[i].toHex().constData());
}

QTEST_APPLESS_MAIN(TestLenientBase64)
#include "tst_lenientbase64.moc"
