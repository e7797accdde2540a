// SPDX-License-Identifier: MIT
#pragma once

#include "base/error.h"
#include "net/httpexchange.h"

#include <QByteArray>

#include <chrono>
#include <cstdint>
#include <optional>

namespace auditlens {

/// Why a question got no answer: what a person is told, and what a program decides by.
struct HttpProblem
{
    enum class Kind : std::uint8_t {
        NotDeclared, ///< This program refused to send it.
        Settings, ///< Certificates or keys that were entered cannot be used.
        Cancelled,
        NameUnknown, ///< No address for the host's name.
        Unreachable, ///< No route, nobody listening, no answer to the connection.
        CertificateExpired, ///< Or not valid yet.
        CertificateWrongHost,
        CertificateUnknown, ///< Signed by nobody who is believed.
        Tls, ///< Anything else about TLS, also a client certificate that is missing.
        Proxy,
        ConnectionCut, ///< In the middle of an answer.
        TimedOut,
        Redirected, ///< To where nobody should follow.
        NotTheService, ///< HTML of a login page, or no HTTP at all.
        TooLarge, ///< An answer beyond the limits.
        BadEncoding, ///< gzip that is none.
        CredentialsRefused, ///< 401
        PermissionRefused, ///< 403
        NotFound, ///< 404
        TooManyRequests, ///< 429
        RequestRefused, ///< Any other 4xx.
        ServerFailed, ///< 5xx
    };
    Kind kind = Kind::Unreachable;
    Error error;
    int status = 0; ///< Where there was an answer.
    QByteArray body; ///< Its beginning, without secrets.
    std::optional<std::chrono::milliseconds> retryAfter; ///< What the service asked for.
};

/// Whether the same request may well succeed later.
bool isWorthRepeating(HttpProblem::Kind kind);

/// `where` is the address without secrets.
HttpProblem exchangeProblem(const ExchangeResult& result, const QString& where);
/// For a status other than 2xx; `body` without secrets.
HttpProblem statusProblem(int status, const QByteArray& body, const QString& where);
/// For a service that says one thing by the status of another: the kind and the sentences of `meant`.
void readAs(HttpProblem& problem, int meant);
HttpProblem cancelledProblem(const QString& where);
HttpProblem notDeclaredProblem(const QString& where);
HttpProblem notTheServiceProblem(const QString& why, const QString& where);
HttpProblem redirectProblem(const QString& to, const QString& why, const QString& where);

/// The first line of what a server says, at most 300 characters, nothing that moves a cursor.
QString saidByServer(const QByteArray& body);

} // namespace auditlens
