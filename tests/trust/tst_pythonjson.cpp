// SPDX-License-Identifier: MIT
#include "base/utf8.h"
#include "support/python.h"
#include "trust/pythonfloat.h"
#include "trust/pythonjson.h"

#include <QTest>

#include <array>
#include <bit>
#include <cmath>
#include <random>

using namespace auditlens;
using namespace auditlens::test;

namespace {

QByteArray canonical(const QByteArray& source, const PythonJsonStyle& style = pythonSpaced)
{
    json::Document document;
    if (!document.parseExactCopy({source.constData(), std::size_t(source.size())}))
        return "refused";
    PythonJson json(style);
    const std::string_view text = json.of(document.root());
    return QByteArray(text.data(), qsizetype(text.size()));
}

/// Random JSON as Python reads it, in every way of writing it.
class RandomJson
{
public:
    explicit RandomJson(unsigned seed) : m_random(seed) { }

    QByteArray value(int depth = 0)
    {
        switch (m_random() % (depth > 4 ? 6 : 9)) {
        case 0: return pick({"true", "false", "null"});
        case 1: return integer();
        case 2: return floating();
        case 3: return pick({"NaN", "Infinity", "-Infinity", "-0", "-0.0", "0e0", "1e400", "-1e-400", "5e-324", "1E+2"});
        case 4:
        case 5: return string();
        case 6: return array(depth);
        default: return object(depth);
        }
    }

private:
    QByteArray pick(std::initializer_list<const char*> from) { return *(from.begin() + m_random() % from.size()); }

    QByteArray space() { return m_random() % 4 ? QByteArray() : pick({" ", "\n", "\t", "  "}); }

    QByteArray digits(std::size_t most)
    {
        QByteArray text(1, char('1' + m_random() % 9));
        for (auto more = m_random() % most; more > 0; --more)
            text += char('0' + m_random() % 10);
        return text;
    }

    QByteArray integer() { return (m_random() % 3 ? "" : "-") + (m_random() % 8 ? digits(20) : digits(200)); }

    QByteArray floating()
    {
        if (m_random() % 2)
            return (m_random() % 3 ? "" : "-") + digits(17) + '.' + digits(17);
        return digits(3) + (m_random() % 2 ? "." + digits(20) : QByteArray()) + pick({"e", "E", "e-", "e+"}) + digits(3);
    }

    QByteArray character()
    {
        constexpr std::array<char32_t, 16> likely = {'a', 'z', '"', '\\', '/', '\n', 0, 0x7f, 0x80, U'é', 0x2028, 0xfffd, 0xff5e,
            U'😀', 0xd800, 0xdfff};
        char32_t point = m_random() % 3 ? likely[m_random() % likely.size()] : char32_t(m_random() % 0x110000);
        const bool mustEscape = point < 0x20 || point == '"' || point == '\\' || isSurrogate(point);
        if (!mustEscape && m_random() % 3) {
            std::string plain;
            appendCodePoint(plain, point);
            return QByteArray::fromStdString(plain);
        }
        if (point < 0x10000)
            return unit(point);
        point -= 0x10000;
        return unit(0xd800 + point / 0x400) + unit(0xdc00 + point % 0x400);
    }

    QByteArray unit(char32_t value)
    {
        const QByteArray hex = QByteArray::number(uint(value), 16).rightJustified(4, '0');
        return "\\u" + (m_random() % 2 ? hex : hex.toUpper());
    }

    QByteArray string()
    {
        if (m_random() % 20 == 0)
            return pick({"\"NaN\"", "\"Infinity\"", "\"\\ufffd\"", "\"\""});
        QByteArray text = "\"";
        for (auto length = m_random() % 8; length > 0; --length)
            text += character();
        return text + '"';
    }

    QByteArray array(int depth)
    {
        QByteArray text = "[" + space();
        for (auto left = m_random() % 5; left > 0; --left)
            text += value(depth + 1) + space() + (left > 1 ? "," : "") + space();
        return text + ']';
    }

