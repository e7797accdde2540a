// SPDX-License-Identifier: MIT
#include "fakes/fakeserver.h"
#include "fakes/logfilter.h"
#include "fakes/sigv4check.h"

#include <QDateTime>
#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace auditlens::test;

namespace {

/// CloudWatch Logs with the group "audit" in eu-west-1, for the key AKIDEXAMPLE and the secret of AWS's own examples.
/// Filled with events as FilterLogEvents writes them. Options in the environment: FAKE_CLOUDWATCH_TOKEN is the session
/// token that the key needs, FAKE_CLOUDWATCH_LIMIT how many events there are in an answer at most (10000),
/// FAKE_CLOUDWATCH_EMPTY puts an empty page with a token before every page, FAKE_CLOUDWATCH_FORGETS after how many
/// questions a token is no longer known.
class CloudWatch
{
public:
    void fill(const QJsonArray& all)
    {
        for (const QJsonValue event : all)
            m_events.push_back(event.toObject());
        std::ranges::stable_sort(m_events, {}, timeOf);
    }

    FakeAnswer answer(const FakeRequest& request)
    {
        if (request.method != "POST" || request.path() != "/")
            return failed("UnknownOperationException", {});
        const AwsCaller caller {
            "AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", qgetenv("FAKE_CLOUDWATCH_TOKEN")};
        if (const QByteArray problem = sigV4Problem(request, caller, "eu-west-1", "logs"); !problem.isEmpty())
            return {400, problem, jsonType, {}};
        const QByteArray target = request.header("x-amz-target");
        const QJsonObject asked = QJsonDocument::fromJson(request.body).object();
        if (target == "Logs_20140328.GetQueryResults")
            return results(asked);
        if (asked[QLatin1String("logGroupName")] != QLatin1String("audit"))
            return failed("ResourceNotFoundException", "The specified log group does not exist.");
        if (target == "Logs_20140328.FilterLogEvents")
            return filter(asked);
        if (target == "Logs_20140328.GetLogEvents")
            return stream(asked);
        if (target == "Logs_20140328.StartQuery")
            return start(asked);
        return failed("UnknownOperationException", {});
    }

private:
    static constexpr char jsonType[] = "application/x-amz-json-1.1";

    static qint64 timeOf(const QJsonObject& event) { return event[QLatin1String("timestamp")].toInteger(); }
    static FakeAnswer ok(const QJsonObject& body)
    {
        return {200, QJsonDocument(body).toJson(QJsonDocument::Compact), jsonType, {}};
    }
    static FakeAnswer failed(const char* type, const char* message)
    {
        return {400, QByteArray(R"({"__type":")") + type + R"(","message":")" + message + "\"}", jsonType, {}};
    }

