// SPDX-License-Identifier: MIT
#include "fakes/fakeserver.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>

using namespace auditlens::test;

namespace {

/// santura AuditTrail: list, export, GraphQL, and simplejwt's two addresses at /api/token/ for "reader" with "open
/// sesame". The access token "pasted.token.value" is always good. Filled with entries as the list writes them; those
/// whose signature is "tampered" are left out of list and export. Options in the environment: FAKE_SANTURA_RATE is how
/// many requests there are until a 429, FAKE_SANTURA_LIFE after how many requests a token has expired,
/// FAKE_SANTURA_NEWEST how many entries GraphQL shows (100), FAKE_SANTURA_CUT cuts an export in the middle,
/// FAKE_SANTURA_CLOSED has no GraphQL.
class Santura
{
public:
    void fill(const QJsonArray& all)
    {
        for (const QJsonValue entry : all)
            m_entries.push_back(entry.toObject());
        std::ranges::stable_sort(m_entries, {}, timeOf);
    }

    FakeAnswer answer(const FakeRequest& request)
    {
        const QByteArray path = request.path();
        if (path == "/graphql/" && !qEnvironmentVariableIsSet("FAKE_SANTURA_CLOSED"))
            return graph(request);
        if (path.startsWith("/api/token/"))
            return token(path, QJsonDocument::fromJson(request.body).object());
        if (path != "/api/logs/list/" && path != "/api/logs/export/")
            return {404, "<h1>Not Found</h1>", "text/html", {}};
        const QByteArray problem = refusal(request.header("authorization"));
        if (!problem.isEmpty())
            return {401, problem, "application/json", {{"WWW-Authenticate", "Bearer realm=\"api\""}}};
        if (m_rate > 0 && ++m_requests > m_rate) {
            m_requests = 0; // the hour is over when the client comes back
            return {429, R"({"error":"Rate limit exceeded","retry_after_seconds":"1234"})", "application/json", {}};
        }
        return path == "/api/logs/list/" ? list(request) : exported(request);
    }

private:
    static QString timeOf(const QJsonObject& entry)
    {
        return entry[QLatin1String("timestamp")][QLatin1String("$date")].toString();
    }

    FakeAnswer token(const QByteArray& path, const QJsonObject& asked)
    {
        const bool isRefresh = path == "/api/token/refresh/";
        const bool isRight = isRefresh
            ? asked[QLatin1String("refresh")] == QLatin1String("refresh.token.value") && !m_isRefreshed
            : asked[QLatin1String("username")] == QLatin1String("reader")
                && asked[QLatin1String("password")] == QLatin1String("open sesame");
        if (!isRight)
            return {401, R"({"detail":"No active account found with the given credentials"})", "application/json", {}};
        m_isRefreshed = isRefresh; // one refresh token renews once here
        m_uses = 0;
        m_access = "access." + QByteArray::number(++m_tokens) + ".value";
        return {200, R"({"refresh": "refresh.token.value", "access": ")" + m_access + "\"}", "application/json", {}};
    }

