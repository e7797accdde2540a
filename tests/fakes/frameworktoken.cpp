// SPDX-License-Identifier: MIT
#include "fakes/frameworktoken.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QMessageAuthenticationCode>

namespace auditlens::test {

QByteArray frameworkToken(const QJsonObject& claims)
{
    const auto encoded = [](const QByteArray& bytes) { return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals); };
    const QByteArray text = encoded(R"({"alg":"HS256","typ":"JWT"})") + '.' + encoded(QJsonDocument(claims).toJson(QJsonDocument::Compact));
    const QByteArray key = "your-super-secret-key-change-this-in-production";
    return text + '.' + encoded(QMessageAuthenticationCode::hash(text, key, QCryptographicHash::Sha256));
}

QJsonObject frameworkClaims()
{
    return {{QStringLiteral("sub"), QStringLiteral("u1")}, {QStringLiteral("tenant_id"), QStringLiteral("default")}, {QStringLiteral("roles"), QJsonArray()},
        {QStringLiteral("permissions"), QJsonArray {QStringLiteral("read:audit")}}, {QStringLiteral("exp"), qint64(4102444800)}};
}

} // namespace auditlens::test
