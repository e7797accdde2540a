// SPDX-License-Identifier: MIT
#include "backends/sessionclient.h"

namespace auditlens {

QCoro::Task<HttpResult> SessionClient::send(HttpRequest request, Cancellation cancellation)
{
    for (bool isNew = false;; isNew = true) {
        if (m_obtain && (isNew || !m_proof)) {
            isNew = true;
            ProofResult obtained = co_await m_obtain(cancellation);
            if (!obtained)
                co_return HttpResult(obtained.error());
            m_proof = std::move(*obtained);
        }
        request.authorization = m_proof;
        HttpResult result = co_await m_client.send(request, cancellation);
        const bool hasRunOut = !result && result.error().kind == HttpProblem::Kind::CredentialsRefused;
        if (!hasRunOut || !m_obtain || isNew)
            co_return std::move(result);
    }
}

} // namespace auditlens
