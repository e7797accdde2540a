// SPDX-License-Identifier: MIT
#include "query/querytree.h"

#include <QTest>

#include <random>

using namespace auditlens;

class TestQueryParser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void prints_data();
    void prints();
    void pointsAtErrors_data();
    void pointsAtErrors();
    void keepsPositions();
    void canonicalTextIsTheSameQuery_data();
    void canonicalTextIsTheSameQuery();
    void anyTextIsReadOrRefused();
    void refusesWhatIsTooLong();
    void survivesDeepNesting();
};

void TestQueryParser::prints_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("tree");

    const auto row = [](const char* name, const char* query, const char* tree) {
        QTest::newRow(name) << QString::fromUtf8(query) << QString::fromUtf8(tree);
    };
    row("nothing is everything", "", "all");
    row("white space is everything", " \t\n ", "all");
    row("a word", "renewal", "renewal");
    row("a field with a value", "actor:alice", "actor:alice");
    row("a leading at sign is ignored", "@actor:alice", "actor:alice");
    row("an at sign inside a word stays", "alice@example.com", "alice@example.com");
    row("a phrase", "\"waives inspection\"", "\"waives inspection\"");
    row("a field with a phrase", "actor:\"Alice Nguyen\"", "actor:\"Alice Nguyen\"");
    row("a quote inside a phrase is escaped", R"("say \"yes\"")", R"("say \"yes\"")");
    row("a backslash outside quotes is a backslash", R"(actor:CORP\alice)", R"(actor:CORP\alice)");
    row("a star at the end is a prefix", "actor:al*", "actor:al*");
    row("stars on both sides mean contains", "actor:*lic*", "actor:*lic*");
    row("a lone star is any value", "actor:*", "actor:*");
    row("a star in quotes is a star", "\"a*\"", "\"a*\"");
    row("space means and", "a b c", "and(a, b, c)");
    row("AND means and", "a AND b", "and(a, b)");
    row("a lower-case and is a word", "a and b", "and(a, and, b)");
    row("OR is weaker than space", "a b OR c", "or(and(a, b), c)");
    row("parentheses group", "a (b OR c)", "and(a, or(b, c))");
    row("minus turns around", "-actor:bot", "not(actor:bot)");
    row("NOT turns around", "NOT actor:bot", "not(actor:bot)");
    row("minus before a group", "-(a OR b)", "not(or(a, b))");
    row("two minuses", "--a", "not(not(a))");
    row("a minus inside a word stays", "import-bot", "import-bot");
    row("a minus in a value stays", "to:-5", "to:-5");
    row("a value may hold a colon", "to:12:30", "to:12:30");
    row("a time of day is a word", "12:30", "12:30");
    row("an address with a port is a word", "10.0.0.1:80", "10.0.0.1:80");
    row("an entity with its id", "entity:Policy#7", "entity:Policy#7");
    row("a dotted path", "extra.region:eu*", "extra.region:eu*");
    row("space means or inside the parentheses of a field", "actor:(alice bob)", "or(actor:alice, actor:bob)");
    row("OR inside the parentheses of a field", "actor:(alice OR bob) x", "and(or(actor:alice, actor:bob), x)");
    row("AND inside the parentheses of a field", "to:(a AND b)", "and(to:a, to:b)");
    row("an operator as a value", "to:OR", "to:OR");
    row("a question mark is one character", "actor:al?ce", "actor:al?ce");
    row("a star in the middle", "actor:a*e", "actor:a*e");
    row("greater", "to:>5", "to:>5");
    row("greater or equal", "to:>=5", "to:>=5");
    row("less than a phrase", "to:<\"a b\"", "to:<\"a b\"");
    row("less or equal, negative", "to:<=-5", "to:<=-5");
    row("a range", "to:[1 TO 5]", "to:[1 TO 5]");
    row("a range without its ends", "to:{1 TO 5}", "to:{1 TO 5}");
    row("a half-open range", "to:[ 1   TO 5 }", "to:[1 TO 5}");
    row("a range with an open end is a comparison", "to:[* TO 5]", "to:<=5");
    row("a range with two open ends is any value", "to:[* TO *]", "to:*");
    row("a comparison inside the parentheses of a field", "to:(>5 OR [1 TO 2])", "or(to:>5, to:[1 TO 2])");
    row("a comparison without a field is a word", ">5", ">5");
    row("a pattern", "/a.*b c/", "/a.*b c/");
    row("a pattern in a field", "to:/a|b/", "to:/a|b/");
    row("a slash in a pattern is escaped", R"(/a\/b\d/ c)", R"(and(/a\/b\d/, c))");
    row("a path is a word", "/var/log c", "and(/var/log, c)");
    row("two slashes are a word", "//server/x", "//server/x");
    row("an IPv6 address", "ip:2001:db8::/32", "ip:2001:db8::/32");
    row("an IPv6 address that begins with colons", "ip:::1", "ip:(::1)");
    row("an IPv6 address as a word", "fe80::1", "fe80::1");
    row("letters of every script", "ürün:başlık", "ürün:başlık");
}

