// SPDX-License-Identifier: MIT
#include "backends/cloudwatch/cloudwatchbackend.h"

#include "backends/awscredentials.h"
#include "backends/cloudwatch/cloudwatchanswer.h"
#include "backends/cloudwatch/cloudwatchquery.h"
#include "backends/pages.h"
#include "event/isotime.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::CloudWatch)
};

constexpr Nanoseconds second = nanosecondsPerSecond;
constexpr Nanoseconds millisecond = 1'000'000;
/// An event can be found some seconds after it came in.
constexpr PollPace pace {std::chrono::milliseconds(5000), 60 * second};
constexpr std::chrono::milliseconds queryStep {1000};
constexpr int longestQuery = 900; // steps; Insights itself ends a query after an hour
constexpr char operationHeader[] = "X-Amz-Target";

enum class Way : std::uint8_t { Filter, Stream, Insights };

/// Where paging is: the window in milliseconds (end exclusive), the time of the newest event, the service's token.
struct Place
{
    qint64 begin = 0;
    qint64 end = 0;
    qint64 newest = 0;
    QByteArray token;

    QByteArray text() const
    {
        return QByteArray::number(begin) + ' ' + QByteArray::number(end) + ' ' + QByteArray::number(newest) + ' '
            + token;
    }
    static std::optional<Place> read(const QByteArray& text)
    {
        const QByteArrayList words = text.split(' ');
        Place place;
        bool fits = words.size() >= 4;
        for (qint64* number : {&place.begin, &place.end, &place.newest}) {
            if (fits)
                *number = words[number == &place.begin ? 0 : number == &place.end ? 1 : 2].toLongLong(&fits);
        }
        place.token = words.mid(3).join(' ');
        return fits ? std::optional(place) : std::nullopt;
    }
};

std::string_view viewOf(const QByteArray& bytes)
{
    return {bytes.constData(), std::size_t(bytes.size())};
}

class CloudWatchBackend : public Backend
{
public:
    CloudWatchBackend(const BackendDescriptor& descriptor, const BackendSettings& settings, AwsCredentials credentials,
        HttpSurroundings surroundings)
        : m_descriptor(descriptor)
        , m_way(wayOf(settingOf(descriptor, settings, "read")))
        , m_group(settingOf(descriptor, settings, "group"))
        , m_stream(settingOf(descriptor, settings, "stream"))
        , m_limit(std::min(settingOf(descriptor, settings, "page").toInt(), descriptor.caps.pageRecords))
        , m_delay(settingOf(descriptor, settings, "delay").toInt() * 60 * second)
        , m_clock(surroundings.clock)
        , m_proof(
              sigV4Authorization(std::move(credentials), {settingOf(descriptor, settings, "region").toUtf8(), "logs"}))
        , m_client(httpFor(descriptor, settings), std::move(surroundings))
    {
    }

    const BackendDescriptor& descriptor() const override { return m_descriptor; }
    const HttpTrace& trace() const override { return m_client.trace(); }
    PushedQuery compile(const BoundQuery& query) const override;
    QCoro::Task<ProbeResult> probe(Cancellation cancellation) override;
    Pages fetch(BoundQuery query, TimeRange window, QByteArray cursor, Cancellation cancellation) override;
    Pages follow(BoundQuery query, Nanoseconds from, Cancellation cancellation) override;

private:
    using EventsResult = Result<CloudWatchEvents, HttpProblem>;
    using InsightsAnswer = Result<InsightsResult, HttpProblem>;

