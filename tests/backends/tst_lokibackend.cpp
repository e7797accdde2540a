// SPDX-License-Identifier: MIT
#include "backends/backendconformance.h"
#include "support/tasks.h"
#include "trust/signaturescheme.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace auditlens;
using namespace auditlens::test;

namespace {

constexpr Nanoseconds begin = 1'706'000'000'000'000'000;
constexpr Nanoseconds day = 86'400'000'000'000;

struct Sample
{
    Nanoseconds time = 0;
    QString line;
    QJsonObject labels;
    QJsonObject metadata;
};

QByteArray compact(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QJsonObject labelsOf(const QString& organization)
{
    return {{QStringLiteral("organization_uuid"), organization}, {QStringLiteral("service_name"), QStringLiteral("vrm")},
        {QStringLiteral("kb_id"), QStringLiteral("null")}};
}

/// As the backend hands it on: labels and metadata apart, members as Qt's fake writes them.
std::string recordOf(const Sample& sample)
{
    const QJsonObject more {{QStringLiteral("structuredMetadata"), sample.metadata}, {QStringLiteral("parsed"), QJsonObject()}};
    const QByteArray element
        = QJsonDocument(QJsonArray {QString::number(sample.time), sample.line, more}).toJson(QJsonDocument::Compact);
    return QByteArray("{\"stream\":" + compact(sample.labels) + ",\"values\":[" + element + "]}").toStdString();
}

/// Forty events, six of one time across the edge of the first page of ten, and one a month later.
std::vector<Sample> manySamples()
{
    std::vector<Sample> samples;
    const QStringList names {QStringLiteral("Ann"), QStringLiteral("Zoë"), QStringLiteral("Bob Sk"), QStringLiteral("null")};
    for (int i = 0; i < 40; ++i) {
        const bool tied = i >= 8 && i < 14;
        Sample sample;
        sample.time = begin + (tied ? 8 : i) * 1000;
        sample.line = QStringLiteral("Event %1 of \"%2\"").arg(i).arg(names[i % 4]);
        sample.labels = labelsOf(i % 3 == 0 ? QStringLiteral("Org-1") : i % 3 == 1 ? QStringLiteral("org.2") : QStringLiteral("null"));
        sample.metadata = {{QStringLiteral("action"), i % 2 ? QStringLiteral("update") : QStringLiteral("DELETE")},
            {QStringLiteral("crud"), i % 2 ? QStringLiteral("u") : QStringLiteral("d")},
            {QStringLiteral("actor_name"), names[i % 4]}, {QStringLiteral("actor_uuid"), QStringLiteral("u-%1").arg(i % 4)},
            {QStringLiteral("resource_type"), QStringLiteral("crm.Plan")}, {QStringLiteral("resource_uuid"), QStringLiteral("r-%1").arg(i % 5)}};
        samples.push_back(sample);
    }
    samples.back().time += 35 * day;
    return samples;
}

/// The second vector of the kit's signature, with all its nulls.
Sample signedSample()
{
    const QJsonDocument metadata = QJsonDocument::fromJson(
        R"({"action":"update","actor_name":"Zoë","actor_uuid":"u-1","crud":"u","resource_name":"Plan / A","resource_type":"plan","resource_uuid":"r-1","source_ip":"127.0.0.1","event_signature":"f35ba668d16692a60d7937fdefaab52dae554f44dff4ded6c89047e0c5f224b8"})");
    const QJsonDocument labels = QJsonDocument::fromJson(
        R"({"kb_id":null,"organization_uuid":"org-123","service_name":"vrm","vrm_vendor_id":null,"workspace_uuid":null})");
    return {begin, QStringLiteral("Zoë updated “plan” \"A\""), labels.object(), metadata.object()};
}

void push(const FakeProcess& fake, const std::vector<Sample>& samples, std::shared_ptr<const Authorization> authorization = {})
{
    QJsonArray streams;
    for (const Sample& sample : samples) {
        streams.append(QJsonObject {{QStringLiteral("stream"), sample.labels},
            {QStringLiteral("values"), QJsonArray {QJsonArray {QString::number(sample.time), sample.line, sample.metadata}}}});
    }
    HttpSettings settings;
    settings.base = fake.url();
    settings.endpoints = {{HttpMethod::Post, "/loki/api/v1/push"}};
    settings.proxy.kind = ProxySettings::Kind::None;
    HttpClient client(settings);
    HttpRequest request;
    request.method = HttpMethod::Post;
    request.url = client.scope().url("/loki/api/v1/push");
    request.headers = {{"Content-Type", "application/json"}, {"X-Scope-OrgID", "team-a"}};
    request.authorization = std::move(authorization);
    request.body = compact({{QStringLiteral("streams"), streams}});
    QVERIFY(finished(client.send(request, {})));
}

} // namespace

class TestLokiBackend : public BackendConformance
{
    Q_OBJECT

protected:
    QByteArray backendId() const override { return "loki"; }
    FakeProcess& fake() override { return m_fake; }
    std::unique_ptr<FakeProcess> emptyFake() const override { return std::make_unique<FakeProcess>(QStringLiteral("fakeloki")); }
    BackendSettings settingsOf(const FakeProcess& fake) const override
    {
        BackendSettings settings = settingsBase(fake);
        settings.values["page"] = QStringLiteral("10");
        return settings;
    }
    TimeRange window() const override { return {begin - day, begin + 40 * day}; }
    std::vector<std::string> truth() const override
    {
        std::vector<std::string> records;
        for (const Sample& sample : manySamples())
            records.push_back(recordOf(sample));
        return records;
    }
    std::vector<std::string> add(FakeProcess& fake, int first, int count, Nanoseconds time) const override
    {
        std::vector<std::string> records;
        std::vector<Sample> samples = manySamples();
        samples = {samples.begin() + first, samples.begin() + first + count};
        for (Sample& sample : samples) {
            sample.time = time + Nanoseconds(records.size()) * 1000;
            records.push_back(recordOf(sample));
        }
        push(fake, samples);
        return records;
    }
    std::vector<QString> queries() const override
    {
        QStringList all;
        for (const char* query : {"", "tenant:org-1", "-tenant:org-1", "tenant:ORG*", "tenant:null", "tenant:*", "action:delete",
                 "-action:delete", "actor:zoë", "actor:ann", "actor:bob", "actor:u-2", "type:plan", "entity:r-3", "entity:plan#r-3",
                 "summary:event", "summary:zoë", "summary:\"event 1\"", "tenant:org.2 action:update", "tenant:org-1 OR actor:ann",
                 "-(tenant:org-1 OR tenant:org.2)", "renewal OR tenant:org-1", "verb:delete", "event", "actor:/a.n/", "action:d*",
                 "entity.id:r-3", "-entity.id:r-3", "from:x", "actor:sk"})
            all << QString::fromUtf8(query);
        return {all.begin(), all.end()};
    }

private:
    FakeProcess m_fake {QStringLiteral("fakeloki")};

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_fake.ok());
        push(m_fake, manySamples());
    }

    void categorizeLabelsIsAlwaysSent()
    {
        const auto made = backend(settings());
        QVERIFY(!fetch(*made).problem);
        QVERIFY(finished(made->probe({})));
        for (const QJsonValue request : m_fake.requests())
            QCOMPARE(request[QLatin1String("headers")][QLatin1String("x-loki-response-encoding-flags")].toString(), QStringLiteral("categorize-labels"));
    }

    void moreOfOneTimeThanAPageAreAllThere()
    {
        FakeProcess fake(QStringLiteral("fakeloki"));
        std::vector<Sample> samples = manySamples();
        for (Sample& sample : samples)
            sample.time = begin;
        push(fake, samples);
        const auto made = backend(settingsOf(fake));
        const Fetched all = fetch(*made);
        QVERIFY(!all.problem && !all.capped);
        QCOMPARE(all.records.size(), samples.size());
    }

    void aCapIsSaid()
    {
        FakeProcess fake(QStringLiteral("fakeloki"), {}, {QStringLiteral("FAKE_LOKI_LIMIT=7")});
        std::vector<Sample> samples = manySamples();
        for (std::size_t i = 0; i < 20; ++i)
            samples[i].time = begin; // more of one time than this Loki ever hands out
        push(fake, samples);
        const auto made = backend(settingsOf(fake));
        const Fetched all = fetch(*made);
        QVERIFY2(!all.problem, all.problem ? qPrintable(all.problem->error.oneLine()) : "");
        QVERIFY(all.capped && !all.cappedForGood);
        QCOMPARE(all.records.size(), samples.size() - 20 + 7);
    }

    void aSmallerLimitOfTheServiceIsKept()
    {
        FakeProcess fake(QStringLiteral("fakeloki"), {}, {QStringLiteral("FAKE_LOKI_LIMIT=7")});
        push(fake, manySamples());
        const Fetched all = fetch(*backend(settingsOf(fake)));
        QVERIFY(!all.problem && !all.capped);
        QVERIFY(sorted(all.records) == sorted(truth()));
    }

    void tenantAndCredentialsAreSent()
    {
        FakeProcess fake(QStringLiteral("fakeloki"), {},
            {QStringLiteral("FAKE_LOKI_ORG=team-a"), QStringLiteral("FAKE_LOKI_AUTH=Bearer the-token")});
        push(fake, manySamples(), bearerAuthorization(Secret::copyOf(std::string_view("the-token"))));
        BackendSettings wrong = settingsOf(fake);
        QCOMPARE(int(finished(backend(wrong)->probe({})).error().kind), int(HttpProblem::Kind::CredentialsRefused));
        BackendSettings right = wrong;
        right.values["tenant"] = QStringLiteral("team-a");
        right.values["auth"] = QStringLiteral("bearer");
        right.secrets["token"] = secret("the-token");
        const Fetched all = fetch(*backend(right));
        QCOMPARE(all.records.size(), truth().size());
    }

    void credentialsThatAreMissingAreNamed()
    {
        for (const char* kind : {"basic", "bearer"}) {
            BackendSettings incomplete = settings();
            incomplete.values["auth"] = QString::fromLatin1(kind);
            const auto made = backendOf("loki")->make(incomplete, HttpSurroundings());
            QVERIFY(!made);
            QCOMPARE(made.error().where, QStringLiteral("Authentication"));
        }
    }

    void signaturesHold_data()
    {
        QTest::addColumn<bool>("isOld");
        QTest::newRow("labels and metadata apart") << false;
        QTest::newRow("a Loki that merges them") << true;
    }

    void signaturesHold()
    {
        QFETCH(bool, isOld);
        FakeProcess fake(QStringLiteral("fakeloki"), {}, isOld ? QStringList {QStringLiteral("FAKE_LOKI_OLD=1")} : QStringList());
        push(fake, {signedSample()});
        const Fetched all = fetch(*backend(settingsOf(fake)));
        QCOMPARE(all.records.size(), std::size_t(1));
        QCOMPARE(all.records.front().find("structuredMetadata") == std::string::npos, isOld);
        json::Document document;
        QVERIFY(document.parseExactCopy(all.records.front()));
        const SignatureScheme* scheme = signatureSchemeOf("redacto", document.root());
        QVERIFY(scheme);
        std::vector<Secret> keys;
        keys.push_back(Secret::copyOf(std::string_view("test-secret-key")));
        const auto check = makeHmacSha256Check(keys);
        QVERIFY(check);
        SignatureVerdict verdict;
        scheme->verify(document.root(), {}, check->get(), [&](std::uint32_t, const SignatureVerdict& found) { verdict = found; });
        QCOMPARE(verdict.state, SignatureState::Valid);
    }

    /// The suite follows a Loki with a websocket.
    void followingSeesWhatComesInWithoutAWebSocket()
    {
        FakeProcess fake(QStringLiteral("fakeloki"), {}, {QStringLiteral("FAKE_LOKI_NO_TAIL=1")});
        followOn(fake);
    }

    void nothingIsLostOrTwiceWhateverTheWebSocketDoes_data()
    {
        QTest::addColumn<QString>("fault");
        for (const char* fault : {"close", "cut", "garbage", "giant", "endless", "lose", "drop", "slow"})
            QTest::newRow(fault) << QString::fromLatin1(fault);
    }

    void nothingIsLostOrTwiceWhateverTheWebSocketDoes()
    {
        QFETCH(QString, fault);
        const auto fake = emptyFake();
        std::vector<std::string> expected = add(*fake, 0, 3, now());
        const auto made = backend(settingsOf(*fake));
        std::vector<std::string> seen;
        Cancellation cancellation;
        const auto follow = [&]() -> QCoro::Task<int> {
            Pages pages = made->follow({}, now() - 1'000'000'000, cancellation);
            for (auto page = co_await pages.begin(); page != pages.end(); co_await ++page) {
                const PageResult& result = *page;
                if (!result)
                    co_return int(result.error().kind);
                addRecords(*result, seen);
                if (seen.size() >= 30)
                    cancellation.request();
                else if (seen.size() == expected.size()) {
                    fake->fill({fault});
                    const std::vector<std::string> more = add(*fake, int(expected.size()), 3, now());
                    expected.insert(expected.end(), more.begin(), more.end());
                }
            }
            co_return -1;
        };
        QCOMPARE(finished(follow()), int(HttpProblem::Kind::Cancelled));
        QVERIFY(sorted(seen) == sorted(expected));
    }

    void whatIsNoLokiIsNamed()
    {
        FakeProcess other(QStringLiteral("fakehttp"));
        QCOMPARE(int(finished(backend(settingsOf(other))->probe({})).error().kind), int(HttpProblem::Kind::NotTheService));
    }
};

QTEST_GUILESS_MAIN(TestLokiBackend)
#include "tst_lokibackend.moc"
