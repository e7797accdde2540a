// SPDX-License-Identifier: MIT
#include "reveal/revealdesk.h"

#include "access/policyfile.h"
#include "base/hex.h"
#include "base/sha256.h"
#include "ledger/ledgersupport.h"
#include "ledger/verifyledger.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace auditlens;
using namespace auditlens::test;
using namespace Qt::StringLiterals;

namespace {

constexpr std::string_view keyText = "unit-test-secret-key";
constexpr std::string_view plainText = "123-45-6789";
constexpr std::string_view token
    = "enc:gAAAAABpL_wQAAECAwQFBgcICQoLDA0OD-DOTmChI_Pum7EosrHcGDHV6OrRvoliDkf5p9qVpbaoACv4pEUncB1-_ZyxIp8wmg==";

Value masked(std::string_view cipher = token, std::string_view mask = "masked:01a54629")
{
    Value value;
    value.kind = Value::Kind::Masked;
    value.text = mask;
    value.cipher = cipher;
    return value;
}

Secret demoKey()
{
    return Secret::copyOf(keyText);
}

RevealTarget target()
{
    return {"march.auditlens", "0b0c6c1e", "E-1", "ssn", LedgerPosition::After};
}

AccessPolicy investigator()
{
    return AccessPolicy::without(WithoutPolicy::PersonIsInvestigator);
}

/// Alice needs a second person; bob and she herself have keys.
AccessPolicy twoPeople()
{
    PolicyContent content;
    AccessRole role {"auditor", StepSet().with(LedgerStep::Shape).with(LedgerStep::Full), true, false, true};
    content.roles.emplace(role.name, role);
    content.users.emplace("alice", role.name);
    content.secondPersons.emplace("bob", publicLedgerKey('b'));
    content.secondPersons.emplace("alice", publicLedgerKey('s'));
    return AccessPolicy(std::move(content));
}

const RevealAsk fullForTicket {LedgerStep::Full, "ticket 7", "C-1"};

Challenge challengeOf(int secondsAgo = 0)
{
    return *makeChallenge("alice", target(), fullForTicket, QDateTime::currentDateTimeUtc().addSecs(-secondsAgo));
}

Agreement signedBy(char letter, const std::string& challenge)
{
    const Ed25519Signature signature = *signEd25519(ledgerKey(letter), challenge);
    return {challenge, std::string(signature.begin(), signature.end())};
}

} // namespace

Q_DECLARE_METATYPE(auditlens::Agreement)

/// From a masked value to its text: nothing without permission, and nothing before the ledger has it.
class TestRevealDesk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }
    void eachStepGivesNoMoreThanItSays_data();
    void eachStepGivesNoMoreThanItSays();
    void equalIsCertain();
    void theEntrySaysWhoSawWhatAndWhy();
    void aDenialIsAnEntry();
    void aDamagedPolicyDeniesAndIsAnEntry();
    void anEarlierKeyOpensWhatItOpened();
    void aFailedTryIsAnEntry_data();
    void aFailedTryIsAnEntry();
    void withoutALedgerThereIsNothing();
    void anEntryThatCannotBeWrittenIsNotShown_data();
    void anEntryThatCannotBeWrittenIsNotShown();
    void aDenialThatCannotBeWrittenSaysBoth();
    void anExchangedCiphertextIsTold();
    void aSecondPersonOpensTheWay();
    void whatWasNotAgreedToIsDenied_data();
    void whatWasNotAgreedToIsDenied();
    void aChallengeHasOneSpelling();
    void aChallengeIsNotMadeForNothing();
    void valuesAreFoundByFieldAndSide();

private:
    QString path() const { return m_dir->filePath(u"ledger.jsonl"_s); }
    RevealDesk desk(AccessPolicy policy) const { return {std::move(policy), *Ledger::open(path(), ledgerKey()), "alice"}; }
    std::vector<LedgerEntry> entries() const { return ledgerEntries(path()); }

    std::unique_ptr<QTemporaryDir> m_dir;
};

