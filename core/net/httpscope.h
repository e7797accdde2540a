// SPDX-License-Identifier: MIT
#pragma once

#include "net/httprequest.h"

#include <vector>

namespace auditlens {

/// A place that may be asked, below the address a person entered. "*" stands for one part of the path:
/// "/loki/api/v1/label/*/values".
struct HttpEndpoint
{
    HttpMethod method = HttpMethod::Get;
    QByteArray path;
    bool takesCredentials = false; ///< A login: the body of a POST may prove who asks.
    /// Where one path does everything, reading and writing: the header that says what, and its value.
    HttpHeader operation = {};
};

/// Two addresses that the same server answers: scheme, host and port.
bool sameOrigin(const QUrl& a, const QUrl& b);

/// All that a client may send: the methods and paths its backend declares. A client only reads because nothing else is
/// in its scope.
class HttpScope
{
public:
    /// The base may have a path of its own ("https://example.org/loki-gateway").
    HttpScope(const QUrl& base, std::vector<HttpEndpoint> endpoints);

    /// The address of a path below the base; `query` is encoded.
    QUrl url(const QByteArray& path, const QByteArray& query = {}) const;
    bool contains(HttpMethod method, const QUrl& url, const std::vector<HttpHeader>& headers = {}) const;
    /// Whether a body with credentials may go there.
    bool takesCredentials(HttpMethod method, const QUrl& url) const;
    bool isOwnOrigin(const QUrl& url) const { return sameOrigin(url, m_base); }

private:
    const HttpEndpoint* endpointOf(HttpMethod method, const QUrl& url, const std::vector<HttpHeader>& headers) const;

    QUrl m_base;
    QByteArray m_prefix; ///< The path of the base without a slash at its end.
    std::vector<HttpEndpoint> m_endpoints;
};

} // namespace auditlens
