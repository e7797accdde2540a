// SPDX-License-Identifier: MIT
#include "backends/auditframework/auditframeworkbackend.h"

#include "backends/auditframework/auditframeworkanswer.h"
#include "backends/auditframework/auditframeworkquery.h"
#include "backends/jwtclaims.h"
#include "backends/madebackend.h"
#include "backends/pages.h"
#include "backends/timecursor.h"
#include "base/text.h"
#include "event/isotime.h"

#include <QCoreApplication>

#include <algorithm>
#include <set>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::AuditFramework)
};

constexpr char eventsPath[] = "/api/v1/audit/events";
constexpr char olderPath[] = "/api/v1/audit/logs";
constexpr Nanoseconds microsecond = 1000;
constexpr int mostPages = 200; ///< Of events of one microsecond.
/// The service writes an event's time itself, a moment before it is in the list.
constexpr PollPace pace {std::chrono::milliseconds(5000), 10 * nanosecondsPerSecond};

/// Whoever it does not know is told 500, without the header that every other answer has.
void readStatus(HttpProblem& problem, const std::vector<HttpHeader>& headers)
{
    const bool isUnknown
        = problem.body.contains("\"internal_server_error\"") && headerValue(headers, "X-Correlation-ID").isEmpty();
    if (problem.status == 500 && isUnknown) {
        readAs(problem, 401);
        problem.error.help = Tr::tr(
            "This service answers so to a token or key that it does not accept, to a key without a tenant, and to "
            "a token with roles: give it one that has permissions and no roles.");
    } else if (problem.status == 500 && problem.body.contains("Failed to query audit events")) {
        readAs(problem, 400);
    }
}

class AuditFrameworkBackend : public Backend
{
public:
    AuditFrameworkBackend(
        const BackendDescriptor& descriptor, const BackendSettings& settings, HttpSurroundings surroundings)
        : m_descriptor(descriptor)
        , m_clock(surroundings.clock)
        , m_proof(proofOf(settings))
        , m_claims(readJwtClaims(copyOfSecret(settings, "token")))
        , m_client(httpFor(descriptor, settings), std::move(surroundings))
    {
        const QString tenant = settingOf(descriptor, settings, "tenant");
        if (!tenant.isEmpty())
            m_headers.push_back({"X-Tenant-ID", tenant.toUtf8()});
    }

    const BackendDescriptor& descriptor() const override { return m_descriptor; }
    const HttpTrace& trace() const override { return m_client.trace(); }
    PushedQuery compile(const BoundQuery& query) const override { return compileForAuditFramework(query); }
    QCoro::Task<ProbeResult> probe(Cancellation cancellation) override;
    Pages fetch(BoundQuery query, TimeRange window, QByteArray cursor, Cancellation cancellation) override;
    Pages follow(BoundQuery query, Nanoseconds from, Cancellation cancellation) override;

private:
    using PageAnswer = Result<AuditFrameworkPage, HttpProblem>;

    std::shared_ptr<const Authorization> proofOf(const BackendSettings& settings) const;
    static HttpSettings httpFor(const BackendDescriptor& descriptor, const BackendSettings& settings);
    HttpRequest requestFor(const QString& filters, TimeRange window, int page) const;
    QCoro::Task<PageAnswer> ask(QString filters, TimeRange window, int page, int attempts, Cancellation cancellation);
    QCoro::Task<PageAnswer> askMoment(QString filters, Nanoseconds moment, Cancellation cancellation);
    QStringList claimNotes() const;

    const BackendDescriptor m_descriptor;
    std::shared_ptr<NetClock> m_clock;
    std::shared_ptr<const Authorization> m_proof;
    std::optional<JwtClaims> m_claims;
    std::vector<HttpHeader> m_headers;
    QByteArray m_path = eventsPath;
    HttpClient m_client;
};

std::shared_ptr<const Authorization> AuditFrameworkBackend::proofOf(const BackendSettings& settings) const
{
    const QString kind = settingOf(m_descriptor, settings, "auth");
    if (kind == QLatin1String("token"))
        return bearerAuthorization(copyOfSecret(settings, "token"));
    return kind == QLatin1String("key") ? headerAuthorization("X-API-Key", copyOfSecret(settings, "key")) : nullptr;
}

HttpSettings AuditFrameworkBackend::httpFor(const BackendDescriptor& descriptor, const BackendSettings& settings)
{
    HttpSettings http = httpOf(descriptor, settings);
    http.status = readStatus;
    http.rate = {250, std::chrono::seconds(60)}; // of 300
    return http;
}