    static Way wayOf(const QString& read)
    {
        return read == QLatin1String("stream")  ? Way::Stream
            : read == QLatin1String("insights") ? Way::Insights
                                                : Way::Filter;
    }
    static HttpSettings httpFor(const BackendDescriptor& descriptor, const BackendSettings& settings);
    QCoro::Task<HttpResult> send(QByteArray operation, QJsonObject body, int attempts, Cancellation cancellation);
    QCoro::Task<EventsResult> askEvents(
        QString pattern, Place place, int limit, int attempts, Cancellation cancellation);
    QCoro::Task<InsightsAnswer> askInsights(QString query, Place place, int limit, Cancellation cancellation);
    Pages fetchEvents(QString pattern, TimeRange window, QByteArray cursor, Cancellation cancellation);
    Pages fetchInsights(QString query, TimeRange window, QByteArray cursor, Cancellation cancellation);
    Place placeOf(const TimeRange& window) const;
    QString where() const { return QString::fromUtf8(redactedUrl(m_client.scope().url("/"))); }
    template <typename T>
    Result<T, HttpProblem> readAnswer(const HttpResult& answer, Result<T> (*read)(std::string_view)) const;

    const BackendDescriptor m_descriptor;
    Way m_way;
    QString m_group;
    QString m_stream;
    int m_limit;
    Nanoseconds m_delay; ///< So much later than an event its push may be.
    std::shared_ptr<NetClock> m_clock;
    std::shared_ptr<const Authorization> m_proof;
    HttpClient m_client;
};

HttpSettings CloudWatchBackend::httpFor(const BackendDescriptor& descriptor, const BackendSettings& settings)
{
    HttpSettings http = httpOf(descriptor, settings);
    http.status = [](HttpProblem& problem, const std::vector<HttpHeader>&) { readCloudWatchStatus(problem); };
    const QString region = settingOf(descriptor, settings, "region");
    if (http.base.isEmpty())
        http.base = QUrl(QStringLiteral("https://logs.%1.amazonaws.com%2")
                             .arg(region, region.startsWith(QLatin1String("cn-")) ? QStringLiteral(".cn") : QString()));
    return http;
}

PushedQuery CloudWatchBackend::compile(const BoundQuery& query) const
{
    if (m_way == Way::Insights)
        return compileForInsights(query);
    return m_way == Way::Filter ? compileForFilter(query) : narrowedBy(query, QStringLiteral("GetLogEvents"), false);
}

/// An event is pushed after it happened, by the batch; the window is about the latter.
Place CloudWatchBackend::placeOf(const TimeRange& window) const
{
    const Nanoseconds hour = 3600 * second;
    const Nanoseconds latest = nanosecondsOf(m_clock->now()) + hour;
    const Nanoseconds begin = std::max<Nanoseconds>(window.begin, 0);
    const Nanoseconds end = std::min(movedBy(window.end, m_delay), latest);
    return {begin / millisecond, std::max(begin, end) / millisecond + 1, begin / millisecond, {}};
}

QCoro::Task<HttpResult> CloudWatchBackend::send(
    QByteArray operation, QJsonObject body, int attempts, Cancellation cancellation)
{
    HttpRequest request;
    request.method = HttpMethod::Post;
    request.url = m_client.scope().url("/");
    request.headers = {{"Content-Type", "application/x-amz-json-1.1"}, {operationHeader, "Logs_20140328." + operation}};
    request.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    request.authorization = m_proof;
    request.attempts = attempts;
    HttpResult answer = co_await m_client.send(std::move(request), cancellation);
    co_return std::move(answer);
}

template <typename T>
Result<T, HttpProblem> CloudWatchBackend::readAnswer(
    const HttpResult& answer, Result<T> (*read)(std::string_view)) const
{
    if (!answer)
        return answer.error();
    Result<T> result = read(viewOf(answer->body));
    if (!result)
        return notTheServiceProblem(result.error().why, where());
    return std::move(*result);
}

