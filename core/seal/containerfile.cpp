// SPDX-License-Identifier: MIT
#include "seal/containerfile.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <sqlite3.h>

#include <algorithm>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::Seal)
};

constexpr std::size_t chunkBytes = std::size_t(1) << 20;
constexpr std::size_t headerBytes = 100;

std::uint32_t bigEndian(std::string_view bytes, std::size_t at, std::size_t size)
{
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < size; ++i)
        value = value << 8 | std::uint8_t(bytes[at + i]);
    return value;
}

// The header of https://www.sqlite.org/fileformat.html, 1.3. A file in WAL mode may be in the middle of a checkpoint.
std::optional<std::uint64_t> endFromHeader(std::string_view header)
{
    constexpr std::string_view magic("SQLite format 3\0", 16);
    const bool rollback = header[18] == 1 && header[19] == 1;
    const bool counted = bigEndian(header, 24, 4) == bigEndian(header, 92, 4);
    if (!header.starts_with(magic) || !rollback || !counted)
        return {};
    const std::uint32_t size = bigEndian(header, 16, 2);
    return std::uint64_t(bigEndian(header, 28, 4)) * (size == 1 ? 65536 : size);
}

} // namespace

void ContainerFile::Close::operator()(sqlite3* connection) const
{
    sqlite3_close_v2(connection);
}

Error ContainerFile::error(int code) const
{
    return {Tr::tr("Cannot seal the archive \"%1\", or check its seal.").arg(QFileInfo(m_path).fileName()),
        Tr::tr("The file cannot be read or written (%1).").arg(QString::fromUtf8(sqlite3_errstr(code))), m_path,
        Tr::tr("Check that it is there, that you may read and write it, and that the disk has space.")};
}

Result<ContainerFile> ContainerFile::open(const QString& path, Mode mode)
{
    sqlite3* connection = nullptr;
    const int flags = SQLITE_OPEN_NOMUTEX | (mode == Mode::Read ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE);
    int code = sqlite3_open_v2(QFile::encodeName(path).constData(), &connection, flags, nullptr);
    ContainerFile file(path, connection);
    if (code == SQLITE_OK)
        code = sqlite3_file_control(connection, "main", SQLITE_FCNTL_FILE_POINTER, &file.m_file);
    if (code != SQLITE_OK || !file.m_file || !file.m_file->pMethods)
        return file.error(code == SQLITE_OK ? SQLITE_CANTOPEN : code);
    return file;
}

Result<std::uint64_t> ContainerFile::size() const
{
    sqlite3_int64 size = 0;
    const int code = m_file->pMethods->xFileSize(m_file, &size);
    return code == SQLITE_OK ? Result(std::uint64_t(size)) : error(code);
}

Result<std::string> ContainerFile::read(std::uint64_t offset, std::size_t bytes) const
{
    std::string text(bytes, '\0');
    for (std::size_t done = 0; done < bytes; done += chunkBytes) {
        const auto part = int(std::min(chunkBytes, bytes - done));
        const int code = m_file->pMethods->xRead(m_file, text.data() + done, part, sqlite3_int64(offset + done));
        if (code != SQLITE_OK)
            return error(code);
    }
    return text;
}

Result<std::optional<Sha256Digest>> ContainerFile::hash(std::uint64_t bytes, const Cancellation& cancellation,
    const std::function<void(std::uint64_t)>& progress) const
{
    Sha256 hash;
    for (std::uint64_t done = 0; done < bytes; done += chunkBytes) {
        if (cancellation.requested())
            return std::optional<Sha256Digest>();
        const auto part = read(done, std::size_t(std::min<std::uint64_t>(chunkBytes, bytes - done)));
        if (!part)
            return part.error();
        hash.add(*part);
        if (progress)
            progress(done + part->size());
    }
    return std::optional(hash.result());
}

Result<void> ContainerFile::append(std::string_view bytes)
{
    const auto end = size();
    if (!end)
        return end.error();
    for (std::size_t done = 0; done < bytes.size(); done += chunkBytes) {
        const std::string_view part = bytes.substr(done, chunkBytes);
        const int code = m_file->pMethods->xWrite(m_file, part.data(), int(part.size()), sqlite3_int64(*end + done));
        if (code != SQLITE_OK)
            return error(code);
    }
    const int code = m_file->pMethods->xSync(m_file, SQLITE_SYNC_NORMAL);
    return code == SQLITE_OK ? Result<void>() : error(code);
}

QStringList ContainerFile::journals() const
{
    const char* const name = sqlite3_db_filename(m_connection.get(), "main");
    QStringList found;
    for (const char* const journal : {sqlite3_filename_wal(name), sqlite3_filename_journal(name)}) {
        const QString path = QFile::decodeName(journal);
        if (QFileInfo(path).size() > 0)
            found << path;
    }
    return found;
}

Result<std::optional<std::uint64_t>> ContainerFile::endOfPages() const
{
    const auto bytes = size();
    if (!bytes)
        return bytes.error();
    if (*bytes < headerBytes)
        return std::optional<std::uint64_t>();
    const auto header = read(0, headerBytes);
    return header ? Result(endFromHeader(*header)) : header.error();
}

} // namespace auditlens
