// SPDX-License-Identifier: MIT
#pragma once

#include "base/cancellation.h"
#include "connections/connection.h"
#include "connections/connectionsteps.h"
#include "net/httptrace.h"

namespace auditlens {

class FormatRegistry;

/// A test of a connection, and what was sent for it.
struct ConnectionTrial
{
    ConnectionTest test;
    HttpTrace trace;
};

/// Makes the backend and goes through all steps of the test, and tells `news` of each on that thread. Call it on a thread
/// that may wait; it runs an event loop there. Ends within 200 ms of its cancellation.
ConnectionTrial tryConnection(const Connection& connection, const GivenSecrets& secrets, const FormatRegistry& formats,
    const Cancellation& cancellation, const StepNews& news = {});

} // namespace auditlens
