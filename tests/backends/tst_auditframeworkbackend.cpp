// SPDX-License-Identifier: MIT
#include "backends/backendconformance.h"
#include "backends/servicesamples.h"
#include "fakes/frameworktoken.h"
#include "support/tasks.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace auditlens;
using namespace auditlens::test;
using Kind = HttpProblem::Kind;

namespace {

constexpr Nanoseconds begin = 1'757'970'000'000'000'000;
constexpr Nanoseconds microsecond = 1000;
constexpr Nanoseconds day = 86'400'000'000 * microsecond;

/// Seventeen of one microsecond, which is more than a page of ten.
QJsonArray manyItems()
{
    QJsonArray items;
    for (int i = 0; i < 53; ++i)
        items.append(frameworkItem(i, begin + (i >= 8 && i < 25 ? 8 : i) * microsecond));
    return items;
}

} // namespace

class TestAuditFrameworkBackend : public BackendConformance
{
    Q_OBJECT

protected:
    QByteArray backendId() const override { return "auditframework"; }
    FakeProcess& fake() override { return m_fake; }
    std::unique_ptr<FakeProcess> emptyFake() const override { return fakeWith({}); }
    BackendSettings settingsOf(const FakeProcess& fake) const override { return withToken(frameworkClaims(), fake); }
    TimeRange window() const override { return {begin - day, begin + day}; }
    std::vector<std::string> truth() const override { return recordsOf(manyItems()); }
    QJsonObject sample(int number, Nanoseconds time) const override { return frameworkItem(number, time); }
    std::vector<QString> queries() const override
    {
        QStringList all;
        for (const char* query : {"", "actor:alice", "-actor:alice", "actor:kim_s", "actor:zoë", "actor:kkim", "action:login", "action:user.login",
                 "verb:login", "type:plan", "entity.id:2", "tenant:default", "request:c-7", "action:delete actor:alice", "actor:a%", "login"})
            all << QString::fromUtf8(query);
        return {all.begin(), all.end()};
    }

private:
    static std::unique_ptr<FakeProcess> fakeWith(const QStringList& environment)
    {
        return std::make_unique<FakeProcess>(
            QStringLiteral("fakeauditframework"), QStringList(), QStringList {QStringLiteral("FAKE_FRAMEWORK_PAGE=10")} + environment);
    }

    static BackendSettings withToken(const QJsonObject& claims, const FakeProcess& fake)
    {
        BackendSettings settings = settingsBase(fake);
        settings.secrets["token"] = secret(frameworkToken(claims).toStdString());
        return settings;
    }

    HttpProblem refused(const BackendSettings& settings) { return finished(backend(settings)->probe({})).error(); }

    FakeProcess m_fake {QStringLiteral("fakeauditframework"), {}, {QStringLiteral("FAKE_FRAMEWORK_PAGE=10")}};

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_fake.ok());
        m_fake.fill(manyItems());
    }

    void itsFiveHundredsAreRead()
    {
        QJsonObject expired = frameworkClaims();
        expired[QLatin1String("exp")] = 1764754200;
        HttpProblem problem = refused(withToken(expired, m_fake));
        QCOMPARE(int(problem.kind), int(Kind::CredentialsRefused));
        QVERIFY2(problem.error.help.contains(QLatin1String("2025-12-03T09:30:00Z")), qPrintable(problem.error.help));
        QJsonObject withRoles = frameworkClaims();
        withRoles[QLatin1String("roles")] = QJsonArray {QStringLiteral("audit_reader")};
        problem = refused(withToken(withRoles, m_fake));
        QCOMPARE(int(problem.kind), int(Kind::CredentialsRefused));
        QVERIFY(problem.error.help.contains(QLatin1String("roles")));
        QJsonObject without = frameworkClaims();
        without[QLatin1String("permissions")] = QJsonArray();
        QCOMPARE(int(refused(withToken(without, m_fake)).kind), int(Kind::PermissionRefused));
        m_fake.misbehave("status", 1, R"(500:{"detail":"Failed to query audit events"})");
        QCOMPARE(int(refused(settings()).kind), int(Kind::RequestRefused));
    }

    void anApiKeyNeedsItsTenant()
    {
        BackendSettings key = settingsBase(m_fake);
        key.values["auth"] = QStringLiteral("key");
        key.secrets["key"] = secret("k123");
        QVERIFY(!backend(key));
        key.values["tenant"] = QStringLiteral("default");
        QVERIFY(sorted(fetch(*backend(key)).records) == sorted(truth()));
        key.values["tenant"] = QStringLiteral("other");
        QVERIFY(fetch(*backend(key)).records.empty());
    }

    void theClaimsOfATokenAreTold()
    {
        const ProbeResult report = finished(backend(settings())->probe({}));
        QVERIFY(report);
        const QString notes = report->notes.join(u' ');
        for (const char* told : {"u1", "default", "read:audit", "2100-01-01"})
            QVERIFY2(notes.contains(QLatin1String(told)), told);
    }

    void theOlderContractIsSpoken()
    {
        const auto fake = fakeWith({QStringLiteral("FAKE_FRAMEWORK_OLD=1")});
        fake->fill(manyItems());
        const auto made = backend(settingsOf(*fake));
        QVERIFY(sorted(fetch(*made).records) == sorted(truth()));
        QVERIFY(fetch(*made, bound(QStringLiteral("actor:alice"))).records.size() == truth().size());
        QVERIFY(finished(made->probe({}))->notes.join(u' ').contains(QLatin1String("older contract")));
    }

    /// Pages of events of one time are cut from an order that is another one every time.
    void whatTheDatabaseShufflesIsNotLostSilently()
    {
        const auto fake = fakeWith({QStringLiteral("FAKE_FRAMEWORK_SHUFFLED=1")});
        QJsonArray items;
        for (int i = 0; i < 40; ++i)
            items.append(frameworkItem(i, begin));
        fake->fill(items);
        const Fetched all = fetch(*backend(settingsOf(*fake)));
        QVERIFY2(!all.problem, all.problem ? qPrintable(all.problem->error.oneLine()) : "");
        QVERIFY(all.records.size() < 40);
        QVERIFY(all.capped && all.cappedForGood);
    }
};

QTEST_GUILESS_MAIN(TestAuditFrameworkBackend)
#include "tst_auditframeworkbackend.moc"
