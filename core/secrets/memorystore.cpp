// SPDX-License-Identifier: MIT
#include "secrets/memorystore.h"

namespace auditlens {

void MemoryStore::readEntry(const QString& name, QObject* receiver, Read answer)
{
    const auto found = m_secrets.find(name);
    std::optional<Secret> secret;
    if (found != m_secrets.end())
        secret = Secret::copyOf(found->second.reveal());
    answerLater(receiver, std::move(answer), Result<std::optional<Secret>>(std::move(secret)));
}

void MemoryStore::writeEntry(const QString& name, Secret secret, QObject* receiver, Done answer)
{
    m_secrets.insert_or_assign(name, std::move(secret));
    answerLater(receiver, std::move(answer), Result<void>());
}

void MemoryStore::removeEntry(const QString& name, QObject* receiver, Done answer)
{
    m_secrets.erase(name);
    answerLater(receiver, std::move(answer), Result<void>());
}

} // namespace auditlens
