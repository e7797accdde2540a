// SPDX-License-Identifier: MIT
#include "fakes/fakeserver.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QMessageAuthenticationCode>
#include <QRegularExpression>

#include <algorithm>

using namespace auditlens::test;

namespace {

/// Audit Log Framework as far as it is asked, with the key of its default settings for tokens, and the API key "k123"
/// for any tenant. Filled with items. Options in the environment: FAKE_FRAMEWORK_PAGE is the size of a page (50),
/// FAKE_FRAMEWORK_OLD serves the contract of its first documentation, FAKE_FRAMEWORK_SHUFFLED gives events of one time
/// in another order for every page.
class AuditFramework
{
public:
    void fill(const QJsonArray& all)
    {
        for (const QJsonValue item : all)
            m_items.push_back(item.toObject());
    }

    FakeAnswer answer(const FakeRequest& request)
    {
        const bool isList = request.path() == (m_isOld ? "/api/v1/audit/logs" : "/api/v1/audit/events");
        if (!isList)
            return known(404, R"({"detail":"Not Found"})");
        QString tenant;
        const QByteArray problem = refusal(request, tenant);
        if (problem == "unknown")
            return {500, R"({"error":"internal_server_error","message":"An internal server error occurred"})",
                "application/json", {}};
        return problem.isEmpty() ? list(request, tenant) : known(403, problem);
    }

private:
    static FakeAnswer known(int status, const QByteArray& body)
    {
        return {status, body, "application/json", {{"X-Correlation-ID", "1b4e28ba-2fa1-4d2e-883f-0016d3cca427"}}};
    }

    static QJsonObject claimsOf(const QByteArray& token)
    {
        const QByteArrayList parts = token.split('.');
        const QByteArray secret = "your-super-secret-key-change-this-in-production";
        const QByteArray signature = QMessageAuthenticationCode::hash(
            parts.value(0) + '.' + parts.value(1), secret, QCryptographicHash::Sha256);
        if (parts.size() != 3
            || signature.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals) != parts[2])
            return {};
        return QJsonDocument::fromJson(QByteArray::fromBase64(parts[1], QByteArray::Base64UrlEncoding)).object();
    }

    /// Empty: this caller may read `tenant`. A token with roles is as unknown as a wrong one.
    static QByteArray refusal(const FakeRequest& request, QString& tenant)
    {
        const QByteArray authorization = request.header("authorization");
        if (authorization.startsWith("Bearer ")) {
            const QJsonObject claims = claimsOf(authorization.mid(7));
            tenant = claims[QLatin1String("tenant_id")].toString();
            const bool hasExpired = claims[QLatin1String("exp")].toInteger() < 1'772'366'400; // 2026-03-01T12:00:00Z
            if (claims.isEmpty() || hasExpired || !claims[QLatin1String("roles")].toArray().isEmpty())
                return "unknown";
            const bool mayRead = claims[QLatin1String("permissions")].toArray().contains(QLatin1String("read:audit"));
            return mayRead
                ? QByteArray()
                : QByteArray(
                    R"({"error":"authorization_error","message":"Permission 'read:audit' required","details":{}})");
        }
        tenant = QString::fromUtf8(request.header("x-tenant-id"));
        return request.header("x-api-key") == "k123" && !tenant.isEmpty() ? QByteArray() : QByteArray("unknown");
    }

    /// Seconds and the microseconds behind them, in one text that sorts.
    static QString sortable(const QString& time)
    {
        return time.left(19) + u'.'
            + (time.contains(u'.') ? time.section(u'.', 1).chopped(1) : QString()).leftJustified(6, u'0');
    }

    /// ILIKE, with its wildcards.
    static bool isLike(const QString& value, const QString& pattern)
    {
        QString regex = QRegularExpression::escape(pattern);
        regex.replace(QLatin1String("\\%"), QLatin1String(".*")).replace(u'_', u'.');
        return QRegularExpression(regex, QRegularExpression::CaseInsensitiveOption).match(value).hasMatch();
    }