void TestRevealDesk::eachStepGivesNoMoreThanItSays_data()
{
    QTest::addColumn<int>("step");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("length");
    QTest::newRow("shape") << int(LedgerStep::Shape) << QByteArray() << 11;
    QTest::newRow("last four") << int(LedgerStep::LastFour) << QByteArray("6789") << 0;
    QTest::newRow("full") << int(LedgerStep::Full) << QByteArray("123-45-6789") << 0;
    QTest::newRow("copy") << int(LedgerStep::Copy) << QByteArray("123-45-6789") << 0;
    QTest::newRow("export") << int(LedgerStep::Export) << QByteArray("123-45-6789") << 0;
}

void TestRevealDesk::eachStepGivesNoMoreThanItSays()
{
    QFETCH(int, step);
    QFETCH(QByteArray, text);
    QFETCH(int, length);
    const auto revealed = desk(investigator()).reveal(target(), masked(), demoKey(), {LedgerStep(step), "ticket 7", ""});
    QVERIFY2(revealed, revealed ? "" : qPrintable(revealed.error().oneLine()));
    QCOMPARE(QByteArray::fromStdString(std::string(revealed->text.reveal())), text);
    QCOMPARE(int(revealed->shape.length), length);
    QCOMPARE(revealed->likeness, Likeness::Unknown);
    QVERIFY(!revealed->contradictsMask);
    QCOMPARE(revealed->entry.sequence, std::uint64_t(1));
    QCOMPARE(int(entries().at(0).step), step);
}

void TestRevealDesk::equalIsCertain()
{
    RevealDesk here = desk(investigator());
    const auto same = here.compare(target(), masked(), demoKey(), Secret::copyOf(plainText), {});
    QCOMPARE(same->likeness, Likeness::Same);
    QVERIFY(same->text.empty());
    const auto other = here.compare(target(), masked(), demoKey(), Secret::copyOf(std::string_view("123-45-6780")), {});
    QCOMPARE(other->likeness, Likeness::Different);
    QCOMPARE(entries().size(), std::size_t(2));
    QCOMPARE(int(entries().at(1).step), int(LedgerStep::Equal));
}

void TestRevealDesk::theEntrySaysWhoSawWhatAndWhy()
{
    QVERIFY(desk(investigator()).reveal(target(), masked(), demoKey(), {LedgerStep::Full, "ticket 7", "C-17"}));
    const LedgerEntry entry = entries().at(0);
    LedgerEntry expected;
    expected.user = "alice";
    expected.role = "investigator";
    expected.step = LedgerStep::Full;
    expected.outcome = LedgerOutcome::Shown;
    expected.archive = "march.auditlens";
    expected.archiveId = "0b0c6c1e";
    expected.event = "E-1";
    expected.field = "ssn";
    expected.position = LedgerPosition::After;
    expected.key = fingerprintOf(demoKey());
    expected.reason = "ticket 7";
    expected.caseName = "C-17";
    QVERIFY(entry == expected);
    const QByteArray file = ledgerLines(path()).join();
    QVERIFY(!file.contains(plainText.data()));
    QVERIFY(!file.contains(keyText.data()));
    QVERIFY(verifyLedger(path(), publicLedgerKey())->verifies());
}

void TestRevealDesk::aDenialIsAnEntry()
{
    const auto denied = desk(investigator()).reveal(target(), masked(), demoKey(), {LedgerStep::Full, " ", ""});
    QVERIFY(!denied);
    QCOMPARE(denied.error().why, u"It asks for a reason."_s);
    QCOMPARE(int(entries().at(0).outcome), int(LedgerOutcome::Denied));
    QCOMPARE(entries().at(0).why, std::string("The access policy does not allow this. It asks for a reason."));
}

void TestRevealDesk::aDamagedPolicyDeniesAndIsAnEntry()
{
    const AccessPolicy damaged = policyOf("{\"bo\\u0000b\": 1}", u"policy.json"_s);
    const auto denied = desk(damaged).reveal(target(), masked(), demoKey(), {LedgerStep::Shape, "ticket 7", ""});
    QVERIFY(!denied);
    QCOMPARE(int(entries().at(0).outcome), int(LedgerOutcome::Denied));
    QCOMPARE(entries().at(0).role, std::string());
    QVERIFY2(entries().at(0).why.find("cannot be used, so it denies everything") != std::string::npos, entries().at(0).why.c_str());
}

