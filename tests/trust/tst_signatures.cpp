// SPDX-License-Identifier: MIT
#include "signedrecords.h"
#include "trust/signaturescheme.h"

#include <QMessageAuthenticationCode>
#include <QTest>

#include <algorithm>

using namespace auditlens;
using namespace auditlens::test;

Q_DECLARE_METATYPE(auditlens::SignatureVerdict)

namespace {

constexpr const char* santuraKey = "test-log-signing-key";
constexpr const char* redactoKey = "test-secret-key";

QByteArray hmac(const QByteArray& text, const QByteArray& key)
{
    return QMessageAuthenticationCode::hash(text, key, QCryptographicHash::Sha256).toHex();
}

QByteArray replaced(QByteArray text, const char* what, const QByteArray& with)
{
    Q_ASSERT(text.contains(what));
    return text.replace(what, with);
}

std::vector<Secret> keys(std::initializer_list<const char*> texts)
{
    std::vector<Secret> secrets;
    for (const char* text : texts)
        secrets.push_back(Secret::copyOf(std::string_view(text)));
    return secrets;
}

class Record
{
public:
    explicit Record(const QByteArray& text)
    {
        if (!m_document.parseExactCopy({text.constData(), std::size_t(text.size())}))
            qFatal("The test's record is no JSON: %s", text.constData());
    }
    json::Value root() const { return m_document.root(); }

private:
    json::Document m_document;
};

std::vector<SignatureVerdict> verdicts(const QByteArray& format, const QByteArray& text, std::initializer_list<const char*> with)
{
    const Record record(text);
    const SignatureScheme* scheme = signatureSchemeOf(format.toStdString(), record.root());
    if (!scheme)
        return {};
    std::unique_ptr<SignatureCheck> check;
    if (with.size() > 0) {
        auto made = makeSignatureCheck(scheme->algorithm(), keys(with));
        if (!made)
            return {};
        check = std::move(*made);
    }
    std::vector<SignatureVerdict> all;
    scheme->verify(record.root(), {}, check.get(), [&](std::uint32_t part, const SignatureVerdict& verdict) {
        Q_ASSERT(part == all.size());
        all.push_back(verdict);
    });
    return all;
}

/// A line of Loki as older and newer versions sign it: the text, then what Loki makes of the entry.
QByteArray signedLine(const QByteArray& canonical, const QByteArray& stream, const QByteArray& metadata, const QByteArray& time)
{
    const QByteArray signature = hmac(canonical, redactoKey);
    return R"({"stream":)" + stream + R"(,"values":[[")" + time + R"(","gone",{"structuredMetadata":)" + metadata.chopped(1)
        + R"(,"event_signature":")" + signature + R"("}}]]})";
}

} // namespace

class TestSignatures : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void verdicts_data();
    void verdicts();
    void everyChangeOfWhatIsCoveredIsNoticed_data();
    void everyChangeOfWhatIsCoveredIsNoticed();
    void whatIsNotCovered_data();
    void whatIsNotCovered();
    void linesOfAStream();
    void theKeyThatMatchedIsNamed();
    void schemesByFormat();
    void unusableKeys_data();
    void unusableKeys();
};

