// SPDX-License-Identifier: MIT
#pragma once

#include "backends/sessionclient.h"

namespace auditlens {

/// Where simplejwt may hand out tokens; one of them is chosen for a connection. "refresh/" behind it renews one.
std::vector<QByteArray> santuraTokenPaths();

/// Access tokens that are good for minutes: obtained with user and password, renewed with the refresh token, and
/// obtained again when that has run out, too. The service itself mounts no such address; an installation may. One
/// thread.
class SanturaTokens
{
public:
    SanturaTokens(QByteArray path, QString user, Secret password)
        : m_path(std::move(path))
        , m_user(std::move(user))
        , m_password(std::move(password))
    {
    }

    QCoro::Task<ProofResult> obtain(HttpClient& client, Cancellation cancellation);

private:
    QCoro::Task<ProofResult> ask(HttpClient& client, QByteArray path, Proof proof, Cancellation cancellation);

    QByteArray m_path;
    QString m_user;
    Secret m_password;
    Secret m_refresh;
};

/// The token in a member of a flat JSON answer, without a copy anywhere else: a token needs no escapes. Empty where
/// there is none.
Secret tokenIn(const QByteArray& body, const QByteArray& member);

} // namespace auditlens