void TestQueryParser::prints()
{
    QFETCH(QString, query);
    QFETCH(QString, tree);
    const ParsedQuery parsed = parseQuery(query);
    QVERIFY2(!parsed.error, parsed.error ? qPrintable(parsed.error->what) : "");
    QCOMPARE(describe(parsed.tree.root), tree);
}

void TestQueryParser::pointsAtErrors_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("carets");

    QTest::newRow("unclosed quote points at the quote") << u"actor:\"alice"_qs << u"      ^^^^^^"_qs;
    QTest::newRow("unclosed parenthesis points at it") << u"a (b c"_qs << u"  ^"_qs;
    QTest::newRow("a parenthesis too many") << u"a b)"_qs << u"   ^"_qs;
    QTest::newRow("a field without a value") << u"x actor: alice"_qs << u"  ^^^^^^"_qs;
    QTest::newRow("a field at the end") << u"actor:"_qs << u"^^^^^^"_qs;
    QTest::newRow("an operator at the end points at it") << u"a OR"_qs << u"  ^^"_qs;
    QTest::newRow("an operator at the start") << u"OR a"_qs << u"^^"_qs;
    QTest::newRow("two operators") << u"a AND OR b"_qs << u"      ^^"_qs;
    QTest::newRow("an empty group") << u"a ()"_qs << u"   ^"_qs;
    QTest::newRow("NOT alone") << u"NOT"_qs << u"^^^"_qs;
    QTest::newRow("a range that is not closed") << u"to:[1 TO 5"_qs << u"   ^^^^^^^"_qs;
    QTest::newRow("a range without its middle") << u"x to:[1 5]"_qs << u"     ^^^^^"_qs;
    QTest::newRow("a comparison with nothing") << u"to:>= 5"_qs << u"   ^^"_qs;
    QTest::newRow("an unclosed quote in a range") << u"to:[\"1 TO 5]"_qs << u"    ^^^^^^^^"_qs;
    QTest::newRow("a field inside a field's group") << u"actor:(a to:b)"_qs << u"         ^^^"_qs;
}

void TestQueryParser::pointsAtErrors()
{
    QFETCH(QString, query);
    QFETCH(QString, carets);
    const ParsedQuery parsed = parseQuery(query);
    QVERIFY(parsed.error);
    QCOMPARE(QString(parsed.error->span.begin, u' ') + QString(parsed.error->span.length, u'^'), carets);
    QVERIFY(!parsed.error->what.isEmpty());
    QVERIFY(!parsed.error->help.isEmpty());
}

void TestQueryParser::keepsPositions()
{
    const ParsedQuery parsed = parseQuery(u"x -@actor:\"a b\""_qs);
    QVERIFY(!parsed.error);
    const QueryNode& negated = parsed.tree.root.children.at(1);
    QCOMPARE(negated.span, (TextSpan {2, 13}));
    const QueryNode& term = negated.children.at(0);
    QCOMPARE(term.span, (TextSpan {3, 12}));
    QCOMPARE(term.fieldSpan, (TextSpan {3, 7}));
    QCOMPARE(term.valueSpan, (TextSpan {10, 5}));
}

