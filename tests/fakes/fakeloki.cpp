// SPDX-License-Identifier: MIT
#include "fakes/fakeserver.h"
#include "fakes/logql.h"
#include "fakes/websocket.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPointer>
#include <QTcpSocket>

#include <algorithm>
#include <map>

using namespace auditlens::test;

namespace {

struct Stored
{
    qint64 time = 0;
    LogEntry entry;
};

/// Grafana Loki as far as it is asked: push, query_range, tail, buildinfo, ready. Options in the environment: FAKE_LOKI_LIMIT
/// is max_entries_limit_per_query, FAKE_LOKI_OLD answers as Loki 2.9 does, FAKE_LOKI_ORG wants X-Scope-OrgID, FAKE_LOKI_AUTH
/// the value of Authorization, FAKE_LOKI_NO_TAIL has no websocket. Filled with what its websockets do: misbehaveOverWebSocket()
/// at once, or with what is pushed next "lose", "drop" and tell of it, "slow".
class Loki
{
public:
    FakeAnswer answer(const FakeRequest& request)
    {
        if (qEnvironmentVariableIsSet("FAKE_LOKI_ORG") && request.header("x-scope-orgid") != qgetenv("FAKE_LOKI_ORG"))
            return text(401, "no org id\n");
        if (qEnvironmentVariableIsSet("FAKE_LOKI_AUTH") && request.header("authorization") != qgetenv("FAKE_LOKI_AUTH"))
            return text(401, "unauthorized\n");
        const QByteArray path = request.path();
        if (path == "/loki/api/v1/push" && request.method == "POST")
            return push(request.body);
        if (path == "/loki/api/v1/query_range")
            return range(request);
        if (path == "/loki/api/v1/tail" && !qEnvironmentVariableIsSet("FAKE_LOKI_NO_TAIL"))
            return tail(request);
        if (path == "/loki/api/v1/status/buildinfo")
            return {200, m_isOld ? R"({"version":"2.9.4"})" : R"({"version":"3.4.1"})", "application/json", {}};
        if (path == "/ready")
            return text(200, "ready\n");
        return text(404, "404 page not found\n");
    }

    void fill(const QJsonArray& orders)
    {
        for (const QJsonValue order : orders) {
            const QByteArray name = order.toString().toLatin1();
            bool isDone = false;
            for (const Tail& tail : m_tails)
                isDone = (tail.socket && misbehaveOverWebSocket(tail.socket, name)) || isDone;
            if (!isDone)
                m_nextTold = name;
        }
    }

private:
    struct Tail
    {
        QPointer<QTcpSocket> socket;
        LogFilter filter;
    };

    static FakeAnswer text(int status, const QByteArray& body) { return {status, body, "text/plain; charset=utf-8", {}}; }

    static QHash<QString, QString> texts(const QJsonObject& object)
    {
        QHash<QString, QString> all;
        for (auto member = object.begin(); member != object.end(); ++member)
            all.insert(member.key(), member->isNull() ? QStringLiteral("null") : member->toString());
        return all;
    }

    static QJsonObject object(const QHash<QString, QString>& texts)
    {
        QJsonObject all;
        for (auto member = texts.begin(); member != texts.end(); ++member)
            all.insert(member.key(), member.value());
        return all;
    }

    FakeAnswer push(const QByteArray& body)
    {
        for (const QJsonValue stream : QJsonDocument::fromJson(body)[QLatin1String("streams")].toArray()) {
            for (const QJsonValue value : stream[QLatin1String("values")].toArray()) {
                if (!value[1].isString())
                    return text(400, "loghttp.PushRequest.Streams: []loghttp.LogProtoStream: Value looks like Number/Boolean/None\n");
                m_entries.push_back({value[0].toString().toLongLong(),
                    {texts(stream[QLatin1String("stream")].toObject()), texts(value[2].toObject()), value[1].toString()}});
                tell(m_entries.back());
            }
        }
        m_nextTold.clear();
        std::ranges::stable_sort(m_entries, {}, &Stored::time);
        return text(204, {});
    }

    FakeAnswer tail(const FakeRequest& request)
    {
        QByteArray problem;
        const auto filter = parseLogQl(QString::fromUtf8(request.parameter("query").value_or(QByteArray())), problem);
        if (!filter)
            return text(400, problem + '\n');
        return webSocketAnswer(request, [this, filter = *filter](QTcpSocket* socket) { m_tails.push_back({socket, filter}); });
    }

