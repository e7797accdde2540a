// SPDX-License-Identifier: MIT
#include "backends/awscredentials.h"
#include "backends/backendconformance.h"
#include "backends/servicesamples.h"
#include "formats/auditlogger/auditloggerformat.h"
#include "support/formatconformance.h"
#include "support/tasks.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryFile>
#include <QtTest>

using namespace auditlens;
using namespace auditlens::test;
using Kind = HttpProblem::Kind;

namespace {

constexpr Nanoseconds begin = 1'747'560'900'000'000'000; // 2025-05-18T09:35:00Z
constexpr Nanoseconds second = 1'000'000'000;
constexpr Nanoseconds day = 86'400 * second;
constexpr char secretKey[] = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

QJsonArray manyEvents()
{
    QJsonArray events;
    for (int i = 0; i < 47; ++i)
        events.append(cloudWatchEvent(i, begin + i * second));
    return events;
}

} // namespace

class TestCloudWatchBackend : public BackendConformance
{
    Q_OBJECT

protected:
    QByteArray backendId() const override { return "cloudwatch"; }
    FakeProcess& fake() override { return m_fake; }
    std::unique_ptr<FakeProcess> emptyFake() const override { return fakeWith({}); }
    BackendSettings settingsOf(const FakeProcess& fake) const override
    {
        BackendSettings settings = settingsBase(fake);
        settings.values["group"] = QStringLiteral("audit");
        settings.values["keyid"] = QStringLiteral("AKIDEXAMPLE");
        settings.values["page"] = QStringLiteral("10");
        settings.secrets["secret"] = secret(secretKey);
        return settings;
    }
    TimeRange window() const override { return {begin - day, begin + day}; }
    std::vector<std::string> truth() const override { return recordsOf(manyEvents()); }
    QJsonObject sample(int number, Nanoseconds time) const override { return cloudWatchEvent(number, time); }
    std::vector<QString> queries() const override
    {
        QStringList all;
        for (const char* query : {"", "action:obj_update", "action:obj*", "-action:obj_update", "action:user_login tenant:acme", "tenant:zoë",
                 "tenant:kiosk", "type:plan", "type:policy", "type:crm.plan", "actor:3", "entity.id:2", "entity:\"policy 3\"", "acme", "verb:delete",
                 "action:obj_delete OR tenant:acme", "action:obj_delete tenant:acme type:policy", "tenant:a+c", "summary:x"})
            all << QString::fromUtf8(query);
        return {all.begin(), all.end()};
    }

private:
    static std::unique_ptr<FakeProcess> fakeWith(const QStringList& environment)
    {
        return std::make_unique<FakeProcess>(QStringLiteral("fakecloudwatch"), QStringList(), environment);
    }

    BackendSettings readWith(const char* way, const FakeProcess& fake) const
    {
        BackendSettings settings = settingsOf(fake);
        settings.values["read"] = QString::fromLatin1(way);
        return settings;
    }

    Kind refused(const BackendSettings& settings)
    {
        const auto made = backend(settings);
        return made ? finished(made->probe({})).error().kind : Kind::Settings;
    }

