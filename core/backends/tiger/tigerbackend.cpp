// SPDX-License-Identifier: MIT
#include "backends/tiger/tigerbackend.h"

#include "backends/djangolist.h"
#include "backends/madebackend.h"
#include "backends/tiger/tigerlogin.h"
#include "event/isotime.h"

#include <QCoreApplication>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::TigerBackend)
};

constexpr char listPath[] = "/api/audit-events/";
/// The list is in the order in which rows were written, which a transaction may do some time after what it tells about.
constexpr Nanoseconds slack = 600 * nanosecondsPerSecond;
/// A row is in the list when it was delivered, which may be minutes after it was written.
constexpr PollPace pace {std::chrono::milliseconds(10'000), 120 * nanosecondsPerSecond};

/// 403 is all that this service has: session authentication stands before Basic in its settings.
void readStatus(HttpProblem& problem, const std::vector<HttpHeader>&)
{
    const bool isUnknown
        = problem.body.contains("credentials were not provided") || problem.body.contains("Invalid username/password");
    if (problem.status == 403 && isUnknown)
        readAs(problem, 401);
}

class TigerBackend : public Backend
{
public:
    TigerBackend(const BackendDescriptor& descriptor, const BackendSettings& settings, HttpSurroundings surroundings)
        : m_descriptor(descriptor)
        , m_clock(surroundings.clock)
        , m_client(httpFor(descriptor, settings), std::move(surroundings))
        , m_session(sessionOf(settings))
    {
    }

    const BackendDescriptor& descriptor() const override { return m_descriptor; }
    const HttpTrace& trace() const override { return m_client.trace(); }
    PushedQuery compile(const BoundQuery& query) const override;
    QCoro::Task<ProbeResult> probe(Cancellation cancellation) override;
    Pages fetch(BoundQuery query, TimeRange window, QByteArray cursor, Cancellation cancellation) override;
    Pages follow(BoundQuery query, Nanoseconds from, Cancellation cancellation) override;

private:
    static HttpSettings httpFor(const BackendDescriptor& descriptor, const BackendSettings& settings);
    SessionClient sessionOf(const BackendSettings& settings);
    QCoro::Task<ListedResult> ask(int page, int attempts, Cancellation cancellation);

    const BackendDescriptor m_descriptor;
    std::shared_ptr<NetClock> m_clock;
    HttpClient m_client;
    SessionClient m_session;
};

HttpSettings TigerBackend::httpFor(const BackendDescriptor& descriptor, const BackendSettings& settings)
{
    HttpSettings http = httpOf(descriptor, settings);
    http.status = readStatus;
    return http;
}

SessionClient TigerBackend::sessionOf(const BackendSettings& settings)
{
    const QString user = settingOf(m_descriptor, settings, "user");
    if (settingOf(m_descriptor, settings, "auth") == QLatin1String("basic"))
        return SessionClient(m_client, basicAuthorization(user, copyOfSecret(settings, "password")));
    const QByteArray path = settingOf(m_descriptor, settings, "login").toUtf8();
    const auto password = std::make_shared<const Secret>(copyOfSecret(settings, "password"));
    return SessionClient(m_client, {}, [this, path, user, password](Cancellation cancellation) {
        return logInToTiger(m_client, path, user, password, std::move(cancellation));
    });
}

/// The service has no filter at all.
PushedQuery TigerBackend::compile(const BoundQuery& query) const
{
    return narrowedBy(query, QString::fromLatin1(listPath), false);
}

QCoro::Task<ListedResult> TigerBackend::ask(int page, int attempts, Cancellation cancellation)
{
    HttpRequest request;
    request.url = m_client.scope().url(listPath, formEncoded({{"page", QByteArray::number(page)}}));
    request.attempts = attempts;
    const QString where = QString::fromUtf8(redactedUrl(request.url));
    HttpResult answer = co_await m_session.send(std::move(request), cancellation);
    if (!answer)
        co_return ListedResult(answer.error());
    Result<ListedPage> read = readDjangoList({answer->body.constData(), std::size_t(answer->body.size())}, "id");
    if (!read)
        co_return ListedResult(notTheServiceProblem(read.error().why, where));
    co_return ListedResult(std::move(*read));
}

Pages TigerBackend::fetch(BoundQuery query, TimeRange window, QByteArray cursor, Cancellation cancellation)
{
    NewestFirstList list;
    list.ask = [this](int page, Cancellation heard) { return ask(page, 0, std::move(heard)); };
    list.slack = slack;
    list.asked = QString::fromLatin1(listPath);
    list.clock = m_clock;
    const TimeRange wanted {std::max(window.begin, query.begin), std::min(window.end, query.end)};
    return fetchNewestFirst(std::move(list), wanted, std::move(cursor), std::move(cancellation));
}

Pages TigerBackend::follow(BoundQuery query, Nanoseconds from, Cancellation cancellation)
{
    return followByPolling(*this, std::move(query), from, pace, m_clock, std::move(cancellation));
}

QCoro::Task<ProbeResult> TigerBackend::probe(Cancellation cancellation)
{
    ListedResult answer = co_await ask(1, 1, cancellation);
    if (!answer)
        co_return ProbeResult(answer.error());
    ProbeReport report;
    if (answer->records.empty())
        report.notes << Tr::tr(
            "The list is empty: it has the events that were delivered to their store, and none was yet.");
    report.notes << Tr::tr(
        "The service cannot search: all events of the time that is wanted are fetched, 50 a request, and searched here.");
    co_return ProbeResult(std::move(report));
}

std::vector<BackendField> tigerFields()
{
    std::vector<FieldChoice> logins;
    for (const QByteArray& path : tigerLoginPaths())
        logins.push_back({path, QString::fromLatin1(path)});
    return {
        {"url", Tr::tr("Address"), FieldKind::Address, true, {}, Tr::tr("Without /api: \"https://app.example.org\"."),
            {}, QStringLiteral("https://app.example.org")},
        {"auth", Tr::tr("Authentication"), FieldKind::Choice, true, QStringLiteral("basic"),
            Tr::tr("User and password with every request, or a login that gives a session."),
            {{"basic", Tr::tr("User and password")}, {"session", Tr::tr("Login")}}},
        {"user", Tr::tr("User"), FieldKind::Text, true, {}, Tr::tr("An account that may read the audit log."), {}},
        {"password", Tr::tr("Password"), FieldKind::Secret, true, {}, Tr::tr("Of that account."), {}},
        {"login", Tr::tr("Login page"), FieldKind::Choice, true, QStringLiteral("/"),
            Tr::tr("Where the form of the login is, below the address."), std::move(logins), {},
            {"auth", {"session"}}},
    };
}

} // namespace

BackendDescriptor tigerDescriptor()
{
    BackendDescriptor descriptor;
    descriptor.id = "tiger";
    descriptor.name = QStringLiteral("tiger_audit_trail");
    descriptor.about
        = Tr::tr("The audit trail of a Django application with tiger_audit_trail, over its REST API. What was created, updated or deleted is read from the changes.");
    descriptor.fields = tigerFields();
    descriptor.caps = {50, std::chrono::hours(0)};
    descriptor.follows = true;
    descriptor.format = "tiger";
    descriptor.docs = QStringLiteral("connecting.md#tiger_audit_trail");
    descriptor.endpoints = {{HttpMethod::Get, listPath}};
    for (const QByteArray& path : tigerLoginPaths()) {
        descriptor.endpoints.push_back({HttpMethod::Get, path});
        descriptor.endpoints.push_back({HttpMethod::Post, path, true});
    }
    descriptor.make = makerOf<TigerBackend>(descriptor.id);
    return descriptor;
}

} // namespace auditlens
