// SPDX-License-Identifier: MIT
#include "backends/backendconformance.h"
#include "backends/santura/santuratokens.h"
#include "backends/servicesamples.h"
#include "support/tasks.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace auditlens;
using namespace auditlens::test;
using Kind = HttpProblem::Kind;

namespace {

constexpr Nanoseconds begin = 1'747'560'900'000'000'000; // 2025-05-18T09:35:00Z
constexpr Nanoseconds second = 1'000'000'000;
constexpr Nanoseconds day = 86'400 * second;

/// Flushed in batches of seven of one second, so that every page of five ends in one.
QJsonArray manyEntries()
{
    QJsonArray entries;
    for (int i = 0; i < 103; ++i)
        entries.append(santuraEntry(i, begin + i / 7 * 10 * second));
    return entries;
}

} // namespace

class TestSanturaBackend : public BackendConformance
{
    Q_OBJECT

protected:
    QByteArray backendId() const override { return "santura"; }
    FakeProcess& fake() override { return m_fake; }
    std::unique_ptr<FakeProcess> emptyFake() const override { return fakeWith({}); }
    BackendSettings settingsOf(const FakeProcess& fake) const override
    {
        BackendSettings settings = settingsBase(fake);
        settings.values["page"] = QStringLiteral("5");
        settings.secrets["token"] = secret("pasted.token.value");
        return settings;
    }
    TimeRange window() const override { return {begin - day, begin + day}; }
    std::vector<std::string> truth() const override { return recordsOf(manyEntries()); }
    QJsonObject sample(int number, Nanoseconds time) const override { return santuraEntry(number, time); }
    /// Two to find the last page, and a stretch.
    int answersOfFirstPage() const override { return 10; }
    std::vector<QString> queries() const override
    {
        QStringList all;
        for (const char* query : {"", "action:login", "-action:login", "action:policy.update", "action:pol*", "action:ask", "action:löschen",
                 "actor:3", "verb:login", "action:login actor:2", "action:login OR actor:2", "192.168"})
            all << QString::fromUtf8(query);
        return {all.begin(), all.end()};
    }

private:
    static std::unique_ptr<FakeProcess> fakeWith(const QStringList& environment)
    {
        return std::make_unique<FakeProcess>(QStringLiteral("fakesantura"), QStringList(), environment);
    }

    BackendSettings readWith(const char* way, const FakeProcess& fake) const
    {
        BackendSettings settings = settingsOf(fake);
        settings.values["read"] = QString::fromLatin1(way);
        return settings;
    }

    BackendSettings loginTo(const FakeProcess& fake, std::string_view password = "open sesame") const
    {
        BackendSettings settings = settingsOf(fake);
        settings.values["auth"] = QStringLiteral("login");
        settings.values["user"] = QStringLiteral("reader");
        settings.secrets.clear();
        settings.secrets["password"] = secret(password);
        return settings;
    }

    QString notesOf(const BackendSettings& settings)
    {
        const ProbeResult report = finished(backend(settings)->probe({}));
        return report ? report->notes.join(u' ') : report.error().error.oneLine();
    }

