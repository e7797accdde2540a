// SPDX-License-Identifier: MIT
#include "backends/backendconformance.h"
#include "backends/servicesamples.h"
#include "formats/tiger/tigerformat.h"
#include "support/formatconformance.h"
#include "support/tasks.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace auditlens;
using namespace auditlens::test;
using Kind = HttpProblem::Kind;

namespace {

constexpr Nanoseconds begin = 1'706'000'000'000'000'000;
constexpr Nanoseconds day = 86'400'000'000'000;
constexpr Nanoseconds microsecond = 1000;

/// More than five stretches of eight pages of five; runs of one time lie across the edges of pages.
QJsonArray manyEvents()
{
    QJsonArray events;
    for (int i = 0; i < 203; ++i)
        events.append(tigerEvent(i, begin + i / 3 * 1'000'000 * microsecond + 120 * microsecond));
    return events;
}

} // namespace

class TestTigerBackend : public BackendConformance
{
    Q_OBJECT

protected:
    QByteArray backendId() const override { return "tiger"; }
    FakeProcess& fake() override { return m_fake; }
    std::unique_ptr<FakeProcess> emptyFake() const override { return fakeWith({}); }
    BackendSettings settingsOf(const FakeProcess& fake) const override
    {
        BackendSettings settings = settingsBase(fake);
        settings.values["user"] = QStringLiteral("auditor");
        settings.secrets["password"] = secret("open sesame");
        return settings;
    }
    TimeRange window() const override { return {begin - day, begin + day}; }
    std::vector<std::string> truth() const override { return recordsOf(manyEvents()); }
    QJsonObject sample(int number, Nanoseconds time) const override { return tigerEvent(number, time); }
    /// Four to find the oldest page, and a stretch.
    int answersOfFirstPage() const override { return 12; }
    std::vector<QString> queries() const override
    {
        return {QString(), QStringLiteral("actor:o'neil"), QStringLiteral("verb:delete"), QStringLiteral("entity:policy#3 event")};
    }

private:
    static std::unique_ptr<FakeProcess> fakeWith(const QStringList& environment)
    {
        return std::make_unique<FakeProcess>(QStringLiteral("faketiger"), QStringList(), QStringList {QStringLiteral("FAKE_TIGER_PAGE=5")} + environment);
    }

    BackendSettings sessionOf(const FakeProcess& fake) const
    {
        BackendSettings settings = settingsOf(fake);
        settings.values["auth"] = QStringLiteral("session");
        return settings;
    }

