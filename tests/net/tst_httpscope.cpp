// SPDX-License-Identifier: MIT
#include "net/httpscope.h"

#include <QtTest>

using namespace auditlens;

class TestHttpScope : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyWhatIsDeclaredIsInside_data()
    {
        QTest::addColumn<bool>("isGet");
        QTest::addColumn<QByteArray>("url");
        QTest::addColumn<bool>("inside");
        const auto row = [](const char* name, bool isGet, const char* url, bool inside) {
            QTest::newRow(name) << isGet << QByteArray(url) << inside;
        };
        row("a declared path", true, "https://logs.example.org/gate/query", true);
        row("with a query", true, "https://logs.example.org/gate/query?x=1", true);
        row("the usual port, written out", true, "https://logs.example.org:443/gate/query", true);
        row("another method", false, "https://logs.example.org/gate/query", false);
        row("a declared POST", false, "https://logs.example.org/gate/search", true);
        row("a path below it", true, "https://logs.example.org/gate/query/more", false);
        row("without the prefix", true, "https://logs.example.org/query", false);
        row("another path", false, "https://logs.example.org/gate/push", false);
        row("a part for the star", true, "https://logs.example.org/gate/label/a%20b/values", true);
        row("a star is one part", true, "https://logs.example.org/gate/label/a/b/values", false);
        row("a star is no hidden slash", true, "https://logs.example.org/gate/label/a%2Fb/values", false);
        row("a star is no way up", true, "https://logs.example.org/gate/label/../values", false);
        row("nor an encoded one", true, "https://logs.example.org/gate/label/%2e%2e/values", false);
        row("nor nothing", true, "https://logs.example.org/gate/label//values", false);
        row("another host", true, "https://other.example.org/gate/query", false);
        row("another port", true, "https://logs.example.org:8443/gate/query", false);
        row("not encrypted", true, "http://logs.example.org/gate/query", false);
        row("credentials in the address", true, "https://me:pw@logs.example.org/gate/query", false);
    }

    void onlyWhatIsDeclaredIsInside()
    {
        QFETCH(bool, isGet);
        QFETCH(QByteArray, url);
        QFETCH(bool, inside);
        const HttpScope scope(QUrl(QStringLiteral("https://logs.example.org/gate/")),
            {{HttpMethod::Get, "/query"}, {HttpMethod::Post, "/search"}, {HttpMethod::Get, "/label/*/values"}});
        QCOMPARE(scope.contains(isGet ? HttpMethod::Get : HttpMethod::Post, QUrl::fromEncoded(url)), inside);
    }

    void oneAddressForEverythingIsDeclaredByItsOperation()
    {
        const HttpScope scope(QUrl(QStringLiteral("https://h")), {{HttpMethod::Post, "/", false, {"X-Amz-Target", "Logs.Read"}}});
        const QUrl url(QStringLiteral("https://h/"));
        QVERIFY(scope.contains(HttpMethod::Post, url, {{"x-amz-target", "Logs.Read"}}));
        QVERIFY(!scope.contains(HttpMethod::Post, url, {{"X-Amz-Target", "Logs.Write"}}));
        QVERIFY(!scope.contains(HttpMethod::Post, url));
    }

    void anAddressKeepsItsEncoding()
    {
        const HttpScope scope(QUrl(QStringLiteral("http://h:3100")), {{HttpMethod::Get, "/q"}});
        const QByteArray query = formEncoded({{"query", R"({a="x+y&z"} |= "ü")"}, {"limit", "5"}});
        QCOMPARE(scope.url("/q", query).toEncoded(), QByteArray("http://h:3100/q?query=%7Ba%3D%22x%2By%26z%22%7D%20%7C%3D%20%22%C3%BC%22&limit=5"));
    }
};

QTEST_APPLESS_MAIN(TestHttpScope)
#include "tst_httpscope.moc"
