// SPDX-License-Identifier: MIT
#include "net/httpproblem.h"

#include "base/personalname.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::Http)
};

using Kind = HttpProblem::Kind;

struct StatusText
{
    Kind kind = Kind::RequestRefused;
    QString why;
    QString help;
};

/// `meant` is mostly the status itself.
StatusText textOf(int meant, int status)
{
    switch (meant) {
    case 401:
        return {Kind::CredentialsRefused, Tr::tr("The service does not accept the credentials (%1).").arg(status),
            Tr::tr("Check the user, password, token or tenant of this connection; a token may have expired.")};
    case 403:
        return {Kind::PermissionRefused, Tr::tr("The service knows who asks and does not allow it (%1).").arg(status),
            Tr::tr("Ask for permission to read audit logs with this account.")};
    case 404:
        return {Kind::NotFound, Tr::tr("The service has nothing at this address (%1).").arg(status),
            Tr::tr("Check the address: it is the one that the path in it is added to.")};
    case 407:
        return {Kind::Proxy, Tr::tr("The proxy wants to know who asks (%1).").arg(status), Tr::tr("Enter the user and password of the proxy.")};
    case 429:
        return {Kind::TooManyRequests, Tr::tr("The service says that these are too many requests (%1).").arg(status),
            Tr::tr("Wait before trying again, or ask for a shorter time range.")};
    default:
        break;
    }
    if (meant >= 300 && meant < 400)
        return {Kind::Redirected, Tr::tr("The service sends from one address to the next (%1).").arg(status),
            Tr::tr("Check the address: open it in a browser and enter the one where that ends.")};
    if (meant >= 500)
        return {Kind::ServerFailed, Tr::tr("The service failed (%1).").arg(status),
            Tr::tr("Try again later; if it stays, tell whoever runs the service.")};
    return {Kind::RequestRefused, Tr::tr("The service refused the request (%1).").arg(status),
        Tr::tr("The service's own words say what it did not like.")};
}

QString cannotRead()
{
    return Tr::tr("The service could not be asked.");
}

/// The sentence for people in an answer that is JSON, with the first of the reasons that simplejwt adds; empty where it
/// has none.
QString sentenceOf(const QByteArray& body)
{
    const QJsonObject object = QJsonDocument::fromJson(body).object();
    const QString reason = object[QLatin1String("messages")][0][QLatin1String("message")].toString();
    for (const char* name : {"detail", "message", "Message", "error_description", "error"}) {
        if (const QString text = object[QLatin1String(name)].toString(); !text.isEmpty())
            return reason.isEmpty() ? text : text + QStringLiteral(": ") + reason;
    }
    return {};
}

} // namespace

bool isWorthRepeating(Kind kind)
{
    return kind == Kind::Unreachable || kind == Kind::ConnectionCut || kind == Kind::TimedOut || kind == Kind::TooManyRequests
        || kind == Kind::ServerFailed;
}

QString saidByServer(const QByteArray& body)
{
    constexpr qsizetype longest = 300;
    return shownInOneLine(QString::fromUtf8(body.trimmed().split('\n').constFirst()), longest);
}

HttpProblem statusProblem(int status, const QByteArray& body, const QString& where)
{
    HttpProblem problem {Kind::RequestRefused, {Tr::tr("The service did not hand out what it was asked for."), {}, where, {}}, status, body, {}};
    readAs(problem, status);
    return problem;
}

void readAs(HttpProblem& problem, int meant)
{
    const StatusText text = textOf(meant, problem.status);
    const QString sentence = sentenceOf(problem.body);
    const QString said = saidByServer(sentence.isEmpty() ? problem.body : sentence.toUtf8());
    const bool isPage = said.startsWith(QLatin1Char('<'));
    problem.kind = text.kind;
    problem.error.why = said.isEmpty() || isPage ? text.why : Tr::tr("%1 It says: \"%2\".").arg(text.why, said);
    problem.error.help = text.help;
}

HttpProblem cancelledProblem(const QString& where)
{
    return {Kind::Cancelled, {cannotRead(), Tr::tr("It was cancelled."), where, Tr::tr("Ask again.")}, 0, {}, {}};
}

HttpProblem notDeclaredProblem(const QString& where)
{
    return {Kind::NotDeclared,
        {Tr::tr("A request was not sent."), Tr::tr("It is not among those that this kind of connection declares."), where,
            Tr::tr("Check the address of the connection. This program only sends what reads.")},
        0, {}, {}};
}

HttpProblem notTheServiceProblem(const QString& why, const QString& where)
{
    return {Kind::NotTheService,
        {Tr::tr("This is not the service that was expected."), why, where,
            Tr::tr("Check the address. A login page of a network or of a proxy also answers like this: open the address in a browser.")},
        0, {}, {}};
}

HttpProblem redirectProblem(const QString& to, const QString& why, const QString& where)
{
    return {Kind::Redirected,
        {Tr::tr("The service sends to another address: %1").arg(to), why, where,
            Tr::tr("If that address is the right one, enter it in the connection.")},
        0, {}, {}};
}

} // namespace auditlens
