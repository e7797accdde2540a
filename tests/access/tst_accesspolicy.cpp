// SPDX-License-Identifier: MIT
#include "access/policyfile.h"
#include "access/policytext.h"
#include "ledger/ledgersupport.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace auditlens;
using namespace auditlens::test;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(auditlens::LedgerStep)

namespace {

const QByteArray service = "https://audit.example.org"; // In a raw string moc takes it for a comment.

QByteArray jsonPem(char letter)
{
    return QByteArray::fromStdString(publicLedgerKey(letter).pem()).replace('\n', "\\n");
}

QByteArray goodPolicy()
{
    return R"({"auditlens_policy": 1, "name": "claims-eu", "default_role": "reader", "roles": {
        "reader": {"steps": ["equal"]},
        "clerk": {"steps": ["equal", "shape", "last_four"], "full_needs": []},
        "investigator": {"steps": ["equal", "shape", "last_four", "full", "copy"], "full_needs": ["reason", "case"]},
        "auditor": {"steps": ["full"], "full_needs": ["second_person"]}},
        "users": {"alice": "investigator", "bob": "clerk", "Zoë Müller": "auditor"},
        "token_claims": [{"service": ")"
        + service + R"(", "claim": "compliance", "role": "investigator"}, {"service": ")" + service + R"(", "claim": "support", "role": "clerk"}],
        "second_persons": {"bob": ")"
        + jsonPem('b') + R"(", "carol": ")" + jsonPem('c') + R"("}})";
}

/// The good policy with one text in place of another.
QByteArray changed(const char* from, const QByteArray& to)
{
    QByteArray text = goodPolicy();
    if (text.count(from) == 0)
        qFatal("The policy has no %s.", from);
    return text.replace(text.indexOf(from), qsizetype(qstrlen(from)), to);
}

AccessPolicy policyFrom(const QByteArray& text)
{
    return policyOf({text.constData(), std::size_t(text.size())}, u"folder/policy.json"_s);
}

QString denialOf(const AccessPolicy& policy, const AccessQuestion& question)
{
    const auto denial = policy.denial(question);
    return denial ? denial->why : QString();
}

} // namespace

/// Who may unmask how much, and what becomes of a policy that is not as it should be.
class TestAccessPolicy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rolesAllowTheirSteps_data();
    void rolesAllowTheirSteps();
    void theWholeValueNeedsWhatTheRoleSays_data();
    void theWholeValueNeedsWhatTheRoleSays();
    void withoutAPolicySomebodyHasToChoose();
    void nobodyElseHasARoleUnlessTheyGetOne();
    void aTokenGivesItsRoleToWhomNobodyNames();
    void servicesHaveOneAddress_data();
    void servicesHaveOneAddress();
    void secondPersonsHaveKeys();
    void whatIsNotAPolicyDeniesEverything_data();
    void whatIsNotAPolicyDeniesEverything();
    void everyCutDeniesEverything();
    void aSignedPolicyIsTheBytesThatWereSigned();
    void whatIsNotSignedDeniesEverything_data();
    void whatIsNotSignedDeniesEverything();
    void whatIsNoFileDeniesEverything_data();
    void whatIsNoFileDeniesEverything();
};

void TestAccessPolicy::rolesAllowTheirSteps_data()
{
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("allowed");
    QTest::newRow("of her role") << u"alice"_s << u"equal shape last_four full copy"_s;
    QTest::newRow("of another role") << u"bob"_s << u"equal shape last_four"_s;
    QTest::newRow("a name in any script") << u"Zoë Müller"_s << u""_s;
    QTest::newRow("who is not named") << u"dave"_s << u"equal"_s;
    QTest::newRow("another spelling is another person") << u"Alice"_s << u"equal"_s;
    QTest::newRow("a letter that looks the same is another") << u"\u0430lice"_s << u"equal"_s;
    QTest::newRow("a name with an accent in two parts is another") << u"Zoe\u0308 Müller"_s << u"equal"_s;
}

void TestAccessPolicy::rolesAllowTheirSteps()
{
    QFETCH(QString, user);
    QFETCH(QString, allowed);
    const AccessPolicy policy = policyFrom(goodPolicy());
    QVERIFY2(!policy.problem(), policy.problem() ? qPrintable(policy.problem()->oneLine()) : "");
    QCOMPARE(policy.name(), std::string("claims-eu"));
    QStringList steps;
    for (const char* step : {"equal", "shape", "last_four", "full", "copy", "export"}) {
        if (!policy.denial({user.toStdString(), *stepNamed(step), "a reason", "C-1"}))
            steps << QString::fromLatin1(step);
    }
    QCOMPARE(steps.join(u' '), allowed);
}

