// SPDX-License-Identifier: MIT
#include "fakes/fakeserver.h"

using namespace auditlens::test;

/// A service of no kind: what was asked comes back as JSON.
static FakeAnswer echo(const FakeRequest& request)
{
    if (request.path() == "/large")
        return {200, '"' + QByteArray(4 << 20, 'x') + '"', "application/json", {}};
    return {200, R"({"path":")" + request.path() + R"(","method":")" + request.method + R"("})", "application/json", {}};
}

int main(int argc, char** argv)
{
    return runFake(argc, argv, echo);
}
