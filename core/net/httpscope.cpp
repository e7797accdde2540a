// SPDX-License-Identifier: MIT
#include "net/httpscope.h"

#include <algorithm>

namespace auditlens {

namespace {

int portOf(const QUrl& url)
{
    return url.port(url.scheme() == QLatin1String("https") ? 443 : 80);
}

/// A server may read "%2F" and ".." as more than a part of a path.
bool isPlainPart(const QByteArray& part)
{
    return !part.isEmpty() && part != "." && part != ".." && !part.toLower().contains("%2f") && !part.toLower().contains("%5c");
}

bool pathMatches(const QByteArray& pattern, const QByteArray& path)
{
    const QByteArrayList wanted = pattern.split('/');
    const QByteArrayList given = path.split('/');
    return std::ranges::equal(wanted, given, [](const QByteArray& want, const QByteArray& is) {
        return want == "*" ? isPlainPart(is) : want == is;
    });
}

} // namespace

bool sameOrigin(const QUrl& a, const QUrl& b)
{
    return a.scheme() == b.scheme() && a.host() == b.host() && portOf(a) == portOf(b);
}

HttpScope::HttpScope(const QUrl& base, std::vector<HttpEndpoint> endpoints)
    : m_base(base), m_prefix(base.path(QUrl::FullyEncoded).toLatin1()), m_endpoints(std::move(endpoints))
{
    while (m_prefix.endsWith('/'))
        m_prefix.chop(1);
}

QUrl HttpScope::url(const QByteArray& path, const QByteArray& query) const
{
    QUrl url = m_base.adjusted(QUrl::RemoveQuery | QUrl::RemoveFragment);
    url.setPath(QString::fromLatin1(m_prefix + path), QUrl::StrictMode);
    if (!query.isEmpty())
        url.setQuery(QString::fromLatin1(query), QUrl::StrictMode);
    return url;
}

bool HttpScope::contains(HttpMethod method, const QUrl& url, const std::vector<HttpHeader>& headers) const
{
    return endpointOf(method, url, headers) != nullptr;
}

bool HttpScope::takesCredentials(HttpMethod method, const QUrl& url) const
{
    const HttpEndpoint* endpoint = endpointOf(method, url, {});
    return endpoint && endpoint->takesCredentials;
}

/// Null for what is not declared.
const HttpEndpoint* HttpScope::endpointOf(HttpMethod method, const QUrl& url, const std::vector<HttpHeader>& headers) const
{
    const QByteArray path = url.path(QUrl::FullyEncoded).toLatin1();
    if (!isOwnOrigin(url) || !url.userInfo().isEmpty() || !path.startsWith(m_prefix))
        return nullptr;
    const QByteArray rest = path.mid(m_prefix.size());
    const auto found = std::ranges::find_if(m_endpoints, [&](const HttpEndpoint& endpoint) {
        const HttpHeader& operation = endpoint.operation;
        return endpoint.method == method && pathMatches(endpoint.path, rest)
            && (operation.name.isEmpty() || headerValue(headers, operation.name) == operation.value);
    });
    return found == m_endpoints.end() ? nullptr : &*found;
}

} // namespace auditlens
