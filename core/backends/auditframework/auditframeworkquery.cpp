// SPDX-License-Identifier: MIT
#include "backends/auditframework/auditframeworkquery.h"

#include "base/text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace auditlens {

namespace {

/// The columns that a field is read from.
QStringList columnsOf(Field field)
{
    switch (field) {
    case Field::Action:
        return {
            QStringLiteral("action"), QStringLiteral("event_type")}; // the latter stands in where there is no action
    case Field::Actor:
        return {QStringLiteral("user_id")};
    case Field::EntityType:
        return {QStringLiteral("resource_type")};
    case Field::EntityId:
        return {QStringLiteral("resource_id")};
    case Field::Request:
        return {QStringLiteral("correlation_id")};
    case Field::Tenant:
        return {QStringLiteral("tenant_id")};
    default:
        return {};
    }
}

/// "k" and "s" are folded from letters beyond ASCII, and "i" is a letter of its own in a Turkish database.
QString patternOf(const std::string& text)
{
    QString pattern = toQString(text);
    for (QChar& c : pattern) {
        if (c == u'i' || c == u'k' || c == u's')
            c = u'_';
    }
    return pattern;
}

} // namespace

PushedQuery compileForAuditFramework(const BoundQuery& query)
{
    QJsonArray groups;
    for (const BoundQuery::Node& part : partsOf(query.root)) {
        QJsonArray filters;
        for (const QString& column : isPlainTerm(part) ? columnsOf(part.field) : QStringList()) {
            filters.append(
                QJsonObject {{QStringLiteral("field"), column}, {QStringLiteral("operator"), QStringLiteral("contains")},
                    {QStringLiteral("value"), patternOf(part.text)}, {QStringLiteral("case_sensitive"), false}});
        }
        if (!filters.isEmpty())
            groups.append(
                QJsonObject {{QStringLiteral("filters"), filters}, {QStringLiteral("operator"), QStringLiteral("OR")}});
    }
    const QString sent
        = groups.isEmpty() ? QString() : QString::fromUtf8(QJsonDocument(groups).toJson(QJsonDocument::Compact));
    return narrowedBy(query, sent, !groups.isEmpty());
}

} // namespace auditlens
