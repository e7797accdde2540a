// SPDX-License-Identifier: MIT
#include "cli/keyaccess.h"

#include "secrets/keychainstore.h"

#include <QCoreApplication>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::CommandLine)
};

Error interrupted()
{
    return {Tr::tr("Interrupted while the keychain was asked."), {}, {}, Tr::tr("Try again.")};
}

} // namespace

std::shared_ptr<SecretStore> findStore(const Console& console)
{
    Awaited<std::shared_ptr<SecretStore>> found;
    findSecretStore(found.receiver(), found.callback());
    return found.wait(console.cancellation()).value_or(nullptr);
}

Result<std::vector<Secret>> unmaskingKeys(const QString& name, const Keyring& keyring, const Console& console)
{
    Awaited<Result<std::vector<Secret>>> found;
    keyring.readUnmasking(name, found.receiver(), found.callback());
    std::optional<Result<std::vector<Secret>>> keys = found.wait(console.cancellation());
    if (!keys)
        return interrupted();
    return *std::move(keys);
}

} // namespace auditlens
