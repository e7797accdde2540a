// SPDX-License-Identifier: MIT
#include "cli/secretinput.h"

#include "secrets/secretstore.h"

#include <QCoreApplication>
#include <QFile>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::SecretInput)
};

Error cannotRead(const QString& why, const QString& where)
{
    return {Tr::tr("Cannot read the key."), why, where, Tr::tr("Check that it is there and that you may read it.")};
}

QString systemReason()
{
    return qt_error_string(errno) + QLatin1Char('.');
}

/// Up to the end, or with `oneLine` up to the first line end, which is not taken.
Result<Secret> readFrom(int descriptor, const QString& where, bool oneLine = false)
{
    Secret secret(maxSecretBytes + 1);
    std::size_t size = 0;
    while (size < secret.size()) {
        const ssize_t got = ::read(descriptor, secret.bytes().data() + size, oneLine ? 1 : secret.size() - size);
        if (got < 0)
            return cannotRead(systemReason(), where);
        if (got == 0 || (oneLine && secret.bytes()[size] == '\n'))
            break;
        size += std::size_t(got);
    }
    if (size > maxSecretBytes)
        return cannotRead(Tr::tr("It has more than %1 KiB.").arg(maxSecretBytes >> 10), where);
    secret.shrink(size);
    return secret;
}

/// Typed letters do not appear as long as this lives.
class Silence
{
public:
    Silence()
    {
        if (::tcgetattr(STDIN_FILENO, &m_before) != 0)
            return;
        termios silent = m_before;
        silent.c_lflag &= ~tcflag_t(ECHO);
        m_silent = ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent) == 0;
    }
    ~Silence()
    {
        if (m_silent)
            ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before);
    }
    Silence(const Silence&) = delete;
    Silence& operator=(const Silence&) = delete;
    bool works() const { return m_silent; }

private:
    termios m_before {};
    bool m_silent = false;
};

} // namespace

Result<Secret> secretFromFile(const QString& path)
{
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return cannotRead(systemReason(), path);
    Result<Secret> secret = readFrom(descriptor, path);
    ::close(descriptor);
    return secret;
}

Result<Secret> secretFromStandardInput()
{
    return readFrom(STDIN_FILENO, Tr::tr("standard input"));
}

Result<Secret> secretFromEnvironment(const QString& variable)
{
    char* const value = std::getenv(variable.toLocal8Bit().constData());
    const std::size_t size = value ? std::strlen(value) : 0;
    if (size == 0 || size > maxSecretBytes)
        return cannotRead(Tr::tr("This variable is not set, is empty or is too long."), variable);
    Secret secret = Secret::copyOf(std::string_view(value, size));
    ::explicit_bzero(value, size);
    return secret;
}

Result<Secret> secretFromPrompt(const QString& question, Console& console)
{
    const Silence silence;
    if (!silence.works())
        return cannotRead(Tr::tr("The terminal would show what is typed."), {});
    console.say(question);
    return readFrom(STDIN_FILENO, Tr::tr("the terminal"), true);
}

bool standardInputIsTerminal()
{
    return ::isatty(STDIN_FILENO) == 1;
}

bool isReadByOthers(const QString& path)
{
    struct stat status {};
    return ::stat(QFile::encodeName(path).constData(), &status) == 0 && S_ISREG(status.st_mode)
        && (status.st_mode & (S_IRGRP | S_IROTH)) != 0;
}

} // namespace auditlens
