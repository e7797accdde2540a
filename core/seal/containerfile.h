// SPDX-License-Identifier: MIT
#pragma once

#include "base/cancellation.h"
#include "base/result.h"
#include "base/sha256.h"

#include <QString>
#include <QStringList>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_file;

namespace auditlens {

/// The bytes of an archive's file below its tables. They are read and written through SQLite: closing a descriptor of
/// one's own would take SQLite's locks off the file (sqlite.org/howtocorrupt.html, 2.2). One thread.
class ContainerFile
{
public:
    enum class Mode { Read, Write };
    static Result<ContainerFile> open(const QString& path, Mode mode);

    Result<std::uint64_t> size() const;
    /// So many bytes, or an Error.
    Result<std::string> read(std::uint64_t offset, std::size_t bytes) const;
    /// SHA-256 of the first `bytes`; nothing when it was cancelled. `progress`, where there is one, is told how many are done.
    Result<std::optional<Sha256Digest>> hash(std::uint64_t bytes, const Cancellation& cancellation,
        const std::function<void(std::uint64_t)>& progress = {}) const;
    /// Writes behind the last byte; returns when everything is on the disk.
    Result<void> append(std::string_view bytes);

    /// Files beside this one that SQLite would read with it and that are not empty: a journal of changes.
    QStringList journals() const;
    /// Where the pages end as the file's header says; nothing while somebody writes to it, or when the header says
    /// nothing of the kind.
    Result<std::optional<std::uint64_t>> endOfPages() const;

private:
    struct Close
    {
        void operator()(sqlite3* connection) const;
    };
    ContainerFile(QString path, sqlite3* connection)
        : m_path(std::move(path))
        , m_connection(connection)
    {
    }
    Error error(int code) const;

    QString m_path;
    std::unique_ptr<sqlite3, Close> m_connection;
    sqlite3_file* m_file = nullptr;
};

} // namespace auditlens