/// From old to new. The service counts both ends of a time in, and knows microseconds.
HttpRequest AuditFrameworkBackend::requestFor(const QString& filters, TimeRange window, int page) const
{
    std::vector<std::pair<QByteArray, QByteArray>> parameters {
        {"page", QByteArray::number(page)}, {"size", "50"}, {"sort_by", "timestamp"}, {"sort_order", "asc"}};
    if (window.begin != TimeRange().begin)
        parameters.emplace_back("start_date", isoTime(window.begin, 6));
    if (window.end != TimeRange().end)
        parameters.emplace_back("end_date", isoTime(std::max(window.end - 1, movedBy(window.begin, microsecond)), 6));
    if (!filters.isEmpty() && m_path == eventsPath)
        parameters.emplace_back("filter_groups", filters.toUtf8());
    HttpRequest request;
    request.url = m_client.scope().url(m_path, formEncoded(parameters));
    request.headers = m_headers;
    request.authorization = m_proof;
    return request;
}

QCoro::Task<AuditFrameworkBackend::PageAnswer> AuditFrameworkBackend::ask(
    QString filters, TimeRange window, int page, int attempts, Cancellation cancellation)
{
    while (true) {
        HttpRequest request = requestFor(filters, window, page);
        request.attempts = attempts;
        const QString where = QString::fromUtf8(redactedUrl(request.url.adjusted(QUrl::RemoveQuery)));
        HttpResult answer = co_await m_client.send(std::move(request), cancellation);
        if (!answer && answer.error().kind == HttpProblem::Kind::NotFound && m_path == eventsPath) {
            m_path = olderPath; // as the first documentation of the service has it
            continue;
        }
        if (!answer) {
            m_path = answer.error().kind == HttpProblem::Kind::NotFound ? QByteArray(eventsPath) : m_path;
            co_return PageAnswer(answer.error());
        }
        Result<AuditFrameworkPage> read
            = readAuditFrameworkAnswer({answer->body.constData(), std::size_t(answer->body.size())});
        if (!read)
            co_return PageAnswer(notTheServiceProblem(read.error().why, where));
        const std::vector<SourceRecord>& records = read->records;
        const bool isOlder = !records.empty() && records.front().time < window.begin / microsecond * microsecond;
        if (!std::ranges::is_sorted(records, {}, &SourceRecord::time) || isOlder)
            co_return PageAnswer(notTheServiceProblem(
                Tr::tr("It does not answer with the time, or in the order, that was asked for."), where));
        co_return PageAnswer(std::move(*read));
    }
}

/// All events of one microsecond, over as many pages as they have. Fewer than the service counts: the database gave
/// them in another order for every page, and `hasNext` says so.
QCoro::Task<AuditFrameworkBackend::PageAnswer> AuditFrameworkBackend::askMoment(
    QString filters, Nanoseconds moment, Cancellation cancellation)
{
    AuditFrameworkPage all;
    std::set<QByteArray> seen;
    const TimeRange window {moment, moment + microsecond + 1};
    for (int number = 1; number == 1 || (all.hasNext && number <= mostPages); ++number) {
        PageAnswer page = co_await ask(filters, window, number, 0, cancellation);
        if (!page)
            co_return std::move(page);
        for (SourceRecord& record : page->records) {
            if (seen.insert(hashOf(record)).second)
                all.records.push_back(std::move(record));
        }
        all.total = page->total;
        all.hasNext = page->hasNext;
    }
    all.hasNext = std::ssize(all.records) < all.total;
    std::erase_if(all.records, [&](const SourceRecord& record) { return record.time != moment; });
    co_return PageAnswer(std::move(all));
}

Pages AuditFrameworkBackend::fetch(BoundQuery query, TimeRange window, QByteArray cursorText, Cancellation cancellation)
{
    const QString sent = compile(query).sent;
    const TimeRange asked {std::max(window.begin, query.begin), std::min(window.end, query.end)};
    TimeCursor cursor = TimeCursor::read(cursorText).value_or(TimeCursor(asked.begin));
    for (bool atEnd = cursor.from() >= asked.end; !atEnd;) {
        const TimeRange rest {cursor.from(), asked.end};
        PageAnswer answer = co_await ask(sent, rest, 1, 0, cancellation);
        const bool isStuck
            = answer && answer->hasNext && !answer->records.empty() && answer->records.back().time == cursor.from();
        if (isStuck)
            answer = co_await askMoment(sent, cursor.from(), cancellation);
        if (!answer) {
            PageResult problem(answer.error());
            co_yield problem;
            co_return;
        }
        std::vector<SourceRecord>& records = answer->records;
        TimeCursor next = isStuck ? TimeCursor(cursor.from() + microsecond) : cursor.after(records);
        atEnd = isStuck ? next.from() >= asked.end : !answer->hasNext || records.empty();
        cursor.dropSeen(records);
        std::erase_if(records, [&](const SourceRecord& record) { return !asked.contains(record.time); });
        Page page = pageOf(records, sent, m_clock->now());
        page.capped = isStuck && answer->hasNext;
        page.cappedForGood = page.capped;
        page.covered = {asked.begin, atEnd ? asked.end : next.from()};
        page.next = atEnd ? QByteArray() : next.text();
        cursor = std::move(next);
        PageResult result(std::move(page));
        co_yield result;
    }
}

