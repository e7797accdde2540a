// SPDX-License-Identifier: MIT
#include "session/secretopener.h"

#include "connections/connections.h"

namespace auditlens {

SourceSyncer::OpenSecrets secretsFrom(ConnectionFolder folder, FindSecretStore findStore)
{
    using Answer = std::function<void(Result<SourceSyncer::Secrets>)>;
    const auto known = std::make_shared<std::vector<std::unique_ptr<Connections>>>(); // earlier ones may still owe answers
    return [known, folder, findStore](const Connection& connection, QObject* receiver, const Answer& answer) {
        if (connection.secrets.empty())
            return answerLater(receiver, answer, Result(SourceSyncer::Secrets()));
        if (!known->empty() && known->back()->store().kind() != SecretStore::Kind::None)
            return known->back()->open(connection, {}, receiver, answer);
        findStore(receiver, [known, folder, connection, receiver, answer](std::shared_ptr<SecretStore> store) {
            known->push_back(std::make_unique<Connections>(folder, std::move(store)));
            known->back()->open(connection, {}, receiver, answer);
        });
    };
}

} // namespace auditlens