void TestAccessPolicy::theWholeValueNeedsWhatTheRoleSays_data()
{
    QTest::addColumn<QString>("user");
    QTest::addColumn<LedgerStep>("step");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QString>("caseName");
    QTest::addColumn<bool>("agreed");
    QTest::addColumn<QString>("why");
    const QString alice = u"alice"_s;
    const QString zoe = u"Zoë Müller"_s;
    QTest::newRow("all that is needed") << alice << LedgerStep::Full << u"ticket 7"_s << u"C-1"_s << false << u""_s;
    QTest::newRow("no reason") << alice << LedgerStep::Full << u""_s << u"C-1"_s << false << u"It asks for a reason."_s;
    QTest::newRow("a blank reason") << alice << LedgerStep::Full << u" \t.\u200b-"_s << u"C-1"_s << false << u"It asks for a reason."_s;
    QTest::newRow("no case") << alice << LedgerStep::Full << u"ticket 7"_s << u" "_s << false << u"It asks for a case."_s;
    QTest::newRow("copying needs it too") << alice << LedgerStep::Copy << u""_s << u"C-1"_s << false << u"It asks for a reason."_s;
    QTest::newRow("less of the value needs nothing") << alice << LedgerStep::LastFour << u""_s << u""_s << false << u""_s;
    QTest::newRow("alone") << zoe << LedgerStep::Full << u"x"_s << u"x"_s << false << u"It asks for a second person."_s;
    QTest::newRow("with a second person") << zoe << LedgerStep::Full << u""_s << u""_s << true << u""_s;
}

void TestAccessPolicy::theWholeValueNeedsWhatTheRoleSays()
{
    QFETCH(QString, user);
    QFETCH(LedgerStep, step);
    QFETCH(QString, reason);
    QFETCH(QString, caseName);
    QFETCH(bool, agreed);
    QFETCH(QString, why);
    const std::string login = user.toStdString();
    const std::string reasonText = reason.toStdString();
    const std::string caseText = caseName.toStdString();
    QCOMPARE(denialOf(policyFrom(goodPolicy()), {login, step, reasonText, caseText, agreed}), why);
}

void TestAccessPolicy::withoutAPolicySomebodyHasToChoose()
{
    const AccessPolicy nobody = AccessPolicy::without(WithoutPolicy::NobodyMayAnything);
    QVERIFY(nobody.denial({"alice", LedgerStep::Equal, "a reason"}));
    QVERIFY(!nobody.roleOf("alice"));
    const AccessPolicy chosen = AccessPolicy::without(WithoutPolicy::PersonIsInvestigator);
    QVERIFY(!chosen.denial({"alice", LedgerStep::Full, "a reason"}));
    QCOMPARE(denialOf(chosen, {"alice", LedgerStep::Full}), u"It asks for a reason."_s);
    QCOMPARE(chosen.roleOf("alice")->name, std::string("investigator"));
}

void TestAccessPolicy::nobodyElseHasARoleUnlessTheyGetOne()
{
    const AccessPolicy policy = policyFrom(changed("\"default_role\": \"reader\",", ""));
    QVERIFY(!policy.problem());
    QCOMPARE(denialOf(policy, {"dave", LedgerStep::Equal}), u"It gives no role to \"dave\"."_s);
    QVERIFY(!policy.denial({"bob", LedgerStep::Equal}));
}

void TestAccessPolicy::aTokenGivesItsRoleToWhomNobodyNames()
{
    const AccessPolicy policy = policyFrom(goodPolicy());
    const auto roleOf = [&](const char* user, const char* address, const std::vector<std::string>& claims) {
        return policy.withToken(address, claims).roleOf(user)->name;
    };
    QCOMPARE(roleOf("dora", service.constData(), {"support"}), "clerk");
    QCOMPARE(roleOf("dora", service.constData(), {"support", "compliance"}), "investigator"); // The first entry of the policy.
    QCOMPARE(roleOf("dora", service.constData(), {"Support", ""}), "reader");
    QCOMPARE(roleOf("dora", service.constData(), {}), "reader");
    QCOMPARE(roleOf("dora", "https://audit.example.org:8443", {"support"}), "reader");
    QCOMPARE(roleOf("dora", "", {"support"}), "reader");
    QCOMPARE(roleOf("bob", service.constData(), {"compliance"}), "clerk"); // Named: a token changes nothing.
    QVERIFY(policy.asksForToken("dora", service.constData()));
    QVERIFY(!policy.asksForToken("bob", service.constData()));
    QVERIFY(!policy.asksForToken("dora", "https://other.example.org"));
    const AccessPolicy clerk = policy.withToken(service.constData(), {"support"});
    QVERIFY(!clerk.denial({"dora", LedgerStep::LastFour}));
    QVERIFY(clerk.denial({"dora", LedgerStep::Full}));
    QCOMPARE(clerk.withToken(service.constData(), {}).roleOf("dora")->name, "reader"); // Another token, other roles.
}