void TestSignatures::verdicts_data()
{
    QTest::addColumn<QByteArray>("format");
    QTest::addColumn<QByteArray>("record");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<SignatureVerdict>("verdict");
    const auto row = [](const char* claim, const char* format, const QByteArray& record, const char* key,
                         SignatureState state, SignatureReadings readings = {}) {
        QTest::newRow(claim) << QByteArray(format) << record << QByteArray(key) << SignatureVerdict {state, 0, readings};
    };
    using enum SignatureState;

    row("santura: an item of the list", "santura", listItem, santuraKey, Valid);
    row("santura: an item of the export", "santura", exportItem, santuraKey, Valid);
    row("santura: GraphQL's names", "santura",
        replaced(replaced(replaced(listItem, "\"_id\"", "\"Id\""), "\"user_id\"", "\"userId\""), R"({"$date":"2025-05-18T09:35:00Z"})",
            R"("2025-05-18T09:35:00")"), santuraKey, Valid);
    row("santura: milliseconds since 1970", "santura",
        replaced(listItem, R"("2025-05-18T09:35:00Z")", R"({"$numberLong":"1747560900000"})"), santuraKey, Valid);
    row("santura: MongoDB's own numbers", "santura",
        replaced(replaced(listItem, "\"n\":1,", R"("n":{"$numberInt":"1"},)"), "1.5", R"({"$numberDouble":"1.5"})"), santuraKey, Valid);
    const QByteArray odd = R"({"action": "a", "details": {"$numberInt": "1"}, "timestamp": "1969-12-31 23:59:59+00:00", "x": NaN})";
    row("santura: a member that only looks like MongoDB's", "santura",
        R"({"timestamp":{"$date":{"$numberLong":"-1"}},"action":"a","details":{"$numberInt":"1"},"x":NaN,"signature":")"
            + hmac(odd, santuraKey) + R"("})",
        santuraKey, Valid, SignatureReading::PlainNumbers);
    row("santura: another key", "santura", listItem, "test-log-signing-key\n", Invalid);
    row("santura: without a key", "santura", listItem, "", NoKey);
    row("santura: a signature in capitals", "santura", replaced(listItem, "adb550", "ADB550"), santuraKey, Invalid);
    row("santura: a signature cut off", "santura", replaced(listItem, "0b80\"", "\""), santuraKey, Invalid);
    row("santura: no time", "santura", replaced(listItem, R"({"$date":"2025-05-18T09:35:00Z"})", "null"), santuraKey, Invalid);
    row("santura: a signature that is a number", "santura", R"({"timestamp":"2025-05-18T09:35:00","action":"a","signature":1})", santuraKey, Invalid);

    row("redacto: labels and metadata merged", "redacto", mergedStream, redactoKey, Valid);
    row("redacto: categorised, labels that are not set left out", "redacto", categorised, redactoKey, Valid, SignatureReading::SetLabelsOnly);
    row("redacto: a line of logcli", "redacto",
        R"({"labels":{"organization_uuid":"org-123","service_name":"test-service","action":"create","actor_name":"Test Actor","crud":"c","source_ip":"127.0.0.1","event_signature":"e7d82d125a227d3872d55851b9ed34dc64d6c71bf68f4a001a88ca2c52fbe488"},"line":"Test audit log entry","timestamp":"2024-01-23T09:53:20+01:00"})",
        redactoKey, Valid, SignatureReading::SetLabelsOnly);
    row("redacto: without a key", "redacto", mergedStream, "", NoKey);
    row("redacto: another key", "redacto", mergedStream, "Test-secret-key", Invalid);
    const QByteArray older = R"({"body":"gone","labels":{"organization_uuid":"o","service_name":null,"vrm_vendor_id":null,"workspace_uuid":"w"},"structured_metadata":{"actor_name":"Zo\u00eb","crud":"d"},"timestamp":1706000000000000005})";
    const QByteArray metadata = R"({"actor_name":"Zoë","crud":"d","detected_level":"info"})";
    const QByteArray stream = R"({"organization_uuid":"o","service_name":"null","workspace_uuid":"w"})";
    row("redacto: a version without kb_id", "redacto", signedLine(older, stream, metadata, "1706000000000000005"), redactoKey, Valid,
        SignatureReading::OlderLabels);
    row("redacto: kb_id added to an event of that version", "redacto",
        signedLine(older, replaced(stream, "{", R"({"kb_id":"k",)"), metadata, "1706000000000000005"), redactoKey, Invalid);
    row("redacto: a Loki that kept the escapes", "redacto",
        signedLine(older, stream, replaced(metadata, "Zoë", "Zo\\\\u00eb"), "1706000000000000005"), redactoKey, Valid,
        SignatureReading::OlderLabels | SignatureReading::EscapesResolved);
    row("redacto: a time moved by ten nanoseconds", "redacto", signedLine(older, stream, metadata, "1706000000000000015"), redactoKey,
        Valid, SignatureReading::OlderLabels | SignatureReading::EarlierTime);
    row("redacto: a time moved by eleven", "redacto", signedLine(older, stream, metadata, "1706000000000000016"), redactoKey, Invalid);
    row("redacto: a time before the signed one", "redacto", signedLine(older, stream, metadata, "1706000000000000004"), redactoKey, Invalid);

    row("redacto: RSA-PSS", "generic", rsaRecord, rsaKey, Valid);
    row("redacto: RSA-PSS, a changed body", "generic", replaced(rsaRecord, "Test audit", "test audit"), rsaKey, Invalid);
    row("redacto: RSA-PSS, a changed signature", "generic", replaced(rsaRecord, "2b39cc", "2b39cd"), rsaKey, Invalid);
    row("redacto: RSA-PSS, no hex", "generic", replaced(rsaRecord, "2b39cc", "2b39cx"), rsaKey, Invalid);
    row("redacto: RSA-PSS, a signature of another size", "generic", replaced(rsaRecord, "2b39cc", "39cc"), rsaKey, Invalid);
    row("redacto: RSA-PSS without a key", "generic", rsaRecord, "", NoKey);
}

