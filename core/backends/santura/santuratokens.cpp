// SPDX-License-Identifier: MIT
#include "backends/santura/santuratokens.h"

#include <QCoreApplication>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::Santura)
};

Secret secretFrom(const QByteArray& bytes)
{
    return Secret::copyOf(std::string_view(bytes.constData(), std::size_t(bytes.size())));
}

qsizetype skipBlanks(const QByteArray& body, qsizetype at)
{
    while (at < body.size() && (body[at] == ' ' || body[at] == '\n' || body[at] == '\r' || body[at] == '\t'))
        ++at;
    return at;
}

} // namespace

std::vector<QByteArray> santuraTokenPaths()
{
    return {"/api/token/", "/api/auth/token/", "/auth/token/"};
}

Secret tokenIn(const QByteArray& body, const QByteArray& member)
{
    const QByteArray key = '"' + member + '"';
    const qsizetype found = body.indexOf(key);
    qsizetype at = found < 0 ? body.size() : skipBlanks(body, found + key.size());
    at = at < body.size() && body[at] == ':' ? skipBlanks(body, at + 1) : body.size();
    if (at >= body.size() || body[at] != '"')
        return {};
    const qsizetype end = body.indexOf('"', at + 1);
    if (end < 0)
        return {};
    return Secret::copyOf(std::string_view(body.constData() + at + 1, std::size_t(end - at - 1)));
}

QCoro::Task<ProofResult> SanturaTokens::ask(HttpClient& client, QByteArray path, Proof proof, Cancellation cancellation)
{
    HttpRequest request;
    request.method = HttpMethod::Post;
    request.url = client.scope().url(path);
    request.headers = {{"Content-Type", "application/json"}};
    request.authorization = std::move(proof);
    request.attempts = 1; // a wrong password is said once
    const QString where = QString::fromUtf8(redactedUrl(request.url));
    HttpResult answer = co_await client.send(std::move(request), cancellation);
    if (!answer)
        co_return ProofResult(answer.error());
    Secret access = tokenIn(answer->body, "access");
    Secret refresh = tokenIn(answer->body, "refresh");
    answer->body.fill('\0');
    if (access.empty())
        co_return ProofResult(
            notTheServiceProblem(Tr::tr("Its answer to user and password has no token in \"access\"."), where));
    if (!refresh.empty())
        m_refresh = std::move(refresh);
    co_return ProofResult(bearerAuthorization(std::move(access)));
}

QCoro::Task<ProofResult> SanturaTokens::obtain(HttpClient& client, Cancellation cancellation)
{
    if (!m_refresh.empty()) {
        std::vector<ProofField> fields;
        fields.push_back({"refresh", std::move(m_refresh)});
        m_refresh = Secret::copyOf(fields.front().value.bytes());
        const Proof proof = bodyAuthorization(ProofBody::Json, std::move(fields));
        const QByteArray path = m_path + "refresh/";
        ProofResult renewed = co_await ask(client, path, proof, cancellation);
        if (renewed || renewed.error().kind != HttpProblem::Kind::CredentialsRefused)
            co_return std::move(renewed);
        m_refresh = Secret();
    }
    std::vector<ProofField> fields;
    fields.push_back({"username", secretFrom(m_user.toUtf8())});
    fields.push_back({"password", Secret::copyOf(m_password.bytes())});
    const Proof proof = bodyAuthorization(ProofBody::Json, std::move(fields));
    ProofResult obtained = co_await ask(client, m_path, proof, cancellation);
    co_return std::move(obtained);
}

} // namespace auditlens
