// SPDX-License-Identifier: MIT
#pragma once

#include "secrets/memorystore.h"

namespace auditlens::test {

/// A keychain that stays as long as the test, whose entries the test can exchange.
class FakeKeychain : public MemoryStore
{
public:
    Kind kind() const override { return Kind::Keychain; }
};

} // namespace auditlens::test
