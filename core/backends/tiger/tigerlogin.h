// SPDX-License-Identifier: MIT
#pragma once

#include "backends/sessionclient.h"

namespace auditlens {

/// Where Django's login may be; one of them is chosen for a connection.
std::vector<QByteArray> tigerLoginPaths();

/// Django's login: the form is asked for (its cookie "csrftoken" has to come back), then name and password are sent to
/// it. A session cookie is the answer, and becomes the proof. `password` is copied into the request only.
QCoro::Task<ProofResult> logInToTiger(HttpClient& client, QByteArray path, QString user,
    std::shared_ptr<const Secret> password, Cancellation cancellation);

} // namespace auditlens
