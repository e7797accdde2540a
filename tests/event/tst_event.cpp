// SPDX-License-Identifier: MIT
#include "event/event.h"

#include <QTest>

using namespace auditlens;

class TestEvent : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void verbs_data();
    void verbs();
    void clearLeavesNothingBehind();
    void theActorShowsTheNameMadeForPeople();
};

void TestEvent::verbs_data()
{
    QTest::addColumn<QString>("action");
    QTest::addColumn<QString>("verb");
    const auto row = [](const char* action, const char* verb) {
        QTest::newRow(action) << QString::fromUtf8(action) << QString::fromUtf8(verb);
    };
    row("OBJ_CREATE", "create");
    row("OBJ_UPDATE", "update");
    row("OBJ_DELETE", "delete");
    row("USER_LOGIN", "login");
    row("USER_LOGIN_FAILED", "login");
    row("created", "create");
    row("updated", "update");
    row("deleted", "delete");
    row("user.login", "login");
    row("export_logs", "export");
    row("logout", "logout");
    row("c", "create");
    row("r", "read");
    row("~", "update");
    row("", "other");
    row("frobnicate", "other");
}

void TestEvent::verbs()
{
    QFETCH(QString, action);
    QFETCH(QString, verb);
    const std::string_view found = verbName(verbFromAction(action.toStdString()));
    QCOMPARE(QString::fromUtf8(found.data(), qsizetype(found.size())), verb);
}

void TestEvent::clearLeavesNothingBehind()
{
    AuditEvent event;
    for (std::string* text : {&event.id, &event.action, &event.outcomeReason, &event.tenant, &event.requestId, &event.ip,
             &event.userAgent, &event.summary, &event.extra, &event.actor.id, &event.actor.name, &event.actor.fullName,
             &event.actor.email, &event.actor.kind, &event.actor.onBehalfOf, &event.entity.type, &event.entity.id,
             &event.entity.label, &event.signature.scheme, &event.signature.text})
        *text = "x";
    event.time = {1, TimeOrigin::Stated, 3};
    event.clocks.push_back({"ingested", 5});
    event.verb = Verb::Update;
    event.outcome = Outcome::Failure;
    event.changes.resize(2);
    event.clear();
    QVERIFY(event == AuditEvent());
}

void TestEvent::theActorShowsTheNameMadeForPeople()
{
    Actor actor;
    QVERIFY(!actor.known());
    actor.id = "7";
    QCOMPARE(actor.display(), std::string("7"));
    actor.email = "a@example.com";
    QCOMPARE(actor.display(), std::string("a@example.com"));
    actor.name = "ann";
    QCOMPARE(actor.display(), std::string("ann"));
    actor.fullName = "Ann Lee";
    QCOMPARE(actor.display(), std::string("Ann Lee"));
}

QTEST_APPLESS_MAIN(TestEvent)
#include "tst_event.moc"
