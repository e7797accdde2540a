// SPDX-License-Identifier: MIT
#include "cli/keyinput.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <cerrno>

#include <sys/stat.h>
#include <unistd.h>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::CommandLine)
};

constexpr std::size_t mostSecretBytes = 64 << 10;
constexpr std::size_t rawKeyBytes = 32;
constexpr qint64 mostPemBytes = 64 << 10;

Error unreadable(int descriptor, const QString& why)
{
    return {Tr::tr("Cannot read from file descriptor %1.").arg(descriptor), why, {},
        Tr::tr("Redirect a file or a pipe to it: --key-fd 3 3< FILE.")};
}

/// A descriptor that nobody opened for this can by chance be one that this program has opened itself.
bool canBeRead(int descriptor)
{
    struct stat status {};
    return ::fstat(descriptor, &status) == 0
        && (S_ISREG(status.st_mode) || S_ISFIFO(status.st_mode) || S_ISSOCK(status.st_mode) || S_ISCHR(status.st_mode));
}

void cutLineEnd(Secret& secret)
{
    if (secret.size() == rawKeyBytes || !secret.reveal().ends_with('\n'))
        return;
    secret.shrink(secret.size() - 1);
    if (secret.reveal().ends_with('\r'))
        secret.shrink(secret.size() - 1);
}

} // namespace

Result<Secret> readSecret(int descriptor)
{
    if (!canBeRead(descriptor))
        return unreadable(descriptor, Tr::tr("It is not open, or nothing can be read from it."));
    Secret secret(mostSecretBytes + 1);
    std::size_t size = 0;
    while (size < secret.size()) {
        const ssize_t got = ::read(descriptor, secret.bytes().data() + size, secret.size() - size);
        if (got < 0 && errno != EINTR)
            return unreadable(descriptor, qt_error_string(errno) + QChar(u'.'));
        if (got == 0)
            break;
        size += got > 0 ? std::size_t(got) : 0;
    }
    if (size > mostSecretBytes)
        return unreadable(descriptor, Tr::tr("It has more than %1 KiB.").arg(mostSecretBytes >> 10));
    secret.shrink(size);
    cutLineEnd(secret);
    return Secret::copyOf(secret.reveal()); // Of its own size, so that few locked pages are taken.
}

Result<Secret> readSecretFrom(const QString& number)
{
    bool isNumber = false;
    const int descriptor = number.toInt(&isNumber);
    if (isNumber && descriptor >= 0)
        return readSecret(descriptor);
    return Error {Tr::tr("\"%1\" is not the number of a file descriptor.").arg(number), {}, {},
        Tr::tr("Redirect a file or a pipe to it: --key-fd 3 3< FILE.")};
}

Result<Ed25519PublicKey> readPublicKey(const QString& path, const QString& option)
{
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
        return Error {Tr::tr("Cannot read the public key."), Tr::tr("There is no such file, or it may not be read."),
            path, Tr::tr("Name the PEM file of the public key after --%1.").arg(option)};
    Result<Ed25519PublicKey> key = Ed25519PublicKey::fromPem(file.read(mostPemBytes).toStdString());
    if (key)
        return key;
    Error error = key.error();
    error.where = path;
    return error;
}

} // namespace auditlens
