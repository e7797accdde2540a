// SPDX-License-Identifier: MIT
#include "backends/cloudwatch/cloudwatchanswer.h"

#include "event/eventjson.h"
#include "json/document.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <charconv>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::CloudWatch)
};

constexpr Nanoseconds millisecond = 1'000'000;

std::optional<Nanoseconds> readMilliseconds(std::string_view text)
{
    std::int64_t time = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), time);
    if (text.empty() || problem != std::errc() || end != text.data() + text.size())
        return {};
    return time * millisecond;
}

QByteArray bytesOf(json::Value text)
{
    return {text.scalar().data(), qsizetype(text.scalar().size())};
}

/// [{"field":"@message","value":"…"}, …] as {"logStreamName":"…","timestamp":…,"message":"…","ingestionTime":…}.
std::optional<SourceRecord> recordOfRow(json::Value row)
{
    struct Member
    {
        std::string_view field, name;
        bool isTime = false;
    };
    static constexpr std::array members = std::to_array<Member>({{"@logStream", "logStreamName"},
        {"@timestamp", "timestamp", true}, {"@message", "message"}, {"@ingestionTime", "ingestionTime", true}});
    SourceRecord made;
    bool hasMessage = false;
    for (const auto& [field, name, isTime] : members) {
        for (const json::Value cell : row) {
            if (cell["field"].text() != field)
                continue;
            const std::string_view value = cell["value"].scalar();
            const Nanoseconds time = isTime ? readIsoTime(value).value_or(noTime) : noTime;
            made.record += made.record.empty() ? "{" : ",";
            appendJsonString(made.record, name);
            made.record += ':';
            if (time != noTime)
                made.record += std::to_string(time / millisecond);
            else
                appendJsonString(made.record, value);
            if (name == "timestamp")
                made.time = time;
            hasMessage = hasMessage || field == "@message";
        }
    }
    made.record += '}';
    return hasMessage && made.time != noTime ? std::optional(std::move(made)) : std::nullopt;
}

/// "com.amazonaws.logs#ThrottlingException:http://…" without what is around the name.
QByteArray errorName(const QByteArray& body)
{
    json::Document document;
    if (!body.startsWith('{') || !document.parseCopy({body.constData(), std::size_t(body.size())}))
        return {};
    const QByteArray type = bytesOf(document.root().firstOf({"__type", "code"}));
    const QByteArray name = type.mid(type.indexOf('#') + 1);
    return name.left(name.indexOf(':') < 0 ? name.size() : name.indexOf(':'));
}

} // namespace

Result<CloudWatchEvents> readCloudWatchEvents(std::string_view body)
{
    json::Document document;
    if (!document.parseCopy(body))
        return notAnAnswer(noJson(document));
    if (!document.root()["events"].isArray())
        return notAnAnswer(Tr::tr("It has no \"events\"."));
    CloudWatchEvents events;
    events.nextToken = bytesOf(document.root().firstOf({"nextToken", "nextForwardToken"}));
    for (const json::Value event : document.root()["events"]) {
        const auto time = readMilliseconds(event["timestamp"].scalar());
        if (!time || !event["message"].isString())
            return notAnAnswer(Tr::tr("An event has no \"timestamp\" or no \"message\"."));
        events.records.push_back({*time, onOneLine(std::string(event.text()))});
    }
    std::ranges::stable_sort(events.records, {}, &SourceRecord::time);
    return events;
}

Result<InsightsResult> readInsightsResult(std::string_view body)
{
    json::Document document;
    if (!document.parseCopy(body))
        return notAnAnswer(noJson(document));
    InsightsResult result;
    result.status = bytesOf(document.root()["status"]);
    if (result.status.isEmpty())
        return notAnAnswer(Tr::tr("It does not say how far the query is."));
    for (const json::Value row : document.root()["results"]) {
        std::optional<SourceRecord> record = recordOfRow(row);
        if (!record)
            return notAnAnswer(Tr::tr("A row has no \"@timestamp\" or no \"@message\"."));
        result.records.push_back(std::move(*record));
    }
    return result;
}

Result<QByteArray> readInsightsId(std::string_view body)
{
    json::Document document;
    if (!document.parseCopy(body))
        return notAnAnswer(noJson(document));
    if (!document.root()["queryId"].isString())
        return notAnAnswer(Tr::tr("It has no \"queryId\"."));
    return bytesOf(document.root()["queryId"]);
}

void readCloudWatchStatus(HttpProblem& problem)
{
    struct Meaning
    {
        const char* part;
        int status = 0;
    };
    static constexpr std::array meanings = std::to_array<Meaning>({{"Throttling", 429}, {"LimitExceeded", 429},
        {"TooManyRequests", 429}, {"AccessDenied", 403}, {"NotAuthorized", 403}, {"ResourceNotFound", 404},
        {"UnrecognizedClient", 401}, {"InvalidSignature", 401}, {"SignatureDoesNotMatch", 401},
        {"InvalidClientTokenId", 401}, {"ExpiredToken", 401}, {"MissingAuthentication", 401},
        {"IncompleteSignature", 401}, {"ServiceUnavailable", 503}, {"InternalFailure", 500}});
    const QByteArray name = errorName(problem.body);
    const auto meaning
        = std::ranges::find_if(meanings, [&](const Meaning& known) { return name.contains(known.part); });
    if (meaning != meanings.end())
        readAs(problem, meaning->status);
}

} // namespace auditlens
