// SPDX-License-Identifier: MIT
#pragma once

#include "fakes/fakeserver.h"

namespace auditlens::test {

/// What a service of AWS knows of a caller.
struct AwsCaller
{
    QByteArray keyId;
    QByteArray secret;
    QByteArray sessionToken; ///< Empty: the key is no temporary one.
};

/// Makes the signature of a request once more ("Signature Version 4 signing process", AWS General Reference), with
/// nothing of the program's own code. Empty when it holds, else the error's name and sentence as {"__type", "message"}.
QByteArray sigV4Problem(
    const FakeRequest& request, const AwsCaller& caller, const QByteArray& region, const QByteArray& service);

} // namespace auditlens::test
