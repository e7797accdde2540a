// SPDX-License-Identifier: MIT
#include "base/hex.h"
#include "base/hmac.h"
#include "net/sigv4.h"

#include <QTimeZone>
#include <QtTest>

using namespace auditlens;

namespace {

// The example keys of Amazon's documentation, in its two spellings.
constexpr char plusSecret[] = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
constexpr char slashSecret[] = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

// Spelt out: moc stumbles over it as a raw string.
constexpr char filterLogEvents[] = "{\"logGroupName\":\"audit\",\"filterPattern\":\"{ $.action = \\\"OBJ_UPDATE\\\" }\",\"limit\":100}";

QDateTime timeOf(const char* text)
{
    QDateTime time = QDateTime::fromString(QLatin1String(text), QStringLiteral("yyyyMMdd'T'HHmmss'Z'"));
    time.setTimeZone(QTimeZone::utc());
    return time;
}

HttpRequest request(HttpMethod method, const QByteArray& url, std::vector<HttpHeader> headers = {}, const char* body = "")
{
    HttpRequest request;
    request.method = method;
    request.url = QUrl::fromEncoded(url);
    request.headers = std::move(headers);
    request.body = body;
    return request;
}

HttpRequest jsonCall(const char* url, const char* version, const char* target, const char* body)
{
    return request(HttpMethod::Post, url,
        {{"Content-Type", QByteArray("application/x-amz-json-") + version}, {"X-Amz-Target", target}}, body);
}

QByteArray hex(const Sha256Digest& digest)
{
    return QByteArray::fromStdString(toHex(digest));
}

} // namespace

Q_DECLARE_METATYPE(auditlens::HttpRequest)

