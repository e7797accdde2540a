// SPDX-License-Identifier: MIT
#include "net/httpproblem.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::Http)
};

using Kind = HttpProblem::Kind;
using End = ExchangeResult::End;

struct Text
{
    Kind kind = Kind::Unreachable;
    QString why;
    QString help;
};

/// What Qt says, with a stop at its end.
QString sentence(const QString& reason)
{
    return reason.endsWith(QLatin1Char('.')) ? reason : reason + QLatin1Char('.');
}

template <std::size_t n>
bool hasOne(const QList<QSslError>& errors, const std::array<QSslError::SslError, n>& wanted)
{
    return std::ranges::any_of(errors, [&](const QSslError& error) { return std::ranges::count(wanted, error.error()) > 0; });
}

Text tlsText(const ExchangeResult& result)
{
    static constexpr std::array outOfTime {QSslError::CertificateExpired, QSslError::CertificateNotYetValid};
    static constexpr std::array unknown {QSslError::SelfSignedCertificate, QSslError::SelfSignedCertificateInChain,
        QSslError::UnableToGetLocalIssuerCertificate, QSslError::UnableToGetIssuerCertificate,
        QSslError::UnableToVerifyFirstCertificate, QSslError::CertificateUntrusted};
    if (hasOne(result.tlsErrors, outOfTime))
        return {Kind::CertificateExpired, Tr::tr("The server's certificate has expired or is not valid yet."),
            Tr::tr("Check this machine's clock; if it is right, whoever runs the service must renew the certificate.")};
    if (hasOne(result.tlsErrors, unknown))
        return {Kind::CertificateUnknown, Tr::tr("The server's certificate is signed by an authority that is not known here."),
            Tr::tr("If it is your company's own authority, give its certificate in the settings of this connection.")};
    if (hasOne(result.tlsErrors, std::array {QSslError::HostNameMismatch}))
        return {Kind::CertificateWrongHost, Tr::tr("The server's certificate is for another host."),
            Tr::tr("Check the host in the address; it must be a name that the certificate has.")};
    return {Kind::Tls, Tr::tr("The connection could not be encrypted: %1").arg(sentence(result.reason)),
        Tr::tr("Check that the port speaks TLS, and whether the service wants a client certificate.")};
}

/// After a TLS 1.3 handshake the refusal of a client comes in the middle of the connection, as an alert.
bool isTlsAlert(const ExchangeResult& result)
{
    return result.reason.contains(QLatin1String("alert"), Qt::CaseInsensitive)
        || result.reason.contains(QLatin1String("SSL"), Qt::CaseInsensitive);
}

Text failureText(const ExchangeResult& result)
{
    const QNetworkReply::NetworkError error = result.error;
    if (error == QNetworkReply::SslHandshakeFailedError || isTlsAlert(result))
        return tlsText(result);
    if (error == QNetworkReply::HostNotFoundError)
        return {Kind::NameUnknown, Tr::tr("There is no host of this name: %1").arg(sentence(result.reason)),
            Tr::tr("Check the spelling of the host, and that this machine is in the right network (VPN).")};
    if (error >= QNetworkReply::ProxyConnectionRefusedError && error <= QNetworkReply::UnknownProxyError)
        return {Kind::Proxy, Tr::tr("The proxy does not let it through: %1").arg(sentence(result.reason)),
            Tr::tr("Check the proxy in the settings of this connection or of this system.")};
    if (error == QNetworkReply::ConnectionRefusedError)
        return {Kind::Unreachable, Tr::tr("Nobody answers at that host and port."),
            Tr::tr("Check the port, and that the service runs and may be reached from here.")};
    if (error == QNetworkReply::RemoteHostClosedError)
        return {Kind::ConnectionCut, Tr::tr("The connection was cut before the answer was complete."),
            Tr::tr("Try again; if it stays, check the port, and whether a proxy or gateway between has a limit.")};
    if (error == QNetworkReply::ProtocolFailure || error == QNetworkReply::ProtocolUnknownError
        || error == QNetworkReply::ProtocolInvalidOperationError || error == QNetworkReply::UnknownContentError)
        return {Kind::NotTheService, Tr::tr("What answers does not speak HTTP as it should: %1").arg(sentence(result.reason)),
            Tr::tr("Check the port, and whether the address begins with http or https.")};
    return {Kind::Unreachable, Tr::tr("There is no way to the service: %1").arg(sentence(result.reason)),
        Tr::tr("Check the network, and that the service may be reached from here.")};
}

Text timeoutText(const QString& why)
{
    return {Kind::TimedOut, why, Tr::tr("Try again, ask for a shorter time range, or allow more time.")};
}

Text tooLargeText(const QString& why)
{
    return {Kind::TooLarge, why, Tr::tr("Ask for a shorter time range or fewer records a page; check that this is the right service.")};
}

Text textOf(const ExchangeResult& result)
{
    switch (result.end) {
    case End::ConnectTimeout:
        return {Kind::Unreachable, Tr::tr("No connection came about in time."),
            Tr::tr("Check the host, the port and whether it is https or http there, and whether a firewall is between.")};
    case End::IdleTimeout:
        return timeoutText(Tr::tr("The service is silent."));
    case End::WholeTimeout:
        return timeoutText(Tr::tr("The answer took too long."));
    case End::HeadersTooLarge:
        return tooLargeText(Tr::tr("The headers of the answer are larger than allowed."));
    case End::BodyTooLarge:
        return tooLargeText(Tr::tr("The answer is larger than allowed."));
    case End::BadEncoding:
        return {Kind::BadEncoding, Tr::tr("The answer says it is compressed and cannot be decompressed."),
            Tr::tr("Try again; if it stays, a proxy or gateway between changes answers.")};
    default:
        return failureText(result);
    }
}

} // namespace

HttpProblem exchangeProblem(const ExchangeResult& result, const QString& where)
{
    if (result.end == End::Cancelled)
        return cancelledProblem(where);
    const Text text = textOf(result);
    return {text.kind, {Tr::tr("The service could not be asked."), text.why, where, text.help}, result.status, {}, {}};
}

} // namespace auditlens
