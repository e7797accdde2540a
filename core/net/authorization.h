// SPDX-License-Identifier: MIT
#pragma once

#include "net/httprequest.h"
#include "unmask/secret.h"

#include <QDateTime>
#include <QString>

#include <memory>
#include <vector>

namespace auditlens {

/// What proves to a service who asks. Its headers are made when a request is sent, are sent to the service's own
/// origin only, and are in no trace. Qt keeps copies of them in ordinary memory while the request is under way.
class Authorization
{
public:
    virtual ~Authorization() = default;
    /// For this request at that time (UTC); a signature is about both.
    virtual std::vector<HttpHeader> headers(const HttpRequest& request, const QDateTime& now) const = 0;
    /// What a POST carries as its body, where a service wants the proof there; empty: the request's own. It is sent
    /// only to an endpoint that is declared as HttpEndpoint::takesCredentials.
    virtual Secret body() const { return {}; }
    /// A service may repeat in an error what it was sent: the text with "[secret]" in the place of every secret.
    virtual QByteArray concealed(QByteArray text) const = 0;
};

/// RFC 7617. The user's name is no secret.
std::shared_ptr<const Authorization> basicAuthorization(const QString& user, Secret password);
/// RFC 6750: "Authorization: Bearer …", or another word in its place ("Token", "ApiKey").
std::shared_ptr<const Authorization> bearerAuthorization(Secret token, const QByteArray& scheme = QByteArrayLiteral("Bearer"));
/// A key in a header of the service's own ("X-API-Key").
std::shared_ptr<const Authorization> headerAuthorization(const QByteArray& name, Secret value);

/// A part of a body that proves who asks: {"password", …}.
struct ProofField
{
    QByteArray name;
    Secret value;
};

enum class ProofBody : std::uint8_t { Form, Json };

/// A login: the fields as "a=1&b=2" or {"a":"1","b":"2"}. The request says the Content-Type.
std::shared_ptr<const Authorization> bodyAuthorization(ProofBody kind, std::vector<ProofField> fields);

/// Replaces `secret` in a text wherever it stands; a secret of fewer than four bytes is left, it would match by chance.
QByteArray withoutSecret(QByteArray text, const Secret& secret);

} // namespace auditlens