    FakeProcess m_fake {QStringLiteral("faketiger"), {}, {QStringLiteral("FAKE_TIGER_PAGE=5")}};

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_fake.ok());
        m_fake.fill(manyEvents());
    }

    void everySort403HasItsName()
    {
        BackendSettings wrong = settings();
        wrong.secrets["password"] = secret("open please");
        const ProbeResult unknown = finished(backend(wrong)->probe({}));
        QCOMPARE(int(unknown.error().kind), int(Kind::CredentialsRefused));
        QVERIFY(unknown.error().error.why.contains(QLatin1String("(403)")));
        BackendSettings clerk = settings();
        clerk.values["user"] = QStringLiteral("clerk");
        QCOMPARE(int(finished(backend(clerk)->probe({})).error().kind), int(Kind::PermissionRefused));
    }

    void aLoginGivesASession()
    {
        const auto made = backend(sessionOf(m_fake));
        const Fetched all = fetch(*made);
        QVERIFY2(!all.problem, all.problem ? qPrintable(all.problem->error.oneLine()) : "");
        QVERIFY(sorted(all.records) == sorted(truth()));
        for (const TraceEntry& entry : made->trace().entries()) {
            for (const std::vector<HttpHeader>* headers : {&entry.requestHeaders, &entry.answerHeaders}) {
                for (const HttpHeader& header : *headers)
                    QVERIFY2(!header.value.contains("auditor1") && !header.value.contains("sesame"), header.name);
            }
        }
    }

    /// Also in the middle of paging.
    void aSessionThatEndsIsBegunAgain()
    {
        const auto fake = fakeWith({QStringLiteral("FAKE_TIGER_SESSION=9")});
        fake->fill(manyEvents());
        const Fetched all = fetch(*backend(sessionOf(*fake)));
        QVERIFY(!all.problem);
        QVERIFY(sorted(all.records) == sorted(truth()));
        int logins = 0;
        for (const QJsonValue request : fake->requests())
            logins += request[QLatin1String("method")] == QLatin1String("POST");
        QVERIFY(logins > 3);
    }

    void aWrongLoginIsNamed()
    {
        BackendSettings wrong = sessionOf(m_fake);
        wrong.secrets["password"] = secret("open please");
        const ProbeResult refused = finished(backend(wrong)->probe({}));
        QCOMPARE(int(refused.error().kind), int(Kind::CredentialsRefused));
        BackendSettings elsewhere = sessionOf(m_fake);
        elsewhere.values["login"] = QStringLiteral("/admin/login/");
        QCOMPARE(int(finished(backend(elsewhere)->probe({})).error().kind), int(Kind::NotFound));
    }

    /// Rows come in at the new end and are cleaned away at the old one while pages are read.
    void whatMovesMeanwhileIsNeitherLostNorTwice()
    {
        const auto fake = emptyFake();
        fake->fill(manyEvents());
        const auto made = backend(settingsOf(*fake));
        std::vector<std::string> expected = truth();
        std::vector<std::string> seen;
        const auto read = [&]() -> QCoro::Task<int> {
            Pages pages = made->fetch({}, window(), QByteArray(), Cancellation());
            int number = 300;
            for (auto page = co_await pages.begin(); page != pages.end(); co_await ++page) {
                const PageResult& result = *page;
                if (!result)
                    co_return -1;
                const QByteArray bytes = QByteArray::fromStdString(result->bytes).trimmed();
                for (const QByteArray& record : bytes.split('\n'))
                    seen.push_back(record.toStdString());
                if (number >= 400)
                    continue;
                fake->fill({QJsonObject {{QStringLiteral("drop"), 13}}}); // of those that were read
                const std::vector<std::string> more = add(*fake, number, 13, begin + 3'600'000'000 * microsecond + number * microsecond);
                expected.insert(expected.end(), more.begin(), more.end());
                number += 50;
            }
            co_return number;
        };
        QCOMPARE(finished(read()), 400);
        QVERIFY(sorted(seen) == sorted(expected));
    }

    /// In the middle of a stretch, where a page that is not there could be one that was deleted.
    void aGatewayThatFindsNothingDoesNotEndTheList()
    {
        const auto fake = emptyFake();
        fake->fill(manyEvents());
        fake->misbehave("honest", answersOfFirstPage() + 3);
        fake->misbehave("status", 1, "404:no such route");
        const auto made = backend(settingsOf(*fake));
        const Fetched broken = fetch(*made);
        QVERIFY(broken.problem && broken.problem->kind == Kind::NotFound);
        const Fetched rest = fetch(*made, {}, broken.cursors.back());
        std::vector<std::string> both = broken.records;
        both.insert(both.end(), rest.records.begin(), rest.records.end());
        QVERIFY(sorted(both) == sorted(truth()));
    }

    void aCursorOutlivesWhatItsServiceDeletes()
    {
        const auto fake = emptyFake();
        fake->fill(manyEvents());
        const Fetched all = fetch(*backend(settingsOf(*fake)));
        fake->fill({QJsonObject {{QStringLiteral("drop"), 180}}}); // and all that the cursor knows
        const Fetched rest = fetch(*backend(settingsOf(*fake)), {}, all.cursors.front());
        QVERIFY(!rest.problem);
        const std::vector<std::string> left = truth();
        QVERIFY(std::ranges::equal(rest.records, std::vector(left.end() - 23, left.end())));
    }

    void onlyTheWindowIsHandedOut()
    {
        const auto made = backend(settings());
        BoundQuery query;
        query.begin = begin + 20 * 1'000'000 * microsecond;
        query.end = begin + 21 * 1'000'000 * microsecond;
        QCOMPARE(fetch(*made, query).records.size(), std::size_t(3));
    }

    void linksLeadNowhereElse()
    {
        const auto fake = fakeWith({QStringLiteral("FAKE_TIGER_LINKS=https://elsewhere.invalid")});
        fake->fill(manyEvents());
        const auto made = backend(settingsOf(*fake));
        QVERIFY(sorted(fetch(*made).records) == sorted(truth()));
        for (const TraceEntry& entry : made->trace().entries())
            QVERIFY(entry.url.startsWith(fake->url().toEncoded()));
    }

    void theKindComesOfTheChangesAndTheActorOfPython()
    {
        const std::vector<std::string> records = fetch(*backend(settings())).records;
        const char* kinds[] = {"updated", "created", "deleted"};
        for (int i = 0; i < 6; ++i) {
            json::Document document;
            CollectingSink sink;
            QVERIFY(document.parseCopy(records[std::size_t(i)]));
            QVERIFY(TigerFormat().decode(document.root(), {}, sink).empty());
            QCOMPARE(sink.events.front().action, std::string(kinds[i % 3]));
            QCOMPARE(sink.events.front().actor.name, std::string(i % 2 ? "" : "o'neil"));
        }
    }
};

QTEST_GUILESS_MAIN(TestTigerBackend)
#include "tst_tigerbackend.moc"