    FakeProcess m_fake {QStringLiteral("fakesantura")};

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_fake.ok());
        m_fake.fill(manyEntries());
    }

    void tokensAreObtainedAndRenewed()
    {
        const auto fake = fakeWith({QStringLiteral("FAKE_SANTURA_LIFE=7")});
        fake->fill(manyEntries());
        const auto made = backend(loginTo(*fake));
        const Fetched all = fetch(*made);
        QVERIFY2(!all.problem, all.problem ? qPrintable(all.problem->error.oneLine()) : "");
        QVERIFY(sorted(all.records) == sorted(truth()));
        int obtained = 0;
        int renewed = 0;
        for (const QJsonValue request : fake->requests()) {
            obtained += request[QLatin1String("target")] == QLatin1String("/api/token/");
            renewed += request[QLatin1String("target")] == QLatin1String("/api/token/refresh/");
        }
        QVERIFY(obtained > 1 && renewed > 1); // the refresh token runs out, too
        for (const TraceEntry& entry : made->trace().entries()) {
            for (const HttpHeader& header : entry.requestHeaders)
                QVERIFY2(!header.value.contains("access.") && !header.value.contains("sesame"), header.name);
            QVERIFY(entry.method == "GET" || entry.requestBytes == 0);
        }
    }

    void wrongCredentialsAreNamed()
    {
        QCOMPARE(int(finished(backend(loginTo(m_fake, "open please"))->probe({})).error().kind), int(Kind::CredentialsRefused));
        BackendSettings wrong = settings();
        wrong.secrets["token"] = secret("another.token.value");
        const HttpProblem problem = finished(backend(wrong)->probe({})).error();
        QCOMPARE(int(problem.kind), int(Kind::CredentialsRefused));
        QVERIFY(problem.error.why.contains(QLatin1String("Token is invalid")));
    }

    void aTokenIsFoundInAnAnswer_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("token");
        QTest::newRow("as the service writes it") << QByteArray("{\"refresh\":\"r.r.r\",\"access\":\"a.b.c\"}") << QByteArray("a.b.c");
        QTest::newRow("with blanks") << QByteArray("{\n \"access\" :\t\"a.b.c\" }") << QByteArray("a.b.c");
        QTest::newRow("not there") << QByteArray("{\"refresh\":\"r\"}") << QByteArray();
        QTest::newRow("no text") << QByteArray("{\"access\":7}") << QByteArray();
        QTest::newRow("cut") << QByteArray("{\"access\":\"a.b") << QByteArray();
        QTest::newRow("cut before it") << QByteArray("{\"access\"") << QByteArray();
    }

    void aTokenIsFoundInAnAnswer()
    {
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, token);
        QCOMPARE(std::string(tokenIn(body, "access").reveal()), token.toStdString());
    }

    void itsOddTooManyRequestsAreWaitedFor()
    {
        const auto fake = fakeWith({QStringLiteral("FAKE_SANTURA_RATE=9")});
        fake->fill(manyEntries());
        BackendSettings patient = settingsOf(*fake);
        patient.http.retry.patience = std::chrono::hours(1);
        const Nanoseconds before = now();
        const Fetched all = fetch(*backend(patient));
        QVERIFY2(!all.problem, all.problem ? qPrintable(all.problem->error.oneLine()) : "");
        QVERIFY(sorted(all.records) == sorted(truth()));
        QVERIFY(now() - before >= 2 * 1234 * second);
        const Fetched impatient = fetch(*backend(settingsOf(*fake)));
        QVERIFY(impatient.problem && impatient.problem->kind == Kind::TooManyRequests);
        QCOMPARE(impatient.problem->retryAfter->count(), 1235 * 1000);
    }

    /// Ninety requests an hour, whoever asks for more.
    void theHourIsNotOverdrawn()
    {
        const auto made = backend(settings());
        const Nanoseconds before = now();
        for (int i = 0; i < 4; ++i)
            QVERIFY(!fetch(*made).problem);
        QVERIFY(m_fake.requests().size() > 90);
        QVERIFY(now() - before >= 3600 * second);
    }

    void anExportIsReadAsAWhole()
    {
        const Fetched all = fetch(*backend(readWith("export", m_fake)));
        QVERIFY2(!all.problem, all.problem ? qPrintable(all.problem->error.oneLine()) : "");
        QCOMPARE(all.cursors.size(), std::size_t(1));
        QCOMPARE(all.records.size(), truth().size());
        QVERIFY(all.records.front().find("\"timestamp\": \"2025-05-18T09:35:00\"") != std::string::npos);
        QCOMPARE(matching(all.records, bound(QString())).size(), truth().size());
        QCOMPARE(m_fake.requests().size(), 1);
    }

    void anExportThatIsTooLargeIsAskedForInParts()
    {
        BackendSettings small = readWith("export", m_fake);
        small.http.limits.bodyBytes = 4000;
        const Fetched all = fetch(*backend(small));
        QVERIFY2(!all.problem, all.problem ? qPrintable(all.problem->error.oneLine()) : "");
        QVERIFY(all.cursors.size() > 3);
        QCOMPARE(all.records.size(), truth().size());
        const Fetched rest = fetch(*backend(small), {}, all.cursors[1]);
        QVERIFY(std::ranges::equal(rest.records, std::vector(all.records.end() - qsizetype(rest.records.size()), all.records.end())));
    }

    void anExportThatIsCutIsNamed()
    {
        const auto fake = fakeWith({QStringLiteral("FAKE_SANTURA_CUT=1")});
        fake->fill(manyEntries());
        const Fetched cut = fetch(*backend(readWith("export", *fake)));
        QVERIFY(cut.records.empty() && cut.problem);
        QCOMPARE(int(cut.problem->kind), int(Kind::ConnectionCut));
    }

    void whatIsHiddenIsTold()
    {
        const auto fake = emptyFake();
        fake->fill(manyEntries());
        QVERIFY(notesOf(settingsOf(*fake)).contains(QLatin1String("hides nothing, shows no entry")));
        fake->fill({santuraEntry(900, begin + day / 2, "tampered"), santuraEntry(901, begin + day / 2, "tampered"), santuraEntry(902, begin - day / 2, "tampered")});
        QVERIFY2(notesOf(settingsOf(*fake)).contains(QLatin1String("newest hundred: 2.")), qPrintable(notesOf(settingsOf(*fake))));
        QCOMPARE(fetch(*backend(settingsOf(*fake))).records.size(), truth().size());
        const auto closed = fakeWith({QStringLiteral("FAKE_SANTURA_CLOSED=1")});
        QVERIFY(notesOf(settingsOf(*closed)).contains(QLatin1String("cannot be asked")));
    }

    void graphQlShowsTheNewestAsTheyAre()
    {
        const auto fake = emptyFake();
        fake->fill(manyEntries());
        fake->fill({santuraEntry(900, begin + day / 2, "tampered")});
        const Fetched newest = fetch(*backend(readWith("graphql", *fake)));
        QCOMPARE(newest.records.size(), std::size_t(100));
        QVERIFY(newest.capped && newest.cappedForGood);
        QVERIFY(newest.records.back().find("tampered") != std::string::npos);
        QCOMPARE(matching(newest.records, bound(QString())).size(), std::size_t(100));
        for (const QJsonValue request : fake->requests())
            QVERIFY(!request[QLatin1String("headers")].toObject().contains(QLatin1String("authorization")));
        const auto few = emptyFake();
        few->fill({santuraEntry(1, begin)});
        QVERIFY(!fetch(*backend(readWith("graphql", *few))).capped);
    }
};

QTEST_GUILESS_MAIN(TestSanturaBackend)
#include "tst_santurabackend.moc"
