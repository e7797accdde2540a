// SPDX-License-Identifier: MIT
#pragma once

#include "net/httpclient.h"

#include <functional>

namespace auditlens {

using Proof = std::shared_ptr<const Authorization>;
using ProofResult = Result<Proof, HttpProblem>;

/// Asks with credentials that run out: they are obtained before the first question, and once more when one is refused,
/// also in the middle of paging. One thread; outlives what it was asked, as the client does.
class SessionClient
{
public:
    using Obtain = std::function<QCoro::Task<ProofResult>(Cancellation)>;

    /// `proof` is for ever where there is no `obtain`.
    SessionClient(HttpClient& client, Proof proof, Obtain obtain = {})
        : m_client(client)
        , m_proof(std::move(proof))
        , m_obtain(std::move(obtain))
    {
    }

    QCoro::Task<HttpResult> send(HttpRequest request, Cancellation cancellation);

private:
    HttpClient& m_client;
    Proof m_proof;
    Obtain m_obtain;
};

} // namespace auditlens