Pages AuditFrameworkBackend::follow(BoundQuery query, Nanoseconds from, Cancellation cancellation)
{
    return followByPolling(*this, std::move(query), from, pace, m_clock, std::move(cancellation));
}

QStringList AuditFrameworkBackend::claimNotes() const
{
    QStringList notes;
    if (!m_claims)
        return notes;
    notes << Tr::tr("The token is that of \"%1\" in the tenant \"%2\", with the permissions: %3.")
                 .arg(m_claims->subject, m_claims->tenant, m_claims->permissions.join(QStringLiteral(", ")));
    if (!m_claims->roles.isEmpty())
        notes << Tr::tr("Its roles: %1.").arg(m_claims->roles.join(QStringLiteral(", ")));
    if (m_claims->expires.isValid())
        notes << Tr::tr("It is good until %1.").arg(m_claims->expires.toString(Qt::ISODate));
    return notes;
}

QCoro::Task<ProbeResult> AuditFrameworkBackend::probe(Cancellation cancellation)
{
    const Nanoseconds now = nanosecondsOf(m_clock->now());
    const TimeRange lastHour {now - 3600 * nanosecondsPerSecond, now};
    PageAnswer answer = co_await ask(QString(), lastHour, 1, 1, cancellation);
    if (!answer) {
        HttpProblem problem = answer.error();
        const bool hasRunOut = m_claims && m_claims->expires.isValid() && m_claims->expires < m_clock->now();
        if (problem.kind == HttpProblem::Kind::CredentialsRefused && hasRunOut)
            problem.error.help
                = Tr::tr("The token ran out at %1: get a new one.").arg(m_claims->expires.toString(Qt::ISODate));
        co_return ProbeResult(std::move(problem));
    }
    ProbeReport report;
    report.notes = claimNotes();
    report.claims = m_claims ? m_claims->roles + m_claims->permissions : QStringList();
    if (m_path == olderPath)
        report.notes << Tr::tr("It speaks the older contract, where nothing can be filtered by the service.");
    if (answer->records.empty())
        report.notes << Tr::tr("Nothing came in during the last hour.");
    co_return ProbeResult(std::move(report));
}

std::vector<BackendField> auditFrameworkFields()
{
    return {
        {"url", Tr::tr("Address"), FieldKind::Address, true, {}, Tr::tr("Without /api: \"https://audit.example.org\"."),
            {}, QStringLiteral("https://audit.example.org")},
        {"auth", Tr::tr("Authentication"), FieldKind::Choice, true, QStringLiteral("token"),
            Tr::tr("A token (JWT), or an API key with its tenant."),
            {{"token", Tr::tr("Token")}, {"key", Tr::tr("API key")}, {"none", Tr::tr("None")}}},
        {"token", Tr::tr("Token"), FieldKind::Secret, true, {},
            Tr::tr("Three parts with dots. It needs the permission read:audit, and no roles."), {}, {},
            {"auth", {"token"}}},
        {"key", Tr::tr("API key"), FieldKind::Secret, true, {},
            Tr::tr("It was shown once when it was made."), {}, {}, {"auth", {"key"}}},
        {"tenant", Tr::tr("Tenant"), FieldKind::Text, true, {},
            Tr::tr("Whose events are read; a token would name it itself."), {}, {}, {"auth", {"key"}}},
    };
}

} // namespace

BackendDescriptor auditFrameworkDescriptor()
{
    BackendDescriptor descriptor;
    descriptor.id = "auditframework";
    descriptor.name = QStringLiteral("Audit Log Framework");
    descriptor.about = Tr::tr("Events of one tenant of Audit Log Framework, asked of its REST API.");
    descriptor.fields = auditFrameworkFields();
    descriptor.caps = {50, std::chrono::hours(0)};
    descriptor.follows = true;
    descriptor.format = "auditframework";
    descriptor.docs = QStringLiteral("connecting.md#audit-log-framework");
    descriptor.endpoints = {{HttpMethod::Get, eventsPath}, {HttpMethod::Get, olderPath}};
    descriptor.make = makerOf<AuditFrameworkBackend>(descriptor.id);
    return descriptor;
}

} // namespace auditlens
