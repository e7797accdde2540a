// SPDX-License-Identifier: MIT
#pragma once

#include "connections/connection.h"
#include "secrets/secretstore.h"

namespace auditlens {

/// The secrets of connections in a SecretStore, one entry for each field. Answers come as those of the store do.

/// Writes them; after an Error none of them is there.
void writeSecrets(const std::shared_ptr<SecretStore>& store, const QString& id, GivenSecrets secrets, QObject* receiver, SecretStore::Done done);
/// Removes the entries of these fields.
void removeSecrets(const std::shared_ptr<SecretStore>& store, const QString& id, QList<QByteArray> fields, QObject* receiver, SecretStore::Done done);
/// Adds to `given` those of the fields that are not among them. One that is not there is left out.
void readSecrets(const std::shared_ptr<SecretStore>& store, const QString& id, QList<QByteArray> fields, GivenSecrets given, QObject* receiver,
    std::function<void(Result<GivenSecrets>)> done);

} // namespace auditlens