void TestAccessPolicy::servicesHaveOneAddress_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("address");
    QTest::newRow("host") << u"https://audit.example.org"_s << u"https://audit.example.org"_s;
    QTest::newRow("path, query") << u"https://audit.example.org/api/?x=1"_s << u"https://audit.example.org"_s;
    QTest::newRow("capitals") << u"HTTPS://Audit.Example.ORG"_s << u"https://audit.example.org"_s;
    QTest::newRow("usual port") << u"https://audit.example.org:443/"_s << u"https://audit.example.org"_s;
    QTest::newRow("port") << u"https://audit.example.org:8443/"_s << u"https://audit.example.org:8443"_s;
    QTest::newRow("user") << u"https://eve@audit.example.org/"_s << u"https://audit.example.org"_s;
    QTest::newRow("not encrypted") << u"http://audit.example.org"_s << QString();
    QTest::newRow("this machine") << u"http://127.0.0.1:8000/x"_s << u"http://127.0.0.1:8000"_s;
    QTest::newRow("looks like this machine") << u"http://127.0.0.1.example.org"_s << QString();
    QTest::newRow("file") << u"file:///etc/passwd"_s << QString();
    QTest::newRow("nothing") << QString() << QString();
}

void TestAccessPolicy::servicesHaveOneAddress()
{
    QFETCH(const QString, url);
    QFETCH(const QString, address);
    QCOMPARE(QString::fromStdString(serviceAddress(QUrl(url))), address);
}

void TestAccessPolicy::secondPersonsHaveKeys()
{
    const AccessPolicy policy = policyFrom(goodPolicy());
    const Ed25519Signature carols = *signEd25519(ledgerKey('c'), "a text");
    QVERIFY(policy.signerOf("a text", carols));
    QCOMPARE(*policy.signerOf("a text", carols), std::string("carol"));
    QVERIFY(!policy.signerOf("another text", carols));
    QVERIFY(!policy.signerOf("a text", *signEd25519(ledgerKey('d'), "a text")));
    QVERIFY(!policy.signerOf("a text", {}));
}

