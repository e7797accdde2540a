// SPDX-License-Identifier: MIT
#include "net/authorization.h"
#include "net/httptrace.h"

#include <QtTest>

using namespace auditlens;

class TestHttpTrace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void secretsInAnAddressAreReplaced()
    {
        QCOMPARE(redactedUrl(QUrl(QStringLiteral("https://me:pw@h/p?a=1&api_key=abc&X-Amz-Signature=def&Access%5FToken=ghi&key=j#f"))),
            QByteArray("https://h/p?a=1&api_key=[secret]&X-Amz-Signature=[secret]&Access_Token=[secret]&key=[secret]"));
        QCOMPARE(redactedUrl(QUrl(QStringLiteral("https://h/p"))), QByteArray("https://h/p"));
    }

    void secretsInHeadersAreReplaced()
    {
        const std::vector<HttpHeader> headers {{"Accept", "text/plain"}, {"authorization", "Basic abc"}, {"Set-Cookie", "sid=1"},
            {"X-Ours", "hush"}, {"Location", "https://h/p?token=abc"}};
        const std::vector<HttpHeader> expected {{"Accept", "text/plain"}, {"authorization", "[secret]"}, {"Set-Cookie", "[secret]"},
            {"X-Ours", "[secret]"}, {"Location", "https://h/p?token=[secret]"}};
        QVERIFY(redactedHeaders(headers, {{"x-ours", "hush"}}) == expected);
    }

    void aTraceIsBounded()
    {
        HttpTrace trace(3);
        for (int i = 0; i < 5; ++i) {
            TraceEntry entry;
            entry.attempt = i;
            entry.url = QByteArray(100'000, 'u');
            entry.answerHeaders.assign(1000, {"X", QByteArray(100'000, 'v')});
            trace.add(std::move(entry));
        }
        QCOMPARE(trace.entries().size(), std::size_t(3));
        QCOMPARE(trace.forgotten(), std::size_t(2));
        QCOMPARE(trace.entries().front().attempt, 2);
        QVERIFY(trace.entries().front().url.size() <= HttpTrace::maxTextBytes + 3);
        QCOMPARE(trace.entries().front().answerHeaders.size(), HttpTrace::maxHeaders);
        QVERIFY(trace.entries().front().answerHeaders.front().value.size() <= HttpTrace::maxTextBytes + 3);
    }

    void whatAServiceRepeatsIsConcealed()
    {
        const auto basic = basicAuthorization(QStringLiteral("me"), Secret::copyOf(std::string_view("hunter22")));
        QCOMPARE(basic->headers({}, {}).front().value, QByteArray("Basic bWU6aHVudGVyMjI="));
        QCOMPARE(basic->concealed("hunter22 and bWU6aHVudGVyMjI= of me"), QByteArray("[secret] and [secret] of me"));
        const auto bearer = bearerAuthorization(Secret::copyOf(std::string_view("tok.en.value")));
        QCOMPARE(bearer->headers({}, {}).front().value, QByteArray("Bearer tok.en.value"));
        QCOMPARE(bearer->concealed("bad token tok.en.value"), QByteArray("bad token [secret]"));
        std::vector<ProofField> fields;
        fields.push_back({"name", Secret::copyOf(std::string_view("me"))});
        fields.push_back({"password", Secret::copyOf(std::string_view("a\"b\\\nß"))});
        const auto login = bodyAuthorization(ProofBody::Json, std::move(fields));
        QCOMPARE(QByteArray::fromStdString(std::string(login->body().reveal())), QByteArray(R"({"name":"me","password":"a\u0022b\u005C\u000Aß"})"));
        QCOMPARE(login->concealed(R"(no "a\u0022b\u005C\u000Aß")"), QByteArray(R"(no "[secret]")"));
        const auto short3 = headerAuthorization("X-Key", Secret::copyOf(std::string_view("abc")));
        QCOMPARE(short3->concealed("abc"), QByteArray("abc")); // it would be found in every other word
    }
};

QTEST_APPLESS_MAIN(TestHttpTrace)
#include "tst_httptrace.moc"
