// SPDX-License-Identifier: MIT
#include "backends/loki/lokibackend.h"

#include "backends/doorbell.h"
#include "backends/loki/lokianswer.h"
#include "backends/loki/lokiquery.h"
#include "backends/madebackend.h"
#include "backends/pages.h"
#include "backends/timecursor.h"
#include "base/text.h"
#include "json/document.h"

#include <QCoreApplication>

#include <algorithm>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::Loki)
};

constexpr char rangePath[] = "/loki/api/v1/query_range";
constexpr char tailPath[] = "/loki/api/v1/tail";
constexpr char buildPath[] = "/loki/api/v1/status/buildinfo";
constexpr Nanoseconds second = 1'000'000'000;
constexpr Nanoseconds hour = 3600 * second;
/// Loki takes entries that come a little late; they are looked for again.
constexpr PollPace pace {std::chrono::milliseconds(2000), 10 * second};

/// One question for a stretch of time.
struct Asked
{
    Nanoseconds begin = 0;
    Nanoseconds end = 0;
    int limit = 0;
};

class LokiBackend : public Backend
{
public:
    LokiBackend(const BackendDescriptor& descriptor, const BackendSettings& settings, HttpSurroundings surroundings)
        : m_descriptor(descriptor)
        , m_selector(settingOf(descriptor, settings, "selector").toStdString())
        , m_limit(std::min(settingOf(descriptor, settings, "page").toInt(), descriptor.caps.pageRecords))
        , m_surroundings(surroundings)
        , m_authorization(authorizationOf(settings))
        , m_client(httpOf(descriptor, settings), std::move(surroundings))
    {
        const QString tenant = settingOf(descriptor, settings, "tenant");
        m_headers = {{"X-Loki-Response-Encoding-Flags", "categorize-labels"}};
        if (!tenant.isEmpty())
            m_headers.push_back({"X-Scope-OrgID", tenant.toUtf8()});
    }

    const BackendDescriptor& descriptor() const override { return m_descriptor; }
    const HttpTrace& trace() const override { return m_client.trace(); }
    PushedQuery compile(const BoundQuery& query) const override { return compileForLoki(query, m_selector); }
    QCoro::Task<ProbeResult> probe(Cancellation cancellation) override;
    Pages fetch(BoundQuery query, TimeRange window, QByteArray cursor, Cancellation cancellation) override;
    Pages follow(BoundQuery query, Nanoseconds from, Cancellation cancellation) override;

private:
    using AnswerResult = Result<LokiAnswer, HttpProblem>;

    std::shared_ptr<const Authorization> authorizationOf(const BackendSettings& settings) const;
    HttpRequest requestFor(const QByteArray& path, const QByteArray& query = {}) const;
    QCoro::Task<AnswerResult> ask(QString query, Asked asked, int attempts, Cancellation cancellation);
    bool lowerLimit(const HttpProblem& problem);
    TimeRange bounded(const TimeRange& window) const;

    const BackendDescriptor m_descriptor;
    std::string m_selector;
    int m_limit; ///< Entries a page.
    bool m_isServersLimit = false; ///< The service said that it hands out no more.
    HttpSurroundings m_surroundings;
    std::shared_ptr<const Authorization> m_authorization;
    std::vector<HttpHeader> m_headers;
    HttpClient m_client;
    json::Document m_document; ///< Kept for its memory: an answer has thousands of entries.
};

std::shared_ptr<const Authorization> LokiBackend::authorizationOf(const BackendSettings& settings) const
{
    const QString kind = settingOf(m_descriptor, settings, "auth");
    if (kind == QLatin1String("basic"))
        return basicAuthorization(settingOf(m_descriptor, settings, "user"), copyOfSecret(settings, "password"));
    if (kind == QLatin1String("bearer"))
        return bearerAuthorization(copyOfSecret(settings, "token"));
    return {};
}

HttpRequest LokiBackend::requestFor(const QByteArray& path, const QByteArray& query) const
{
    HttpRequest request;
    request.url = m_client.scope().url(path, query);
    request.headers = m_headers;
    request.authorization = m_authorization;
    return request;
}

