// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QUrl>

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

namespace auditlens {

class Authorization;

/// There is no other: nothing that this program sends changes anything. A POST carries a question that is too long or
/// too structured for an address.
enum class HttpMethod : std::uint8_t { Get, Post };

QByteArray methodName(HttpMethod method);

struct HttpHeader
{
    QByteArray name;
    QByteArray value;
    friend bool operator==(const HttpHeader&, const HttpHeader&) = default;
};

/// The first of that name, whatever its case; empty where there is none.
QByteArray headerValue(const std::vector<HttpHeader>& headers, QByteArrayView name);

/// What a 2xx answer is, as the service documents it.
enum class HttpExpects : std::uint8_t { Anything, Json };

/// A question to a service. It holds no secret: what proves who asks is put in when it is sent, by `authorization`.
struct HttpRequest
{
    HttpMethod method = HttpMethod::Get;
    QUrl url; ///< With its query; without user and password.
    std::vector<HttpHeader> headers;
    QByteArray body; ///< Of a POST.
    HttpExpects expects = HttpExpects::Json;
    bool redirects = true; ///< False: an answer that sends elsewhere is the answer, as that of a login may be.
    std::shared_ptr<const Authorization> authorization; ///< Null: nobody is asked to prove anything.
    int attempts = 0; ///< At most so many; 0 is what the client's settings say.
};

/// "a=1&b=x%20y", each part percent-encoded but for A-Z a-z 0-9 - _ . ~
QByteArray formEncoded(const std::vector<std::pair<QByteArray, QByteArray>>& parameters);

} // namespace auditlens