void TestSignatures::verdicts()
{
    QFETCH(QByteArray, format);
    QFETCH(QByteArray, record);
    QFETCH(QByteArray, key);
    QFETCH(SignatureVerdict, verdict);
    const auto all = key.isEmpty() ? ::verdicts(format, record, {}) : ::verdicts(format, record, {key.constData()});
    QCOMPARE(all.size(), std::size_t(1));
    QCOMPARE(int(all[0].state), int(verdict.state));
    QCOMPARE(all[0].readings, verdict.readings);
}

void TestSignatures::everyChangeOfWhatIsCoveredIsNoticed_data()
{
    QTest::addColumn<QByteArray>("format");
    QTest::addColumn<QByteArray>("record");
    QTest::addColumn<QByteArray>("key");
    const auto row = [](const char* format, const char* base, const char* key, const char* what, const char* with) {
        QTest::addRow("%s: %s becomes %s", format, what, with) << QByteArray(format) << replaced(base, what, with) << QByteArray(key);
    };
    row("santura", listItem, santuraKey, "3301", "3302");
    row("santura", listItem, santuraKey, "09:35:00Z", "09:35:01Z");
    row("santura", listItem, santuraKey, "\"login\"", "\"logout\"");
    row("santura", listItem, santuraKey, "\"7\"", "7");
    row("santura", listItem, santuraKey, "\"n\":1", "\"n\":1.0");
    row("santura", listItem, santuraKey, "\"n\":1", "\"n\":true");
    row("santura", listItem, santuraKey, "\"none\":null,", "");
    row("santura", listItem, santuraKey, "1.5", "1.25");
    row("santura", listItem, santuraKey, "Zoë", "Zoe");
    row("santura", listItem, santuraKey, "[1,\"x\"]", "[\"x\",1]");
    row("santura", listItem, santuraKey, "\"action\"", "\"note\":\"\",\"action\"");
    row("redacto", mergedStream, redactoKey, "org-123", "org-124");
    row("redacto", mergedStream, redactoKey, "\"vrm\"", "\"null\"");
    row("redacto", mergedStream, redactoKey, "\"kb_id\":\"null\"", "\"kb_id\":\"k\"");
    row("redacto", mergedStream, redactoKey, "\"update\"", "\"delete\"");
    row("redacto", mergedStream, redactoKey, "127.0.0.1", "127.0.0.2");
    row("redacto", mergedStream, redactoKey, "u-1", "u-2");
    row("redacto", mergedStream, redactoKey, "\"crud\":\"u\",", "");
    row("redacto", mergedStream, redactoKey, "updated", "deleted");
    row("redacto", mergedStream, redactoKey, "1706000000000000000", "1706000000000000100");
    row("redacto", categorised, redactoKey, "Test Actor", "Text Actor");
    row("redacto", categorised, redactoKey, "\"service_name\"", "\"workspace_uuid\":\"w\",\"service_name\"");
    row("redacto", categorised, redactoKey, "\"structuredMetadata\":{", "\"structuredMetadata\":{\"resource_uuid\":\"r\",");
    row("redacto", categorised, redactoKey, "\"structuredMetadata\":{", "\"structuredMetadata\":{\"organization_uuid\":\"other\",");
}

