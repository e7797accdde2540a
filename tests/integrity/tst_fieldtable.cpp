// SPDX-License-Identifier: MIT
#include "integrity/fieldtable.h"

#include <QTest>

using namespace auditlens;

namespace {

Change changeOf(const std::string& before, const std::string& after)
{
    Change change;
    change.before = {Value::Kind::Text, before, {}, {}, {}};
    change.after = {Value::Kind::Text, after, {}, {}, {}};
    return change;
}

std::string nameOf(int number)
{
    return "field" + std::to_string(number);
}

/// What the field was left at, compared with this; nothing when it is new.
std::optional<Sameness> found(FieldTable& fields, const std::string& name, const std::string& before)
{
    std::vector<HistoryBreak> breaks;
    return fields.at(name, false).step(changeOf(before, before), 1, true, breaks);
}

void leave(FieldTable& fields, const std::string& name, const std::string& after)
{
    std::vector<HistoryBreak> breaks;
    fields.at(name, false).step(changeOf({}, after), 0, true, breaks);
}

} // namespace

/// The fields of one object after the other.
class TestFieldTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFieldIsFoundByItsName();
    void theNextObjectHasFieldsOfItsOwn_data();
    void theNextObjectHasFieldsOfItsOwn();
};

void TestFieldTable::aFieldIsFoundByItsName()
{
    constexpr int count = 5000;
    FieldTable fields;
    for (int i = 0; i < count; ++i)
        leave(fields, nameOf(i), "value " + std::to_string(i));
    for (int i = 0; i < count; ++i)
        QCOMPARE(found(fields, nameOf(i), "value " + std::to_string(i)), std::optional(Sameness::Same));
    QCOMPARE(found(fields, nameOf(7), "value 8"), std::optional(Sameness::Different));
    QCOMPARE(found(fields, {}, "x"), std::optional<Sameness>());
    QCOMPARE(found(fields, {}, "x"), std::optional(Sameness::Same));
}

void TestFieldTable::theNextObjectHasFieldsOfItsOwn_data()
{
    QTest::addColumn<int>("count");
    QTest::newRow("a few") << 3;
    QTest::newRow("some") << 100;
    QTest::newRow("very many") << 5000;
}

void TestFieldTable::theNextObjectHasFieldsOfItsOwn()
{
    QFETCH(int, count);
    FieldTable fields;
    for (int object = 0; object < 3; ++object) {
        for (int i = 0; i < count; ++i) {
            QCOMPARE(found(fields, nameOf(i), "a"), std::optional<Sameness>());
            QCOMPARE(found(fields, nameOf(i), "a"), std::optional(Sameness::Same));
        }
        fields.clear();
    }
}

QTEST_GUILESS_MAIN(TestFieldTable)
#include "tst_fieldtable.moc"