/// Oldest first, so that a page's end is where the next one begins, whatever comes in meanwhile.
QCoro::Task<LokiBackend::AnswerResult> LokiBackend::ask(QString query, Asked asked, int attempts, Cancellation cancellation)
{
    HttpRequest request = requestFor(rangePath,
        formEncoded({{"query", query.toUtf8()}, {"start", QByteArray::number(asked.begin)}, {"end", QByteArray::number(asked.end)},
            {"limit", QByteArray::number(asked.limit)}, {"direction", "forward"}}));
    request.attempts = attempts;
    const QString where = QString::fromUtf8(redactedUrl(request.url.adjusted(QUrl::RemoveQuery)));
    HttpResult answer = co_await m_client.send(std::move(request), cancellation);
    if (!answer)
        co_return AnswerResult(answer.error());
    Result<LokiAnswer> read = readLokiAnswer({answer->body.constData(), std::size_t(answer->body.size())}, m_document);
    if (!read) {
        HttpProblem problem = notTheServiceProblem(read.error().why, where);
        co_return AnswerResult(std::move(problem));
    }
    if (!read->entries.empty() && read->entries.front().time < asked.begin) {
        HttpProblem problem = notTheServiceProblem(Tr::tr("It answers with entries of another time than was asked for."), where);
        co_return AnswerResult(std::move(problem));
    }
    // Where a look-alike counts the end in, what is before the end is there as a whole.
    std::erase_if(read->entries, [&](const SourceRecord& entry) { return entry.time >= asked.end; });
    co_return AnswerResult(std::move(*read));
}

/// "max entries limit per query exceeded, limit > max_entries_limit_per_query (5000 > 1000)": the service's limit is in
/// the last brackets.
bool LokiBackend::lowerLimit(const HttpProblem& problem)
{
    const QString said = toQString(lokiMessage({problem.body.constData(), std::size_t(problem.body.size())}));
    if (problem.status != 400 || !said.contains(QLatin1String("max_entries_limit")))
        return false;
    const qsizetype last = said.lastIndexOf(QLatin1Char('>'));
    QString number = said.mid(last + 1).trimmed();
    number.chop(number.endsWith(QLatin1Char(')')) ? 1 : 0);
    const int limit = number.toInt();
    if (limit <= 0 || limit >= m_limit)
        return false;
    m_limit = limit;
    m_isServersLimit = true;
    return true;
}

/// Loki has no entry before 1970 and none of the future.
TimeRange LokiBackend::bounded(const TimeRange& window) const
{
    return {std::max<Nanoseconds>(window.begin, 0), std::min(window.end, nanosecondsOf(m_surroundings.clock->now()) + hour)};
}

Pages LokiBackend::fetch(BoundQuery query, TimeRange window, QByteArray cursorText, Cancellation cancellation)
{
    const QString sent = compile(query).sent;
    const TimeRange asked = bounded({std::max(window.begin, query.begin), std::min(window.end, query.end)});
    const Nanoseconds longest = Nanoseconds(m_descriptor.caps.longestWindow.count()) * hour;
    TimeCursor cursor = TimeCursor::read(cursorText).value_or(TimeCursor(asked.begin));
    int limit = m_limit;
    while (cursor.from() < asked.end) {
        const Asked stretch {cursor.from(), std::min(asked.end, cursor.from() + longest), limit};
        AnswerResult answer = co_await ask(sent, stretch, 0, cancellation);
        if (!answer) {
            if (lowerLimit(answer.error())) {
                limit = m_limit;
                continue;
            }
            PageResult problem(answer.error());
            co_yield problem;
            co_return;
        }
        std::vector<SourceRecord>& entries = answer->entries;
        const bool full = entries.size() >= std::size_t(limit);
        const bool stuck = full && entries.back().time == cursor.from();
        if (stuck && !m_isServersLimit && limit < m_descriptor.caps.pageRecords) {
            limit = m_descriptor.caps.pageRecords; // more of one time than a page holds
            continue;
        }
        TimeCursor next = full && !stuck ? cursor.after(entries) : TimeCursor(stuck ? cursor.from() + 1 : stretch.end);
        cursor.dropSeen(entries);
        Page page = pageOf(entries, sent, m_surroundings.clock->now());
        page.capped = stuck;
        page.covered = {asked.begin, next.from()};
        page.next = next.from() < asked.end ? next.text() : QByteArray();
        cursor = std::move(next);
        limit = m_limit;
        PageResult result(std::move(page));
        co_yield result;
    }
}