void TestSignatures::everyChangeOfWhatIsCoveredIsNoticed()
{
    QFETCH(QByteArray, format);
    QFETCH(QByteArray, record);
    QFETCH(QByteArray, key);
    const auto all = ::verdicts(format, record, {key.constData()});
    QCOMPARE(all.size(), std::size_t(1));
    QCOMPARE(int(all[0].state), int(SignatureState::Invalid));
}

void TestSignatures::whatIsNotCovered_data()
{
    QTest::addColumn<QByteArray>("format");
    QTest::addColumn<QByteArray>("record");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("changed");
    QTest::addColumn<QString>("covered");
    QTest::newRow("santura: the fraction of the second") << QByteArray("santura") << QByteArray(exportItem) << QByteArray(santuraKey)
        << replaced(exportItem, ".123000", ".999000") << QStringLiteral("+_id ~timestamp +action +user_id +details -signature");
    QTest::newRow("redacto: what Loki added") << QByteArray("redacto") << QByteArray(mergedStream) << QByteArray(redactoKey)
        << replaced(mergedStream, "\"unknown\"", "\"error\"")
        << QStringLiteral("+stream.organization_uuid +stream.service_name +stream.kb_id +stream.vrm_vendor_id +stream.action "
                          "+stream.crud +stream.actor_name +stream.actor_uuid +stream.resource_name +stream.resource_type "
                          "+stream.resource_uuid +stream.source_ip -stream.event_signature -stream.detected_level +time +line");
    QTest::newRow("redacto: what the query parsed") << QByteArray("redacto") << QByteArray(categorised) << QByteArray(redactoKey)
        << replaced(categorised, "\"info\"", "\"error\"")
        << QStringLiteral("+stream.organization_uuid +stream.service_name +structuredMetadata.action +structuredMetadata.actor_name "
                          "+structuredMetadata.crud +structuredMetadata.source_ip -structuredMetadata.event_signature -parsed.level "
                          "+time +line");
    QTest::newRow("redacto: RSA-PSS, the order of the members") << QByteArray("generic") << QByteArray(rsaRecord) << QByteArray(rsaKey)
        << replaced(replaced(rsaRecord, "\"timestamp\":1706000000000000000,", ""), "\"labels\"", "\"timestamp\":1706000000000000000,\"labels\"")
        << QStringLiteral("+timestamp +body +labels -_signature");
}

void TestSignatures::whatIsNotCovered()
{
    QFETCH(QByteArray, format);
    QFETCH(QByteArray, record);
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, changed);
    QFETCH(QString, covered);
    QVERIFY(record != changed);
    QCOMPARE(int(::verdicts(format, changed, {key.constData()}).at(0).state), int(SignatureState::Valid));
    const Record parsed(record);
    QStringList found;
    for (const CoveredMember& member : signatureSchemeOf(format.toStdString(), parsed.root())->coverage(parsed.root(), 0)) {
        const char sign = member.cover == Cover::Whole ? '+' : member.cover == Cover::Part ? '~' : '-';
        found += QLatin1Char(sign) + QString::fromStdString(member.path);
    }
    QCOMPARE(found.join(u' '), covered);
}

