// SPDX-License-Identifier: MIT
#include "backends/backendconformance.h"

#include "base/fold.h"
#include "fakes/misbehaviourrows.h"
#include "formats/registry.h"
#include "query/binder.h"
#include "support/formatconformance.h"
#include "support/tasks.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTimer>
#include <QtTest>

#include <algorithm>
#include <utility>

namespace auditlens::test {

namespace {

using Kind = HttpProblem::Kind;

QString said(const Fetched& fetched)
{
    return fetched.problem ? fetched.problem->error.oneLine() : QString();
}

} // namespace

QCoro::Task<Fetched> readAll(Pages pages)
{
    Fetched fetched;
    for (auto page = co_await pages.begin(); page != pages.end(); co_await ++page) {
        PageResult& result = *page;
        if (!result) {
            fetched.problem = result.error();
            continue;
        }
        addRecords(*result, fetched.records);
        fetched.cursors.push_back(result->next);
        fetched.capped = fetched.capped || result->capped;
        fetched.cappedForGood = fetched.cappedForGood || result->cappedForGood;
    }
    co_return fetched;
}

void addRecords(const Page& page, std::vector<std::string>& to)
{
    std::string_view left = page.bytes;
    for (std::size_t i = 0; i < page.records; ++i) {
        to.emplace_back(left.substr(0, left.find('\n')));
        left.remove_prefix(to.back().size() + 1);
    }
}

BackendSettings BackendConformance::settingsBase(const FakeProcess& fake)
{
    BackendSettings settings;
    settings.values["url"] = fake.url().toString();
    settings.http.proxy.kind = ProxySettings::Kind::None;
    settings.http.timeouts = {std::chrono::seconds(30), std::chrono::seconds(30), std::chrono::seconds(60)};
    settings.http.limits.bodyBytes = 1 << 20;
    return settings;
}

std::shared_ptr<const Secret> BackendConformance::secret(std::string_view text)
{
    return std::make_shared<const Secret>(Secret::copyOf(text));
}

std::vector<std::string> BackendConformance::recordsOf(const QJsonArray& samples)
{
    std::vector<std::string> records;
    for (const QJsonValue sample : samples)
        records.push_back(QJsonDocument(sample.toObject()).toJson(QJsonDocument::Compact).toStdString());
    return records;
}

std::vector<std::string> BackendConformance::add(FakeProcess& fake, int first, int count, Nanoseconds time) const
{
    QJsonArray samples;
    for (int i = 0; i < count; ++i)
        samples.append(sample(first + i, time + Nanoseconds(i) * 1000));
    fake.fill(samples);
    return recordsOf(samples);
}

std::unique_ptr<Backend> BackendConformance::backend(BackendSettings settings)
{
    auto made = backendOf(backendId())->make(std::move(settings), HttpSurroundings {m_clock, [] { return 0.5; }});
    return made ? std::move(*made) : nullptr;
}

Fetched BackendConformance::fetch(Backend& backend, const BoundQuery& query, const QByteArray& cursor, const Cancellation& cancellation)
{
    return finished(readAll(backend.fetch(query, window(), cursor, cancellation)));
}

std::vector<std::string> BackendConformance::sorted(std::vector<std::string> records)
{
    std::ranges::sort(records);
    return records;
}

BoundQuery BackendConformance::bound(const QString& query)
{
    const BoundOutcome outcome = readQuery(query, TimeContext());
    if (outcome.error)
        qFatal("\"%s\" is no query.", qPrintable(query));
    return outcome.query;
}

/// The records whose events the query is true of, by the evaluator that says what it means.
std::vector<std::string> BackendConformance::matching(const std::vector<std::string>& records, const BoundQuery& query) const
{
    FormatRegistry formats;
    addBuiltinFormats(formats);
    const Format* format = formats.find(backendOf(backendId())->format.toStdString());
    std::vector<std::string> found;
    json::Document document;
    for (const std::string& record : records) {
        CollectingSink sink;
        if (!document.parseCopy(record) || !format->decode(document.root(), {}, sink).empty())
            return {};
        const bool fits = std::ranges::any_of(sink.events, [&](const AuditEvent& event) {
            return matches(query, Candidate {.event = event, .source = "fake", .foldedText = folded(record)});
        });
        if (fits)
            found.push_back(record);
    }
    return found;
}

void BackendConformance::theDescriptorIsWhole()
{
    const BackendDescriptor* descriptor = backendOf(backendId());
    QVERIFY(descriptor);
    QVERIFY(!descriptor->name.isEmpty() && !descriptor->about.isEmpty() && !descriptor->docs.isEmpty());
    QVERIFY(!descriptor->endpoints.empty());
    for (const BackendField& field : descriptor->fields) {
        QVERIFY2(!field.label.isEmpty() && !field.help.isEmpty(), field.name);
        QCOMPARE(field.kind == FieldKind::Choice, !field.choices.empty());
        QVERIFY2(field.kind != FieldKind::Secret || field.byDefault.isEmpty(), field.name);
    }
}

void BackendConformance::settingsThatCannotBeAreRefused()
{
    const BackendDescriptor* descriptor = backendOf(backendId());
    for (const BackendField& field : descriptor->fields) {
        BackendSettings wrong = settings();
        if (field.kind == FieldKind::Address)
            wrong.values[field.name] = QStringLiteral("ftp://example.org");
        else if (field.kind == FieldKind::Choice)
            wrong.values[field.name] = QStringLiteral("no such choice");
        else if (field.kind == FieldKind::Number)
            wrong.values[field.name] = QStringLiteral("many");
        else if (field.kind == FieldKind::Text)
            wrong.values[field.name] = QStringLiteral("a\r\nX-Header: b");
        else
            continue;
        const Result<void> checked = checkSettings(*descriptor, wrong);
        QVERIFY2(!checked, field.name);
        QCOMPARE(checked.error().where, field.label);
    }
    BackendSettings unknown = settings();
    unknown.values["no-such-field"] = QStringLiteral("x");
    QVERIFY(!checkSettings(*descriptor, unknown));
    QVERIFY(checkSettings(*descriptor, settings()));
}

void BackendConformance::aProbeSaysThatAllIsWell()
{
    const auto made = backend(settings());
    const ProbeResult report = finished(made->probe({}));
    QVERIFY2(report.ok(), report ? "" : qPrintable(report.error().error.oneLine()));
}

void BackendConformance::everythingComesOnceAndInOrder()
{
    const auto made = backend(settings());
    const Fetched all = fetch(*made);
    QVERIFY2(!all.problem, qPrintable(said(all)));
    QVERIFY(all.cursors.size() >= 3);
    QVERIFY(all.cursors.back().isEmpty());
    QCOMPARE(all.records.size(), truth().size());
    QVERIFY(sorted(all.records) == sorted(truth()));
    QVERIFY(!all.capped);
}

/// As after a kill: the cursor of any page goes on with exactly what was missing.
void BackendConformance::anyPageIsABeginning()
{
    const auto made = backend(settings());
    const Fetched all = fetch(*made);
    QVERIFY(!all.cursors.empty());
    for (const QByteArray& cursor : all.cursors) {
        if (cursor.isEmpty())
            continue;
        const Fetched rest = fetch(*backend(settings()), {}, cursor);
        QVERIFY2(!rest.problem, qPrintable(said(rest)));
        QVERIFY(rest.records.size() < all.records.size());
        QVERIFY(std::ranges::equal(rest.records, std::vector(all.records.end() - qsizetype(rest.records.size()), all.records.end())));
    }
}

void BackendConformance::recordsAreReadByTheFormat()
{
    const auto made = backend(settings());
    const Fetched all = fetch(*made);
    QCOMPARE(matching(all.records, BoundQuery()).size(), truth().size());
}

/// The rule of pushing down: what is sent may bring too much and never too little; complete means exactly that.
void BackendConformance::whatIsPushedDownLosesNothing()
{
    const auto made = backend(settings());
    for (const QString& text : queries()) {
        const BoundQuery query = bound(text);
        const PushedQuery pushed = made->compile(query);
        const Fetched sent = fetch(*made, query);
        QVERIFY2(!sent.problem, qPrintable(said(sent)));
        const std::vector<std::string> meant = matching(truth(), query);
        BoundQuery left;
        left.root = pushed.left;
        QVERIFY2(sorted(matching(sent.records, left)) == sorted(meant), qPrintable(text + QStringLiteral(" as ") + pushed.sent));
        if (pushed.coverage == Coverage::Complete)
            QVERIFY2(sent.records.size() == meant.size(), qPrintable(text));
        if (pushed.coverage == Coverage::None)
            QVERIFY2(sent.records.size() == truth().size(), qPrintable(text));
    }
}

void BackendConformance::misbehavioursEndInAState_data()
{
    addMisbehaviours();
    addMisbehaviour("short-length", Kind::NotTheService);
    addMisbehaviour("unlabelled-html", Kind::NotTheService);
}

/// In the middle of paging: what came before stands, the problem has a name, and the last cursor goes on.
void BackendConformance::misbehavioursEndInAState()
{
    QFETCH(QByteArray, misbehaviour);
    QFETCH(QByteArray, argument);
    QFETCH(int, kind);
    BackendSettings once = settings();
    once.http.retry.attempts = 1;
    if (misbehaviour.startsWith("hang"))
        once.http.timeouts.idle = std::chrono::milliseconds(1000);
    const auto made = backend(once);
    fake().misbehave("honest", answersOfFirstPage());
    fake().misbehave(misbehaviour, 1, argument);
    const Fetched broken = fetch(*made);
    QVERIFY(broken.problem);
    QVERIFY2(int(broken.problem->kind) == kind, qPrintable(said(broken)));
    QVERIFY(!broken.problem->error.why.isEmpty() && !broken.problem->error.help.isEmpty());
    QCOMPARE(broken.cursors.size(), std::size_t(1));
    const Fetched rest = fetch(*made, {}, broken.cursors.back());
    QVERIFY2(!rest.problem, qPrintable(said(rest)));
    std::vector<std::string> both = broken.records;
    both.insert(both.end(), rest.records.begin(), rest.records.end());
    QVERIFY(sorted(both) == sorted(truth()));
}

void BackendConformance::whatPassesIsTriedAgain()
{
    const auto made = backend(settings());
    fake().misbehave("status", 1, "503:later");
    fake().misbehave("429", 1, "3");
    fake().misbehave("cut");
    const Fetched all = fetch(*made);
    QVERIFY2(!all.problem, qPrintable(said(all)));
    QVERIFY(sorted(all.records) == sorted(truth()));
}

void BackendConformance::cancellingEndsAtOnce()
{
    BackendSettings patient = settings();
    patient.http.timeouts = HttpTimeouts();
    const auto made = backend(patient);
    fake().misbehave("hang");
    Cancellation cancellation;
    QTimer::singleShot(50, [&] { cancellation.request(); });
    QElapsedTimer timer;
    timer.start();
    const Fetched cancelled = fetch(*made, {}, {}, cancellation);
    QVERIFY(cancelled.problem && cancelled.problem->kind == Kind::Cancelled);
    QVERIFY(timer.elapsed() < 1000);
}

void BackendConformance::onlyWhatIsDeclaredIsSent()
{
    const auto made = backend(settings());
    QVERIFY(finished(made->probe({})));
    QVERIFY(!fetch(*made).problem);
    const BackendDescriptor& descriptor = made->descriptor();
    for (const QJsonValue request : fake().requests()) {
        const QUrl url = fake().url(request[QLatin1String("target")].toString());
        std::vector<HttpHeader> headers;
        const QJsonObject sent = request[QLatin1String("headers")].toObject();
        for (auto header = sent.begin(); header != sent.end(); ++header)
            headers.push_back({header.key().toLatin1(), header.value().toString().toLatin1()});
        const bool isPost = request[QLatin1String("method")] == QLatin1String("POST");
        QVERIFY(HttpScope(fake().url(), descriptor.endpoints).contains(isPost ? HttpMethod::Post : HttpMethod::Get, url, headers));
    }
}

void BackendConformance::followingSeesWhatComesIn()
{
    QVERIFY(backendOf(backendId())->follows);
    const auto fake = emptyFake();
    followOn(*fake);
}

/// What is there, what comes in, what came in while the service was away, and while this machine slept for a night;
/// once each.
void BackendConformance::followOn(FakeProcess& fake)
{
    constexpr Nanoseconds minute = 60'000'000'000;
    std::vector<std::string> expected = add(fake, 0, 25, now() - minute);
    const auto made = backend(settingsOf(fake));
    Cancellation cancellation;
    std::vector<std::string> seen;
    Nanoseconds quietUntil = 0;
    bool hasSlept = false;
    const auto follow = [&]() -> QCoro::Task<int> {
        Pages pages = made->follow({}, now() - 2 * minute, cancellation);
        int problems = 0;
        for (auto page = co_await pages.begin(); page != pages.end(); co_await ++page) {
            const PageResult& result = *page;
            if (!result) {
                ++problems;
                continue;
            }
            addRecords(*result, seen);
            if ((*result).records == 0)
                quietUntil = (*result).covered.end;
            if (seen.size() == 25 && (*result).records > 0) {
                const std::vector<std::string> more = add(fake, 25, 5, now());
                expected.insert(expected.end(), more.begin(), more.end());
                fake.misbehave("status", 5, "503:restarting"); // then the gap is filled
            }
            if (seen.size() == 30 && !std::exchange(hasSlept, true)) {
                m_clock->jump(std::chrono::hours(9));
                const std::vector<std::string> night = add(fake, 30, 5, now() - 300 * minute);
                expected.insert(expected.end(), night.begin(), night.end());
            }
            if (seen.size() >= 35)
                cancellation.request();
        }
        co_return problems;
    };
    const Nanoseconds began = now();
    QCOMPARE(finished(follow()), 2); // the service that was away, and the cancellation
    QVERIFY(quietUntil >= began && quietUntil <= now());
    QVERIFY(sorted(seen) == sorted(expected));
}

} // namespace auditlens::test
