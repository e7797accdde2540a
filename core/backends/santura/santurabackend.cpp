// SPDX-License-Identifier: MIT
#include "backends/santura/santurabackend.h"

#include "backends/djangolist.h"
#include "backends/jwtclaims.h"
#include "backends/madebackend.h"
#include "backends/santura/santuraanswer.h"
#include "backends/santura/santuraquery.h"
#include "backends/santura/santuratokens.h"
#include "base/text.h"
#include "event/isotime.h"

#include <QCoreApplication>

#include <algorithm>
#include <set>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::Santura)
};

constexpr char listPath[] = "/api/logs/list/";
constexpr char exportPath[] = "/api/logs/export/";
constexpr char graphPath[] = "/graphql/";
constexpr std::size_t newestOfGraph = 100;
constexpr Nanoseconds second = nanosecondsPerSecond;
/// An export is parsed as a whole: a larger one is asked for in parts.
constexpr std::size_t largestExport = 16 << 20;
/// Entries get their time when they are flushed, up to ten seconds after they were made. A request a minute leaves some
/// of the hundred an hour for fetching.
constexpr PollPace pace {std::chrono::milliseconds(60'000), 60 * second};

enum class Way : std::uint8_t { List, Export, Graph };

/// Its 429 says in the body, as a text, when to come again; or "None".
void readStatus(HttpProblem& problem, const std::vector<HttpHeader>&)
{
    json::Document document;
    if (problem.status != 429 || !document.parseCopy({problem.body.constData(), std::size_t(problem.body.size())}))
        return;
    bool isNumber = false;
    const double seconds = toQString(document.root()["retry_after_seconds"].scalar()).toDouble(&isNumber);
    if (document.root()["retry_after_seconds"].exists())
        problem.retryAfter = std::chrono::seconds(isNumber ? std::clamp(int(seconds) + 1, 1, 3600) : 60);
}

class SanturaBackend : public Backend
{
public:
    SanturaBackend(const BackendDescriptor& descriptor, const BackendSettings& settings, HttpSurroundings surroundings)
        : m_descriptor(descriptor)
        , m_way(wayOf(settingOf(descriptor, settings, "read")))
        , m_pageSize(std::min(settingOf(descriptor, settings, "page").toInt(), descriptor.caps.pageRecords))
        , m_clock(surroundings.clock)
        , m_claims(readJwtClaims(copyOfSecret(settings, "token")))
        , m_tokens(settingOf(descriptor, settings, "obtain").toUtf8(), settingOf(descriptor, settings, "user"),
              copyOfSecret(settings, "password"))
        , m_client(httpFor(descriptor, settings), std::move(surroundings))
        , m_session(sessionOf(settings))
    {
    }

    const BackendDescriptor& descriptor() const override { return m_descriptor; }
    const HttpTrace& trace() const override { return m_client.trace(); }
    PushedQuery compile(const BoundQuery& query) const override
    {
        return m_way == Way::Graph ? narrowedBy(query, QString(), false) : compileForSantura(query);
    }
    QCoro::Task<ProbeResult> probe(Cancellation cancellation) override;
    Pages fetch(BoundQuery query, TimeRange window, QByteArray cursor, Cancellation cancellation) override;
    Pages follow(BoundQuery query, Nanoseconds from, Cancellation cancellation) override;

private:
    using Records = std::vector<SourceRecord>;
    using RecordsResult = Result<Records, HttpProblem>;

    static Way wayOf(const QString& read)
    {
        return read == QLatin1String("export") ? Way::Export
            : read == QLatin1String("graphql") ? Way::Graph
                                               : Way::List;
    }
    static HttpSettings httpFor(const BackendDescriptor& descriptor, const BackendSettings& settings);
    SessionClient sessionOf(const BackendSettings& settings);
    HttpRequest requestFor(const char* path, const QString& action, TimeRange window,
        std::vector<std::pair<QByteArray, QByteArray>> more = {}) const;
    QCoro::Task<ListedResult> askList(
        QString action, TimeRange window, int page, int size, int attempts, Cancellation cancellation);
    QCoro::Task<RecordsResult> askExport(QString action, TimeRange window, Cancellation cancellation);
    QCoro::Task<RecordsResult> askGraph(int attempts, Cancellation cancellation);
    Pages fetchExport(QString action, TimeRange window, QByteArray cursor, Cancellation cancellation);
    Pages fetchGraph(TimeRange window, Cancellation cancellation);

    const BackendDescriptor m_descriptor;
    Way m_way;
    int m_pageSize;
    std::shared_ptr<NetClock> m_clock;
    std::optional<JwtClaims> m_claims;
    SanturaTokens m_tokens;
    HttpClient m_client;
    SessionClient m_session;
};

HttpSettings SanturaBackend::httpFor(const BackendDescriptor& descriptor, const BackendSettings& settings)
{
    HttpSettings http = httpOf(descriptor, settings);
    http.status = readStatus;
    http.rate = {90, std::chrono::seconds(3600)}; // of 100, which the user's other programs share
    if (wayOf(settingOf(descriptor, settings, "read")) == Way::Export)
        http.limits.bodyBytes = std::min(http.limits.bodyBytes, largestExport);
    return http;
}

SessionClient SanturaBackend::sessionOf(const BackendSettings& settings)
{
    if (settingOf(m_descriptor, settings, "auth") == QLatin1String("token"))
        return SessionClient(m_client, bearerAuthorization(copyOfSecret(settings, "token")));
    return SessionClient(
        m_client, {}, [this](Cancellation cancellation) { return m_tokens.obtain(m_client, std::move(cancellation)); });
}

/// Both ends of a time are counted in, and times have milliseconds at most.
HttpRequest SanturaBackend::requestFor(const char* path, const QString& action, TimeRange window,
    std::vector<std::pair<QByteArray, QByteArray>> more) const
{
    if (window.begin != TimeRange().begin)
        more.emplace_back("start_time", isoTime(window.begin, 3));
    if (window.end != TimeRange().end)
        more.emplace_back("end_time", isoTime(window.end - 1, 3));
    if (!action.isEmpty())
        more.emplace_back("action__contains", action.toUtf8());
    HttpRequest request;
    request.url = m_client.scope().url(path, formEncoded(more));
    return request;
}

QCoro::Task<ListedResult> SanturaBackend::askList(
    QString action, TimeRange window, int page, int size, int attempts, Cancellation cancellation)
{
    HttpRequest request = requestFor(
        listPath, action, window, {{"page", QByteArray::number(page)}, {"page_size", QByteArray::number(size)}});
    request.attempts = attempts;
    const QString where = QString::fromUtf8(redactedUrl(request.url));
    HttpResult answer = co_await m_session.send(std::move(request), cancellation);
    if (!answer)
        co_return ListedResult(answer.error());
    Result<ListedPage> read = readDjangoList({answer->body.constData(), std::size_t(answer->body.size())}, "_id");
    if (!read)
        co_return ListedResult(notTheServiceProblem(read.error().why, where));
    co_return ListedResult(std::move(*read));
}

QCoro::Task<SanturaBackend::RecordsResult> SanturaBackend::askExport(
    QString action, TimeRange window, Cancellation cancellation)
{
    HttpRequest request = requestFor(exportPath, action, window);
    const QString where = QString::fromUtf8(redactedUrl(request.url));
    HttpResult answer = co_await m_session.send(std::move(request), cancellation);
    if (!answer)
        co_return RecordsResult(answer.error());
    Result<SanturaExport> read = readSanturaExport({answer->body.constData(), std::size_t(answer->body.size())});
    if (!read)
        co_return RecordsResult(notTheServiceProblem(read.error().why, where));
    if (read->isCut) {
        HttpProblem problem = statusProblem(500, QByteArray(), where);
        problem.kind = HttpProblem::Kind::ConnectionCut;
        problem.error.why = Tr::tr("The export ends in the middle: the service failed while it wrote.");
        co_return RecordsResult(std::move(problem));
    }
    co_return RecordsResult(std::move(read->records));
}

/// Nobody is asked who it is here, so nothing is told.
QCoro::Task<SanturaBackend::RecordsResult> SanturaBackend::askGraph(int attempts, Cancellation cancellation)
{
    HttpRequest request;
    request.url = m_client.scope().url(
        graphPath, formEncoded({{"query", "{ logs { Id timestamp action userId details signature } }"}}));
    request.attempts = attempts;
    const QString where = QString::fromUtf8(redactedUrl(request.url.adjusted(QUrl::RemoveQuery)));
    HttpResult answer = co_await m_client.send(std::move(request), cancellation);
    if (!answer)
        co_return RecordsResult(answer.error());
    Result<Records> read = readSanturaGraph({answer->body.constData(), std::size_t(answer->body.size())});
    if (!read)
        co_return RecordsResult(notTheServiceProblem(read.error().why, where));
    co_return RecordsResult(std::move(*read));
}

Pages SanturaBackend::fetch(BoundQuery query, TimeRange window, QByteArray cursor, Cancellation cancellation)
{
    const TimeRange wanted {std::max(window.begin, query.begin), std::min(window.end, query.end)};
    const QString action = compile(query).sent;
    if (m_way == Way::Export)
        return fetchExport(action, wanted, std::move(cursor), std::move(cancellation));
    if (m_way == Way::Graph)
        return fetchGraph(wanted, std::move(cancellation));
    NewestFirstList list;
    list.ask = [this, action, wanted](int page, Cancellation heard) {
        return askList(action, wanted, page, m_pageSize, 0, std::move(heard));
    };
    list.isOfWindow = true;
    list.asked = action;
    list.clock = m_clock;
    return fetchNewestFirst(std::move(list), wanted, std::move(cursor), std::move(cancellation));
}

/// A window whose export is too large is halved; the service keeps whole seconds.
Pages SanturaBackend::fetchExport(QString action, TimeRange window, QByteArray cursor, Cancellation cancellation)
{
    const Nanoseconds end = std::min(window.end, nanosecondsOf(m_clock->now()) + second);
    bool isNumber = false;
    const Nanoseconds from = cursor.toLongLong(&isNumber);
    TimeRange part {isNumber ? from : std::max<Nanoseconds>(window.begin, 0), end};
    for (bool atEnd = false; !atEnd;) {
        RecordsResult answer = co_await askExport(action, part, cancellation);
        const bool isTooLarge = !answer && answer.error().kind == HttpProblem::Kind::TooLarge;
        if (isTooLarge && part.end - part.begin > 2 * second) {
            part.end = part.begin + (part.end - part.begin) / 2 / second * second;
            continue;
        }
        if (!answer) {
            PageResult problem(answer.error());
            co_yield problem;
            co_return;
        }
        std::erase_if(
            *answer, [&](const SourceRecord& record) { return record.time != noTime && !part.contains(record.time); });
        atEnd = part.end >= end;
        Page page = pageOf(*answer, action, m_clock->now());
        page.covered = {window.begin, atEnd ? window.end : part.end};
        page.next = atEnd ? QByteArray() : QByteArray::number(part.end);
        part = {part.end, std::min(end, movedBy(part.end, 2 * (part.end - part.begin)))};
        PageResult result(std::move(page));
        co_yield result;
    }
}

Pages SanturaBackend::fetchGraph(TimeRange window, Cancellation cancellation)
{
    RecordsResult answer = co_await askGraph(0, cancellation);
    if (!answer) {
        PageResult problem(answer.error());
        co_yield problem;
        co_return;
    }
    const Nanoseconds oldest = answer->empty() ? noTime : answer->front().time;
    const bool isFull = answer->size() >= newestOfGraph;
    std::erase_if(
        *answer, [&](const SourceRecord& record) { return record.time != noTime && !window.contains(record.time); });
    Page page = pageOf(*answer, QString::fromLatin1(graphPath), m_clock->now());
    page.capped = isFull && oldest >= window.begin;
    page.cappedForGood = page.capped;
    page.covered = {page.capped ? std::min(oldest + 1, window.end) : window.begin, window.end};
    PageResult result(std::move(page));
    co_yield result;
}

Pages SanturaBackend::follow(BoundQuery query, Nanoseconds from, Cancellation cancellation)
{
    return followByPolling(*this, std::move(query), from, pace, m_clock, std::move(cancellation));
}

/// Entries that GraphQL shows and the list, asked after it, does not. What is as old as the oldest of a full list may
/// have fallen off its end.
int hiddenOf(const std::vector<SourceRecord>& unfiltered, const ListedPage& list)
{
    std::set<std::string> listed;
    for (const SourceRecord& record : list.records)
        listed.insert(santuraIdOf(record));
    const Nanoseconds from = list.hasOlder && !list.records.empty() ? list.records.back().time + 1 : noTime;
    return int(std::ranges::count_if(unfiltered,
        [&](const SourceRecord& record) { return record.time >= from && !listed.contains(santuraIdOf(record)); }));
}

QCoro::Task<ProbeResult> SanturaBackend::probe(Cancellation cancellation)
{
    RecordsResult unfiltered = co_await askGraph(1, cancellation);
    ListedResult list = co_await askList(QString(), TimeRange(), 1, int(newestOfGraph), 1, cancellation);
    const bool isReadable = m_way == Way::Graph ? unfiltered.ok() : list.ok();
    if (!isReadable)
        co_return ProbeResult(m_way == Way::Graph ? unfiltered.error() : list.error());
    ProbeReport report;
    if (unfiltered && list) {
        const int hidden = hiddenOf(*unfiltered, *list);
        report.notes << (hidden == 0
                ? Tr::tr(
                    "GraphQL, which hides nothing, shows no entry among the newest hundred that the list leaves out.")
                : Tr::tr(
                    "Left out by the list and the export, because their signatures fail, among the newest hundred: %1. "
                    "Read with GraphQL to see them.")
                      .arg(hidden));
    } else if (list) {
        report.notes << Tr::tr("The list and the export leave out entries whose signature fails, and GraphQL, which "
                               "would show it, cannot be asked: %1")
                            .arg(unfiltered.error().error.why);
    }
    if (m_way == Way::Graph)
        report.notes << Tr::tr("GraphQL hands out the newest hundred entries and no others.");
    if (m_way == Way::Export)
        report.notes << Tr::tr("The service records every export as an entry of its own.");
    if (m_claims && m_claims->expires.isValid())
        report.notes << Tr::tr("The token is good until %1.").arg(m_claims->expires.toString(Qt::ISODate));
    co_return ProbeResult(std::move(report));
}

Result<void> checkCredentials(const BackendDescriptor& descriptor, const BackendSettings& settings)
{
    const bool isToken = settingOf(descriptor, settings, "auth") == QLatin1String("token");
    const bool isGraph = settingOf(descriptor, settings, "read") == QLatin1String("graphql");
    if (isToken && !isGraph && !settings.secrets.contains("token"))
        return missingSetting(Tr::tr("Token"), Tr::tr("Authentication"));
    return {};
}

std::vector<BackendField> santuraFields()
{
    std::vector<FieldChoice> paths;
    for (const QByteArray& path : santuraTokenPaths())
        paths.push_back({path, QString::fromLatin1(path)});
    return {
        {"url", Tr::tr("Address"), FieldKind::Address, true, {}, Tr::tr("Without /api: \"https://trail.example.org\"."),
            {}, QStringLiteral("https://trail.example.org")},
        {"read", Tr::tr("Read with"), FieldKind::Choice, true, QStringLiteral("list"),
            Tr::tr("List and export leave out entries whose signature fails; GraphQL shows the newest hundred as they "
                   "are."),
            {{"list", Tr::tr("List")}, {"export", Tr::tr("Export")}, {"graphql", Tr::tr("GraphQL")}}},
        {"auth", Tr::tr("Authentication"), FieldKind::Choice, true, QStringLiteral("token"),
            Tr::tr("A token that somebody gave you, or a login where the installation has one."),
            {{"token", Tr::tr("Token")}, {"login", Tr::tr("Login")}}},
        {"token", Tr::tr("Token"), FieldKind::Secret, true, {},
            Tr::tr("An access token, which is good for 30 minutes."), {}, {}, {"auth", {"token"}}},
        {"user", Tr::tr("User"), FieldKind::Text, true, {}, Tr::tr("An account that may read the audit trail."), {}, {}, {"auth", {"login"}}},
        {"password", Tr::tr("Password"), FieldKind::Secret, true, {}, Tr::tr("Of that account."), {}, {}, {"auth", {"login"}}},
        {"obtain", Tr::tr("Token address"), FieldKind::Choice, true, QStringLiteral("/api/token/"),
            Tr::tr("Where the installation hands out tokens, below the address."), std::move(paths), {},
            {"auth", {"login"}}},
        {"page", Tr::tr("Entries a page"), FieldKind::Number, true, QStringLiteral("100"),
            Tr::tr("At most 100. The service answers 100 requests an hour."), {}},
    };
}

} // namespace

BackendDescriptor santuraDescriptor()
{
    BackendDescriptor descriptor;
    descriptor.id = "santura";
    descriptor.name = QStringLiteral("santura AuditTrail");
    descriptor.about = Tr::tr("Entries of santura AuditTrail, asked of its REST API, which hides those whose signature "
                              "fails and does not say so.");
    descriptor.fields = santuraFields();
    descriptor.caps = {100, std::chrono::hours(0)};
    descriptor.follows = true;
    descriptor.format = "santura";
    descriptor.docs = QStringLiteral("connecting.md#santura-audittrail");
    descriptor.endpoints = {{HttpMethod::Get, listPath}, {HttpMethod::Get, exportPath}, {HttpMethod::Get, graphPath}};
    for (const QByteArray& path : santuraTokenPaths()) {
        descriptor.endpoints.push_back({HttpMethod::Post, path, true});
        descriptor.endpoints.push_back({HttpMethod::Post, path + "refresh/", true});
    }
    descriptor.make = makerOf<SanturaBackend>(descriptor.id, checkCredentials);
    return descriptor;
}

} // namespace auditlens
