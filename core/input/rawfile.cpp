// SPDX-License-Identifier: MIT
#include "input/rawfile.h"

#include <QCoreApplication>
#include <QFile>

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::RawFile)
};

QString systemReason(int code)
{
    return QString::fromLocal8Bit(std::strerror(code)) + QLatin1Char('.');
}

Error cannotRead(const QString& name, int code, const QString& where)
{
    return {Tr::tr("Cannot read \"%1\".").arg(name), systemReason(code), where,
        Tr::tr("Check that the file exists and that you may read it.")};
}

class RawFile : public ByteSource
{
public:
    RawFile(int descriptor, QString name, std::uint64_t size)
        : m_descriptor(descriptor), m_name(std::move(name)), m_size(size)
    {
    }
    ~RawFile() override { ::close(m_descriptor); }

    Result<std::size_t> read(char* to, std::size_t size) override
    {
        for (;;) {
            const ssize_t got = ::pread(m_descriptor, to, size, off_t(m_offset));
            if (got >= 0) {
                m_offset += std::uint64_t(got);
                return std::size_t(got);
            }
            if (errno != EINTR)
                return cannotRead(m_name, errno, Tr::tr("byte %1 of %2").arg(m_offset).arg(m_name));
        }
    }
    std::uint64_t consumed() const override { return m_offset; }
    std::uint64_t total() const override { return m_size; }
    std::string changeWhileRead() const override
    {
        struct stat now {};
        if (::fstat(m_descriptor, &now) != 0 || std::uint64_t(now.st_size) == m_size)
            return {};
        return std::uint64_t(now.st_size) > m_size
            ? "The file grew while it was read. Import it again when it is complete; what is there already is not added twice."
            : "The file was cut while it was read. Records may be missing: import it again when nobody writes to it.";
    }

private:
    int m_descriptor;
    QString m_name;
    std::uint64_t m_size;
    std::uint64_t m_offset = 0;
};

class StandardInput : public ByteSource
{
public:
    explicit StandardInput(Cancellation cancellation) : m_cancellation(std::move(cancellation)) { }

    Result<std::size_t> read(char* to, std::size_t size) override
    {
        while (!m_cancellation.requested()) {
            pollfd waiting {STDIN_FILENO, POLLIN, 0};
            constexpr int milliseconds = 100;
            if (::poll(&waiting, 1, milliseconds) == 0)
                continue;
            const ssize_t got = ::read(STDIN_FILENO, to, size);
            if (got >= 0) {
                m_offset += std::uint64_t(got);
                return std::size_t(got);
            }
            if (errno != EINTR && errno != EAGAIN)
                return cannotRead(Tr::tr("standard input"), errno, Tr::tr("byte %1 of standard input").arg(m_offset));
        }
        return std::size_t(0);
    }
    std::uint64_t consumed() const override { return m_offset; }
    std::uint64_t total() const override { return 0; }

private:
    Cancellation m_cancellation;
    std::uint64_t m_offset = 0;
};

} // namespace

Result<std::unique_ptr<ByteSource>> openRawFile(const InputFile& file)
{
    // Without O_NONBLOCK a named pipe put in the place of a file would block for ever.
    const int descriptor = ::open(QFile::encodeName(file.path).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0)
        return cannotRead(file.name, errno, file.path);
    struct stat status {};
    if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
        ::close(descriptor);
        return Error {Tr::tr("Cannot read \"%1\".").arg(file.name), Tr::tr("It is not a regular file."), file.path,
            Tr::tr("Pass the data on standard input with the file name \"-\".")};
    }
    return std::unique_ptr<ByteSource>(std::make_unique<RawFile>(descriptor, file.name, std::uint64_t(status.st_size)));
}

std::unique_ptr<ByteSource> openStandardInput(const Cancellation& cancellation)
{
    return std::make_unique<StandardInput>(cancellation);
}

} // namespace auditlens
