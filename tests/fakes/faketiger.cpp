// SPDX-License-Identifier: MIT
#include "fakes/fakeserver.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <deque>

using namespace auditlens::test;

namespace {

/// tiger_audit_trail's REST list and Django's login. "auditor" may read, "clerk" may not, the password of both is
/// "open sesame". Filled with events, oldest first, or with {"drop": n} to delete the oldest. Options in the
/// environment: FAKE_TIGER_PAGE is the size of a page (50), FAKE_TIGER_LINKS the address in its links,
/// FAKE_TIGER_SESSION after how many questions a session ends.
class Tiger
{
public:
    void fill(const QJsonArray& all)
    {
        for (const QJsonValue event : all) {
            for (int i = event[QLatin1String("drop")].toInt(); i > 0 && !m_events.empty(); --i)
                m_events.pop_back();
            if (event[QLatin1String("id")].isString())
                m_events.push_front(event.toObject());
        }
    }

    FakeAnswer answer(const FakeRequest& request)
    {
        const QByteArray path = request.path();
        if (path == "/" || path == "/accounts/login/")
            return login(request);
        if (path == "/api/audit-events")
            return {301, {}, "text/html", {{"Location", "/api/audit-events/"}}};
        if (path != "/api/audit-events/")
            return detail(404, "Not found.");
        if (request.method != "GET")
            return detail(405, "Method \\\"" + request.method + "\\\" not allowed.");
        const QByteArray problem = refusal(request);
        return problem.isEmpty() ? list(request) : detail(403, problem);
    }

private:
    static FakeAnswer detail(int status, const QByteArray& text)
    {
        return {status, R"({"detail":")" + text + "\"}", "application/json", {}};
    }

    static bool knows(const QByteArray& user, const QByteArray& password)
    {
        return (user == "auditor" || user == "clerk") && password == "open sesame";
    }

    FakeAnswer login(const FakeRequest& request)
    {
        static const QByteArray form
            = "<!DOCTYPE html><form method=post><input name=username><input name=password></form>";
        if (request.method == "GET")
            return {200, form, "text/html; charset=utf-8", {{"Set-Cookie", "csrftoken=abc123; Path=/; SameSite=Lax"}}};
        if (request.parameter("csrfmiddlewaretoken") != QByteArray("abc123")
            || request.header("cookie") != "csrftoken=abc123")
            return {403, "<h1>Forbidden</h1><p>CSRF verification failed. Request aborted.</p>", "text/html", {}};
        const QByteArray user = request.parameter("username").value_or(QByteArray());
        if (!knows(user, request.parameter("password").value_or(QByteArray())))
            return {200, form + "<p>Please enter a correct username and password.</p>", "text/html", {}};
        m_session = user + QByteArray::number(++m_sessions);
        m_questions = 0;
        return {302, {}, "text/html",
            {{"Location", "/timeline/"}, {"Set-Cookie", "csrftoken=def456; Path=/"},
                {"Set-Cookie", "sessionid=" + m_session + "; HttpOnly; Path=/"}}};
    }

    /// Empty: this user may read.
    QByteArray refusal(const FakeRequest& request)
    {
        QByteArray user;
        if (!m_session.isEmpty() && request.header("cookie") == "sessionid=" + m_session && ++m_questions <= m_longest)
            user = m_session;
        else if (const QByteArray basic = request.header("authorization"); basic.startsWith("Basic ")) {
            const QByteArray pair = QByteArray::fromBase64(basic.mid(6));
            user = pair.left(pair.indexOf(':'));
            if (!knows(user, pair.mid(pair.indexOf(':') + 1)))
                return "Invalid username/password.";
        }
        if (user.isEmpty())
            return "Authentication credentials were not provided.";
        return user.startsWith("auditor") ? QByteArray()
                                          : QByteArray("You do not have permission to perform this action.");
    }

    FakeAnswer list(const FakeRequest& request) const
    {
        const qsizetype pages = std::max<qsizetype>(1, (qsizetype(m_events.size()) + m_page - 1) / m_page);
        const QByteArray wanted = request.parameter("page").value_or("1");
        const qsizetype page = wanted == "last" ? pages : wanted.toLongLong();
        if (page < 1 || page > pages)
            return detail(404, "Invalid page.");
        const QByteArray host = qEnvironmentVariableIsSet("FAKE_TIGER_LINKS") ? qgetenv("FAKE_TIGER_LINKS")
                                                                              : "http://" + request.header("host");
        const auto link = [&](qsizetype number) -> QByteArray {
            if (number < 1 || number > pages)
                return "null";
            return '"' + host + "/api/audit-events/?page=" + QByteArray::number(number) + '"';
        };
        QByteArrayList results;
        for (std::size_t i = std::size_t(page - 1) * std::size_t(m_page);
             i < m_events.size() && results.size() < m_page; ++i)
            results.append(QJsonDocument(m_events[i]).toJson(QJsonDocument::Compact));
        return {200,
            R"({"count":)" + QByteArray::number(qsizetype(m_events.size())) + R"(,"next":)" + link(page + 1)
                + R"(,"previous":)" + link(page - 1) + R"(,"results":[)" + results.join(',') + "]}",
            "application/json", {}};
    }

    std::deque<QJsonObject> m_events; ///< Newest first.
    QByteArray m_session;
    int m_sessions = 0;
    int m_questions = 0;
    const int m_page = fakeOption("FAKE_TIGER_PAGE", 50);
    const int m_longest = fakeOption("FAKE_TIGER_SESSION", 1'000'000);
};

} // namespace

int main(int argc, char** argv)
{
    Tiger tiger;
    return runFake(
        argc, argv, [&](const FakeRequest& request) { return tiger.answer(request); },
        [&](const QJsonArray& all) { tiger.fill(all); });
}
