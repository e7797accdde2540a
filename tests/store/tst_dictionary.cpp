// SPDX-License-Identifier: MIT
#include "store/dictionary.h"

#include <QTest>

#include <random>

using namespace auditlens;

class TestDictionary : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void manyAtOnceAreNumberedAsOneByOne();
};

void TestDictionary::manyAtOnceAreNumberedAsOneByOne()
{
    std::mt19937 random(20261122);
    Dictionary together;
    Dictionary oneByOne;
    for (const std::uint32_t count : {0u, 1u, 15u, 16u, 17u, 31u, 32u, 33u, 100u, 5000u}) {
        TextTable texts;
        std::vector<std::uint32_t> expected;
        for (std::uint32_t i = 0; i < count; ++i) {
            texts.append(std::string(random() % 40, 'x') + std::to_string(random() % 700));
            expected.push_back(oneByOne.intern(texts.at(i)));
        }
        std::vector<std::uint32_t> numbers;
        together.intern(texts, numbers);
        QCOMPARE(numbers, expected);
    }
    QCOMPARE(together.size(), oneByOne.size());
    for (std::uint32_t id = 0; id < together.size(); ++id)
        QCOMPARE(together.at(id), oneByOne.at(id));
}

QTEST_GUILESS_MAIN(TestDictionary)
#include "tst_dictionary.moc"
