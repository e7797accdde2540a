// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "net/httpscope.h"
#include "net/ratebudget.h"
#include "net/retrypolicy.h"
#include "unmask/secret.h"

#include <QNetworkProxy>
#include <QSslConfiguration>
#include <QString>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>

namespace auditlens {

struct HttpProblem;

struct HttpTimeouts
{
    std::chrono::milliseconds connect {15'000}; ///< Name, route and TLS, until the request is sent.
    std::chrono::milliseconds idle {60'000}; ///< Without a byte of the answer.
    std::chrono::milliseconds whole {600'000}; ///< One attempt.
};

struct HttpLimits
{
    std::size_t headerBytes = 64 << 10;
    std::size_t bodyBytes = 256 << 20; ///< Of a 2xx answer, decompressed.
    std::size_t errorBytes = 64 << 10; ///< Of another answer; the rest is not read.
    int redirects = 5;
};

/// Certificates as PEM. The server is always verified; there is no switch against that.
struct TlsSettings
{
    QByteArray authorities; ///< Believed besides those of the system: a company's own.
    QByteArray clientCertificate; ///< With the chain below it, where the service wants one.
    std::shared_ptr<const Secret> clientKey; ///< PEM without a passphrase.
};

struct ProxySettings
{
    enum class Kind : std::uint8_t { System, None, Http, Socks5 };
    Kind kind = Kind::System;
    QString host;
    quint16 port = 0;
    QString user;
    std::shared_ptr<const Secret> password;
};

/// Makes of a status what this very service means by it, by the headers and the beginning of the body: some answer 500
/// to a wrong password, or 400 when asked too often. Called before it is decided whether to ask again.
using StatusReader = std::function<void(HttpProblem& problem, const std::vector<HttpHeader>& headers)>;

struct HttpSettings
{
    QUrl base;
    std::vector<HttpEndpoint> endpoints; ///< All that may be asked.
    HttpTimeouts timeouts;
    HttpLimits limits;
    RetryPolicy retry;
    RateLimit rate;
    StatusReader status; ///< None: as RFC 9110 has it.
    TlsSettings tls;
    ProxySettings proxy;
};

/// An Error when a certificate or the key cannot be read.
Result<QSslConfiguration> tlsConfiguration(const TlsSettings& settings);

/// For a proxy that is entered; the system's is asked for every request.
QNetworkProxy enteredProxy(const ProxySettings& settings);

} // namespace auditlens
