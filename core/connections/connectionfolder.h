// SPDX-License-Identifier: MIT
#pragma once

#include "connections/connection.h"

#include <optional>
#include <vector>

namespace auditlens {

/// A file of the folder. One that cannot be read is listed too, with the reason, and never written over.
struct ConnectionEntry
{
    QString file; ///< Whole path.
    Connection connection; ///< Only a name when the file cannot be read.
    std::optional<Error> problem; ///< Why the file cannot be read.
};

/// The person's connections: one small file each, in one folder. Names are unique there, whatever their case. Reads the
/// disk at every call; the files are few (at most 1,000 are looked at) and small.
class ConnectionFolder
{
public:
    static constexpr int maxFiles = 1000;

    explicit ConnectionFolder(QString path) : m_path(std::move(path)) { }
    static ConnectionFolder ofThisUser();
    const QString& path() const { return m_path; }

    /// By name.
    std::vector<ConnectionEntry> list() const;
    std::optional<ConnectionEntry> find(const QString& name) const;
    /// The connection of this name, or an Error that says which one is near or why its file cannot be read.
    Result<Connection> named(const QString& name) const;

    /// Writes a file of its own for a new id, or the one of this id again. Refuses a name that another file has.
    Result<void> save(const Connection& connection) const;
    /// Also of a file that cannot be read.
    Result<void> remove(const QString& name) const;

private:
    QString freeFile(const QString& name) const;

    QString m_path;
};

/// One file anywhere, for a connection that somebody sent.
Result<Connection> loadConnection(const QString& file);

/// A file for the events of a connection of this name, in the folder of this person's archives; none is there yet.
QString newArchiveFor(const QString& name);

} // namespace auditlens