    QByteArray object(int depth)
    {
        QByteArray text = "{" + space();
        QByteArray key = string();
        for (auto left = m_random() % 6; left > 0; --left) {
            key = m_random() % 8 ? string() : key; // Sometimes repeated.
            text += key + space() + ':' + space() + value(depth + 1) + space() + (left > 1 ? "," : "");
        }
        return text + '}';
    }

    std::mt19937 m_random;
};

constexpr const char* dumps = R"(
import json, sys
for line in sys.stdin:
    value = json.loads(bytes.fromhex(line))
    print(json.dumps(value, sort_keys=True))
    print(json.dumps(value, sort_keys=True, separators=(",", ":")))
)";

} // namespace

class TestPythonJson : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void texts_data();
    void texts();
    void mongoNumbers_data();
    void mongoNumbers();
    void asPythonDumps();
    void floatsAsPythonWritesThem();
    void tooLongIsRefused();
};

void TestPythonJson::texts_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char* claim, const char* source, const char* text) {
        QTest::newRow(claim) << QByteArray(source) << QByteArray(text);
    };
    row("blanks behind commas and colons", R"({"b":[1,2,{}],"a":[]})", R"({"a": [], "b": [1, 2, {}]})");
    row("escapes", R"("\u0000\b\t\n\u000b\f\r\u001b\u001f \u007f\u0080é\u2028😀\/\\\"'<>&")",
        R"("\u0000\b\t\n\u000b\f\r\u001b\u001f \u007f\u0080\u00e9\u2028\ud83d\ude00/\\\"'<>&")");
    row("keys by code point, not by UTF-16 unit", R"({"😀":1,"～":2,"z":3,"Z":4,"":5})",
        R"({"": 5, "Z": 4, "z": 3, "\uff5e": 2, "\ud83d\ude00": 1})");
    row("nested keys are sorted, too", R"([{"b":{"d":1,"c":2},"a":3}])", R"([{"a": 3, "b": {"c": 2, "d": 1}}])");
    row("of repeated keys the last counts", R"({"a":1,"b":2,"a":{"x":1}})", R"({"a": {"x": 1}, "b": 2})");
    row("integers of any size", "[10000000000000001, -98765432109876543210987654321098765432109876543210]",
        "[10000000000000001, -98765432109876543210987654321098765432109876543210]");
    row("an integer has no negative zero", "[-0, 0, -0.0]", "[0, 0, -0.0]");
    row("an integer and a float differ", "[1, 1.0, 1e0, 1.50]", "[1, 1.0, 1.0, 1.5]");
    row("exponents", "[1e15,1e16,123456789012345678.0,1e-4,1e-5,5e-324,1.7976931348623157e308]",
        "[1000000000000000.0, 1e+16, 1.2345678901234568e+17, 0.0001, 1e-05, 5e-324, 1.7976931348623157e+308]");
    row("shortest digits", "[0.30000000000000004,0.1,100.25,2.50e+1,9007199254740993.0]", "[0.30000000000000004, 0.1, 100.25, 25.0, 9007199254740992.0]");
    row("beyond the range", "[1e400,-1e400,1e-400,-1e-400,0.0e999999999999999999999,1e99999999999999999999,1e-99999999999999999999]",
        "[Infinity, -Infinity, 0.0, -0.0, 0.0, Infinity, 0.0]");
    row("words that are no JSON", "[NaN,Infinity,-Infinity,\"NaN\"]", "[NaN, Infinity, -Infinity, \"NaN\"]");
    row("lone surrogates", R"({"\ud800x":"\udfff","�":"\ufffd\ud800�"})", R"({"\ud800x": "\udfff", "\ufffd": "\ufffd\ud800\ufffd"})");
    row("a scalar alone", "true", "true");
    row("null", "null", "null");
}

void TestPythonJson::texts()
{
    QFETCH(QByteArray, source);
    QFETCH(QByteArray, text);
    QCOMPARE(canonical(source), text);
    QCOMPARE(canonical(text), text);
}

