// SPDX-License-Identifier: MIT
#include "fakes/logfilter.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

namespace auditlens::test {

namespace {

constexpr qsizetype longestPattern = 1024;
constexpr int mostExpressions = 2;

QString memberOf(const QJsonObject& message, const QString& path)
{
    QJsonValue value = message;
    for (const QString& name : path.split(u'.'))
        value = value[name];
    return value.isString() ? value.toString() : QString();
}

MessageFilter both(const MessageFilter& one, const MessageFilter& other)
{
    return [one, other](const QString& message) { return one(message) && other(message); };
}

} // namespace

std::optional<MessageFilter> parseFilterPattern(const QString& pattern)
{
    MessageFilter filter = [](const QString&) { return true; };
    const QString text = pattern.trimmed();
    if (text.isEmpty())
        return filter;
    if (text.size() > longestPattern || !text.startsWith(u'{') || !text.endsWith(u'}'))
        return {};
    static const QRegularExpression term(
        QStringLiteral(R"(^\(\$\.([A-Za-z.]+) = %([A-Za-z0-9:_#=@/;,\-^$?\[\]{}|\\*+.]+)%\)$)"));
    const QStringList parts = text.mid(1, text.size() - 2).trimmed().split(QStringLiteral(" && "));
    if (parts.size() > mostExpressions)
        return {};
    for (const QString& part : parts) {
        const QRegularExpressionMatch match = term.match(part);
        const QRegularExpression regex(match.captured(2));
        if (!match.hasMatch() || !regex.isValid())
            return {};
        const QString path = match.captured(1);
        filter = both(filter, [path, regex](const QString& message) {
            const QJsonDocument document = QJsonDocument::fromJson(message.toUtf8());
            return document.isObject() && regex.match(memberOf(document.object(), path)).hasMatch();
        });
    }
    return filter;
}

std::optional<MessageFilter> parseInsights(const QString& query, QString& stream)
{
    static const QRegularExpression like(QStringLiteral("^filter @message like /(.+)/$"));
    static const QRegularExpression inStream(QStringLiteral("^filter @logStream = \"(.*)\"$"));
    MessageFilter filter = [](const QString&) { return true; };
    bool isSorted = false;
    for (const QString& stage : query.split(QStringLiteral(" | "))) {
        const QRegularExpressionMatch liked = like.match(stage);
        const QRegularExpressionMatch streamed = inStream.match(stage);
        if (liked.hasMatch()) {
            const QRegularExpression regex(liked.captured(1), QRegularExpression::UseUnicodePropertiesOption);
            if (!regex.isValid())
                return {};
            filter = both(filter, [regex](const QString& message) { return regex.match(message).hasMatch(); });
        } else if (streamed.hasMatch()) {
            stream = streamed.captured(1);
        } else if (stage == QLatin1String("sort @timestamp asc")) {
            isSorted = true;
        } else if (stage != QLatin1String("fields @timestamp, @message, @logStream, @ingestionTime")) {
            return {};
        }
    }
    return isSorted ? std::optional(filter) : std::nullopt;
}

} // namespace auditlens::test