void TestAccessPolicy::whatIsNotAPolicyDeniesEverything_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("why");
    const auto row = [](const char* claim, const QByteArray& text, const char* why) {
        QTest::newRow(claim) << text << QString::fromUtf8(why);
    };
    row("empty", "", "It is not JSON");
    row("no JSON", "hello", "It is not JSON");
    row("an array", "[1]", "It is not a JSON object.");
    row("a number", "1", "It is not a JSON object.");
    row("two policies", goodPolicy() + goodPolicy(), "It is not JSON");
    row("claims, no list", changed("[{\"service\"", "{\"service\""), "It is not JSON");
    row("a service with a path", changed("\"https://audit.example.org\"", "\"https://audit.example.org/\""), "is not the address of a service");
    row("a service without encryption", changed("\"https://audit.example.org\"", "\"http://audit.example.org\""), "is not the address of a service");
    row("a service with capitals", changed("\"https://audit.example.org\"", "\"https://Audit.example.org\""), "is not the address of a service");
    row("no service", changed("\"service\": \"https://audit.example.org\", ", ""), "is not the address of a service");
    row("a misspelt service", changed("\"service\"", "\"servise\""), "It has the unknown member \"servise\".");
    row("a claim that is none", changed("\"claim\": \"compliance\"", "\"claim\": \"\""), "\"claim\" is not a name");
    row("a token's role that the policy has not", changed("\"role\": \"clerk\"", "\"role\": \"king\""), "There is no role \"king\".");
    row("no version", changed("\"auditlens_policy\": 1,", ""), "It does not say \"auditlens_policy\": 1.");
    row("version as a text", changed("policy\": 1", "policy\": \"1\""), "It does not say");
    row("version 2", changed("policy\": 1", "policy\": 2"), "It is of version 2");
    row("version 1.0", changed("policy\": 1", "policy\": 1.0"), "It is of version 1.0");
    row("not a number", changed("policy\": 1", "policy\": NaN"), "It is of version NaN");
    row("an unknown member", changed("\"name\"", "\"nmae\""), "It has the unknown member \"nmae\".");
    row("an unknown member of a role", changed("\"full_needs\": []", "\"full_need\": []"), "It has the unknown member \"full_need\".");
    row("a member twice", changed("\"name\": \"claims-eu\",", "\"name\": \"a\", \"name\": \"b\","), "A member is there twice.");
    row("a member twice in two spellings", changed("\"bob\": \"clerk\"", R"("bob": "clerk", "\u0062ob": "investigator")"), "A member is there twice.");
    row("a name of the wrong type", changed("\"claims-eu\"", "7"), "\"name\" is not a name");
    row("a name with a line break", changed("\"claims-eu\"", "\"a\\nb\""), "\"name\" is not a name");
    row("a user that turns the reading direction", changed("\"bob\": \"clerk\"", "\"b\\u202eob\": \"clerk\""), "is not a name");
    row("a user with an invisible letter", changed("\"bob\": \"clerk\"", "\"b\\u200bob\": \"clerk\""), "is not a name");
    row("a user with half a character", changed("\"bob\": \"clerk\"", "\"bob\\ud800\": \"clerk\""), "is not a name");
    row("a user with a zero character", changed("\"bob\": \"clerk\"", "\"bob\\u0000\": \"clerk\""), "\"bob.\" is not a name");
    row("a user with a blank behind", changed("\"bob\": \"clerk\"", "\"bob \": \"clerk\""), "is not a name");
    row("a user without a name", changed("\"bob\": \"clerk\"", "\"\": \"clerk\""), "is not a name");
    row("a long name", changed("claims-eu", QByteArray(257, 'a')), "\"name\" is not a name");
    row("a role that is not there", changed("\"bob\": \"clerk\"", "\"bob\": \"chief\""), "There is no role \"chief\".");
    row("a role of the wrong type", changed("\"bob\": \"clerk\"", "\"bob\": [\"clerk\"]"), "There is no role");
    row("a default role that is not there", changed("\"default_role\": \"reader\"", "\"default_role\": \"\""), "There is no role \"\".");
    row("a default role of null", changed("\"default_role\": \"reader\"", "\"default_role\": null"), "There is no role");
    row("no roles", changed("\"roles\"", "\"name2\""), "It has the unknown member \"name2\".");
    row("roles in a list", R"({"auditlens_policy": 1, "roles": [], "users": {}})", "\"roles\" is missing or is not an object.");
    row("users in a list", R"({"auditlens_policy": 1, "roles": {}, "users": []})", "\"users\" is missing or is not an object.");
    row("no users", R"({"auditlens_policy": 1, "roles": {}})", "\"users\" is missing or is not an object.");
    row("a role that is a text", changed("{\"steps\": [\"equal\"]}", "\"all\""), "The role \"reader\" has no list \"steps\".");
    row("steps that are a text", changed("[\"equal\"]", "\"equal\""), "The role \"reader\" has no list \"steps\".");
    row("an unknown step", changed("[\"equal\"]", "[\"all\"]"), "\"all\" is not a step.");
    row("a step in capitals", changed("[\"equal\"]", "[\"Equal\"]"), "\"Equal\" is not a step.");
    row("a step that is a number", changed("[\"equal\"]", "[3]"), "\"3\" is not a step.");
    row("a step twice", changed("[\"equal\"]", "[\"equal\", \"equal\"]"), "has the same thing twice.");
    row("an unknown need", changed("[\"second_person\"]", "[\"third_person\"]"), "\"third_person\" is nothing that a step can need.");
    row("needs that are an object", changed("\"full_needs\": []", "\"full_needs\": {}"), "\"full_needs\" is not a list.");
    row("a need twice", changed("[\"second_person\"]", "[\"reason\", \"reason\"]"), "has the same thing twice.");
    row("a key that is none", changed("BEGIN PUBLIC KEY", "BEGIN PRIVATE KEY"), "is not an Ed25519 public key");
    row("one key for two people", goodPolicy().replace(jsonPem('c'), jsonPem('b')), "somebody else have the same key.");
    row("a second person is needed and none is named",
        R"({"auditlens_policy": 1, "roles": {"a": {"steps": ["full"], "full_needs": ["second_person"]}}, "users": {}})", "names none.");
    row("nested without end", QByteArray(100'000, '['), "It is not JSON");
    row("nested in a role", changed("[\"equal\"]", QByteArray(150, '[') + QByteArray(150, ']')), "is not a step.");
    row("oversized", goodPolicy() + QByteArray(300'000, ' '), "It is larger than 256 KiB.");
    row("no UTF-8", changed("claims-eu", "claims\xff"), "It is not JSON");
    row("UTF-16", QByteArray("\xff\xfe{\0}\0", 6), "It is not JSON");
}

void TestAccessPolicy::whatIsNotAPolicyDeniesEverything()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, why);
    const AccessPolicy policy = policyFrom(text);
    QVERIFY(policy.problem());
    QVERIFY2(policy.problem()->why.contains(why), qPrintable(policy.problem()->why));
    QVERIFY(policy.problem()->what.contains(u"policy.json"_s));
    QVERIFY(!policy.problem()->help.isEmpty());
    for (const char* user : {"alice", "bob", "dave", ""}) {
        QVERIFY(!policy.roleOf(user));
        for (const char* step : {"equal", "shape", "last_four", "full", "copy", "export"})
            QVERIFY(policy.denial({user, *stepNamed(step), "a reason", "C-1", true}));
    }
}

void TestAccessPolicy::everyCutDeniesEverything()
{
    const QByteArray whole = goodPolicy();
    for (qsizetype size = 0; size < whole.size(); ++size)
        QVERIFY2(policyFrom(whole.left(size)).problem(), qPrintable(QString::number(size)));
}

namespace {

/// A policy file and what is said to be its signature.
class SignedFile
{
public:
    SignedFile(const QByteArray& text, const QByteArray& signature)
    {
        write(path(), text);
        if (!signature.isNull())
            write(path() + u".sig"_s, signature);
    }
    QString path() const { return m_dir.filePath(u"policy.json"_s); }

private:
    static void write(const QString& path, const QByteArray& bytes)
    {
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("Cannot write.");
    }
    QTemporaryDir m_dir;
};

QByteArray signatureOf(const QByteArray& text, char letter = 'a')
{
    const Ed25519Signature signature = *signEd25519(ledgerKey(letter), text.toStdString());
    return QByteArray(reinterpret_cast<const char*>(signature.data()), qsizetype(signature.size()));
}

} // namespace

void TestAccessPolicy::aSignedPolicyIsTheBytesThatWereSigned()
{
    const SignedFile file(goodPolicy(), signatureOf(goodPolicy()));
    const AccessPolicy policy = loadPolicy(file.path(), publicLedgerKey());
    QVERIFY2(!policy.problem(), policy.problem() ? qPrintable(policy.problem()->oneLine()) : "");
    QVERIFY(!policy.denial({"alice", LedgerStep::Full, "a reason", "C-1"}));
    QVERIFY(!loadPolicy(file.path(), {}).problem());
}

void TestAccessPolicy::whatIsNotSignedDeniesEverything_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("signature");
    const QByteArray good = signatureOf(goodPolicy());
    QTest::newRow("no signature") << goodPolicy() << QByteArray();
    QTest::newRow("an empty one") << goodPolicy() << QByteArray("");
    QTest::newRow("a short one") << goodPolicy() << good.left(63);
    QTest::newRow("a long one") << goodPolicy() << good + '\n';
    QTest::newRow("that of another key") << goodPolicy() << signatureOf(goodPolicy(), 'z');
    QTest::newRow("that of another text") << goodPolicy() << signatureOf(goodPolicy() + ' ');
    QTest::newRow("one byte more in the text") << goodPolicy() + '\n' << good;
    QTest::newRow("one letter changed in the text") << changed("\"bob\": \"clerk\"", "\"rob\": \"clerk\"") << good;
    QTest::newRow("zeros") << goodPolicy() << QByteArray(64, '\0');
}

void TestAccessPolicy::whatIsNotSignedDeniesEverything()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, signature);
    const SignedFile file(text, signature);
    const AccessPolicy policy = loadPolicy(file.path(), publicLedgerKey());
    QVERIFY(policy.problem());
    QVERIFY2(policy.problem()->why.contains(u"sig"_s), qPrintable(policy.problem()->why));
    QVERIFY(policy.denial({"alice", LedgerStep::Equal, "a reason", "C-1", true}));
}

void TestAccessPolicy::whatIsNoFileDeniesEverything_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("nothing there") << u"/nowhere/policy.json"_s;
    QTest::newRow("a folder") << u"/"_s;
    QTest::newRow("a device") << u"/dev/zero"_s;
    QTest::newRow("no name") << QString();
}

void TestAccessPolicy::whatIsNoFileDeniesEverything()
{
    QFETCH(QString, path);
    const AccessPolicy policy = loadPolicy(path, {});
    QVERIFY(policy.problem());
    QVERIFY(policy.denial({"alice", LedgerStep::Equal, "a reason", "C-1", true}));
}

QTEST_APPLESS_MAIN(TestAccessPolicy)
#include "tst_accesspolicy.moc"
