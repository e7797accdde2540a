// SPDX-License-Identifier: MIT
#include "summary/summary.h"

#include <QTest>

using namespace auditlens;

namespace {

Value text(const char* value)
{
    return {Value::Kind::Text, value, {}, {}, {}};
}

Value document(const char* json)
{
    return {Value::Kind::Document, json, {}, {}, {}};
}

Value reference(const char* key, const char* label)
{
    return {Value::Kind::Reference, key, label, "auth.User", {}};
}

Value masked()
{
    return {Value::Kind::Masked, "masked:01a54629", {}, {}, "enc:gAAAAsecret"};
}

Change scalar(const char* field, Value before, Value after)
{
    Change change;
    change.field = field;
    change.before = std::move(before);
    change.after = std::move(after);
    return change;
}

AuditEvent policyEvent(Verb verb, std::vector<Change> changes = {})
{
    AuditEvent event;
    event.actor.fullName = "Alice Nguyen";
    event.verb = verb;
    event.entity = {"policies.Policy", "42", {}};
    event.changes = std::move(changes);
    return event;
}

Change tags(std::vector<Value> added, std::vector<Value> removed)
{
    Change change;
    change.kind = Change::Kind::Members;
    change.field = "tags";
    change.added = std::move(added);
    change.removed = std::move(removed);
    return change;
}

} // namespace

class TestSummary : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sentences_data();
    void sentences();
    void details_data();
    void details();
    void maskedValuesAreNeverShown();
    void hostileTextStaysOnOneLine();
    void headlineNamesTheLabel();
};

void TestSummary::sentences_data()
{
    QTest::addColumn<AuditEvent>("event");
    QTest::addColumn<QString>("sentence");

    const Change status = scalar("status", text("pending"), text("approved"));
    const Change owner = scalar("owner", reference("7", "Alice"), reference("9", "Bob"));

    QTest::newRow("two changes") << policyEvent(Verb::Update, {status, owner})
                                 << u"Alice Nguyen changed status from pending to approved and owner from Alice to Bob on Policy 42"_qs;
    QTest::newRow("an update without changes") << policyEvent(Verb::Update) << u"Alice Nguyen updated Policy 42"_qs;
    QTest::newRow("a value that was not there is set")
        << policyEvent(Verb::Update, {scalar("note", {}, text("hello"))}) << u"Alice Nguyen set note to hello on Policy 42"_qs;
    QTest::newRow("a value that is gone is removed")
        << policyEvent(Verb::Update, {scalar("note", text("hello"), {})}) << u"Alice Nguyen removed note (was hello) on Policy 42"_qs;
    QTest::newRow("null, empty text and the word None are different")
        << policyEvent(Verb::Update, {scalar("a", {Value::Kind::Null, {}, {}, {}, {}}, text("")), scalar("b", text(""), text("None"))})
        << u"Alice Nguyen changed a from null to empty text and b from empty text to None on Policy 42"_qs;
    QTest::newRow("members") << policyEvent(Verb::Update, {tags({reference("1", "Critical")}, {reference("4", "Legacy")})})
                             << u"Alice Nguyen added Critical to tags and removed Legacy from tags on Policy 42"_qs;
    QTest::newRow("a masked value") << policyEvent(Verb::Update, {status, scalar("ssn", masked(), masked())})
                                    << u"Alice Nguyen changed status from pending to approved and ssn (masked) on Policy 42"_qs;
    QTest::newRow("many changes are counted")
        << policyEvent(Verb::Update, {status, status, status, status, status, status})
        << u"Alice Nguyen changed status from pending to approved, status from pending to approved and status from pending to approved and 3 more fields on Policy 42"_qs;
    QTest::newRow("created with values") << policyEvent(Verb::Create, {scalar("status", {}, text("pending"))})
                                         << u"Alice Nguyen created Policy 42 with status pending"_qs;
    QTest::newRow("deleted") << policyEvent(Verb::Delete, {scalar("status", text("pending"), {})})
                             << u"Alice Nguyen deleted Policy 42"_qs;
    QTest::newRow("logged in") << policyEvent(Verb::Login) << u"Alice Nguyen logged in"_qs;

    AuditEvent failed = policyEvent(Verb::Login);
    failed.outcome = Outcome::Failure;
    failed.outcomeReason = "bad password";
    QTest::newRow("a failed login") << failed << u"Alice Nguyen tried to log in (failed: bad password)"_qs;

    AuditEvent unknown = policyEvent(Verb::Delete);
    unknown.actor = {};
    unknown.entity.id = "None";
    QTest::newRow("nobody named") << unknown << u"Unknown actor deleted Policy"_qs;

    AuditEvent other = policyEvent(Verb::Other);
    other.action = "RunInstances";
    QTest::newRow("an action without a verb") << other << u"Alice Nguyen performed RunInstances on Policy 42"_qs;

    AuditEvent own = policyEvent(Verb::Update, {status});
    own.summary = "status (CharField) changed from pending to approved.";
    QTest::newRow("the record's own sentence") << own << u"status (CharField) changed from pending to approved."_qs;

    AuditEvent numbered = policyEvent(Verb::Delete);
    numbered.actor = {};
    numbered.actor.id = "1042";
    QTest::newRow("an actor of whom only a number is known") << numbered << u"Actor 1042 deleted Policy 42"_qs;
    numbered.actor.kind = "user";
    QTest::newRow("a number of a known kind") << numbered << u"User 1042 deleted Policy 42"_qs;

    const Change coverage = scalar("coverage", document(R"({"fire": 1, "flood": 2, "kept": 3})"), document(R"({"fire": 2, "theft": 4, "kept": 3})"));
    QTest::newRow("a document is not spelled out") << policyEvent(Verb::Update, {coverage}) << u"Alice Nguyen changed coverage (3 fields) on Policy 42"_qs;

    AuditEvent delegated = policyEvent(Verb::Delete);
    delegated.actor.onBehalfOf = "Bob";
    QTest::newRow("for somebody else") << delegated << u"Alice Nguyen (on behalf of Bob) deleted Policy 42"_qs;
    QTest::newRow("an empty event") << AuditEvent() << u"Unknown actor did something to an unnamed object"_qs;
}