QCoro::Task<CloudWatchBackend::EventsResult> CloudWatchBackend::askEvents(
    QString pattern, Place place, int limit, int attempts, Cancellation cancellation)
{
    QJsonObject body {{QStringLiteral("logGroupName"), m_group}, {QStringLiteral("startTime"), place.begin},
        {QStringLiteral("limit"), limit}};
    const bool isFilter = m_way == Way::Filter;
    body.insert(QStringLiteral("endTime"), isFilter ? place.end - 1 : place.end); // one counts the end in
    if (!place.token.isEmpty())
        body.insert(QStringLiteral("nextToken"), QString::fromUtf8(place.token));
    if (!isFilter) {
        body.insert(QStringLiteral("logStreamName"), m_stream);
        body.insert(QStringLiteral("startFromHead"), true);
    } else if (!m_stream.isEmpty()) {
        body.insert(QStringLiteral("logStreamNames"), QJsonArray {m_stream});
    }
    if (isFilter && !pattern.isEmpty())
        body.insert(QStringLiteral("filterPattern"), pattern);
    const QByteArray operation = isFilter ? "FilterLogEvents" : "GetLogEvents";
    HttpResult answer = co_await send(operation, body, attempts, cancellation);
    co_return readAnswer(answer, readCloudWatchEvents);
}

/// Starts a query and waits until it is complete; rows that are there before that are not all.
QCoro::Task<CloudWatchBackend::InsightsAnswer> CloudWatchBackend::askInsights(
    QString query, Place place, int limit, Cancellation cancellation)
{
    QString stream = m_stream;
    stream.replace(u'\\', QLatin1String("\\\\")).replace(u'"', QLatin1String("\\\""));
    const QString text = stream.isEmpty() ? query : query + QStringLiteral(" | filter @logStream = \"%1\"").arg(stream);
    const QJsonObject start {{QStringLiteral("logGroupName"), m_group},
        {QStringLiteral("startTime"), place.begin / 1000}, {QStringLiteral("endTime"), (place.end - 1) / 1000},
        {QStringLiteral("queryString"), text}, {QStringLiteral("limit"), limit}};
    HttpResult started = co_await send("StartQuery", start, 0, cancellation);
    const Result<QByteArray, HttpProblem> id = readAnswer(started, readInsightsId);
    if (!id)
        co_return InsightsAnswer(id.error());
    const QJsonObject wanted {{QStringLiteral("queryId"), QString::fromUtf8(*id)}};
    for (int step = 0; step < longestQuery; ++step) {
        HttpResult answer = co_await send("GetQueryResults", wanted, 0, cancellation);
        InsightsAnswer result = readAnswer(answer, readInsightsResult);
        const bool isOnItsWay
            = result && (result->status == "Running" || result->status == "Scheduled" || result->status == "Unknown");
        if (!result || result->status == "Complete")
            co_return std::move(result);
        if (!isOnItsWay)
            co_return InsightsAnswer(statusProblem(500, "Logs Insights: " + result->status, where()));
        if (!co_await m_clock->pause(queryStep, cancellation))
            co_return InsightsAnswer(cancelledProblem(where()));
    }
    co_return InsightsAnswer(statusProblem(500, "Logs Insights: no end", where()));
}

Pages CloudWatchBackend::fetch(BoundQuery query, TimeRange window, QByteArray cursor, Cancellation cancellation)
{
    const TimeRange wanted {std::max(window.begin, query.begin), std::min(window.end, query.end)};
    const QString sent = compile(query).sent;
    return m_way == Way::Insights ? fetchInsights(sent, wanted, std::move(cursor), std::move(cancellation))
                                  : fetchEvents(sent, wanted, std::move(cursor), std::move(cancellation));
}

