// SPDX-License-Identifier: MIT
#include "net/sigv4.h"

#include "base/hex.h"
#include "base/hmac.h"
#include "base/sha256.h"

#include <algorithm>

namespace auditlens {

namespace {

constexpr char algorithm[] = "AWS4-HMAC-SHA256";

std::string_view viewOf(const QByteArray& bytes)
{
    return {bytes.constData(), std::size_t(bytes.size())};
}

QByteArray hashOf(const QByteArray& bytes)
{
    return QByteArray::fromStdString(toHex(sha256(viewOf(bytes))));
}

QByteArray timeText(const QDateTime& time)
{
    return time.toUTC().toString(QStringLiteral("yyyyMMdd'T'HHmmss'Z'")).toLatin1();
}

QByteArray scopeText(const QDateTime& time, const SigV4Scope& scope)
{
    return timeText(time).left(8) + '/' + scope.region + '/' + scope.service + "/aws4_request";
}

/// RFC 3986, 5.2.4, and empty parts left out.
QByteArray normalised(const QByteArray& path)
{
    QByteArrayList parts;
    for (const QByteArray& part : path.split('/')) {
        if (part == "..") {
            if (!parts.isEmpty())
                parts.removeLast();
        } else if (!part.isEmpty() && part != ".") {
            parts.append(part);
        }
    }
    const QByteArray joined = '/' + parts.join('/');
    return path.endsWith('/') && joined.size() > 1 ? joined + '/' : joined;
}

QByteArray canonicalPath(const QUrl& url, bool isS3)
{
    const QByteArray path = QByteArray::fromPercentEncoding(url.path(QUrl::FullyEncoded).toLatin1());
    if (isS3)
        return path.isEmpty() ? QByteArray("/") : path.toPercentEncoding("/");
    return normalised(path).toPercentEncoding("/").toPercentEncoding("/");
}

QByteArray canonicalQuery(const QUrl& url)
{
    std::vector<std::pair<QByteArray, QByteArray>> parameters;
    for (const QByteArray& part : url.query(QUrl::FullyEncoded).toLatin1().split('&')) {
        if (part.isEmpty())
            continue;
        const qsizetype equals = part.indexOf('=');
        const auto encoded = [](const QByteArray& text) { return QByteArray::fromPercentEncoding(text).toPercentEncoding(); };
        if (equals < 0)
            parameters.emplace_back(encoded(part), QByteArray());
        else
            parameters.emplace_back(encoded(part.left(equals)), encoded(part.mid(equals + 1)));
    }
    std::ranges::sort(parameters);
    QByteArrayList texts;
    for (const auto& [name, value] : parameters)
        texts.append(name + '=' + value);
    return texts.join('&');
}

/// As Qt writes it into the request.
QByteArray hostOf(const QUrl& url)
{
    const QByteArray host = url.host(QUrl::FullyEncoded).toLatin1();
    const QByteArray name = host.contains(':') ? '[' + host + ']' : host;
    const int usual = url.scheme() == QLatin1String("https") ? 443 : 80;
    const int port = url.port(usual);
    return port == usual ? name : name + ':' + QByteArray::number(port);
}

/// Lower-case names, in order, with runs of blanks in values made one.
std::vector<HttpHeader> canonicalHeaders(const HttpRequest& request, const std::vector<HttpHeader>& more)
{
    std::vector<HttpHeader> headers {{"host", hostOf(request.url)}};
    for (const std::vector<HttpHeader>* list : {&request.headers, &more}) {
        for (const HttpHeader& header : *list)
            headers.push_back({header.name.toLower(), header.value.simplified()});
    }
    std::ranges::sort(headers, {}, &HttpHeader::name);
    return headers;
}

class SigV4Authorization : public Authorization
{
public:
    SigV4Authorization(AwsCredentials credentials, SigV4Scope scope)
        : m_credentials(std::move(credentials)), m_scope(std::move(scope))
    {
    }

    std::vector<HttpHeader> headers(const HttpRequest& request, const QDateTime& now) const override
    {
        std::vector<HttpHeader> headers {{"X-Amz-Date", timeText(now)}};
        if (m_scope.service == "s3")
            headers.push_back({"X-Amz-Content-Sha256", hashOf(request.body)});
        if (!m_credentials.sessionToken.empty()) {
            const std::string_view token = m_credentials.sessionToken.reveal();
            headers.push_back({"X-Amz-Security-Token", QByteArray(token.data(), qsizetype(token.size()))});
        }
        const SigV4Parts parts = sigV4Parts(request, headers, now, m_scope);
        const Secret key = sigV4Key(m_credentials.secretKey, timeText(now).left(8), m_scope);
        headers.push_back({"Authorization",
            QByteArray(algorithm) + " Credential=" + m_credentials.keyId + '/' + scopeText(now, m_scope)
                + ", SignedHeaders=" + parts.signedHeaders + ", Signature=" + sigV4Signature(key, parts.stringToSign)});
        return headers;
    }

    QByteArray concealed(QByteArray text) const override
    {
        return withoutSecret(withoutSecret(std::move(text), m_credentials.secretKey), m_credentials.sessionToken);
    }

private:
    AwsCredentials m_credentials;
    SigV4Scope m_scope;
};

} // namespace

SigV4Parts sigV4Parts(
    const HttpRequest& request, const std::vector<HttpHeader>& headers, const QDateTime& time, const SigV4Scope& scope)
{
    QByteArrayList names;
    QByteArray lines;
    for (const HttpHeader& header : canonicalHeaders(request, headers)) {
        names.append(header.name);
        lines += header.name + ':' + header.value + '\n';
    }
    SigV4Parts parts;
    parts.signedHeaders = names.join(';');
    parts.canonicalRequest = methodName(request.method) + '\n' + canonicalPath(request.url, scope.service == "s3") + '\n'
        + canonicalQuery(request.url) + '\n' + lines + '\n' + parts.signedHeaders + '\n' + hashOf(request.body);
    parts.stringToSign = QByteArray(algorithm) + '\n' + timeText(time) + '\n' + scopeText(time, scope) + '\n'
        + hashOf(parts.canonicalRequest);
    return parts;
}

Secret sigV4Key(const Secret& secretKey, const QByteArray& date, const SigV4Scope& scope)
{
    constexpr std::string_view prefix = "AWS4";
    Secret key(prefix.size() + secretKey.size());
    std::ranges::copy(prefix, key.bytes().begin());
    std::ranges::copy(secretKey.bytes(), key.bytes().begin() + prefix.size());
    for (const QByteArray& step : {date, scope.region, scope.service, QByteArray("aws4_request")})
        key = Secret::copyOf(std::span<const unsigned char>(hmacSha256(key.bytes(), viewOf(step))));
    return key;
}

QByteArray sigV4Signature(const Secret& key, const QByteArray& stringToSign)
{
    return QByteArray::fromStdString(toHex(hmacSha256(key.bytes(), viewOf(stringToSign))));
}

std::shared_ptr<const Authorization> sigV4Authorization(AwsCredentials credentials, const SigV4Scope& scope)
{
    return std::make_shared<SigV4Authorization>(std::move(credentials), scope);
}

} // namespace auditlens
