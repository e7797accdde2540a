// SPDX-License-Identifier: MIT
#include "fakes/sigv4check.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>

namespace auditlens::test {

namespace {

QByteArray hmac(const QByteArray& key, const QByteArray& text)
{
    return QMessageAuthenticationCode::hash(text, key, QCryptographicHash::Sha256);
}

QByteArray hex(const QByteArray& text)
{
    return QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex();
}

/// "Name=value" between commas and blanks.
QByteArray part(const QByteArray& authorization, const QByteArray& name)
{
    for (const QByteArray& word : authorization.split(' ')) {
        if (word.startsWith(QByteArray(name + '=')))
            return word.mid(name.size() + 1).split(',').constFirst();
    }
    return {};
}

QByteArray error(const char* type, const char* message)
{
    return QByteArray(R"({"__type":")") + type + R"(","message":")" + message + "\"}";
}

} // namespace

QByteArray sigV4Problem(
    const FakeRequest& request, const AwsCaller& caller, const QByteArray& region, const QByteArray& service)
{
    const QByteArray authorization = request.header("authorization");
    const QByteArray date = request.header("x-amz-date");
    const QByteArrayList credential = part(authorization, "Credential").split('/');
    const QByteArray names = part(authorization, "SignedHeaders");
    if (!authorization.startsWith("AWS4-HMAC-SHA256 ") || date.isEmpty() || credential.size() != 5)
        return error("MissingAuthenticationTokenException", "Missing Authentication Token");
    if (credential[0] != caller.keyId)
        return error("UnrecognizedClientException", "The security token included in the request is invalid.");
    if (request.header("x-amz-security-token") != caller.sessionToken)
        return error("ExpiredTokenException", "The security token included in the request is expired");
    QByteArray lines;
    for (const QByteArray& name : names.split(';'))
        lines += name + ':' + request.header(name).simplified() + '\n';
    const bool signsAll = names.contains("host") && names.contains("x-amz-date") && names.contains("x-amz-target");
    const QByteArray canonical
        = request.method + '\n' + request.path() + "\n\n" + lines + '\n' + names + '\n' + hex(request.body);
    const QByteArray scope = date.left(8) + '/' + region + '/' + service + "/aws4_request";
    const QByteArray text = "AWS4-HMAC-SHA256\n" + date + '\n' + scope + '\n' + hex(canonical);
    QByteArray key = "AWS4" + caller.secret;
    for (const QByteArray& step : {date.left(8), region, service, QByteArray("aws4_request")})
        key = hmac(key, step);
    if (!signsAll || credential.mid(1).join('/') != scope
        || hmac(key, text).toHex() != part(authorization, "Signature"))
        return error("InvalidSignatureException",
            "The request signature we calculated does not match the signature you provided. Check your AWS Secret "
            "Access Key and signing method.");
    return {};
}

} // namespace auditlens::test