void TestPythonJson::mongoNumbers_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char* claim, const char* source, const char* text) {
        QTest::newRow(claim) << QByteArray(source) << QByteArray(text);
    };
    row("the three kinds", R"([{"$numberInt":"7"},{"$numberLong":"-8"},{"$numberDouble":"1"}])", "[7,-8,1.0]");
    row("doubles that are no JSON", R"({"a":{"$numberDouble":"NaN"},"b":{"$numberDouble":"-Infinity"}})", R"({"a":NaN,"b":-Infinity})");
    row("with another member it is an object", R"({"$numberInt":"7","x":1})", R"({"$numberInt":"7","x":1})");
    row("what is no number stays", R"([{"$numberInt":"7x"},{"$numberDouble":""},{"$numberLong":"-"},{"$numberInt":7},{"$oid":"7"}])",
        R"([{"$numberInt":"7x"},{"$numberDouble":""},{"$numberLong":"-"},{"$numberInt":7},{"$oid":"7"}])");
}

void TestPythonJson::mongoNumbers()
{
    QFETCH(QByteArray, source);
    QFETCH(QByteArray, text);
    QCOMPARE(canonical(source, {",", ":", true}), text);
}

void TestPythonJson::asPythonDumps()
{
    REQUIRE_PYTHON();
    constexpr int count = 10'000;
    RandomJson random(20261121);
    QByteArrayList sources;
    QByteArray input;
    for (int i = 0; i < count; ++i) {
        sources += random.value();
        input += sources.back().toHex() + '\n';
    }
    const QByteArrayList answers = python(dumps, input);
    QCOMPARE(answers.size(), 2 * count);
    for (int i = 0; i < count; ++i) {
        const QByteArray text = canonical(sources[i]);
        QVERIFY2(text == answers[2 * i], qPrintable(QString::fromUtf8(sources[i] + "\nis " + text + "\nnot " + answers[2 * i])));
        QCOMPARE(canonical(sources[i], pythonCompact), answers[2 * i + 1]);
    }
}

void TestPythonJson::floatsAsPythonWritesThem()
{
    REQUIRE_PYTHON();
    std::mt19937_64 random(20261121);
    std::vector<double> numbers;
    for (int exponent = -1074; exponent < 1024; ++exponent)
        numbers.push_back(std::ldexp(1.0, exponent));
    while (numbers.size() < 50'000) {
        const auto any = std::bit_cast<double>(random());
        numbers.push_back(any);
        numbers.push_back(double(random() % 100'000'000'000) / 1000);
        numbers.push_back(std::nextafter(std::ldexp(1.0, int(random() % 2000) - 1000), random() % 2 ? 0.0 : INFINITY));
    }
    QByteArray input;
    for (const double number : numbers)
        input += QByteArray::number(qulonglong(std::bit_cast<std::uint64_t>(number)), 16).rightJustified(16, '0') + '\n';
    const QByteArrayList answers = python(R"(
import json, struct, sys
for line in sys.stdin:
    print(json.dumps(struct.unpack(">d", bytes.fromhex(line))[0]))
)",
        input);
    QCOMPARE(answers.size(), qsizetype(numbers.size()));
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        std::string text;
        appendPythonFloat(text, numbers[i]);
        QCOMPARE(QByteArray::fromStdString(text), answers[qsizetype(i)]);
        QVERIFY(!std::isfinite(numbers[i]) || pythonFloat(text) == numbers[i]);
    }
}

void TestPythonJson::tooLongIsRefused()
{
    const QByteArray just = '"' + QByteArray(1000, '\x7f') + '"';
    QCOMPARE(canonical(just).size(), 6002);
    const QByteArray many = '"' + QByteArray(qsizetype(PythonJson::maxBytes / 6 + 1), '\x7f') + '"';
    QVERIFY(canonical(many).isEmpty());
}

QTEST_APPLESS_MAIN(TestPythonJson)
#include "tst_pythonjson.moc"
