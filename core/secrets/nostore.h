// SPDX-License-Identifier: MIT
#pragma once

#include "secrets/secretstore.h"

namespace auditlens {

/// Stands where there is no keychain and says so: what is missing, why, and what to install.
class NoStore : public SecretStore
{
public:
    /// `reason` is what the system said; may be empty.
    explicit NoStore(QString reason) : m_reason(std::move(reason)) { }
    Kind kind() const override { return Kind::None; }
    std::optional<Error> unavailable() const override { return error(); }
    Error error() const;

protected:
    void readEntry(const QString& name, QObject* receiver, Read answer) override;
    void writeEntry(const QString& name, Secret secret, QObject* receiver, Done answer) override;
    void removeEntry(const QString& name, QObject* receiver, Done answer) override;

private:
    QString m_reason;
};

} // namespace auditlens
