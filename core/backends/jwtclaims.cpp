// SPDX-License-Identifier: MIT
#include "backends/jwtclaims.h"

#include "base/text.h"
#include "json/document.h"

#include <QByteArray>

namespace auditlens {

namespace {

QStringList textsOf(json::Value array)
{
    QStringList texts;
    for (const json::Value text : array)
        texts << toQString(text.scalar());
    return texts;
}

} // namespace

std::optional<JwtClaims> readJwtClaims(const Secret& token)
{
    const std::string_view text = token.reveal();
    const std::size_t first = text.find('.');
    const std::size_t second = first == std::string_view::npos ? first : text.find('.', first + 1);
    if (second == std::string_view::npos)
        return {};
    const QByteArray part(text.data() + first + 1, qsizetype(second - first - 1));
    const auto decoded
        = QByteArray::fromBase64Encoding(part, QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    json::Document document;
    if (!decoded || !document.parseCopy({decoded.decoded.constData(), std::size_t(decoded.decoded.size())})
        || !document.root().isObject())
        return {};
    const json::Value root = document.root();
    JwtClaims claims;
    claims.subject = toQString(root.firstOf({"sub", "user_id"}).scalar());
    claims.tenant = toQString(root["tenant_id"].scalar());
    claims.roles = textsOf(root["roles"]);
    claims.permissions = textsOf(root["permissions"]);
    if (root["exp"].isNumber())
        claims.expires = QDateTime::fromSecsSinceEpoch(toQString(root["exp"].text()).toLongLong(), Qt::UTC);
    return claims;
}

} // namespace auditlens
