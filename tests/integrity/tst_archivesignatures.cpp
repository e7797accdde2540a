// SPDX-License-Identifier: MIT
#include "integrity/integritytext.h"
#include "integrity/signatures.h"
#include "support/importing.h"

#include <QTest>

#include <deque>

using namespace auditlens;
using namespace auditlens::test;
using namespace Qt::StringLiterals;

namespace {

// The vectors of santura's signature, key "test-log-signing-key".
const QByteArray login = R"({"_id": "3f2504e0-4f89-41d3-9a0c-0305e82c3301", "timestamp": {"$date": "2025-05-18T09:35:00Z"}, "action": "login", )"
                         R"("user_id": "7", "details": {"ip": "192.168.1.1", "n": 1, "ok": true, "none": null, "f": 1.5, "name": "Zoë", )"
                         R"("nested": {"b": 2, "a": [1, "x"]}}, "signature": "adb550eed2c9e21da4d092df49abd3a18dfd61acdf662c109cb62f0514350b80"})";
const QByteArray logout = R"({"_id": "3f2504e0-4f89-41d3-9a0c-0305e82c3302", "timestamp": {"$date": "2025-05-18T09:35:00Z"}, "action": "logout", )"
                          R"("user_id": null, "details": {}, "signature": "2ae5e13de03ec4e3e6d44ec2c80a3b35f4e07cb76c2abaa0a188204efd1fa1f1"})";

QByteArray withId(const QByteArray& record, char last)
{
    return QByteArray(record).replace("-0305e82c330", QByteArray(QByteArray("-0305e82c33") + last));
}

std::shared_ptr<const Archive> archiveOf(const QByteArray& content, const QString& name = u"santura.jsonl"_s)
{
    static std::deque<ImportFolder> folders; // An archive reads from its file as long as it is used.
    const ImportFolder& folder = folders.emplace_back();
    ImportRequest request;
    request.format = u"santura"_s;
    if (!folder.import({folder.write(name, content)}, request))
        qFatal("the records were not imported");
    return folder.open();
}

std::vector<SchemeKeys> keysOf(const std::vector<std::pair<std::string, std::string>>& named, const std::string& scheme = "santura-hmac")
{
    std::vector<SchemeKeys> all(1);
    all[0].scheme = scheme;
    for (const auto& [name, key] : named) {
        all[0].names.push_back(name);
        all[0].keys.push_back(Secret::copyOf(key));
    }
    return all;
}

SignatureReport checked(const Archive& archive, const std::vector<SchemeKeys>& keys)
{
    auto report = checkSignatures(archive, keys, {}, {});
    if (!report)
        qFatal("%s", qPrintable(report.error().oneLine()));
    return *std::move(report);
}

} // namespace

/// Signatures over a whole archive.
class TestArchiveSignatures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyStateIsCounted();
    void anEventThatDoesNotMatchIsListedWithItsCoverage();
    void withoutAKeyNothingIsInvalid();
    void aKeyOfAnotherSchemeIsNone();
    void anyOfSeveralKeysMayMatch();
    void rowsOfATableCannotBeChecked();
    void whatIsNoSignatureIsToldApart();
    void anEmptyKeyIsAnError();
};

void TestArchiveSignatures::everyStateIsCounted()
{
    const QByteArray forged = withId(login, 'a');
    const QByteArray bare = withId(logout, 'b').replace(R"(, "signature": "2ae5e13de03ec4e3e6d44ec2c80a3b35f4e07cb76c2abaa0a188204efd1fa1f1")", "");
    const auto archive = archiveOf(login + '\n' + logout + '\n' + forged + '\n' + bare + '\n');
    const SignatureReport report = checked(*archive, keysOf({{"audit", "test-log-signing-key"}}));
    QVERIFY(report.scan.complete());
    QCOMPARE(report.count(SignatureState::Valid), std::uint64_t(2));
    QCOMPARE(report.count(SignatureState::Invalid), std::uint64_t(1));
    QCOMPARE(report.count(SignatureState::Unsigned), std::uint64_t(1));
    QCOMPARE(report.count(SignatureState::NoKey), std::uint64_t(0));
    QCOMPARE(report.valid.size(), 2u);
    QCOMPARE(report.invalid.size(), 1u);
    QVERIFY(report.unknown.empty());
    QCOMPARE(report.schemes.size(), std::size_t(2));
    QCOMPARE(report.schemes[1].scheme, std::string("santura-hmac"));
    QCOMPARE(report.schemes[1].byKey.size(), std::size_t(1));
    QVERIFY(report.schemes[1].byKey[0] == std::pair(std::string("audit"), std::uint64_t(2)));
}