class TestSigV4 : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hmacIsThatOfRfc4231()
    {
        const auto bytes = [](std::string_view text) {
            return std::span(reinterpret_cast<const unsigned char*>(text.data()), text.size());
        };
        QCOMPARE(hex(hmacSha256(bytes("Jefe"), "what do ya want for nothing?")),
            QByteArray("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"));
        QCOMPARE(hex(hmacSha256({}, "")), QByteArray("b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"));
    }

    void vectors_data()
    {
        QTest::addColumn<HttpRequest>("asked");
        QTest::addColumn<QByteArray>("secret");
        QTest::addColumn<QByteArray>("token");
        QTest::addColumn<QByteArray>("time");
        QTest::addColumn<QByteArray>("service");
        QTest::addColumn<QByteArray>("signedHeaders");
        QTest::addColumn<QByteArray>("canonicalHash");
        QTest::addColumn<QByteArray>("signature");
        const auto row = [](const char* name, const HttpRequest& asked, const char* secret, const char* token, const char* time,
                             const char* service, const char* headers, const char* hash, const char* signature) {
            QTest::newRow(name) << asked << QByteArray(secret) << QByteArray(token) << QByteArray(time) << QByteArray(service)
                                << QByteArray(headers) << QByteArray(hash) << QByteArray(signature);
        };
        row("get-vanilla of Amazon's test suite", request(HttpMethod::Get, "https://example.amazonaws.com/"), plusSecret, "",
            "20150830T123600Z", "service", "host;x-amz-date", "bb579772317eb040ac9ed261061d46c1f17a8133879d6129b6e1c25292927e63",
            "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31");
        row("IAM ListUsers of the documentation",
            request(HttpMethod::Get, "https://iam.amazonaws.com/?Action=ListUsers&Version=2010-05-08",
                {{"Content-Type", "application/x-www-form-urlencoded; charset=utf-8"}}),
            plusSecret, "", "20150830T123600Z", "iam", "content-type;host;x-amz-date",
            "f536975d06c0309214f805bb90ccff089219ecd68b2577efef23edd43b7e1a59",
            "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7");
        const QByteArray bucket = "https://examplebucket.s3.amazonaws.com";
        row("S3 GET of the documentation",
            request(HttpMethod::Get, bucket + "/test.txt", {{"Range", "bytes=0-9"}}), slashSecret, "",
            "20130524T000000Z", "s3", "host;range;x-amz-content-sha256;x-amz-date",
            "7344ae5b7ee6c3e7e6b0fe0640412a37625d1fbfff95c48bbb2dc43964946972",
            "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
        row("S3 list of the documentation", request(HttpMethod::Get, bucket + "/?max-keys=2&prefix=J"),
            slashSecret, "", "20130524T000000Z", "s3", "host;x-amz-content-sha256;x-amz-date",
            "df57d21db20da04d7fa30298dd4488ba3a2b47ca3a489c74750e0f1e7df1b9b7",
            "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
        row("DynamoDB Query, as botocore signs it",
            jsonCall("https://dynamodb.us-east-1.amazonaws.com/", "1.0", "DynamoDB_20120810.Query",
                "{\"TableName\":\"audit-events\",\"IndexName\":\"gsi1\",\"KeyConditionExpression\":\"gsi1pk = :obj\",\"ExpressionAttributeValues\":{\":obj\":{\"S\":\"OBJ#42\"}},\"ScanIndexForward\":false,\"Limit\":25}"),
            plusSecret, "", "20251203T150405Z", "dynamodb", "content-type;host;x-amz-date;x-amz-target",
            "72cd40ab89e6685f18650483d264749052664fb3a59f9e5b0e0c0b081a00476c",
            "60acfea884ecde5a5808d55c367a6fb8a443b51a5e46a7701cbba51c14195e29");
        row("CloudWatch FilterLogEvents, as botocore signs it",
            jsonCall("https://logs.us-east-1.amazonaws.com/", "1.1", "Logs_20140328.FilterLogEvents",
                filterLogEvents),
            plusSecret, "", "20251203T150405Z", "logs", "content-type;host;x-amz-date;x-amz-target",
            "74b057491608bd2fb76655ed3c3743cf4f516220858c6a26af54ee2a97286ed6",
            "a8bd8bb85bef2ca3a51b701d6ca5cdb07a14aa14c9ec1a67361332a8075a29c4");
        row("Kinesis ListShards with a session token",
            jsonCall("https://kinesis.us-east-1.amazonaws.com/", "1.1", "Kinesis_20131202.ListShards", "{\"StreamName\":\"audit-stream\"}"),
            plusSecret, "FwoGZXIvYXdzEXAMPLETOKEN", "20251203T150405Z", "kinesis",
            "content-type;host;x-amz-date;x-amz-security-token;x-amz-target",
            "6870384c7ea86147f592ed0e8dbd878d1e28fbea551358c5d62efb3855366a37",
            "6e11e512ee356f5dcae859b016054b11f13d2f5e48b2e94f7b8e641172f120c4");
        const QByteArray events = "https://audit-trail-events.s3.us-east-1.amazonaws.com";
        row("S3 list with an encoded prefix",
            request(HttpMethod::Get, events + "/?encoding-type=url&list-type=2&max-keys=1000&prefix=events%2F42%2F"),
            plusSecret, "", "20251203T150405Z", "s3", "host;x-amz-content-sha256;x-amz-date",
            "87904c751d11c2864811a009245f9de549cce4db386a112cb4f39edecd6762c0",
            "e7190a5035be339d0decb0fada06d21ac97f4529ce383eb346c63788d64f12b9");
        row("S3 key with colons and a plus",
            request(HttpMethod::Get,
                events + "/events/42/2025-12-03T15%3A04%3A05.123456%2B00%3A00--0b0c6c1e-0000-4000-8000-000000000001.json"),
            plusSecret, "", "20251203T150405Z", "s3", "host;x-amz-content-sha256;x-amz-date",
            "f77ce57973373704bdfae9d8cb430da7f3608c9b68284915be6ab42c688eff46",
            "9e0ff2ef3ff94ce2a4c1e82d214be965c082e34e1216b6bfbb5e5325870ed808");
    }

    void vectors()
    {
        QFETCH(HttpRequest, asked);
        QFETCH(QByteArray, secret);
        QFETCH(QByteArray, token);
        QFETCH(QByteArray, time);
        QFETCH(QByteArray, service);
        QFETCH(QByteArray, signedHeaders);
        QFETCH(QByteArray, canonicalHash);
        QFETCH(QByteArray, signature);
        const SigV4Scope scope {"us-east-1", service};
        AwsCredentials credentials {"AKIDEXAMPLE", Secret::copyOf(secret.toStdString()), Secret::copyOf(token.toStdString())};
        const auto authorization = sigV4Authorization(std::move(credentials), scope);
        std::vector<HttpHeader> headers = authorization->headers(asked, timeOf(time));
        const QByteArray proof = headers.back().value;
        QCOMPARE(headers.back().name, QByteArray("Authorization"));
        headers.pop_back();
        const SigV4Parts parts = sigV4Parts(asked, headers, timeOf(time), scope);
        QCOMPARE(parts.signedHeaders, signedHeaders);
        QCOMPARE(hex(sha256(parts.canonicalRequest.toStdString())), canonicalHash);
        QCOMPARE(proof,
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/" + time.left(8) + "/us-east-1/" + service + "/aws4_request, SignedHeaders="
                + signedHeaders + ", Signature=" + signature);
    }

    void keys_data()
    {
        QTest::addColumn<QByteArray>("date");
        QTest::addColumn<QByteArray>("service");
        QTest::addColumn<QByteArray>("key");
        const auto row = [](const char* date, const char* service, const char* key) {
            QTest::newRow(service) << QByteArray(date) << QByteArray(service) << QByteArray(key);
        };
        row("20150830", "iam", "c4afb1cc5771d871763a393e44b703571b55cc28424d1a5e86da6ed3c154a4b9");
        row("20251203", "dynamodb", "eadf8e3b91a85b0bebce4ec8c5a916e7ff86acaa85729b6d68fce78ae6633d06");
        row("20251203", "logs", "de0388cff5509ea7545fdb68667b3c9c126cb32dc5e81c16510e55c62e07eed4");
        row("20251203", "kinesis", "fa5202adc10fd81ab80f5c1bf016d1507b29668b11ed4f06bb18712e18150068");
        row("20251203", "s3", "711de76f23f14c6b0b9fa30f017ce7e7864ff83bdf27eb5c8eda04ce43f9a2b8");
    }

    void keys()
    {
        QFETCH(QByteArray, date);
        QFETCH(QByteArray, service);
        QFETCH(QByteArray, key);
        const Secret signing = sigV4Key(Secret::copyOf(std::string_view(plusSecret)), date, {"us-east-1", service});
        QCOMPARE(QByteArray::fromStdString(toHex(signing.bytes())), key);
    }

    void theCanonicalRequestIsTheOneOfTheDocumentation()
    {
        const HttpRequest asked = jsonCall("https://dynamodb.us-east-1.amazonaws.com/", "1.0", "DynamoDB_20120810.Query", "{}");
        const SigV4Parts parts
            = sigV4Parts(asked, {{"X-Amz-Date", "20251203T150405Z"}}, timeOf("20251203T150405Z"), {"us-east-1", "dynamodb"});
        QCOMPARE(parts.canonicalRequest,
            QByteArray("POST\n/\n\ncontent-type:application/x-amz-json-1.0\nhost:dynamodb.us-east-1.amazonaws.com\n"
                       "x-amz-date:20251203T150405Z\nx-amz-target:DynamoDB_20120810.Query\n\n"
                       "content-type;host;x-amz-date;x-amz-target\n")
                + hex(sha256("{}")));
    }

    void pathsAreEncodedTwiceExceptForS3()
    {
        const auto path = [](const char* url, const char* service) {
            const SigV4Parts parts = sigV4Parts(request(HttpMethod::Get, url), {}, timeOf("20251203T150405Z"), {"r", service});
            return parts.canonicalRequest.split('\n').at(1);
        };
        QCOMPARE(path("https://h/a%3Ab/../c//d", "logs"), QByteArray("/c/d"));
        QCOMPARE(path("https://h/a%3Ab%20c", "logs"), QByteArray("/a%253Ab%2520c"));
        QCOMPARE(path("https://h/a%3Ab/../c//d", "s3"), QByteArray("/a%3Ab/../c//d"));
        QCOMPARE(path("https://h", "logs"), QByteArray("/"));
        QCOMPARE(path("https://h", "s3"), QByteArray("/"));
    }

    void aPortThatIsNotTheUsualOneIsSigned()
    {
        const SigV4Parts parts = sigV4Parts(request(HttpMethod::Get, "http://127.0.0.1:4566/?b=2&a&b=1"), {},
            timeOf("20251203T150405Z"), {"us-east-1", "logs"});
        QVERIFY(parts.canonicalRequest.contains("\nhost:127.0.0.1:4566\n"));
        QVERIFY(parts.canonicalRequest.contains("\na=&b=1&b=2\n"));
    }
};

QTEST_APPLESS_MAIN(TestSigV4)
#include "tst_sigv4.moc"
