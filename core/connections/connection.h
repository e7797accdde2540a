// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <map>
#include <memory>

namespace auditlens {

class Secret;

/// Where a secret of a connection is. It is never in the file.
enum class SecretPlace : std::uint8_t {
    Keychain,
    EachRun, ///< Nowhere: whoever uses the connection gives it each time.
};

/// A service that a person named: a kind of source and what was entered for it.
struct Connection
{
    QString id; ///< 32 hex digits; names its entries in the keychain and stays when it is renamed.
    QString name;
    QByteArray backend; ///< The id of a BackendDescriptor.
    std::map<QByteArray, QString> values; ///< By field; see fieldsOf(). No secret among them.
    std::map<QByteArray, SecretPlace> secrets; ///< The fields that have one.
    bool enabled = true; ///< Otherwise it is kept and not asked.
    QString archive; ///< The file that its events go to.
    friend bool operator==(const Connection&, const Connection&) = default;
};

using GivenSecrets = std::map<QByteArray, std::shared_ptr<const Secret>>; ///< By field.

constexpr qint64 maxConnectionBytes = 64 << 10;

/// What keeps a text from being the name of a connection; empty when nothing does; see
/// personalNameProblem().
QString connectionNameProblem(const QString& name);

/// Reads the text of a file. `file` is its path, for the Error. Whether the settings make sense is not asked here.
Result<Connection> readConnection(const QByteArray& text, const QString& file);
/// JSON, indented, with a line feed at the end.
QByteArray writeConnection(const Connection& connection);
/// For somebody else: without the id, without a way to a secret, and without paths of this machine.
QByteArray writeForExport(const Connection& connection);

} // namespace auditlens