void TestSummary::sentences()
{
    QFETCH(AuditEvent, event);
    QFETCH(QString, sentence);
    QCOMPARE(summarize(event).sentence, sentence);
    QCOMPARE(summarySentence(event), sentence);
}

void TestSummary::details_data()
{
    QTest::addColumn<AuditEvent>("event");
    QTest::addColumn<QString>("detail");

    const Change status = scalar("status", text("pending"), text("approved"));
    QTest::newRow("a change") << policyEvent(Verb::Update, {status}) << u"status pending → approved"_qs;
    QTest::newRow("members") << policyEvent(Verb::Update, {tags({reference("1", "A"), reference("2", "B")}, {reference("4", "C")})})
                             << u"tags + A and B − C"_qs;
    QTest::newRow("a masked value") << policyEvent(Verb::Update, {scalar("ssn", masked(), masked())}) << u"ssn (masked)"_qs;
    QTest::newRow("a start value") << policyEvent(Verb::Create, {scalar("premium", {}, {Value::Kind::Number, "412.00", {}, {}, {}})})
                                   << u"premium 412.00"_qs;
    QTest::newRow("only the names of fields") << policyEvent(Verb::Update, {scalar("a", {}, {}), scalar("b", {}, {})}) << u"a, b"_qs;
    QTest::newRow("many") << policyEvent(Verb::Update, {status, status, status, status, status})
                          << u"status pending → approved, status pending → approved, status pending → approved, 2 more fields"_qs;
    const Value null {Value::Kind::Null, {}, {}, {}, {}};
    QTest::newRow("what is created was nothing before") << policyEvent(Verb::Create, {scalar("status", null, text("draft"))}) << u"status draft"_qs;
    QTest::newRow("what is deleted is nothing after") << policyEvent(Verb::Delete, {scalar("status", text("draft"), null)}) << u"status draft"_qs;
    QTest::newRow("null stays told in an update") << policyEvent(Verb::Update, {scalar("status", null, text("draft"))}) << u"status null → draft"_qs;
    QTest::newRow("a changed document") << policyEvent(Verb::Update, {scalar("coverage", document(R"({"fire": 1, "flood": {"limit": 2}})"), document(R"({"fire": 2, "flood": {"limit": 3}})"))})
                                        << u"coverage changed (2 fields)"_qs;
    QTest::newRow("a document of the beginning") << policyEvent(Verb::Create, {scalar("coverage", null, document(R"({"fire": 1, "flood": 2})"))})
                                                 << u"coverage (2 fields)"_qs;
    AuditEvent failed = policyEvent(Verb::Delete);
    failed.outcomeReason = "AccessDenied";
    QTest::newRow("nothing but a reason") << failed << u"AccessDenied"_qs;
}

void TestSummary::details()
{
    QFETCH(AuditEvent, event);
    QFETCH(QString, detail);
    QCOMPARE(summarize(event).detail, detail);
}

void TestSummary::maskedValuesAreNeverShown()
{
    const std::vector<Change> changes = {scalar("a", masked(), masked()), scalar("b", text("x"), masked()),
        scalar("c", masked(), {}), tags({masked()}, {masked()})};
    for (const Verb verb : {Verb::Create, Verb::Update, Verb::Delete, Verb::Other}) {
        const Summary summary = summarize(policyEvent(verb, changes));
        for (const QString& line : {summary.headline, summary.detail, summary.sentence}) {
            QVERIFY2(!line.contains(u"01a54629") && !line.contains(u"enc:"), qPrintable(line));
        }
    }
}

void TestSummary::hostileTextStaysOnOneLine()
{
    AuditEvent event = policyEvent(Verb::Update, {scalar("a\nb", text("x\u202Ey\r\nz"), text(std::string(1'000'000, 'q').c_str()))});
    event.actor.fullName = "Eve\x1b[31m\n%1 %2";
    const Summary summary = summarize(event);
    for (const QString& line : {summary.headline, summary.detail, summary.sentence}) {
        QVERIFY(line.size() < 400);
        QVERIFY(!line.contains(u'\n') && !line.contains(u'\r') && !line.contains(QChar(0x1b)) && !line.contains(QChar(0x202e)));
    }
    QCOMPARE(summary.headline, u"Eve [31m %1 %2 updated Policy 42"_qs);
    QVERIFY(summary.detail.endsWith(u'…'));
}

void TestSummary::headlineNamesTheLabel()
{
    AuditEvent event = policyEvent(Verb::Update);
    event.entity.label = "POL-20418";
    QCOMPARE(summarize(event).headline, u"Alice Nguyen updated Policy POL-20418"_qs);
}

QTEST_GUILESS_MAIN(TestSummary)
#include "tst_summary.moc"
