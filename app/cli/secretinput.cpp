// SPDX-License-Identifier: MIT
#include "cli/secretinput.h"

#include "secrets/secretreader.h"
#include "secrets/secretstore.h"

#include <QCoreApplication>

#include <cstdlib>
#include <cstring>

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

Result<Secret> secretFromStandardInput(const Console& console)
{
    return readSecret(STDIN_FILENO, Tr::tr("standard input"), console.cancellation());
}

Result<Secret> secretFromDescriptor(const QString& number, const Console& console)
{
    bool isNumber = false;
    const int descriptor = number.toInt(&isNumber);
    if (isNumber && descriptor >= 0)
        return readSecret(descriptor, Tr::tr("file descriptor %1").arg(descriptor), console.cancellation());
    return Error {Tr::tr("\"%1\" is not the number of a file descriptor.").arg(number), {}, {},
        Tr::tr("Redirect a file or a pipe to it: --key-fd 3 3< FILE.")};
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
    return readSecretLine(STDIN_FILENO, Tr::tr("the terminal"), console.cancellation());
}

bool standardInputIsTerminal()
{
    return ::isatty(STDIN_FILENO) == 1;
}

} // namespace auditlens
