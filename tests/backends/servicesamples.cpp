// SPDX-License-Identifier: MIT
#include "backends/servicesamples.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QStringList>

namespace auditlens::test {

namespace {

constexpr Nanoseconds microsecond = 1000;
constexpr Nanoseconds second = 1'000'000'000;

QJsonObject change(const char* field, const QJsonValue& before, const QJsonValue& after)
{
    return {{QString::fromLatin1(field),
        QJsonObject {{QStringLiteral("field"), QString::fromLatin1(field)}, {QStringLiteral("field_type"), QStringLiteral("CharField")},
            {QStringLiteral("relation"), QStringLiteral("field")}, {QStringLiteral("before"), before}, {QStringLiteral("after"), after}}}};
}

/// Six digits of the second's fraction, or none when they are zero.
QString written(Nanoseconds time)
{
    const QString text = QDateTime::fromMSecsSinceEpoch(time / 1'000'000, Qt::UTC).toString(QStringLiteral("yyyy-MM-dd'T'HH:mm:ss"));
    const Nanoseconds fraction = time / microsecond % 1'000'000;
    return text + (fraction ? u'.' + QString::number(fraction).rightJustified(6, u'0') : QString()) + u'Z';
}

} // namespace

QJsonObject tigerEvent(int number, Nanoseconds time)
{
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(time / 1'000'000, Qt::UTC);
    const QString fraction = QString::number(time / microsecond % 1'000'000).rightJustified(6, u'0');
    const QJsonValue before = number % 3 == 1 ? QJsonValue() : QJsonValue(QStringLiteral("draft"));
    const QJsonValue after = number % 3 == 2 ? QJsonValue() : QJsonValue(QStringLiteral("final"));
    return {{QStringLiteral("id"), QStringLiteral("0b0c6c1e-0000-4000-8000-%1").arg(number, 12, 10, QLatin1Char('0'))},
        {QStringLiteral("model"), QStringLiteral("policies.Policy")}, {QStringLiteral("object_id"), QString::number(number % 5)},
        {QStringLiteral("timestamp"), QString(at.toString(QStringLiteral("yyyy-MM-dd'T'HH:mm:ss.")) + fraction + QStringLiteral("+00:00"))},
        {QStringLiteral("summary"), QStringLiteral("Event %1").arg(number)},
        {QStringLiteral("actor"), number % 2 ? QJsonValue() : QJsonValue(QStringLiteral("{'username': \"o'neil\", 'id': 42}"))},
        {QStringLiteral("diff"), change("status", before, after)}, {QStringLiteral("context"), QJsonObject()}};
}

QString cloudWatchMessage(int number, Nanoseconds time)
{
    const QStringList names {QStringLiteral("Acme"), QStringLiteral("Zo\\u00eb"), QStringLiteral("\\u212aiosk")};
    const QStringList actions {QStringLiteral("OBJ_UPDATE"), QStringLiteral("OBJ_DELETE"), QStringLiteral("USER_LOGIN")};
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(time / 1'000'000, Qt::UTC);
    const QString instance = number % 3 == 2
        ? QStringLiteral("null")
        : QStringLiteral("{\"model\": \"%1\", \"name\": \"Policy %2\", \"pk\": %2, \"fields\": [\"status\"], \"timestamp\": 1}")
              .arg(number % 4 ? QStringLiteral("Policy") : QStringLiteral("crm.Plan"), QString::number(number % 7));
    return QStringLiteral("{\"date\": \"%1\", \"request\": \"\", \"action\": \"%2\", \"user\": {\"ip\": \"203.0.113.10\", \"organisation\": \"%3\", \"pk\": %4}, \"instance\": %5, \"stack\": []}")
        .arg(at.toString(QStringLiteral("yyyy-MM-dd'T'HH:mm:ss.zzz")), actions[number % 3], names[number / 3 % 3], QString::number(number % 5), instance);
}

QJsonObject cloudWatchEvent(int number, Nanoseconds time)
{
    const qint64 pushed = (time / second / 7 * 7 + 10) * 1000;
    return {{QStringLiteral("logStreamName"), number % 2 ? QStringLiteral("web") : QStringLiteral("worker")}, {QStringLiteral("timestamp"), pushed},
        {QStringLiteral("message"), cloudWatchMessage(number, time)}, {QStringLiteral("ingestionTime"), pushed + 250},
        {QStringLiteral("eventId"), QString::number(3710 + number)}};
}

QJsonObject frameworkItem(int number, Nanoseconds time)
{
    const QStringList users {QStringLiteral("Alice"), QStringLiteral("kim_s"), QStringLiteral("Zoë"), QStringLiteral("K\u212aim")};
    return {{QStringLiteral("audit_id"), QStringLiteral("550e8400-e29b-41d4-a716-%1").arg(number, 12, 10, QLatin1Char('0'))},
        {QStringLiteral("timestamp"), written(time)}, {QStringLiteral("event_type"), QStringLiteral("user.login")},
        {QStringLiteral("user_id"), number % 5 == 4 ? QJsonValue() : QJsonValue(users[number % 5])},
        {QStringLiteral("action"), number % 4 == 3 ? QString() : number % 2 ? QStringLiteral("Login") : QStringLiteral("delete")},
        {QStringLiteral("status"), QStringLiteral("success")}, {QStringLiteral("resource_type"), QStringLiteral("crm.Plan")},
        {QStringLiteral("resource_id"), QString::number(number % 3)}, {QStringLiteral("tenant_id"), QStringLiteral("default")},
        {QStringLiteral("service_name"), QStringLiteral("svc")}, {QStringLiteral("correlation_id"), QStringLiteral("c-%1").arg(number / 2)}};
}

QJsonObject santuraEntry(int number, Nanoseconds time, const char* signature)
{
    const QStringList actions {QStringLiteral("login"), QStringLiteral("Policy.Update"), QStringLiteral("as\u212a"), QStringLiteral("löschen")};
    const QString at = QDateTime::fromSecsSinceEpoch(time / second, Qt::UTC).toString(Qt::ISODate);
    return {{QStringLiteral("_id"), QStringLiteral("3f2504e0-4f89-41d3-9a0c-%1").arg(number, 12, 10, QLatin1Char('0'))},
        {QStringLiteral("timestamp"), QJsonObject {{QStringLiteral("$date"), at}}}, {QStringLiteral("action"), actions[number % 4]},
        {QStringLiteral("user_id"), QString::number(number % 6)}, {QStringLiteral("details"), QJsonObject {{QStringLiteral("ip"), QStringLiteral("192.168.1.1")}}},
        {QStringLiteral("signature"), QString::fromLatin1(signature)}};
}

} // namespace auditlens::test
