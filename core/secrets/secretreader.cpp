// SPDX-License-Identifier: MIT
#include "secrets/secretreader.h"

#include "secrets/keymaterial.h"
#include "secrets/secretstore.h"

#include <QCoreApplication>
#include <QFile>

#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::SecretReader)
};

enum class End : std::uint8_t { OfEverything, OfTheLine };

Error cannotRead(const QString& why, const QString& where)
{
    return {Tr::tr("Cannot read the key or value."), why, where, Tr::tr("Check that it is there and that you may read it.")};
}

QString systemReason()
{
    return qt_error_string(errno) + QLatin1Char('.');
}

/// A descriptor that nobody opened for this can by chance be one that this program has opened itself.
bool canBeRead(int descriptor)
{
    struct stat status {};
    return ::fstat(descriptor, &status) == 0
        && (S_ISREG(status.st_mode) || S_ISFIFO(status.st_mode) || S_ISSOCK(status.st_mode) || S_ISCHR(status.st_mode));
}

Result<Secret> readUpTo(End end, int descriptor, const QString& where, const Cancellation& cancellation)
{
    if (!canBeRead(descriptor))
        return cannotRead(Tr::tr("It is not open, or nothing can be read from it."), where);
    Secret secret(maxSecretBytes + 1);
    std::size_t size = 0;
    while (size < secret.size()) {
        const std::size_t room = end == End::OfTheLine ? 1 : secret.size() - size;
        const ssize_t got = ::read(descriptor, secret.bytes().data() + size, room);
        if (got < 0 && errno == EINTR && !cancellation.requested())
            continue;
        if (got < 0)
            return cannotRead(systemReason(), where);
        if (got == 0 || (end == End::OfTheLine && secret.bytes()[size] == '\n'))
            break;
        size += std::size_t(got);
    }
    if (size > maxSecretBytes)
        return cannotRead(Tr::tr("It has more than %1 KiB.").arg(maxSecretBytes >> 10), where);
    secret.shrink(size);
    return Secret::copyOf(secret.reveal()); // Of its own size, so that few locked pages are taken.
}

} // namespace

Result<Secret> readSecret(int descriptor, const QString& where, const Cancellation& cancellation)
{
    Result<Secret> secret = readUpTo(End::OfEverything, descriptor, where, cancellation);
    if (secret)
        cutLineEnd(*secret);
    return secret;
}

Result<Secret> readSecretLine(int descriptor, const QString& where, const Cancellation& cancellation)
{
    return readUpTo(End::OfTheLine, descriptor, where, cancellation);
}

Result<Secret> readSecretFile(const QString& path, const Cancellation& cancellation)
{
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return cannotRead(systemReason(), path);
    Result<Secret> secret = readSecret(descriptor, path, cancellation);
    ::close(descriptor);
    return secret;
}

bool isReadByOthers(const QString& path)
{
    struct stat status {};
    return ::stat(QFile::encodeName(path).constData(), &status) == 0 && S_ISREG(status.st_mode)
        && (status.st_mode & (S_IRGRP | S_IROTH)) != 0;
}

} // namespace auditlens