Pages CloudWatchBackend::fetchEvents(QString pattern, TimeRange window, QByteArray cursor, Cancellation cancellation)
{
    Place place = Place::read(cursor).value_or(placeOf(window));
    for (bool atEnd = false; !atEnd;) {
        EventsResult answer = co_await askEvents(pattern, place, m_limit, 0, cancellation);
        const bool isOld
            = !answer && answer.error().kind == HttpProblem::Kind::RequestRefused && !place.token.isEmpty();
        if (isOld) {
            place.begin = place.newest; // a token is good for a day: what was of that time comes once more
            place.token.clear();
            continue;
        }
        if (!answer) {
            PageResult problem(answer.error());
            co_yield problem;
            co_return;
        }
        const bool isSame = !answer->nextToken.isEmpty() && answer->nextToken == place.token;
        if (isSame && m_way == Way::Filter) {
            PageResult problem(notTheServiceProblem(Tr::tr("It hands out the same page again and again."), where()));
            co_yield problem;
            co_return;
        }
        atEnd = answer->nextToken.isEmpty() || isSame;
        place.token = answer->nextToken;
        if (!answer->records.empty())
            place.newest = std::max<qint64>(place.newest, answer->records.back().time / millisecond);
        Page page = pageOf(answer->records, pattern, m_clock->now());
        page.covered = {window.begin,
            atEnd ? window.end : std::clamp(movedBy(place.newest * millisecond, -m_delay), window.begin, window.end)};
        page.next = atEnd ? QByteArray() : place.text();
        PageResult result(std::move(page));
        co_yield result;
    }
}

/// Insights hands out 10,000 rows of a query and says nothing of the others. Rows are by time, so what is before the
/// last row's second is complete, and the next query begins with that second.
Pages CloudWatchBackend::fetchInsights(QString query, TimeRange window, QByteArray cursor, Cancellation cancellation)
{
    Place place = Place::read(cursor).value_or(placeOf(window));
    while (place.begin < place.end) {
        InsightsAnswer answer = co_await askInsights(query, place, m_limit, cancellation);
        if (!answer) {
            PageResult problem(answer.error());
            co_yield problem;
            co_return;
        }
        std::vector<SourceRecord>& records = answer->records;
        std::ranges::stable_sort(records, {}, &SourceRecord::time);
        const bool isFull = records.size() >= std::size_t(m_limit);
        const qint64 lastSecond = isFull ? records.back().time / second * 1000 : place.end;
        const bool isStuck = isFull && lastSecond <= place.begin;
        if (isFull && !isStuck)
            std::erase_if(records, [&](const SourceRecord& record) { return record.time / millisecond >= lastSecond; });
        place.begin = isStuck ? place.begin / 1000 * 1000 + 1000 : lastSecond;
        const bool atEnd = place.begin >= place.end;
        Page page = pageOf(records, query, m_clock->now());
        page.capped = isStuck;
        page.cappedForGood = isStuck;
        page.covered = {window.begin,
            atEnd ? window.end : std::clamp(movedBy(place.begin * millisecond, -m_delay), window.begin, window.end)};
        page.next = atEnd ? QByteArray() : place.text();
        PageResult result(std::move(page));
        co_yield result;
    }
}

Pages CloudWatchBackend::follow(BoundQuery query, Nanoseconds from, Cancellation cancellation)
{
    return followByPolling(*this, std::move(query), from, pace, m_clock, std::move(cancellation));
}

QCoro::Task<ProbeResult> CloudWatchBackend::probe(Cancellation cancellation)
{
    const Nanoseconds now = nanosecondsOf(m_clock->now());
    const Place lastHour {(now - 3600 * second) / millisecond, now / millisecond + 1, 0, {}};
    bool isEmpty = false;
    if (m_way == Way::Insights) {
        const QString everything = compile(BoundQuery()).sent;
        InsightsAnswer answer = co_await askInsights(everything, lastHour, 1, cancellation);
        if (!answer)
            co_return ProbeResult(answer.error());
        isEmpty = answer->records.empty();
    } else {
        EventsResult answer = co_await askEvents(QString(), lastHour, 1, 1, cancellation);
        if (!answer)
            co_return ProbeResult(answer.error());
        isEmpty = answer->records.empty();
    }
    ProbeReport report;
    if (isEmpty)
        report.notes << Tr::tr("Nothing was pushed in the last hour.");
    if (m_way == Way::Insights)
        report.notes << Tr::tr("Amazon takes money for what a query of Logs Insights scans.");
    co_return ProbeResult(std::move(report));
}

