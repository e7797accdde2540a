// SPDX-License-Identifier: MIT
#include "query/binder.h"

#include "base/fold.h"

#include <QTest>

using namespace auditlens;

namespace {

AuditEvent policyEvent()
{
    AuditEvent event;
    event.id = "E-1";
    event.time.ns = 1'741'946'400'000'000'000; // 2025-03-14T10:00:00Z
    event.actor = {"42", "alice", "Alice Nguyễn", "alice@example.com", "user", {}};
    event.action = "OBJ_UPDATE";
    event.verb = Verb::Update;
    event.outcome = Outcome::Success;
    event.entity = {"policies.Policy", "7", "POL-20418 Harbor #7"};
    event.tenant = "Acme";
    event.requestId = "req-1";
    event.ip = "10.2.0.9";
    event.summary = "Renewal approved.";
    event.extra = R"({"region":"eu-west-1","n":12345678901234567890,"gone":null,"tags":["a","B"],"deep":{"er":true}})";

    Change status;
    status.field = "status";
    status.before = {Value::Kind::Text, "pending", {}, {}, {}};
    status.after = {Value::Kind::Null, {}, {}, {}, {}};
    Change owner;
    owner.kind = Change::Kind::Reference;
    owner.field = "owner";
    owner.before = {Value::Kind::Reference, "7", "Alice", "auth.User", {}};
    owner.after = {Value::Kind::Reference, "9", "Bob", "auth.User", {}};
    Change ssn;
    ssn.field = "customer.ssn";
    ssn.after = {Value::Kind::Masked, "masked:01a54629", {}, {}, "enc:gAAAAsecret"};
    Change tags;
    tags.kind = Change::Kind::Members;
    tags.field = "tags";
    tags.added = {{Value::Kind::Reference, "1", "Critical", "policies.Tag", {}}};
    tags.removed = {{Value::Kind::Reference, "4", "Legacy", "policies.Tag", {}}};
    event.changes = {status, owner, ssn, tags};
    return event;
}

bool found(const QString& query, const AuditEvent& event, FactSet facts = {})
{
    const TimeContext context {QTimeZone::utc(), event.time.ns};
    const BoundOutcome outcome = readQuery(query, context);
    if (outcome.error)
        qWarning("%s", qPrintable(pointAt(query, *outcome.error)));
    const std::string text = folded("Straße waives") + '\x01' + folded("inspection within 90 days") + '\n' + folded("POL-20418");
    return !outcome.error && matches(outcome.query, {event, "policies.jsonl", text, facts});
}

} // namespace

class TestQueryEvaluator : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsOrNot_data();
    void findsOrNot();
    void findsWhatChecksSaid_data();
    void findsWhatChecksSaid();
    void emptyEventHasNothing_data();
    void emptyEventHasNothing();
};

