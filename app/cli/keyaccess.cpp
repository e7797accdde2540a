// SPDX-License-Identifier: MIT
#include "cli/keyaccess.h"

#include "secrets/keychainstore.h"

namespace auditlens {

std::shared_ptr<SecretStore> findStore(const Console& console)
{
    Awaited<std::shared_ptr<SecretStore>> found;
    findSecretStore(found.receiver(), found.callback());
    return found.wait(console.cancellation()).value_or(nullptr);
}

} // namespace auditlens