Pages LokiBackend::follow(BoundQuery query, Nanoseconds from, Cancellation cancellation)
{
    // Of all that the tail tells only that it tells: of an entry it has other bytes than query_range, in some versions
    // without keeping labels and metadata apart, so that it would be another record, and its signature would not hold.
    const auto tail = [this, sent = compile(query).sent.toUtf8()] {
        const QByteArray start = QByteArray::number(nanosecondsOf(m_surroundings.clock->now()));
        return requestFor(tailPath, formEncoded({{"query", sent}, {"start", start}}));
    };
    auto bell = std::make_shared<Doorbell>(m_client, tail, m_surroundings.clock);
    return followByPolling(*this, std::move(query), from, pace, m_surroundings.clock, std::move(cancellation), std::move(bell));
}

QCoro::Task<ProbeResult> LokiBackend::probe(Cancellation cancellation)
{
    ProbeReport report;
    HttpRequest build = requestFor(buildPath);
    build.attempts = 1;
    HttpResult built = co_await m_client.send(std::move(build), cancellation);
    json::Document document;
    if (built && document.parseCopy({built->body.constData(), std::size_t(built->body.size())}))
        report.version = toQString(document.root()["version"].text());
    // A gateway need not hand that on. What counts is whether it may be asked for events.
    const Nanoseconds now = nanosecondsOf(m_surroundings.clock->now());
    const Asked asked {now - hour, now, 1};
    const QString everything = compile(BoundQuery()).sent;
    AnswerResult answer = co_await ask(everything, asked, 1, cancellation);
    if (!answer)
        co_return ProbeResult(answer.error());
    if (answer->entries.empty())
        report.notes << Tr::tr("The selector finds nothing in the last hour.");
    else if (!answer->categorised)
        report.notes << Tr::tr("This Loki does not keep labels and structured metadata apart; the format does it by their names.");
    co_return ProbeResult(std::move(report));
}

std::vector<BackendField> lokiFields()
{
    return {
        {"url", Tr::tr("Address"), FieldKind::Address, true, {}, Tr::tr("Without /loki/api: \"https://loki.example.org\"."), {},
            QStringLiteral("https://loki.example.org")},
        {"selector", Tr::tr("Stream selector"), FieldKind::Text, true, QStringLiteral("{organization_uuid=~\".+\"}"),
            Tr::tr("LogQL in braces. One that names the streams is much faster."), {}},
        {"tenant", Tr::tr("Tenant"), FieldKind::Text, false, {}, Tr::tr("Sent as X-Scope-OrgID where Loki has several tenants."), {},
            QStringLiteral("tenant-7")},
        {"auth", Tr::tr("Authentication"), FieldKind::Choice, true, QStringLiteral("none"), Tr::tr("What the gateway before Loki asks for."),
            {{"none", Tr::tr("None")}, {"basic", Tr::tr("User and password")}, {"bearer", Tr::tr("Token")}}},
        {"user", Tr::tr("User"), FieldKind::Text, true, {}, Tr::tr("In Grafana Cloud it is a number."), {}, {},
            {"auth", {"basic"}}},
        {"password", Tr::tr("Password"), FieldKind::Secret, true, {}, Tr::tr("Of that user."), {}, {}, {"auth", {"basic"}}},
        {"token", Tr::tr("Token"), FieldKind::Secret, true, {}, Tr::tr("It needs the right to read logs and no other."), {}, {},
            {"auth", {"bearer"}}},
        {"page", Tr::tr("Entries a page"), FieldKind::Number, true, QStringLiteral("5000"),
            Tr::tr("At most 5000. A service that allows fewer is asked for fewer."), {}},
    };
}

} // namespace

BackendDescriptor lokiDescriptor()
{
    BackendDescriptor descriptor;
    descriptor.id = "loki";
    descriptor.name = QStringLiteral("Grafana Loki (Redacto)");
    descriptor.about = Tr::tr("Events of Redacto's Audit Log Kit, asked of Loki's HTTP API.");
    descriptor.fields = lokiFields();
    descriptor.caps = {5000, std::chrono::hours(720)}; // of Loki's 30d1h
    descriptor.follows = true;
    descriptor.format = "redacto";
    descriptor.docs = QStringLiteral("connecting.md#grafana-loki");
    descriptor.endpoints = {{HttpMethod::Get, rangePath}, {HttpMethod::Get, tailPath}, {HttpMethod::Get, buildPath}};
    descriptor.make = makerOf<LokiBackend>(descriptor.id);
    return descriptor;
}

} // namespace auditlens
