// SPDX-License-Identifier: MIT
#pragma once

#include "backends/descriptor.h"
#include "connections/connection.h"
#include "connections/sourcekind.h"

#include <optional>

namespace auditlens {

/// All that a person can enter for this kind of source: its own fields, then networkFields().
std::vector<BackendField> fieldsOf(const BackendDescriptor& descriptor);
/// The kind of source of this connection, or an Error that says which kinds there are.
Result<const BackendDescriptor*> descriptorOf(const Connection& connection);

/// What was entered into a field; empty where nothing was, also where the field has a default.
QString valueOf(const Connection& connection, const QByteArray& field);

/// Where its requests go, by the fields that say so; those that have their default are not among them.
std::map<QByteArray, QUrl> addressesOf(const Connection& connection);

/// The field without which these settings cannot be used; nothing where none is missing. One at a time: who chose a
/// user has to give a password.
std::optional<BackendField> missingField(const Connection& connection, const GivenSecrets& secrets);

/// With something in the place of each secret that is not given: enough to check settings and to compile queries, without
/// a keychain.
GivenSecrets withStandIns(const Connection& connection, GivenSecrets given);
/// What a Backend is made with. Reads the files of the network fields. An Error for a value that cannot be, or a field
/// that there is not.
Result<BackendSettings> backendSettings(const Connection& connection, const GivenSecrets& secrets);
/// The backend itself: what backendSettings() checks, and what the kind of source does.
Result<std::unique_ptr<Backend>> makeBackend(const Connection& connection, const GivenSecrets& secrets, HttpSurroundings surroundings = {});

} // namespace auditlens