void TestRevealDesk::anEarlierKeyOpensWhatItOpened()
{
    std::vector<Secret> keys;
    keys.push_back(Secret::copyOf(std::string_view("the key of today")));
    keys.push_back(demoKey());
    const auto revealed = desk(investigator()).reveal(target(), masked(), keys, {LedgerStep::Full, "ticket 7", ""});
    QVERIFY(revealed && revealed->text.reveal() == plainText);
    keys.pop_back();
    keys.push_back(Secret::copyOf(std::string_view("the key of last year")));
    QVERIFY(!desk(investigator()).reveal(target(), masked(), keys, {LedgerStep::Full, "ticket 7", ""}));
    const std::vector<LedgerEntry> written = entries();
    QCOMPARE(written.size(), std::size_t(2)); // One for each reveal, however many keys were tried.
    QCOMPARE(written[0].key, fingerprintOf(demoKey()));
    QCOMPARE(written[1].key, fingerprintOf(keys.front()));
}

void TestRevealDesk::aFailedTryIsAnEntry_data()
{
    QTest::addColumn<QByteArray>("cipher");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QString>("why");
    const QByteArray good(token.data(), qsizetype(token.size()));
    const QByteArray key(keyText.data(), qsizetype(keyText.size()));
    QTest::newRow("another key") << good << QByteArray("another key") << u"encrypted with another key"_s;
    QTest::newRow("no key") << good << QByteArray() << u"is not one that this cipher takes"_s;
    QTest::newRow("a changed token") << QByteArray(good).replace("OD-DOT", "OD-DOS") << key << u"or its ciphertext was changed"_s;
    QTest::newRow("a cut token") << good.chopped(1) << key << u"is damaged"_s;
    QTest::newRow("another cipher") << QByteArray("xenc:abc") << key << u"not encrypted with a known cipher"_s;
    QTest::newRow("only a digest") << QByteArray() << key << u"keeps a digest"_s;
}

void TestRevealDesk::aFailedTryIsAnEntry()
{
    QFETCH(QByteArray, cipher);
    QFETCH(QByteArray, key);
    QFETCH(QString, why);
    const Secret tried = Secret::copyOf(std::string_view(key.constData(), std::size_t(key.size())));
    const auto failed = desk(investigator()).reveal(target(), masked(cipher.toStdString()), tried, {LedgerStep::Full, "ticket 7", ""});
    QVERIFY(!failed);
    QVERIFY2(failed.error().why.contains(why), qPrintable(failed.error().why));
    QCOMPARE(entries().size(), std::size_t(1));
    QCOMPARE(int(entries().at(0).outcome), int(LedgerOutcome::Failed));
    QVERIFY2(QString::fromStdString(entries().at(0).why).contains(why), entries().at(0).why.c_str());
}