void TestSignatures::linesOfAStream()
{
    const QByteArray line = R"("Test audit log entry",{"structuredMetadata":{"action":"create","actor_name":"Test Actor","crud":"c","source_ip":"127.0.0.1","event_signature":"e7d82d125a227d3872d55851b9ed34dc64d6c71bf68f4a001a88ca2c52fbe488"}}])";
    const Record record(R"({"stream":{"organization_uuid":"org-123","service_name":"test-service"},"values":[["1706000000000000000",)" + line
        + R"(,["1706000000000000001","unsigned"],["1706000001000000000",)" + line + R"(,["no time",)" + line + "]}");
    const SignatureScheme* scheme = signatureSchemeOf("redacto", record.root());
    QVERIFY(scheme);
    const auto check = makeSignatureCheck(scheme->algorithm(), keys({redactoKey}));
    QVERIFY(check.ok());
    QList<int> states;
    scheme->verify(record.root(), {}, check.value().get(),
        [&](std::uint32_t part, const SignatureVerdict& verdict) { states += int(part) * 10 + int(verdict.state); });
    using enum SignatureState;
    QCOMPARE(states, (QList<int> {int(Valid), 10 + int(Unsigned), 20 + int(Invalid), 30 + int(Invalid)}));
    for (std::uint32_t part = 0; part < 4; ++part) {
        QList<int> one;
        scheme->verify(record.root(), RecordParts::only(part), check.value().get(),
            [&](std::uint32_t found, const SignatureVerdict& verdict) { one += int(found) * 10 + int(verdict.state); });
        QCOMPARE(one, QList<int> {states[int(part)]});
    }
    QVERIFY(scheme->coverage(record.root(), 1).empty());
    QVERIFY(!scheme->coverage(record.root(), 2).empty());
}

void TestSignatures::theKeyThatMatchedIsNamed()
{
    const auto all = ::verdicts("santura", listItem, {"older key", "an even older key", santuraKey});
    QCOMPARE(all.size(), std::size_t(1));
    QCOMPARE(int(all[0].state), int(SignatureState::Valid));
    QCOMPARE(all[0].key, std::size_t(2));
}

void TestSignatures::schemesByFormat()
{
    const auto idOf = [](std::string_view format, const QByteArray& text) {
        const Record record(text);
        const SignatureScheme* scheme = signatureSchemeOf(format, record.root());
        return scheme ? QString::fromUtf8(scheme->id().data(), qsizetype(scheme->id().size())) : QString();
    };
    QCOMPARE(idOf("santura", listItem), QStringLiteral("santura-hmac"));
    QCOMPARE(idOf("redacto", mergedStream), QStringLiteral("redacto-hmac"));
    QCOMPARE(idOf("redacto", categorised), QStringLiteral("redacto-hmac"));
    QCOMPARE(idOf("generic", rsaRecord), QStringLiteral("redacto-rsa-pss"));
    QCOMPARE(idOf("tiger", listItem), QString());
    QCOMPARE(idOf("santura", replaced(listItem, "\"signature\"", "\"other\"")), QString());
    QCOMPARE(idOf("santura", R"({"signature":""})"), QString());
    QCOMPARE(idOf("redacto", R"({"stream":{"organization_uuid":"o"},"values":[["1","x"]]})"), QString());
    QCOMPARE(idOf("santura", "[]"), QString());
    QVERIFY(std::ranges::all_of(signatureSchemes(), [](const SignatureScheme* scheme) { return !scheme->formats().empty(); }));
}

void TestSignatures::unusableKeys_data()
{
    QTest::addColumn<bool>("rsa");
    QTest::addColumn<QByteArray>("key");
    QTest::newRow("an empty shared key") << false << QByteArray();
    QTest::newRow("an empty public key") << true << QByteArray();
    QTest::newRow("no PEM") << true << QByteArray("test-secret-key");
    QTest::newRow("damaged PEM") << true << replaced(rsaKey, "MIIB", "MIIC");
    QTest::newRow("another kind of key") << true << QByteArray("-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n-----END PUBLIC KEY-----\n");
    QTest::newRow("a file that is no key") << true << QByteArray(100'000, 'x');
}

void TestSignatures::unusableKeys()
{
    QFETCH(bool, rsa);
    QFETCH(QByteArray, key);
    const auto check = makeSignatureCheck(rsa ? SignatureAlgorithm::RsaPssSha256 : SignatureAlgorithm::HmacSha256, keys({key.constData()}));
    QVERIFY(!check.ok());
    QVERIFY(!check.error().what.isEmpty() && !check.error().why.isEmpty() && !check.error().help.isEmpty());
}

QTEST_APPLESS_MAIN(TestSignatures)
#include "tst_signatures.moc"
