// SPDX-License-Identifier: MIT
#include "backends/backendconformance.h"
#include "support/tasks.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMessageAuthenticationCode>
#include <QtTest>

using namespace auditlens;
using namespace auditlens::test;
using Kind = HttpProblem::Kind;

namespace {

constexpr Nanoseconds begin = 1'757'970'000'000'000'000;
constexpr Nanoseconds microsecond = 1000;
constexpr Nanoseconds day = 86'400'000'000 * microsecond;

/// Six digits of the second's fraction, or none when they are zero.
QString written(Nanoseconds time)
{
    const QString text = QDateTime::fromMSecsSinceEpoch(time / 1'000'000, Qt::UTC).toString(QStringLiteral("yyyy-MM-dd'T'HH:mm:ss"));
    const Nanoseconds fraction = time / microsecond % 1'000'000;
    return text + (fraction ? u'.' + QString::number(fraction).rightJustified(6, u'0') : QString()) + u'Z';
}

QJsonObject item(int number, Nanoseconds time)
{
    const QStringList users {QStringLiteral("Alice"), QStringLiteral("kim_s"), QStringLiteral("Zoë"), QStringLiteral("K\u212aim")};
    return {{QStringLiteral("audit_id"), QStringLiteral("550e8400-e29b-41d4-a716-%1").arg(number, 12, 10, QLatin1Char('0'))},
        {QStringLiteral("timestamp"), written(time)}, {QStringLiteral("event_type"), QStringLiteral("user.login")},
        {QStringLiteral("user_id"), number % 5 == 4 ? QJsonValue() : QJsonValue(users[number % 5])},
        {QStringLiteral("action"), number % 4 == 3 ? QString() : number % 2 ? QStringLiteral("Login") : QStringLiteral("delete")},
        {QStringLiteral("status"), QStringLiteral("success")}, {QStringLiteral("resource_type"), QStringLiteral("crm.Plan")},
        {QStringLiteral("resource_id"), QString::number(number % 3)}, {QStringLiteral("tenant_id"), QStringLiteral("default")},
        {QStringLiteral("service_name"), QStringLiteral("svc")}, {QStringLiteral("correlation_id"), QStringLiteral("c-%1").arg(number / 2)}};
}

/// Seventeen of one microsecond, which is more than a page of ten.
QJsonArray manyItems()
{
    QJsonArray items;
    for (int i = 0; i < 53; ++i)
        items.append(item(i, begin + (i >= 8 && i < 25 ? 8 : i) * microsecond));
    return items;
}

QByteArray tokenOf(const QJsonObject& claims)
{
    const auto encoded = [](const QByteArray& bytes) { return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals); };
    const QByteArray text = encoded(R"({"alg":"HS256","typ":"JWT"})") + '.' + encoded(QJsonDocument(claims).toJson(QJsonDocument::Compact));
    const QByteArray key = "your-super-secret-key-change-this-in-production";
    return text + '.' + encoded(QMessageAuthenticationCode::hash(text, key, QCryptographicHash::Sha256));
}

QJsonObject goodClaims()
{
    return {{QStringLiteral("sub"), QStringLiteral("u1")}, {QStringLiteral("tenant_id"), QStringLiteral("default")}, {QStringLiteral("roles"), QJsonArray()},
        {QStringLiteral("permissions"), QJsonArray {QStringLiteral("read:audit")}}, {QStringLiteral("exp"), qint64(4102444800)}};
}

} // namespace

class TestAuditFrameworkBackend : public BackendConformance
{
    Q_OBJECT

protected:
    QByteArray backendId() const override { return "auditframework"; }
    FakeProcess& fake() override { return m_fake; }
    std::unique_ptr<FakeProcess> emptyFake() const override { return fakeWith({}); }
    BackendSettings settingsOf(const FakeProcess& fake) const override { return withToken(goodClaims(), fake); }
    TimeRange window() const override { return {begin - day, begin + day}; }
    std::vector<std::string> truth() const override { return recordsOf(manyItems()); }
    QJsonObject sample(int number, Nanoseconds time) const override { return item(number, time); }
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
        settings.secrets["token"] = secret(tokenOf(claims).toStdString());
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
        QJsonObject expired = goodClaims();
        expired[QLatin1String("exp")] = 1764754200;
        HttpProblem problem = refused(withToken(expired, m_fake));
        QCOMPARE(int(problem.kind), int(Kind::CredentialsRefused));
        QVERIFY2(problem.error.help.contains(QLatin1String("2025-12-03T09:30:00Z")), qPrintable(problem.error.help));
        QJsonObject withRoles = goodClaims();
        withRoles[QLatin1String("roles")] = QJsonArray {QStringLiteral("audit_reader")};
        problem = refused(withToken(withRoles, m_fake));
        QCOMPARE(int(problem.kind), int(Kind::CredentialsRefused));
        QVERIFY(problem.error.help.contains(QLatin1String("roles")));
        QJsonObject without = goodClaims();
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
            items.append(item(i, begin));
        fake->fill(items);
        const Fetched all = fetch(*backend(settingsOf(*fake)));
        QVERIFY2(!all.problem, all.problem ? qPrintable(all.problem->error.oneLine()) : "");
        QVERIFY(all.records.size() < 40);
        QVERIFY(all.capped && all.cappedForGood);
    }
};

QTEST_GUILESS_MAIN(TestAuditFrameworkBackend)
#include "tst_auditframeworkbackend.moc"
