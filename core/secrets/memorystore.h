// SPDX-License-Identifier: MIT
#pragma once

#include "secrets/secretstore.h"

#include <map>

namespace auditlens {

/// Keeps secrets in the locked pages of this process and nowhere else. For a machine without a keychain, and only when
/// the person asks for it.
class MemoryStore : public SecretStore
{
public:
    Kind kind() const override { return Kind::ThisRun; }
    bool empty() const { return m_secrets.empty(); }

protected:
    void readEntry(const QString& name, QObject* receiver, Read answer) override;
    void writeEntry(const QString& name, Secret secret, QObject* receiver, Done answer) override;
    void removeEntry(const QString& name, QObject* receiver, Done answer) override;

private:
    std::map<QString, Secret> m_secrets;
};

} // namespace auditlens
