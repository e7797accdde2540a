// SPDX-License-Identifier: MIT
#include "net/httpsettings.h"

#include "base/text.h"

#include <QCoreApplication>
#include <QSslCertificate>
#include <QSslKey>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::HttpSettings)
};

Error unreadable(const QString& why, const QString& help)
{
    return {Tr::tr("The TLS settings cannot be used."), why, {}, help};
}

/// PKCS#8 does not tell QSslKey what it holds.
QSslKey readKey(const Secret& pem)
{
    const QByteArray text(pem.reveal().data(), qsizetype(pem.size()));
    for (const QSsl::KeyAlgorithm algorithm : {QSsl::Rsa, QSsl::Ec}) {
        const QSslKey key(text, algorithm, QSsl::Pem);
        if (!key.isNull())
            return key;
    }
    return {};
}

} // namespace

Result<QSslConfiguration> tlsConfiguration(const TlsSettings& settings)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
    if (!settings.authorities.isEmpty()) {
        const QList<QSslCertificate> authorities = QSslCertificate::fromData(settings.authorities, QSsl::Pem);
        if (authorities.isEmpty())
            return unreadable(Tr::tr("There is no certificate in the file of the authority."),
                Tr::tr("Give a PEM file, with a line \"-----BEGIN CERTIFICATE-----\"."));
        configuration.addCaCertificates(authorities);
    }
    if (settings.clientCertificate.isEmpty() && !settings.clientKey)
        return configuration;
    const QList<QSslCertificate> chain = QSslCertificate::fromData(settings.clientCertificate, QSsl::Pem);
    const QSslKey key = settings.clientKey ? readKey(*settings.clientKey) : QSslKey();
    if (chain.isEmpty() || key.isNull())
        return unreadable(chain.isEmpty() ? Tr::tr("There is no client certificate.") : Tr::tr("The key of the client certificate cannot be read."),
            Tr::tr("Give the certificate and its key, both as PEM, the key of RSA or EC and without a passphrase."));
    configuration.setLocalCertificateChain(chain);
    configuration.setPrivateKey(key);
    return configuration;
}

QNetworkProxy enteredProxy(const ProxySettings& settings)
{
    if (settings.kind == ProxySettings::Kind::None)
        return QNetworkProxy(QNetworkProxy::NoProxy);
    const bool socks = settings.kind == ProxySettings::Kind::Socks5;
    QNetworkProxy proxy(socks ? QNetworkProxy::Socks5Proxy : QNetworkProxy::HttpProxy, settings.host, settings.port, settings.user);
    if (settings.password)
        proxy.setPassword(toQString(settings.password->reveal()));
    return proxy;
}

} // namespace auditlens