std::vector<BackendField> cloudWatchFields()
{
    std::vector<BackendField> fields {
        {"region", Tr::tr("Region"), FieldKind::Text, true, QStringLiteral("eu-west-1"),
            Tr::tr("Of the log group; AUDIT_LOG_REGION of the application."), {}},
        {"group", Tr::tr("Log group"), FieldKind::Text, true, {}, Tr::tr("AUDIT_LOG_GROUP_NAME of the application."),
            {}, QStringLiteral("/app/audit")},
        {"stream", Tr::tr("Log stream"), FieldKind::Text, false, {},
            Tr::tr("AUDIT_LOG_STREAM_NAME; without one all streams of the group are read."), {},
            QStringLiteral("audit")},
        {"read", Tr::tr("Read with"), FieldKind::Choice, true, QStringLiteral("filter"),
            Tr::tr("FilterLogEvents is right for most; GetLogEvents reads one stream without a filter; Insights costs "
                   "by what it scans."),
            {{"filter", Tr::tr("FilterLogEvents")}, {"stream", Tr::tr("GetLogEvents")},
                {"insights", Tr::tr("Logs Insights")}}},
    };
    for (BackendField& field : awsCredentialFields())
        fields.push_back(std::move(field));
    fields.push_back({"delay", Tr::tr("Longest delay in minutes"), FieldKind::Number, true, QStringLiteral("60"),
        Tr::tr("How late the application may push an event. As much more time is read, so that none is missed."), {}});
    fields.push_back({"page", Tr::tr("Events a page"), FieldKind::Number, true, QStringLiteral("10000"),
        Tr::tr("At most 10000."), {}});
    fields.push_back({"url", Tr::tr("Address"), FieldKind::Address, false, {},
        Tr::tr("Only for another endpoint than that of the region: a VPC's, an emulator's."), {},
        QStringLiteral("https://logs.eu-west-1.amazonaws.com")});
    return fields;
}

/// It becomes a part of a host's name.
bool isOfRegion(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'-';
}

Result<std::unique_ptr<Backend>> makeCloudWatch(const BackendSettings& settings, HttpSurroundings surroundings)
{
    const BackendDescriptor& own = *backendOf("cloudwatch");
    if (const Result<void> fits = checkSettings(own, settings); !fits)
        return fits.error();
    if (settingOf(own, settings, "read") == QLatin1String("stream") && settingOf(own, settings, "stream").isEmpty())
        return missingSetting(Tr::tr("Log stream"), Tr::tr("Read with"));
    const QString region = settingOf(own, settings, "region");
    if (!std::ranges::all_of(region, isOfRegion))
        return Error {Tr::tr("The connection cannot be used."), Tr::tr("\"%1\" is no region.").arg(region),
            Tr::tr("Region"), Tr::tr("Enter it as AWS writes it: \"eu-west-1\".")};
    Result<AwsCredentials> credentials = awsCredentialsOf(own, settings);
    if (!credentials)
        return credentials.error();
    return std::unique_ptr<Backend>(
        std::make_unique<CloudWatchBackend>(own, settings, std::move(*credentials), std::move(surroundings)));
}

} // namespace

BackendDescriptor cloudWatchDescriptor()
{
    BackendDescriptor descriptor;
    descriptor.id = "cloudwatch";
    descriptor.name = QStringLiteral("CloudWatch Logs (Django Audit Logger)");
    descriptor.about = Tr::tr("Messages of Django Audit Logger in a log group of Amazon CloudWatch Logs.");
    descriptor.fields = cloudWatchFields();
    descriptor.caps = {10'000, std::chrono::hours(0)};
    descriptor.follows = true;
    descriptor.format = "auditlogger";
    descriptor.docs = QStringLiteral("connecting.md#cloudwatch-logs");
    for (const char* operation : {"FilterLogEvents", "GetLogEvents", "StartQuery", "GetQueryResults"})
        descriptor.endpoints.push_back(
            {HttpMethod::Post, "/", false, {operationHeader, QByteArray("Logs_20140328.") + operation}});
    descriptor.make = makeCloudWatch;
    return descriptor;
}

} // namespace auditlens
