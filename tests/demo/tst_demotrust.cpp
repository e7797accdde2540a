// SPDX-License-Identifier: MIT
#include "input/recordreader.h"
#include "support/formatconformance.h"
#include "support/importing.h"
#include "support/testsupport.h"
#include "trust/signaturescheme.h"
#include "unmask/maskdigest.h"
#include "unmask/unmaskvalue.h"

#include <QTest>

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

using namespace auditlens;
using namespace auditlens::test;

namespace {

using EachRecord = std::function<void(const json::Document& record)>;

/// Every record of one exported file.
void forEachRecord(const char* file, const EachRecord& each)
{
    const InputList inputs = listInputs({sourcePath(QStringLiteral("resources/demo/export/") + QString::fromLatin1(file))});
    QCOMPARE(inputs.files.size(), std::size_t(1));
    auto source = openInput(inputs.files[0]);
    QVERIFY(source.ok());
    const auto reader = makeRecordReader(std::move(*source), {"data.result"});
    QVERIFY(reader.ok());
    json::Document document;
    for (auto chunk = reader.value()->next(); chunk && !chunk->empty(); chunk = reader.value()->next()) {
        for (std::size_t i = 0; i < chunk->records.size(); ++i) {
            QVERIFY(document.parseExactCopy(chunk->record(i)));
            each(document);
        }
    }
}

struct Verdicts
{
    std::map<SignatureState, int> count;
    std::vector<std::string> invalid; ///< The records.
};

Verdicts verdictsOn(const char* file, const char* format, const char* key)
{
    const Secret secret = Secret::copyOf(std::string_view(key));
    const auto check = makeSignatureCheck(SignatureAlgorithm::HmacSha256, {&secret, 1});
    Verdicts verdicts;
    forEachRecord(file, [&](const json::Document& record) {
        const SignatureScheme* scheme = signatureSchemeOf(format, record.root());
        if (!scheme) {
            ++verdicts.count[SignatureState::Unsigned];
            return;
        }
        scheme->verify(record.root(), {}, check.value().get(), [&](std::uint32_t, const SignatureVerdict& verdict) {
            ++verdicts.count[verdict.state];
            if (verdict.state == SignatureState::Invalid)
                verdicts.invalid.emplace_back(record.root().text());
        });
    });
    return verdicts;
}

void forEachPolicyEvent(const std::function<void(const AuditEvent&)>& each)
{
    const Format* tiger = allFormats()->find("tiger");
    forEachRecord("policies.jsonl.gz", [&](const json::Document& record) {
        CollectingSink sink;
        QCOMPARE(tiger->decode(record.root(), {}, sink), DecodeProblem());
        for (const AuditEvent& event : sink.events)
            each(event);
    });
}

} // namespace

/// What docs/demo.md says of the demo's signatures and masked values, with the keys that it names.
class TestDemoTrust : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void oneSignatureOfSanturaIsForged();
    void signaturesOfRedactoHold_data();
    void signaturesOfRedactoHold();
    void everyCiphertextOpensAndFitsItsMask();
    void oneEventIsOlderThanItsOwnInk();
};

void TestDemoTrust::oneSignatureOfSanturaIsForged()
{
    const Verdicts verdicts = verdictsOn("logs_export.json", "santura", "auditlens-demo-signing");
    QVERIFY(verdicts.count.at(SignatureState::Valid) > 100);
    QVERIFY(!verdicts.count.contains(SignatureState::Unsigned));
    QCOMPARE(verdicts.invalid.size(), std::size_t(1));
    const QByteArray forged = QByteArray::fromStdString(verdicts.invalid[0]);
    const QByteArray repaired = QByteArray(forged).replace("\"user_id\": \"42\"", "\"user_id\": \"11\"");
    QVERIFY(forged != repaired);
    json::Document document;
    QVERIFY(document.parseExactCopy(repaired.toStdString()));
    const Secret key = Secret::copyOf("auditlens-demo-signing");
    const auto check = makeHmacSha256Check({&key, 1});
    int state = -1;
    signatureSchemeOf("santura", document.root())->verify(document.root(), {}, check.value().get(),
        [&state](std::uint32_t, const SignatureVerdict& verdict) { state = int(verdict.state); });
    QCOMPARE(state, int(SignatureState::Valid));
}

void TestDemoTrust::signaturesOfRedactoHold_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::newRow("logcli") << QByteArray("consent-logcli.jsonl");
    QTest::newRow("query_range") << QByteArray("consent-query_range.json");
}

void TestDemoTrust::signaturesOfRedactoHold()
{
    QFETCH(QByteArray, file);
    const Verdicts verdicts = verdictsOn(file.constData(), "redacto", "auditlens-demo-redacto");
    QVERIFY(verdicts.count.at(SignatureState::Valid) > 10);
    QCOMPARE(verdicts.invalid.size(), std::size_t(0));
}

void TestDemoTrust::everyCiphertextOpensAndFitsItsMask()
{
    const Secret key = Secret::copyOf("auditlens-demo-key");
    int opened = 0;
    int hashOnly = 0;
    const auto look = [&](const Value& value) {
        if (value.kind != Value::Kind::Masked)
            return;
        const auto plain = unmaskValue(value, key);
        if (!plain) {
            QCOMPARE(plain.error(), RevealProblem::HashOnly);
            ++hashOnly;
            return;
        }
        QVERIFY(isMaskOf(value.text, plain.value().reveal()));
        ++opened;
    };
    forEachPolicyEvent([&](const AuditEvent& event) {
        for (const Change& change : event.changes) {
            look(change.before);
            look(change.after);
        }
    });
    QVERIFY(opened > 0);
    QVERIFY(hashOnly > 0);
}

void TestDemoTrust::oneEventIsOlderThanItsOwnInk()
{
    constexpr Nanoseconds day = 86'400'000'000'000;
    std::set<std::string> entities;
    std::set<Nanoseconds> written;
    forEachPolicyEvent([&](const AuditEvent& event) {
        for (const Change& change : event.changes) {
            const auto facts = inspectValue(change.after);
            if (facts && facts.value().created - event.time.ns > day) {
                entities.insert(event.entity.id);
                written.insert(facts.value().created);
            }
        }
    });
    QCOMPARE(entities, std::set<std::string> {"311"});
    QCOMPARE(written, std::set<Nanoseconds> {1'774'144'711'000'000'000}); // 2026-03-22T01:58:31Z
}

QTEST_APPLESS_MAIN(TestDemoTrust)
#include "tst_demotrust.moc"