void TestQueryParser::canonicalTextIsTheSameQuery_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("canonical");

    const auto row = [](const char* query, const char* canonical) {
        QTest::newRow(query) << QString::fromUtf8(query) << QString::fromUtf8(canonical);
    };
    row("", "");
    row(" a   AND b ", "a b");
    row("NOT a", "-a");
    row("NOT (a b)", "-(a b)");
    row("NOT NOT a", "--a");
    row("(a OR b) c", "(a OR b) c");
    row("a (b c)", "a (b c)");
    row("actor:(al* OR \"b c\")", "actor:al* OR actor:\"b c\"");
    row("x OR y -", "x OR (y -)");
    row("to:[* TO 5}", "to:<5");
    row("@to:[ \"1\" TO 5 ]", "to:[\"1\" TO 5]");
    row(R"(/a\/b/)", R"(/a\/b/)");
    row(R"(/a "\/ ")", R"(/a "\\/ ")");
}

void TestQueryParser::canonicalTextIsTheSameQuery()
{
    QFETCH(QString, query);
    QFETCH(QString, canonical);
    const ParsedQuery parsed = parseQuery(query);
    QVERIFY(!parsed.error);
    QCOMPARE(canonicalText(parsed.tree.root), canonical);
    const ParsedQuery again = parseQuery(canonical);
    QVERIFY(!again.error);
    QVERIFY(isSameQuery(again.tree.root, parsed.tree.root));
}

// Whatever is typed: an error that points into the text, or a tree whose canonical text is the same query.
void TestQueryParser::anyTextIsReadOrRefused()
{
    static const QStringList pieces = {u"a"_qs, u"/"_qs, u"\\"_qs, u"\""_qs, u" "_qs, u" "_qs, u"("_qs, u")"_qs, u"-"_qs, u":"_qs, u"f:"_qs, u"@"_qs,
        u"*"_qs, u"?"_qs, u">"_qs, u"<"_qs, u"="_qs, u"["_qs, u"]"_qs, u"{"_qs, u"}"_qs, u" TO "_qs, u" OR "_qs, u" AND "_qs, u"NOT "_qs, u"é"_qs,
        u"f:["_qs, u"12"_qs, u"f:("_qs, u"/a/"_qs, u"\t"_qs, QString(QChar(0xd800)), QString(QChar(0))};
    std::mt19937 random(7);
    int read = 0;
    const int rounds = qEnvironmentVariableIntValue("AUDITLENS_QUERY_TEXTS") > 0 ? qEnvironmentVariableIntValue("AUDITLENS_QUERY_TEXTS") : 20'000;
    for (int round = 0; round < rounds; ++round) {
        QString query;
        for (unsigned i = random() % 14; i > 0; --i)
            query += pieces[qsizetype(random() % unsigned(pieces.size()))];
        const ParsedQuery parsed = parseQuery(query);
        if (parsed.error) {
            QVERIFY2(parsed.error->span.begin >= 0 && parsed.error->span.end() <= query.size(), qPrintable(query));
            QVERIFY2(parsed.error->span.length > 0, qPrintable(query));
            continue;
        }
        ++read;
        const QString canonical = canonicalText(parsed.tree.root);
        const ParsedQuery again = parseQuery(canonical);
        QVERIFY2(!again.error && isSameQuery(again.tree.root, parsed.tree.root), qPrintable(query + u" => "_qs + canonical));
        QCOMPARE(canonicalText(again.tree.root), canonical);
    }
    QVERIFY(read > rounds / 20);
}

void TestQueryParser::refusesWhatIsTooLong()
{
    QVERIFY(parseQuery(QString(30'000, u'a')).error);
    const auto words = parseQuery(QString(u"a "_qs).repeated(3000));
    QVERIFY(words.error);
    QVERIFY(!words.error->help.isEmpty());
}

void TestQueryParser::survivesDeepNesting()
{
    for (const QChar sign : {u'(', u'-'}) {
        const ParsedQuery parsed = parseQuery(QString(1500, sign) + u'a');
        QVERIFY(parsed.error);
    }
    QVERIFY(parseQuery(QString(50, u'(') + u'a' + QString(50, u')')).error == std::nullopt);
}

QTEST_GUILESS_MAIN(TestQueryParser)
#include "tst_queryparser.moc"
