// SPDX-License-Identifier: MIT
#include "backends/tiger/tigerlogin.h"

#include <QCoreApplication>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::TigerBackend)
};

/// "name=value" of the first cookie whose name has this word; Qt puts several cookies on several lines.
QByteArray cookieIn(const std::vector<HttpHeader>& headers, const QByteArray& word)
{
    for (const HttpHeader& header : headers) {
        if (header.name.compare("Set-Cookie", Qt::CaseInsensitive) != 0)
            continue;
        for (const QByteArray& line : header.value.split('\n')) {
            const QByteArray cookie = line.left(line.indexOf(';') < 0 ? line.size() : line.indexOf(';')).trimmed();
            if (cookie.left(cookie.indexOf('=')).contains(word) && !cookie.endsWith('='))
                return cookie;
        }
    }
    return {};
}

Secret secretFrom(const QByteArray& bytes)
{
    return Secret::copyOf(std::string_view(bytes.constData(), std::size_t(bytes.size())));
}

QString whereOf(const QUrl& url)
{
    return QString::fromUtf8(redactedUrl(url));
}

HttpProblem notLoggedIn(const QUrl& url, const QString& why)
{
    HttpProblem problem = statusProblem(401, QByteArray(), whereOf(url));
    problem.error.why = why;
    return problem;
}

HttpRequest formRequest(const QUrl& url)
{
    HttpRequest request;
    request.url = url;
    request.expects = HttpExpects::Anything;
    return request;
}

HttpRequest loginRequest(const QUrl& url, const QByteArray& csrf, const QString& user, const Secret& password)
{
    std::vector<ProofField> fields;
    fields.push_back({"csrfmiddlewaretoken", secretFrom(csrf.mid(csrf.indexOf('=') + 1))});
    fields.push_back({"username", secretFrom(user.toUtf8())});
    fields.push_back({"password", Secret::copyOf(password.bytes())});
    HttpRequest request = formRequest(url);
    request.method = HttpMethod::Post;
    request.redirects = false;
    request.attempts = 1; // a wrong password is said once
    // Over https Django wants to see that the form was its own.
    request.headers
        = {{"Content-Type", "application/x-www-form-urlencoded"}, {"Cookie", csrf}, {"Referer", url.toEncoded()}};
    request.authorization = bodyAuthorization(ProofBody::Form, std::move(fields));
    return request;
}

} // namespace

std::vector<QByteArray> tigerLoginPaths()
{
    return {"/", "/accounts/login/", "/admin/login/", "/api-auth/login/"};
}

QCoro::Task<ProofResult> logInToTiger(HttpClient& client, QByteArray path, QString user,
    std::shared_ptr<const Secret> password, Cancellation cancellation)
{
    const QUrl url = client.scope().url(path);
    HttpResult form = co_await client.send(formRequest(url), cancellation);
    if (!form)
        co_return ProofResult(form.error());
    const QByteArray csrf = cookieIn(form->headers, "csrf");
    if (csrf.isEmpty())
        co_return ProofResult(notTheServiceProblem(
            Tr::tr("There is no login form of Django: no cookie \"csrftoken\" came with it."), whereOf(url)));
    HttpResult entered = co_await client.send(loginRequest(url, csrf, user, *password), cancellation);
    if (!entered)
        co_return ProofResult(entered.error());
    const QByteArray session = cookieIn(entered->headers, "session");
    if (session.isEmpty())
        co_return ProofResult(
            notLoggedIn(url, Tr::tr("The login did not accept the user and the password: no session came of it.")));
    co_return ProofResult(headerAuthorization("Cookie", secretFrom(session)));
}

} // namespace auditlens