    int limitOf(const QJsonObject& asked) const
    {
        return std::min(asked[QLatin1String("limit")].toInt(10'000), m_limit);
    }

    /// With the times `begin` and `last`, both counted in, and of one stream where one is named.
    std::vector<QJsonObject> between(
        qint64 begin, qint64 last, const QString& stream, const MessageFilter& filter) const
    {
        std::vector<QJsonObject> found;
        for (const QJsonObject& event : m_events) {
            const bool isOfStream = stream.isEmpty() || event[QLatin1String("logStreamName")] == stream;
            if (timeOf(event) >= begin && timeOf(event) <= last && isOfStream
                && filter(event[QLatin1String("message")].toString()))
                found.push_back(event);
        }
        return found;
    }

    /// A token is "place/everything else that was asked": it is good for the same question only.
    FakeAnswer filter(const QJsonObject& asked)
    {
        QJsonObject question = asked;
        question.remove(QStringLiteral("nextToken"));
        const QString same = QString::number(qHash(QJsonDocument(question).toJson()));
        const QString token = asked[QLatin1String("nextToken")].toString();
        const bool isForgotten = m_forgets > 0 && ++m_questions % m_forgets == 0;
        if (!token.isEmpty() && (token.section(u'/', 1, 1) != same || isForgotten))
            return failed("InvalidParameterException", "The specified nextToken is invalid.");
        const auto pattern = parseFilterPattern(asked[QLatin1String("filterPattern")].toString());
        if (!pattern)
            return failed("InvalidParameterException", "Invalid filter pattern");
        const std::vector<QJsonObject> found
            = between(asked[QLatin1String("startTime")].toInteger(), asked[QLatin1String("endTime")].toInteger(),
                asked[QLatin1String("logStreamNames")].toArray().at(0).toString(), *pattern);
        const qsizetype at = token.section(u'/', 0, 0).toLongLong();
        const bool isEmpty = m_hasEmptyPages && !token.endsWith(QLatin1String("/filled"));
        const qsizetype end = isEmpty ? at : std::min<qsizetype>(at + limitOf(asked), qsizetype(found.size()));
        QJsonArray events;
        for (qsizetype i = at; i < end; ++i)
            events.append(found[std::size_t(i)]);
        QJsonObject body {{QStringLiteral("events"), events}, {QStringLiteral("searchedLogStreams"), QJsonArray()}};
        if (isEmpty || end < qsizetype(found.size()))
            body.insert(QStringLiteral("nextToken"),
                QString(QString::number(end) + u'/' + same + (isEmpty ? QStringLiteral("/filled") : QString())));
        return ok(body);
    }

    FakeAnswer stream(const QJsonObject& asked) const
    {
        const QString name = asked[QLatin1String("logStreamName")].toString();
        const std::vector<QJsonObject> found = between(asked[QLatin1String("startTime")].toInteger(),
            asked[QLatin1String("endTime")].toInteger() - 1, name, [](const QString&) { return true; });
        if (name.isEmpty() || !asked[QLatin1String("startFromHead")].toBool())
            return failed("InvalidParameterException", "1 validation error detected");
        const QString token = asked[QLatin1String("nextToken")].toString();
        const qsizetype at = token.mid(2).toLongLong();
        const qsizetype end = std::min<qsizetype>(at + limitOf(asked), qsizetype(found.size()));
        QJsonArray events;
        for (qsizetype i = at; i < end; ++i) {
            QJsonObject event = found[std::size_t(i)];
            event.remove(QStringLiteral("eventId"));
            event.remove(QStringLiteral("logStreamName"));
            events.append(event);
        }
        return ok({{QStringLiteral("events"), events},
            {QStringLiteral("nextForwardToken"), QString(QStringLiteral("f/") + QString::number(end))},
            {QStringLiteral("nextBackwardToken"), QString(QStringLiteral("b/") + QString::number(at))}});
    }

    FakeAnswer start(const QJsonObject& asked)
    {
        QString stream;
        const auto wanted = parseInsights(asked[QLatin1String("queryString")].toString(), stream);
        if (!wanted)
            return failed("MalformedQueryException", "unexpected symbol found");
        std::vector<QJsonObject> found = between(asked[QLatin1String("startTime")].toInteger() * 1000,
            asked[QLatin1String("endTime")].toInteger() * 1000 + 999, stream, *wanted);
        found.resize(std::min(found.size(), std::size_t(limitOf(asked))));
        const QString id = QStringLiteral("query-%1").arg(m_queries.size());
        m_queries.insert(id, found);
        m_isRunning = true;
        return ok({{QStringLiteral("queryId"), id}});
    }

    static QJsonObject cell(const char* field, const QString& value)
    {
        return {{QStringLiteral("field"), QLatin1String(field)}, {QStringLiteral("value"), value}};
    }

    static QString written(const QJsonValue& time)
    {
        return QDateTime::fromMSecsSinceEpoch(time.toInteger(), Qt::UTC)
            .toString(QStringLiteral("yyyy-MM-dd HH:mm:ss.zzz"));
    }

    /// Once "Running", with a part of the rows, and then "Complete".
    FakeAnswer results(const QJsonObject& asked)
    {
        const QString id = asked[QLatin1String("queryId")].toString();
        if (!m_queries.contains(id))
            return failed("ResourceNotFoundException", "The specified query does not exist.");
        const std::vector<QJsonObject>& found = m_queries[id];
        QJsonArray rows;
        for (std::size_t i = 0; i < (m_isRunning ? found.size() / 2 : found.size()); ++i) {
            const QJsonObject& event = found[i];
            rows.append(QJsonArray {cell("@timestamp", written(event[QLatin1String("timestamp")])),
                cell("@message", event[QLatin1String("message")].toString()),
                cell("@logStream", event[QLatin1String("logStreamName")].toString()),
                cell("@ingestionTime", written(event[QLatin1String("ingestionTime")])),
                cell("@ptr", QStringLiteral("CmEKJgoiMTIz"))});
        }
        const QString status = m_isRunning ? QStringLiteral("Running") : QStringLiteral("Complete");
        m_isRunning = false;
        return ok({{QStringLiteral("results"), rows}, {QStringLiteral("status"), status},
            {QStringLiteral("statistics"), QJsonObject()}});
    }

    std::vector<QJsonObject> m_events; ///< By time.
    QHash<QString, std::vector<QJsonObject>> m_queries;
    bool m_isRunning = false;
    int m_questions = 0;
    const int m_limit = fakeOption("FAKE_CLOUDWATCH_LIMIT", 10'000);
    const int m_forgets = fakeOption("FAKE_CLOUDWATCH_FORGETS", 0);
    const bool m_hasEmptyPages = qEnvironmentVariableIsSet("FAKE_CLOUDWATCH_EMPTY");
};

} // namespace

int main(int argc, char** argv)
{
    CloudWatch service;
    return runFake(
        argc, argv, [&](const FakeRequest& request) { return service.answer(request); },
        [&](const QJsonArray& all) { service.fill(all); });
}