void TestArchiveSignatures::anEventThatDoesNotMatchIsListedWithItsCoverage()
{
    const auto archive = archiveOf(login + '\n' + QByteArray(logout).replace("\"logout\"", "\"viewed\"") + '\n');
    const SignatureReport report = checked(*archive, keysOf({{"audit", "test-log-signing-key"}}));
    QCOMPARE(report.findings.size(), std::size_t(1));
    const SignatureFinding& finding = report.findings[0];
    QCOMPARE(finding.event.id, std::string("3f2504e0-4f89-41d3-9a0c-0305e82c3302"));
    QCOMPARE(finding.event.action, std::string("viewed"));
    QVERIFY(finding.wellFormed);
    QVERIFY(signatureSentence(finding).contains(u"does not match the shared key"_s));
    QCOMPARE(coverageSentence(finding.coverage),
        u"The signature covers _id, action, user_id and details. Of timestamp it covers a part only. It does not cover signature."_s);
}

void TestArchiveSignatures::withoutAKeyNothingIsInvalid()
{
    const SignatureReport report = checked(*archiveOf(login + '\n' + withId(login, 'a') + '\n'), {});
    QCOMPARE(report.count(SignatureState::NoKey), std::uint64_t(2));
    QVERIFY(report.findings.empty());
}

void TestArchiveSignatures::aKeyOfAnotherSchemeIsNone()
{
    const SignatureReport report = checked(*archiveOf(login + '\n'), keysOf({{"kit", "test-log-signing-key"}}, "redacto-hmac"));
    QCOMPARE(report.count(SignatureState::NoKey), std::uint64_t(1));
}

void TestArchiveSignatures::anyOfSeveralKeysMayMatch()
{
    const SignatureReport report = checked(*archiveOf(login + '\n'), keysOf({{"old", "another-key"}, {"new", "test-log-signing-key"}}));
    QCOMPARE(report.count(SignatureState::Valid), std::uint64_t(1));
    QVERIFY(report.schemes.at(0).byKey.at(0) == std::pair(std::string("new"), std::uint64_t(1)));
}

void TestArchiveSignatures::rowsOfATableCannotBeChecked()
{
    const QByteArray table = "_id,timestamp,action,user_id,details,signature\n"
                             "3f2504e0-4f89-41d3-9a0c-0305e82c3302,2025-05-18T09:35:00,logout,,{},"
                             "2ae5e13de03ec4e3e6d44ec2c80a3b35f4e07cb76c2abaa0a188204efd1fa1f1\n";
    const SignatureReport report = checked(*archiveOf(table, u"santura.csv"_s), keysOf({{"audit", "test-log-signing-key"}}));
    QCOMPARE(report.count(SignatureState::UnknownScheme), std::uint64_t(1));
}

void TestArchiveSignatures::whatIsNoSignatureIsToldApart()
{
    const QByteArray record = QByteArray(logout).replace("2ae5e13d", "XXXXXXXX");
    const SignatureReport report = checked(*archiveOf(record + '\n'), keysOf({{"audit", "test-log-signing-key"}}));
    QCOMPARE(report.findings.size(), std::size_t(1));
    QVERIFY(!report.findings[0].wellFormed);
    QVERIFY(signatureSentence(report.findings[0]).contains(u"can be none"_s));
}

void TestArchiveSignatures::anEmptyKeyIsAnError()
{
    const auto report = checkSignatures(*archiveOf(login + '\n'), keysOf({{"empty", ""}}), {}, {});
    QVERIFY(!report);
    QVERIFY(!report.error().help.isEmpty());
}

QTEST_GUILESS_MAIN(TestArchiveSignatures)
#include "tst_archivesignatures.moc"
