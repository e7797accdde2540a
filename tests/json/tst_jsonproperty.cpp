// SPDX-License-Identifier: MIT
#include "json/document.h"
#include "json/strictparser.h"

#include <nlohmann/json.hpp>

#include <QTest>

#include <array>
#include <random>

using namespace auditlens;

/// What is JSON and what it holds, decided by another reader too.
class TestJsonProperty : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void randomTreesAreReadAsTheyAre_data();
    void randomTreesAreReadAsTheyAre();
    void damageIsSeenWhereAnotherReaderSeesIt_data();
    void damageIsSeenWhereAnotherReaderSeesIt();
};

namespace {

using Other = nlohmann::ordered_json;

/// JSON as people and programs write it: any white space, escapes where none are needed.
class RandomJson
{
public:
    explicit RandomJson(unsigned seed) : m_random(seed) { }

    unsigned below(unsigned limit) { return m_random() % limit; }

    std::string value(unsigned depth = 0)
    {
        switch (below(depth < 6 ? 8 : 5)) {
        case 0:
            return any<4>({"true", "false", "null", "0"});
        case 1:
            return any<6>({"-0", "12", "3.25", "-1.5e3", "2E-7", "9007199254740993"});
        case 2:
        case 3:
        case 4:
            return string();
        case 5:
            return container('[', ']', [&] { return value(depth + 1); });
        default:
            return container('{', '}', [&] { return string() + space() + ':' + space() + value(depth + 1); });
        }
    }

    std::string damaged(std::string text)
    {
        const std::size_t at = text.empty() ? 0 : below(unsigned(text.size()));
        switch (below(4)) {
        case 0:
            return text.erase(at, 1 + below(3));
        case 1:
            return text.insert(at, any<18>({"\"", "\\", "{", "}", "[", "]", ",", ":", " ", "\n", "\t", "1", "t", "-", "\\u12", "\x7f", "\xc3", "é"}));
        case 2:
            return text.substr(0, at);
        default:
            return text.replace(at, 1, any<9>({"\"", "\\", "}", "]", ",", ":", "0", "\x01", "/"}));
        }
    }

private:
    template <std::size_t n>
    std::string any(const std::array<const char*, n>& texts)
    {
        return texts[below(n)];
    }

    std::string space() { return any<6>({"", "", "", " ", "\n", "\t\r "}); }

    std::string string()
    {
        std::string out = "\"";
        for (unsigned left = below(4); left > 0; --left) {
            out += any<15>({"a", "name", "with words of ordinary length", "é", "大阪", "😀", "\\n", "\\\"", "\\\\", "\\/", "\\u00e9",
                "\\u0000", "\\ud83d\\ude00", "{", ","});
        }
        return out + '"';
    }

    template <typename Member>
    std::string container(char open, char close, Member member)
    {
        std::string out(1, open);
        out += space();
        for (unsigned left = below(5); left > 0; --left)
            out += member() + space() + (left > 1 ? "," : "") + space();
        return out + close;
    }

    std::mt19937 m_random;
};

Other treeOf(json::Value value)
{
    switch (value.kind()) {
    case json::Kind::Object: {
        Other object = Other::object();
        for (const json::Value member : value)
            object[std::string(member.key())] = treeOf(member);
        return object;
    }
    case json::Kind::Array: {
        Other array = Other::array();
        for (const json::Value element : value)
            array.push_back(treeOf(element));
        return array;
    }
    case json::Kind::String:
        return std::string(value.text());
    default:
        return Other::parse(value.text());
    }
}

std::string padded(const std::string& text)
{
    return text + std::string(json::padding, '"');
}

constexpr int seeds = 20;
constexpr int textsPerSeed = 500;

void addSeeds()
{
    QTest::addColumn<unsigned>("seed");
    for (unsigned seed = 1; seed <= seeds; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

} // namespace

void TestJsonProperty::randomTreesAreReadAsTheyAre_data()
{
    addSeeds();
}

void TestJsonProperty::randomTreesAreReadAsTheyAre()
{
    QFETCH(unsigned, seed);
    RandomJson random(seed);
    json::Document document;
    for (int i = 0; i < textsPerSeed; ++i) {
        const std::string text = random.value();
        const std::string copy = padded(text);
        QVERIFY2(document.parse(std::string_view(copy).substr(0, text.size())), text.c_str());
        QVERIFY2(treeOf(document.root()) == Other::parse(text), text.c_str());
        for (const json::Node& node : document.nodes()) {
            if (node.kind == json::Kind::Object || node.kind == json::Kind::Array)
                QVERIFY2(Other::accept(node.text), text.c_str());
        }
    }
}

void TestJsonProperty::damageIsSeenWhereAnotherReaderSeesIt_data()
{
    addSeeds();
}

void TestJsonProperty::damageIsSeenWhereAnotherReaderSeesIt()
{
    QFETCH(unsigned, seed);
    RandomJson random(seed);
    json::StrictParser parser;
    std::vector<json::Node> nodes;
    int refused = 0;
    for (int i = 0; i < textsPerSeed; ++i) {
        const std::string text = random.damaged(random.damaged(random.value()));
        const std::string copy = padded(text);
        nodes.clear();
        const bool good = parser.parse(std::string_view(copy).substr(0, text.size()), nodes);
        QVERIFY2(good == Other::accept(text), text.c_str());
        QVERIFY2(good == (parser.problem() == nullptr), text.c_str());
        QVERIFY2(parser.problemOffset() <= text.size(), text.c_str());
        refused += good ? 0 : 1;
    }
    QVERIFY2(refused > textsPerSeed / 4 && refused < textsPerSeed, qPrintable(QString::number(refused)));
}

QTEST_GUILESS_MAIN(TestJsonProperty)
#include "tst_jsonproperty.moc"