void TestQueryEvaluator::findsOrNot_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<bool>("hit");

    const auto yes = [](const char* query) { QTest::newRow(qPrintable(QLatin1String("finds ") + QString::fromUtf8(query))) << QString::fromUtf8(query) << true; };
    const auto no = [](const char* query) { QTest::newRow(qPrintable(QLatin1String("passes by ") + QString::fromUtf8(query))) << QString::fromUtf8(query) << false; };

    yes("");
    yes("STRAßE");
    no("strase");
    yes("inspect");
    yes("\"waives\"");
    no("\"waives inspection\"");
    no("\"days pol\"");
    yes("pol-20418 90");
    no("pol-20418 91");
    yes("id:e-1");
    yes("action:update");
    yes("action:obj_update");
    no("action:delete");
    yes("verb:update");
    yes("actor:alice");
    yes("actor:42");
    yes("actor:\"alice nguyễn\"");
    no("actor:\"alice nguyen\"");
    yes("actor:ALICE@example.com");
    no("actor:ali");
    yes("actor:ali*");
    yes("actor:*nguy*");
    yes("entity:Policy");
    yes("entity:policies.policy");
    yes("entity:Policy#7");
    yes("entity:policies.Policy#7");
    no("entity:Policy#8");
    no("entity:Quote#7");
    yes("entity:7");
    yes("entity:\"POL-20418 Harbor #7\"");
    yes("type:policy");
    no("type:policies");
    yes("entity.id:7");
    yes("tenant:acme source:policies.jsonl ip:10.2.0.9 request:REQ-1");
    yes("ip:10.2.*");
    no("ip:10.2");
    yes("changed:status");
    yes("changed:customer.ssn");
    no("changed:stat");
    yes("from:pending");
    yes("to:null");
    no("from:null");
    yes("to:bob");
    yes("to:9");
    yes("from:alice");
    no("to:alice");
    yes("to:critical");
    no("from:critical");
    yes("from:legacy");
    yes("to:masked*");
    no("to:enc*");
    no("to:*gaaaasecret*");
    yes("masked:true");
    no("masked:false");
    yes("has:changes");
    yes("outcome:success");
    no("outcome:failure");
    yes("summary:approved");
    yes("extra.region:eu*");
    no("extra.region:eu");
    yes("extra.n:12345678901234567890");
    no("extra.n:12345678901234567891");
    yes("extra.gone:null");
    yes("extra.gone:*");
    no("extra.missing:*");
    yes("extra.tags:b");
    yes("extra.deep:*");
    no("extra.deep:true");
    yes("extra.deep.er:true");
    yes("changes.status.before:pending");
    no("changes.status.after:pending");
    yes("changes.status:pending");
    yes("changes.customer.ssn.after:*");
    no("changes.customer.ssn.before:*");
    yes("actor:a?ice");
    yes("actor:*ice");
    no("actor:?lic");
    yes("actor:/^AL.CE$/");
    yes("actor:/lic/");
    no("actor:/^lic/");
    yes("/waives$/");
    no("/waives.*inspection/");
    yes("/with.n \\d+ days/");
    yes("w?ives");
    no("waives*inspection");
    yes("entity:Pol*#7");
    yes("entity:/policy#\\d/");
    no("entity:/policy#8/");
    yes("ip:10.0.0.0/8");
    no("ip:10.3.0.0/16");
    yes("ip:10.2.0.9/32");
    yes("ip:[10.2.0.1 TO 10.2.0.9]");
    no("ip:>10.2.0.9");
    yes("ip:::ffff:10.2.0.9");
    yes("extra.n:>12345678901234567889");
    no("extra.n:>12345678901234567890");
    yes("extra.n:[12345678901234567890.0 TO 1.3e19]");
    no("extra.n:<1");
    yes("extra.region:[eu TO ev]");
    no("extra.region:>f");
    no("extra.tags:>0");
    no("extra.gone:>0");
    yes("from:>6");
    no("from:>7");
    yes("changed:owner from:7");
    no("changed:status from:7");
    yes("changed:(status OR owner) to:9");
    yes("changed:status -to:9 OR changed:status");
    no("changed:status -to:9");
    yes("changed:status from:pending to:null");
    no("from:pending to:9");
    yes("hour:10");
    no("hour:<10");
    yes("hour:[22 TO 10]");
    yes("weekday:fri");
    yes("weekday:>=5");
    no("weekday:[sat TO mon]");
    no("verified:unknown"); // No check has said anything.
    no("verified:true");
    yes("-verified:false");
    no("continuity:broken");
    no("tag:x");
    yes("-tag:*");
    yes("actor:bot OR on:2025-03-14");
    no("actor:bot OR -on:2025-03-14");
    yes("time:[2025-03-14 TO 2025-03-14]");
    no("time:{2025-03-14 TO *]");
    yes("time:>=2025-03-14T10:00");
    no("time:>2025-03-14T10:00");
    yes("-actor:bot");
    no("-actor:alice");
    yes("actor:bot OR actor:alice");
    no("actor:bot OR actor:carol");
    yes("actor:(bot alice)");
    yes("-(actor:bot OR actor:carol)");
    yes("NOT NOT actor:alice");
    yes("on:today");
    yes("after:2025-03-14T10:00");
    no("before:2025-03-14T10:00");
    no("after:2025-03-14T10:01");
}

void TestQueryEvaluator::findsOrNot()
{
    QFETCH(QString, query);
    QFETCH(bool, hit);
    QCOMPARE(found(query, policyEvent()), hit);
}

void TestQueryEvaluator::findsWhatChecksSaid_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<FactSet>("facts");
    QTest::addColumn<bool>("hit");
    const auto row = [](const char* query, FactSet facts, bool hit) {
        QTest::addRow("%s: %s", query, hit ? "yes" : "no") << QString::fromLatin1(query) << facts << hit;
    };
    const FactSet fits {Fact::SignatureFits, Fact::Broken};
    const FactSet noKey {Fact::SignatureUnknown};
    const FactSet notSigned {Fact::Unsigned, Fact::BackDated, Fact::AheadOfTime};
    row("verified:true", fits, true);
    row("verified:false", fits, false);
    row("verified:false", {Fact::SignatureFails}, true);
    row("verified:(true OR false)", {Fact::SignatureFails}, true);
    row("verified:*", fits, true);
    row("verified:*", {Fact::SignatureFails}, true);
    row("verified:*", noKey, true);
    row("verified:*", notSigned, false);
    row("verified:*", {}, false);
    row("verified:unsigned", notSigned, true);
    row("verified:uns*", notSigned, true);
    row("verified:/^un/", noKey, true);
    row("verified:unknown", noKey, true);
    row("verified:unknown", notSigned, false);
    row("has:verified", noKey, true);
    row("continuity:broken", fits, true);
    row("-continuity:broken", noKey, true);
    row("continuity:*", fits, true);
    row("clock:backdated clock:ahead", notSigned, true);
    row("clock:backfilled", notSigned, false);
    row("-clock:*", fits, true);
}

void TestQueryEvaluator::findsWhatChecksSaid()
{
    QFETCH(QString, query);
    QFETCH(FactSet, facts);
    QFETCH(bool, hit);
    QCOMPARE(found(query, policyEvent(), facts), hit);
}

void TestQueryEvaluator::emptyEventHasNothing_data()
{
    QTest::addColumn<QString>("field");
    for (const char* field : {"id", "action", "actor", "entity", "type", "tenant", "ip", "request", "changed", "from",
             "to", "summary", "extra.x", "changes.x"})
        QTest::newRow(field) << QString::fromLatin1(field);
}

void TestQueryEvaluator::emptyEventHasNothing()
{
    QFETCH(QString, field);
    AuditEvent event;
    event.time.ns = 0;
    QVERIFY(!found(field + u":*", event));
    QVERIFY(found(u'-' + field + u":*", event));
    QVERIFY(!found(field + u":x", event));
}

QTEST_GUILESS_MAIN(TestQueryEvaluator)
#include "tst_queryevaluator.moc"