    QByteArray refusal(const QByteArray& authorization)
    {
        const auto invalid = [](const char* why) -> QByteArray {
            return QByteArray(
                       R"({"detail":"Given token not valid for any token type","code":"token_not_valid","messages":[{"token_class":"AccessToken","token_type":"access","message":")")
                + why + R"("}]})";
        };
        if (!authorization.startsWith("Bearer "))
            return R"({"detail":"Authentication credentials were not provided."})";
        const QByteArray token = authorization.mid(7);
        if (token == "pasted.token.value")
            return {};
        if (m_access.isEmpty() || token != m_access)
            return invalid("Token is invalid");
        return ++m_uses > m_life ? invalid("Token is expired") : QByteArray();
    }

    /// Newest first, without those whose signature fails.
    std::vector<QJsonObject> found(const FakeRequest& request) const
    {
        const auto parameter
            = [&](const char* name) { return QString::fromUtf8(request.parameter(name).value_or(QByteArray())); };
        const auto millisecond
            = [](const QString& time) { return QDateTime::fromString(time, Qt::ISODateWithMs).toMSecsSinceEpoch(); };
        const QString begin = parameter("start_time");
        const QString end = parameter("end_time");
        const QRegularExpression action(parameter("action__contains"),
            QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
        std::vector<QJsonObject> entries;
        for (auto entry = m_entries.rbegin(); entry != m_entries.rend(); ++entry) {
            const qint64 time = millisecond(timeOf(*entry));
            const bool isInside
                = (begin.isEmpty() || time >= millisecond(begin)) && (end.isEmpty() || time <= millisecond(end));
            if (isInside && action.match((*entry)[QLatin1String("action")].toString()).hasMatch()
                && (*entry)[QLatin1String("signature")] != QLatin1String("tampered"))
                entries.push_back(*entry);
        }
        return entries;
    }

    FakeAnswer list(const FakeRequest& request) const
    {
        const std::vector<QJsonObject> entries = found(request);
        const qsizetype size
            = std::clamp<qsizetype>(request.parameter("page_size").value_or("20").toLongLong(), 1, 100);
        const qsizetype pages = std::max<qsizetype>(1, (std::ssize(entries) + size - 1) / size);
        const QByteArray wanted = request.parameter("page").value_or("1");
        const qsizetype page = wanted == "last" ? pages : wanted.toLongLong();
        if (page < 1 || page > pages)
            return {404, R"({"detail":"Invalid page."})", "application/json", {}};
        QByteArrayList results;
        for (qsizetype i = (page - 1) * size; i < std::min<qsizetype>(std::ssize(entries), page * size); ++i)
            results.append(QJsonDocument(entries[std::size_t(i)]).toJson(QJsonDocument::Compact));
        const QByteArray next = page < pages
            ? "\"http://" + request.header("host") + "/api/logs/list/?page=" + QByteArray::number(page + 1) + '"'
            : QByteArray("null");
        return {200,
            R"({"count":)" + QByteArray::number(std::ssize(entries)) + R"(,"next":)" + next
                + R"(,"previous":null,"results":[)" + results.join(',') + "]}",
            "application/json", {}};
    }

    static QString naive(const QJsonObject& entry) { return timeOf(entry).chopped(1); }

    /// Blanks as Python's json.dumps has them.
    FakeAnswer exported(const FakeRequest& request) const
    {
        QByteArrayList texts;
        for (QJsonObject entry : found(request)) {
            entry[QLatin1String("timestamp")] = naive(entry);
            QByteArray text = QJsonDocument(entry).toJson(QJsonDocument::Compact);
            text.replace("\":", "\": ").replace(",\"", ", \"");
            texts.append(text);
        }
        const QByteArray body = '[' + texts.join(',') + ']';
        return {200, qEnvironmentVariableIsSet("FAKE_SANTURA_CUT") ? body.left(body.size() / 2) : body,
            "application/json", {{"Content-Disposition", "attachment; filename=\"logs_export.json\""}}};
    }

    FakeAnswer graph(const FakeRequest& request) const
    {
        const QByteArray query = request.parameter("query").value_or(QByteArray());
        if (query != "{ logs { Id timestamp action userId details signature } }")
            return {400,
                R"({"errors":[{"message":"Cannot query field '_id' on type 'LogEntryType'. Did you mean 'Id'?"}]})",
                "application/json", {}};
        QJsonArray logs;
        for (auto entry = m_entries.rbegin(); entry != m_entries.rend() && logs.size() < m_newest; ++entry) {
            logs.append(QJsonObject {{QStringLiteral("Id"), (*entry)[QLatin1String("_id")]},
                {QStringLiteral("timestamp"), naive(*entry)},
                {QStringLiteral("action"), (*entry)[QLatin1String("action")]},
                {QStringLiteral("userId"), (*entry)[QLatin1String("user_id")]},
                {QStringLiteral("details"), (*entry)[QLatin1String("details")]},
                {QStringLiteral("signature"), (*entry)[QLatin1String("signature")]}});
        }
        const QJsonObject data {{QStringLiteral("data"), QJsonObject {{QStringLiteral("logs"), logs}}}};
        return {200, QJsonDocument(data).toJson(QJsonDocument::Compact), "application/json", {}};
    }

    std::vector<QJsonObject> m_entries; ///< By time.
    QByteArray m_access;
    bool m_isRefreshed = false;
    int m_tokens = 0;
    int m_uses = 0;
    int m_requests = 0;
    const int m_rate = fakeOption("FAKE_SANTURA_RATE", 0);
    const int m_life = fakeOption("FAKE_SANTURA_LIFE", 1'000'000);
    const int m_newest = fakeOption("FAKE_SANTURA_NEWEST", 100);
};

} // namespace

int main(int argc, char** argv)
{
    Santura service;
    return runFake(
        argc, argv, [&](const FakeRequest& request) { return service.answer(request); },
        [&](const QJsonArray& all) { service.fill(all); });
}
