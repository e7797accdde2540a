// SPDX-License-Identifier: MIT
#include "query/chips.h"

#include "query/onlyterm.h"

#include <QTest>

using namespace auditlens;
using namespace Qt::StringLiterals;

namespace {

QueryChips chips(const QString& query)
{
    return QueryChips(parseQuery(query).tree);
}

QStringList texts(const QueryChips& row)
{
    QStringList texts;
    for (const QueryChip& chip : row.all())
        texts << (chip.enabled ? chip.text() : u'(' + chip.text() + u')');
    return texts;
}

} // namespace

class TestQueryChips : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyTopConditionIsAChip();
    void chipsKnowTheirPlace();
    void switchesOffAndOn();
    void turnsAround();
    void removesAndReplaces();
    void addsWhatIsNotThere();
    void keepsTheTypedTextUntilTheFirstEdit();
    void ignoresChipsThatAreNotThere();
    void onlyOneValueOfAField_data();
    void onlyOneValueOfAField();
};

void TestQueryChips::everyTopConditionIsAChip()
{
    QCOMPARE(texts(chips(u"actor:bob -to:5 (a OR b)"_s)), (QStringList {u"actor:bob"_s, u"-to:5"_s, u"a OR b"_s}));
    QCOMPARE(texts(chips(u"a OR b"_s)), QStringList {u"a OR b"_s});
    QCOMPARE(texts(chips(u"  "_s)), QStringList());
}

void TestQueryChips::chipsKnowTheirPlace()
{
    const QueryChips typed = chips(u"a  AND -to:5"_s);
    QCOMPARE(typed.text().mid(typed.all()[1].span.begin, typed.all()[1].span.length), u"-to:5"_s);
    const QueryChips edited = typed.inverted(0).toggled(1);
    QCOMPARE(edited.text(), u"-a"_s);
    QCOMPARE(edited.all()[0].span, (TextSpan {0, 2}));
    QCOMPARE(edited.all()[1].span.length, qsizetype(0));
}

void TestQueryChips::switchesOffAndOn()
{
    const QueryChips row = chips(u"a (b OR c) d"_s);
    QCOMPARE(row.toggled(1).text(), u"a d"_s);
    QCOMPARE(texts(row.toggled(1)), (QStringList {u"a"_s, u"(b OR c)"_s, u"d"_s}));
    QCOMPARE(row.toggled(1).toggled(1).text(), u"a (b OR c) d"_s);
    QCOMPARE(row.toggled(0).toggled(2).text(), u"b OR c"_s);
}

void TestQueryChips::turnsAround()
{
    QCOMPARE(chips(u"a b"_s).inverted(0).text(), u"-a b"_s);
    QCOMPARE(chips(u"-a b"_s).inverted(0).text(), u"a b"_s);
    QCOMPARE(chips(u"a OR b"_s).inverted(0).text(), u"-(a OR b)"_s);
    QVERIFY(chips(u"-a"_s).all()[0].isInverted());
}

void TestQueryChips::removesAndReplaces()
{
    const QueryChips row = chips(u"a b c"_s);
    QCOMPARE(row.removed(1).text(), u"a c"_s);
    QCOMPARE(row.replaced(1, parseQuery(u"x OR y"_s).tree).text(), u"a (x OR y) c"_s);
    QCOMPARE(row.replaced(1, parseQuery(QString()).tree).text(), u"a c"_s);
    QCOMPARE(row.removed(0).removed(0).removed(0).text(), QString());
}

void TestQueryChips::addsWhatIsNotThere()
{
    QCOMPARE(chips(u"a b"_s).added(parseQuery(u"b to:5"_s).tree).text(), u"a b to:5"_s);
}

void TestQueryChips::keepsTheTypedTextUntilTheFirstEdit()
{
    QCOMPARE(chips(u" NOT  a "_s).text(), u" NOT  a "_s);
}

void TestQueryChips::ignoresChipsThatAreNotThere()
{
    QCOMPARE(chips(u"a"_s).toggled(5).inverted(5).removed(5).text(), u"a"_s);
}

void TestQueryChips::onlyOneValueOfAField_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("term");
    QTest::addColumn<QString>("result");
    const auto row = [](const char* claim, const QString& query, const QString& term, const QString& result) {
        QTest::newRow(claim) << query << term << result;
    };
    row("nothing was asked", u""_s, u"actor:ann"_s, u"actor:ann"_s);
    row("another value goes", u"actor:bob renewal"_s, u"actor:ann"_s, u"renewal actor:ann"_s);
    row("what was left out comes back", u"-actor:ann -actor:bob"_s, u"actor:ann"_s, u"actor:ann"_s);
    row("another name of the field", u"user:bob"_s, u"actor:ann"_s, u"actor:ann"_s);
    row("alternatives go", u"actor:(bob OR eve) x"_s, u"actor:ann"_s, u"x actor:ann"_s);
    row("a type and an entity are one", u"type:Policy"_s, u"entity:Quote"_s, u"entity:Quote"_s);
    row("the missing bucket", u"tenant:a"_s, u"-tenant:*"_s, u"-tenant:*"_s);
    row("alternatives with another field stay", u"(actor:bob OR tenant:a)"_s, u"actor:ann"_s, u"(actor:bob OR tenant:a) actor:ann"_s);
    row("what cannot be read stays", u"\"open"_s, u"actor:ann"_s, u"\"open actor:ann"_s);
}

void TestQueryChips::onlyOneValueOfAField()
{
    QFETCH(QString, query);
    QFETCH(QString, term);
    QFETCH(QString, result);
    QCOMPARE(withOnly(query, term), result);
}

QTEST_GUILESS_MAIN(TestQueryChips)
#include "tst_querychips.moc"