    FakeProcess m_fake {QStringLiteral("fakecloudwatch")};

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_fake.ok());
        m_fake.fill(manyEvents());
    }

    void emptyPagesAreNoEnd()
    {
        const auto fake = fakeWith({QStringLiteral("FAKE_CLOUDWATCH_EMPTY=1")});
        fake->fill(manyEvents());
        const Fetched all = fetch(*backend(settingsOf(*fake)));
        QVERIFY(!all.problem);
        QVERIFY(sorted(all.records) == sorted(truth()));
    }

    void aTokenThatStaysTheSameIsNoEnd()
    {
        m_fake.misbehave("status", 2, R"(200:{"events":[],"nextToken":"always"})");
        const Fetched all = fetch(*backend(settings()));
        QVERIFY(all.problem && all.problem->kind == Kind::NotTheService);
        QCOMPARE(all.cursors.size(), std::size_t(1));
    }

    /// Nothing is lost; what was pushed in the millisecond where the token ended may come twice.
    void aTokenThatIsTooOldLosesNothing()
    {
        const auto fake = fakeWith({QStringLiteral("FAKE_CLOUDWATCH_FORGETS=3")});
        fake->fill(manyEvents());
        const Fetched all = fetch(*backend(settingsOf(*fake)));
        QVERIFY2(!all.problem, all.problem ? qPrintable(all.problem->error.oneLine()) : "");
        std::vector<std::string> once = sorted(all.records);
        QVERIFY(once.size() > truth().size());
        once.erase(std::unique(once.begin(), once.end()), once.end());
        QVERIFY(once == sorted(truth()));
    }

    void theTimeOfIngestionStaysBesideThatOfTheEvent()
    {
        const std::vector<std::string> records = fetch(*backend(settings())).records;
        json::Document document;
        CollectingSink sink;
        QVERIFY(document.parseCopy(records.front()));
        QVERIFY(AuditLoggerFormat().decode(document.root(), {}, sink).empty());
        const AuditEvent& first = sink.events.front();
        QCOMPARE(first.time.ns, begin);
        QCOMPARE(first.clocks.size(), std::size_t(2));
        QCOMPARE(first.clocks[1].name, std::string("ingested"));
        QVERIFY(first.clocks[1].ns > first.clocks[0].ns && first.clocks[0].ns > first.time.ns);
    }

    /// An event before the end of the window, pushed after it.
    void whatIsPushedLateIsInTheWindow()
    {
        BoundQuery query;
        query.begin = begin + 10 * second;
        query.end = begin + 11 * second;
        const std::vector<std::string> found = fetch(*backend(settings()), query).records;
        QVERIFY(std::ranges::count(found, truth()[10]) == 1);
    }

    void oneStreamIsReadWithoutAFilter()
    {
        BackendSettings settings = readWith("stream", m_fake);
        settings.values["stream"] = QStringLiteral("web");
        const Fetched all = fetch(*backend(settings));
        QVERIFY2(!all.problem, all.problem ? qPrintable(all.problem->error.oneLine()) : "");
        QCOMPARE(all.records.size(), std::size_t(23));
        QVERIFY(all.cursors.size() == 4 && all.cursors.back().isEmpty());
        const Fetched rest = fetch(*backend(settings), {}, all.cursors[1]);
        QCOMPARE(rest.records.size(), std::size_t(3));
        settings.values.erase("stream");
        QVERIFY(!backend(settings));
    }

    void insightsIsSplitByTimeAtItsCap()
    {
        const auto made = backend(readWith("insights", m_fake));
        const Fetched all = fetch(*made);
        QVERIFY2(!all.problem, all.problem ? qPrintable(all.problem->error.oneLine()) : "");
        QVERIFY(!all.capped && all.cursors.size() >= 5);
        QCOMPARE(all.records.size(), truth().size());
        for (const QByteArray& cursor : all.cursors) {
            const Fetched rest = cursor.isEmpty() ? Fetched() : fetch(*made, {}, cursor);
            QVERIFY(std::ranges::equal(rest.records, std::vector(all.records.end() - qsizetype(rest.records.size()), all.records.end())));
        }
        json::Document document;
        QVERIFY(document.parseCopy(all.records.front()));
        QCOMPARE(document.root()["message"].text(), std::string_view(cloudWatchMessage(0, begin).toStdString()));
        QCOMPARE(document.root()["timestamp"].text(), std::string_view("1747560909000"));
    }

    void insightsSaysThatASecondHasMoreThanItsCap()
    {
        BackendSettings settings = readWith("insights", m_fake);
        settings.values["page"] = QStringLiteral("5"); // and there are seven of one second
        const Fetched all = fetch(*backend(settings));
        QVERIFY(!all.problem && all.capped && all.cappedForGood);
    }

    /// The suite asks FilterLogEvents; the rule is the same.
    void insightsLosesNothingThatIsMeant()
    {
        const auto made = backend(readWith("insights", m_fake));
        for (const QString& text : queries()) {
            const BoundQuery query = bound(text);
            const Fetched found = fetch(*made, query);
            QVERIFY2(!found.problem, qPrintable(text));
            QVERIFY2(matching(found.records, query).size() == matching(truth(), query).size(), qPrintable(text));
            QVERIFY2(found.records.size() == truth().size() || made->compile(query).coverage == Coverage::Partial, qPrintable(text));
        }
        QVERIFY(fetch(*made, bound(QStringLiteral("action:user_login"))).records.size() < truth().size());
    }

    void whatIsWrongIsNamed()
    {
        BackendSettings wrong = settings();
        wrong.secrets["secret"] = secret("another/secret");
        QCOMPARE(int(refused(wrong)), int(Kind::CredentialsRefused));
        wrong = settings();
        wrong.values["group"] = QStringLiteral("nobody's");
        QCOMPARE(int(refused(wrong)), int(Kind::NotFound));
        wrong = settings();
        wrong.values["region"] = QStringLiteral("us-east-1");
        QCOMPARE(int(refused(wrong)), int(Kind::CredentialsRefused)); // the signature is about the region, too
        wrong.values["region"] = QStringLiteral("evil.example/");
        QVERIFY(!backend(wrong));
        m_fake.misbehave("status", 1, "400:{\"__type\":\"com.amazonaws.logs#AccessDeniedException\",\"message\":\"User is not authorized to perform: logs:FilterLogEvents\"}");
        QCOMPARE(int(refused(settings())), int(Kind::PermissionRefused));
    }

    void throttlingIsWaitedFor()
    {
        m_fake.misbehave("status", 2, "400:{\"__type\":\"ThrottlingException\",\"message\":\"Rate exceeded\"}");
        const auto made = backend(settings());
        QVERIFY(sorted(fetch(*made).records) == sorted(truth()));
    }

    void temporaryCredentialsNeedTheirToken()
    {
        const auto fake = fakeWith({QStringLiteral("FAKE_CLOUDWATCH_TOKEN=FwoGZXIvYXdzEXAMPLETOKEN")});
        QCOMPARE(int(refused(settingsOf(*fake))), int(Kind::CredentialsRefused));
        BackendSettings right = settingsOf(*fake);
        right.secrets["token"] = secret("FwoGZXIvYXdzEXAMPLETOKEN");
        QVERIFY(finished(backend(right)->probe({})));
    }

    void aProfileAndTheEnvironmentAreRead()
    {
        QTemporaryFile file;
        QVERIFY(file.open());
        file.write(QByteArray("[default]\naws_access_key_id = AKIDOTHER\naws_secret_access_key=x\n[audit]\n# read only\naws_access_key_id=AKIDEXAMPLE\naws_secret_access_key = ")
            + secretKey + '\n');
        file.close();
        BackendSettings settings = settingsBase(m_fake);
        settings.values["group"] = QStringLiteral("audit");
        settings.values["credentials"] = QStringLiteral("profile");
        qputenv("AWS_SHARED_CREDENTIALS_FILE", file.fileName().toLocal8Bit());
        QCOMPARE(int(refused(settings)), int(Kind::CredentialsRefused)); // that of [default]
        settings.values["profile"] = QStringLiteral("audit");
        QVERIFY(finished(backend(settings)->probe({})));
        settings.values["profile"] = QStringLiteral("nobody");
        QVERIFY(!backend(settings));
        settings.values["credentials"] = QStringLiteral("environment");
        QVERIFY(!backend(settings));
        qputenv("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
        qputenv("AWS_SECRET_ACCESS_KEY", secretKey);
        QVERIFY(finished(backend(settings)->probe({})));
        for (const char* name : {"AWS_SHARED_CREDENTIALS_FILE", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"})
            qunsetenv(name);
    }
};

QTEST_GUILESS_MAIN(TestCloudWatchBackend)
#include "tst_cloudwatchbackend.moc"