    void tell(const Stored& stored)
    {
        for (const Tail& tail : m_tails) {
            if (!tail.socket || !tail.filter(stored.entry) || m_nextTold == "lose")
                continue;
            const QJsonArray value {QString::number(stored.time), stored.entry.line};
            const QJsonObject stream {{QStringLiteral("stream"), object(stored.entry.labels)}, {QStringLiteral("values"), QJsonArray {value}}};
            const QJsonObject dropped {{QStringLiteral("labels"), object(stored.entry.labels)}, {QStringLiteral("timestamp"), QStringLiteral("2024-01-23T08:53:20Z")}};
            const QJsonObject told = m_nextTold == "drop"
                ? QJsonObject {{QStringLiteral("streams"), QJsonValue()}, {QStringLiteral("dropped_entries"), QJsonArray {dropped}}}
                : QJsonObject {{QStringLiteral("streams"), QJsonArray {stream}}};
            const QByteArray frame = textFrame(QJsonDocument(told).toJson(QJsonDocument::Compact));
            if (m_nextTold == "slow")
                writeSlowly(tail.socket, frame, 1);
            else
                tail.socket->write(frame);
        }
    }

    FakeAnswer range(const FakeRequest& request) const
    {
        const qint64 start = request.parameter("start").value_or("0").toLongLong();
        const qint64 end = request.parameter("end").value_or("0").toLongLong();
        const int limit = request.parameter("limit").value_or("100").toInt();
        if (end <= start)
            return text(400, "end timestamp must not be before or equal to start time\n");
        if (end - start > 721 * 3600 * 1'000'000'000LL)
            return text(400, "the query time range exceeds the limit (query length: 800h, limit: 30d1h)\n");
        if (limit > m_limit)
            return text(400, "max entries limit per query exceeded, limit > max_entries_limit_per_query (" + QByteArray::number(limit) + " > "
                    + QByteArray::number(m_limit) + ")\n");
        QByteArray problem;
        const auto filter = parseLogQl(QString::fromUtf8(request.parameter("query").value_or(QByteArray())), problem);
        if (!filter)
            return text(400, problem + '\n');
        std::vector<Stored> found;
        std::ranges::copy_if(m_entries, std::back_inserter(found),
            [&](const Stored& stored) { return stored.time >= start && stored.time < end && (*filter)(stored.entry); });
        if (request.parameter("direction").value_or("backward") == "backward")
            std::ranges::reverse(found);
        found.resize(std::min(found.size(), std::size_t(limit)));
        return {200, written(found, !m_isOld && request.header("x-loki-response-encoding-flags") == "categorize-labels"), "application/json", {}};
    }

    /// Streams in no order of time, as Loki has them.
    static QByteArray written(const std::vector<Stored>& found, bool categorised)
    {
        std::map<QByteArray, QJsonObject> streams;
        for (const auto& [time, entry] : found) {
            QHash<QString, QString> labels = entry.labels;
            QJsonArray value {QString::number(time), entry.line};
            if (categorised)
                value.append(QJsonObject {{QStringLiteral("structuredMetadata"), object(entry.metadata)}, {QStringLiteral("parsed"), QJsonObject()}});
            else
                labels.insert(entry.metadata);
            QJsonObject& stream = streams[QJsonDocument(object(labels)).toJson(QJsonDocument::Compact)];
            stream.insert(QStringLiteral("stream"), object(labels));
            QJsonArray values = stream[QLatin1String("values")].toArray();
            values.append(value);
            stream.insert(QStringLiteral("values"), values);
        }
        QJsonArray result;
        for (const auto& [key, stream] : streams)
            result.prepend(stream);
        QJsonObject data {{QStringLiteral("resultType"), QStringLiteral("streams")}, {QStringLiteral("result"), result}};
        if (categorised)
            data.insert(QStringLiteral("encodingFlags"), QJsonArray {QStringLiteral("categorize-labels")});
        return QJsonDocument(QJsonObject {{QStringLiteral("status"), QStringLiteral("success")}, {QStringLiteral("data"), data}}).toJson(QJsonDocument::Compact);
    }

    std::vector<Stored> m_entries;
    std::vector<Tail> m_tails;
    QByteArray m_nextTold; ///< How what is pushed next is told of.
    const bool m_isOld = qEnvironmentVariableIsSet("FAKE_LOKI_OLD");
    const int m_limit = fakeOption("FAKE_LOKI_LIMIT", 5000);
};

} // namespace

int main(int argc, char** argv)
{
    Loki loki;
    return runFake(
        argc, argv, [&](const FakeRequest& request) { return loki.answer(request); }, [&](const QJsonArray& orders) { loki.fill(orders); });
}