    static bool matches(const QJsonObject& item, const QJsonArray& groups)
    {
        return std::ranges::all_of(groups, [&](const QJsonValue& group) {
            const QJsonArray filters = group[QLatin1String("filters")].toArray();
            return std::ranges::any_of(filters, [&](const QJsonValue& filter) {
                const QJsonValue value = item[filter[QLatin1String("field")].toString()];
                return value.isString() && isLike(value.toString(), filter[QLatin1String("value")].toString());
            });
        });
    }

    std::vector<QJsonObject> found(const FakeRequest& request, const QString& tenant) const
    {
        const QString begin = QString::fromUtf8(request.parameter("start_date").value_or(QByteArray()));
        const QString end = QString::fromUtf8(request.parameter("end_date").value_or("9999-12-31T00:00:00Z"));
        const QJsonArray groups = m_isOld
            ? QJsonArray()
            : QJsonDocument::fromJson(request.parameter("filter_groups").value_or("[]")).array();
        std::vector<QJsonObject> items;
        std::ranges::copy_if(m_items, std::back_inserter(items), [&](const QJsonObject& item) {
            const QString time = sortable(item[QLatin1String("timestamp")].toString());
            const bool isInside = (begin.isEmpty() || time >= sortable(begin)) && time <= sortable(end);
            return isInside && item[QLatin1String("tenant_id")] == tenant && matches(item, groups);
        });
        std::ranges::stable_sort(
            items, {}, [](const QJsonObject& item) { return sortable(item[QLatin1String("timestamp")].toString()); });
        if (request.parameter("sort_order").value_or("desc") == "desc")
            std::ranges::reverse(items);
        return items;
    }

    FakeAnswer list(const FakeRequest& request, const QString& tenant) const
    {
        const qsizetype page = request.parameter("page").value_or("1").toLongLong();
        const auto begin = request.parameter("start_date");
        const auto end = request.parameter("end_date");
        if (page < 1)
            return known(422,
                R"({"detail":[{"type":"greater_than_equal","loc":["query","page"],"msg":"Input should be greater than or equal to 1","input":"0","ctx":{"ge":1}}]})");
        if (begin && end && sortable(QString::fromUtf8(*begin)) >= sortable(QString::fromUtf8(*end)))
            return known(500, R"({"detail":"Failed to query audit events"})");
        std::vector<QJsonObject> items = found(request, tenant);
        if (m_isShuffled && page % 2 == 0)
            std::ranges::reverse(items);
        const qsizetype total = std::ssize(items);
        const qsizetype pages = (total + m_page - 1) / m_page;
        QByteArrayList texts;
        for (qsizetype i = (page - 1) * m_page; i < std::min(total, page * m_page); ++i)
            texts.append(QJsonDocument(items[std::size_t(i)]).toJson(QJsonDocument::Compact));
        const auto number = [](qsizetype value) { return QByteArray::number(value); };
        QByteArray rest
            = R"("total":)" + number(total) + R"(,"size":)" + number(m_page) + R"(,"pages":)" + number(pages);
        if (!m_isOld)
            rest = R"("total_count":)" + number(total) + R"(,"page_size":)" + number(m_page) + R"(,"total_pages":)"
                + number(pages) + R"(,"has_next":)" + (page < pages ? "true" : "false") + R"(,"has_previous":)"
                + (page > 1 ? "true" : "false");
        return known(200, R"({"items":[)" + texts.join(',') + R"(],"page":)" + number(page) + ',' + rest + '}');
    }

    std::vector<QJsonObject> m_items;
    const int m_page = fakeOption("FAKE_FRAMEWORK_PAGE", 50);
    const bool m_isOld = qEnvironmentVariableIsSet("FAKE_FRAMEWORK_OLD");
    const bool m_isShuffled = qEnvironmentVariableIsSet("FAKE_FRAMEWORK_SHUFFLED");
};

} // namespace

int main(int argc, char** argv)
{
    AuditFramework service;
    return runFake(
        argc, argv, [&](const FakeRequest& request) { return service.answer(request); },
        [&](const QJsonArray& all) { service.fill(all); });
}