// Others may read the file from now on, and such a file is not written to.
void TestRevealDesk::withoutALedgerThereIsNothing()
{
    RevealDesk here = desk(investigator());
    QVERIFY(QFile::setPermissions(path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
    for (const LedgerStep step : {LedgerStep::Shape, LedgerStep::LastFour, LedgerStep::Full, LedgerStep::Copy, LedgerStep::Export}) {
        const auto refused = here.reveal(target(), masked(), demoKey(), {step, "ticket 7", ""});
        QVERIFY(!refused);
        QVERIFY2(refused.error().what.startsWith(u"Nothing is shown, because the ledger cannot be written"_s), qPrintable(refused.error().what));
    }
    QVERIFY(!here.compare(target(), masked(), demoKey(), Secret::copyOf(plainText), {}));
    QCOMPARE(QFileInfo(path()).size(), 0);
    QVERIFY(QFile::setPermissions(path(), QFile::ReadOwner | QFile::WriteOwner));
    QVERIFY(here.reveal(target(), masked(), demoKey(), {LedgerStep::Full, "ticket 7", ""}));
}

void TestRevealDesk::anEntryThatCannotBeWrittenIsNotShown_data()
{
    QTest::addColumn<QByteArray>("event");
    QTest::addColumn<QByteArray>("reason");
    QTest::newRow("an event without an id") << QByteArray() << QByteArray("ticket 7");
    QTest::newRow("an id that is no UTF-8") << QByteArray("E-\xff") << QByteArray("ticket 7");
    QTest::newRow("an id with a zero byte") << QByteArray("E\0001", 3) << QByteArray("ticket 7");
    QTest::newRow("a reason without end") << QByteArray("E-1") << QByteArray(70'000, 'x');
}

void TestRevealDesk::anEntryThatCannotBeWrittenIsNotShown()
{
    QFETCH(QByteArray, event);
    QFETCH(QByteArray, reason);
    RevealTarget odd = target();
    odd.event = event.toStdString();
    const auto refused = desk(investigator()).reveal(odd, masked(), demoKey(), {LedgerStep::Full, reason.toStdString(), ""});
    QVERIFY(!refused);
    QVERIFY(refused.error().what.startsWith(u"Nothing is shown"_s));
    QVERIFY(entries().empty());
}

void TestRevealDesk::aDenialThatCannotBeWrittenSaysBoth()
{
    RevealDesk here = desk(AccessPolicy::without(WithoutPolicy::NobodyMayAnything));
    QVERIFY(QFile::setPermissions(path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
    const auto denied = here.reveal(target(), masked(), demoKey(), {LedgerStep::Shape, "ticket 7", ""});
    QVERIFY(!denied);
    QVERIFY2(denied.error().why.contains(u"nobody has chosen to work without one. The ledger could not be written either"_s), qPrintable(denied.error().why));
}

void TestRevealDesk::anExchangedCiphertextIsTold()
{
    const auto revealed = desk(investigator()).reveal(target(), masked(token, "masked:688233c5"), demoKey(), {LedgerStep::Shape, "", ""});
    QVERIFY(revealed);
    QVERIFY(revealed->contradictsMask);
}

void TestRevealDesk::aSecondPersonOpensTheWay()
{
    RevealDesk here = desk(twoPeople());
    QCOMPARE(here.reveal(target(), masked(), demoKey(), fullForTicket).error().why, u"It asks for a second person."_s);
    const Result<Challenge> challenge = here.challengeFor(target(), fullForTicket);
    QVERIFY(challenge);
    const Agreement agreement = signedBy('b', textOf(*challenge));
    const auto revealed = here.reveal(target(), masked(), demoKey(), fullForTicket, agreement);
    QVERIFY2(revealed, revealed ? "" : qPrintable(revealed.error().oneLine()));
    QCOMPARE(std::string(revealed->text.reveal()), std::string(plainText));
    QCOMPARE(entries().at(1).secondPerson, std::string("bob"));
    QCOMPARE(entries().at(1).challenge, toHex(sha256(agreement.challenge)));
    const auto again = here.reveal(target(), masked(), demoKey(), fullForTicket, agreement);
    QVERIFY(!again);
    QCOMPARE(again.error().why, u"What the second person has signed was used already."_s);
    QCOMPARE(entries().size(), std::size_t(2));
}

void TestRevealDesk::whatWasNotAgreedToIsDenied_data()
{
    QTest::addColumn<Agreement>("agreement");
    QTest::addColumn<QString>("why");
    const auto row = [](const char* claim, const Agreement& agreement, const char* why) { QTest::newRow(claim) << agreement << QString::fromLatin1(why); };
    const auto changed = [](auto change) {
        Challenge challenge = challengeOf();
        change(challenge);
        return signedBy('b', textOf(challenge));
    };
    const std::string text = textOf(challengeOf());
    row("nothing", {}, "Nobody whom the policy names");
    row("no signature", {text, ""}, "Nobody whom the policy names");
    row("signed by a stranger", signedBy('x', text), "Nobody whom the policy names");
    row("signed for another text", {textOf(challengeOf()), signedBy('b', text).signature}, "Nobody whom the policy names");
    row("signed by herself", signedBy('s', text), "A second person is somebody else.");
    row("for another person", changed([](Challenge& c) { c.user = "mallory"; }), "for another person, value");
    row("for another event", changed([](Challenge& c) { c.target.event = "E-2"; }), "for another person, value");
    row("for another field", changed([](Challenge& c) { c.target.field = "iban"; }), "for another person, value");
    row("for the other side", changed([](Challenge& c) { c.target.position = LedgerPosition::Before; }), "for another person, value");
    row("for another archive", changed([](Challenge& c) { c.target.archiveId = "f00d"; }), "for another person, value");
    row("for another step", changed([](Challenge& c) { c.ask.step = LedgerStep::Copy; }), "for another person, value");
    row("for another reason", changed([](Challenge& c) { c.ask.reason = "fun"; }), "for another person, value");
    row("for another case", changed([](Challenge& c) { c.ask.caseName = ""; }), "for another person, value");
    row("expired", signedBy('b', textOf(challengeOf(3601))), "It has expired.");
    row("for ever", changed([](Challenge& c) { c.expires = "2999-01-01T00:00:00Z"; }), "It counts for longer");
    row("without a time", changed([](Challenge& c) { c.expires = "never"; }), "It does not say when it expires.");
    row("in another zone", changed([](Challenge& c) { c.expires = "2999-01-01T00:00:00+02:00"; }), "It does not say when it expires.");
    row("without a nonce", changed([](Challenge& c) { c.nonce = ""; }), "It is not written as AuditLens writes one.");
    row("with a space more", signedBy('b', text + ' '), "It is not written as AuditLens writes one.");
    row("a policy that was signed", signedBy('b', "{\"auditlens_policy\": 1}"), "It is not written as AuditLens writes one.");
    row("no JSON", signedBy('b', "yes"), "It is no JSON, or too long.");
    row("without end", signedBy('b', text + std::string(70'000, ' ')), "It is no JSON, or too long.");
}

void TestRevealDesk::whatWasNotAgreedToIsDenied()
{
    QFETCH(Agreement, agreement);
    QFETCH(QString, why);
    const auto denied = desk(twoPeople()).reveal(target(), masked(), demoKey(), fullForTicket, agreement);
    QVERIFY(!denied);
    QVERIFY2(denied.error().why.contains(why), qPrintable(denied.error().why));
    QCOMPARE(int(entries().at(0).outcome), int(LedgerOutcome::Denied));
    QCOMPARE(entries().at(0).secondPerson, std::string());
}

void TestRevealDesk::aChallengeHasOneSpelling()
{
    const Challenge challenge = challengeOf();
    const std::string text = textOf(challenge);
    QVERIFY(*readChallenge(text) == challenge);
    QVERIFY2(text.starts_with("{\n  \"auditlens_challenge\": 1,\n  \"question\": \"May this person see this value?\",\n  \"user\": \"alice\",\n"), text.c_str());
    QVERIFY(text.find("masked:") == std::string::npos);
    for (std::size_t size = 0; size < text.size(); ++size)
        QVERIFY(!readChallenge(text.substr(0, size)));
    QVERIFY(challengeOf().nonce != challenge.nonce);
}

void TestRevealDesk::aChallengeIsNotMadeForNothing()
{
    QVERIFY(!desk(twoPeople()).challengeFor(target(), {LedgerStep::Export, "ticket 7", ""}));
    QVERIFY(!desk(twoPeople()).challengeFor(target(), {LedgerStep::Full, "", ""}));
    QVERIFY(!desk(AccessPolicy::without(WithoutPolicy::NobodyMayAnything)).challengeFor(target(), fullForTicket));
}

void TestRevealDesk::valuesAreFoundByFieldAndSide()
{
    AuditEvent event;
    Change change;
    change.field = "ssn";
    change.before.kind = Value::Kind::Null;
    change.after = masked();
    event.changes = {change};
    QCOMPARE(valueAt(event, target())->cipher, std::string(token));
    RevealTarget before = target();
    before.position = LedgerPosition::Before;
    QCOMPARE(valueAt(event, before).error().help, u"Its other side is: choose the other position."_s);
    RevealTarget other = target();
    other.field = "iban";
    QCOMPARE(valueAt(event, other).error().help, u"Its masked fields are \"ssn\"."_s);
}

QTEST_APPLESS_MAIN(TestRevealDesk)
#include "tst_revealdesk.moc"
