// SPDX-License-Identifier: MIT
#include "ledger/privatefile.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <cerrno>
#include <span>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace auditlens {

namespace {

using namespace Qt::StringLiterals;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::PrivateFile)
};

constexpr std::size_t mostSecretBytes = 64 << 10;
constexpr mode_t onlyOwner = S_IRUSR | S_IWUSR;
constexpr mode_t anybodyElse = S_IRWXG | S_IRWXO;

Error cannotRead(const QString& path, const QString& why)
{
    return {Tr::tr("Cannot read \"%1\".").arg(QFileInfo(path).fileName()), why, path,
        Tr::tr("Check that the file exists and that you may read it.")};
}

Error cannotWrite(const QString& path, const QString& why)
{
    return {Tr::tr("Cannot write \"%1\".").arg(QFileInfo(path).fileName()), why, path,
        Tr::tr("Check that you may write there and that the disk has room.")};
}

Error unsafe(const QString& path, const QString& why)
{
    return {Tr::tr("\"%1\" is not used.").arg(QFileInfo(path).fileName()), why, path,
        Tr::tr("Choose a file of your own that nobody else may read (chmod 600).")};
}

QString systemReason()
{
    return qt_error_string(errno) + u'.';
}

int flagsOf(PrivateFile::Mode mode)
{
    // Without O_NONBLOCK a named pipe put in the place of a file would block for ever.
    constexpr int always = O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK;
    if (mode == PrivateFile::Mode::Read)
        return always | O_RDONLY;
    return always | O_RDWR | O_APPEND | O_CREAT | (mode == PrivateFile::Mode::New ? O_EXCL : 0);
}

bool writeAll(int descriptor, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno != EINTR)
            return false;
        if (written > 0)
            bytes.remove_prefix(std::size_t(written));
    }
    return true;
}

/// How many bytes there were, -1 on an error.
ssize_t readAll(int descriptor, std::span<char> to, std::uint64_t offset)
{
    std::size_t done = 0;
    while (done < to.size()) {
        const ssize_t got = ::pread(descriptor, to.data() + done, to.size() - done, off_t(offset + done));
        if (got < 0 && errno != EINTR)
            return -1;
        if (got == 0)
            break;
        done += got > 0 ? std::size_t(got) : 0;
    }
    return ssize_t(done);
}

bool syncFolderOf(const QString& path)
{
    const int folder
        = ::open(QFile::encodeName(QFileInfo(path).absolutePath()).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0)
        return false;
    const bool synced = ::fsync(folder) == 0;
    const int reason = errno;
    ::close(folder);
    errno = reason;
    return synced;
}

} // namespace

bool lockWithin(int descriptor, int operation, std::chrono::milliseconds patience)
{
    using Clock = std::chrono::steady_clock;
    constexpr std::chrono::milliseconds pause {2};
    const Clock::time_point end = Clock::now() + patience;
    while (::flock(descriptor, operation | LOCK_NB) != 0) {
        if ((errno != EWOULDBLOCK && errno != EINTR) || Clock::now() >= end)
            return false;
        std::this_thread::sleep_for(pause);
    }
    return true;
}

Result<PrivateFile> PrivateFile::open(const QString& path, Mode mode)
{
    if (path.isEmpty() || path.contains(QChar(0)) || path.split(u'/').contains(u".."_s))
        return unsafe(path, Tr::tr("Its path is empty, has a zero character or leads up through \"..\"."));
    const int descriptor = ::open(QFile::encodeName(path).constData(), flagsOf(mode), onlyOwner);
    if (descriptor < 0 && errno == ELOOP)
        return unsafe(path, Tr::tr("It is a symbolic link."));
    if (descriptor < 0)
        return mode == Mode::Read ? cannotRead(path, systemReason()) : cannotWrite(path, systemReason());
    PrivateFile file(descriptor, path);
    if (const Result<void> fit = file.check(); !fit)
        return fit.error();
    return file;
}

PrivateFile::PrivateFile(PrivateFile&& other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1))
    , m_path(std::move(other.m_path))
{
}

PrivateFile::~PrivateFile()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

Result<void> PrivateFile::check() const
{
    struct stat status {};
    if (::fstat(m_descriptor, &status) != 0)
        return cannotRead(m_path, systemReason());
    if (!S_ISREG(status.st_mode))
        return unsafe(m_path, Tr::tr("It is not a regular file."));
    if (status.st_uid != ::geteuid() || (status.st_mode & anybodyElse) != 0)
        return unsafe(m_path, Tr::tr("It belongs to somebody else, or others may read or write it."));
    if (status.st_nlink != 1)
        return unsafe(m_path, Tr::tr("It has several names (hard links), or was deleted."));
    return {};
}

Result<void> PrivateFile::lock(std::chrono::milliseconds patience)
{
    if (!lockWithin(m_descriptor, LOCK_EX, patience))
        return cannotWrite(m_path, Tr::tr("It cannot be locked; perhaps another program keeps it locked."));
    struct stat mine {};
    struct stat named {};
    if (::fstat(m_descriptor, &mine) != 0 || ::lstat(QFile::encodeName(m_path).constData(), &named) != 0)
        return cannotWrite(m_path, systemReason());
    if (mine.st_ino != named.st_ino || mine.st_dev != named.st_dev)
        return unsafe(m_path, Tr::tr("Another file was put in its place."));
    return {};
}

Result<std::uint64_t> PrivateFile::size() const
{
    struct stat status {};
    if (::fstat(m_descriptor, &status) != 0)
        return cannotRead(m_path, systemReason());
    return std::uint64_t(status.st_size);
}

Result<std::string> PrivateFile::read(std::uint64_t offset, std::size_t most) const
{
    std::string bytes(most, '\0');
    const ssize_t got = readAll(m_descriptor, bytes, offset);
    if (got < 0)
        return cannotRead(m_path, systemReason());
    bytes.resize(std::size_t(got));
    return bytes;
}

Result<Secret> PrivateFile::readSecret() const
{
    const Result<std::uint64_t> bytes = size();
    if (!bytes)
        return bytes.error();
    if (*bytes > mostSecretBytes)
        return cannotRead(m_path, Tr::tr("It has more than %1 KiB.").arg(mostSecretBytes >> 10));
    Secret secret {std::size_t(*bytes)};
    const ssize_t got = readAll(m_descriptor, {reinterpret_cast<char*>(secret.bytes().data()), secret.size()}, 0);
    if (got < 0)
        return cannotRead(m_path, systemReason());
    secret.shrink(std::size_t(got));
    return secret;
}

Result<void> PrivateFile::append(std::string_view bytes, bool named)
{
    const Result<std::uint64_t> before = size();
    if (!before)
        return before.error();
    if (writeAll(m_descriptor, bytes) && ::fsync(m_descriptor) == 0 && (!named || syncFolderOf(m_path)))
        return {};
    const QString why = systemReason();
    // These bytes were promised to nobody. Where even this fails they stay, and the next append closes them as torn.
    if (::ftruncate(m_descriptor, off_t(*before)) == 0)
        ::fsync(m_descriptor);
    return cannotWrite(m_path, why);
}

} // namespace auditlens
