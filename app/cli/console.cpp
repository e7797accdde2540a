// SPDX-License-Identifier: MIT
#include "cli/console.h"

#include "base/text.h"
#include "cli/exitcode.h"

#include <QCoreApplication>

#include <cerrno>
#include <csignal>
#include <cstring>

#include <poll.h>
#include <unistd.h>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::Console)
};

constexpr std::size_t bufferBytes = 64 * 1024;

// A signal handler has no other way to reach an object.
Cancellation* interrupted = nullptr;

void onInterrupt(int)
{
    if (interrupted)
        interrupted->request();
}

int writeAll(int to, std::string_view text)
{
    while (!text.empty()) {
        const ssize_t written = ::write(to, text.data(), text.size());
        if (written < 0 && errno != EINTR)
            return errno;
        if (written > 0)
            text.remove_prefix(std::size_t(written));
    }
    return 0;
}

// Text from records and file names must not steer the terminal.
std::string printable(const QString& text)
{
    QString safe = text;
    for (QChar& c : safe) {
        if (c.category() == QChar::Other_Control && c != u'\n')
            c = u' ';
    }
    return toUtf8(safe);
}

} // namespace

Console::Console() : m_terminal(::isatty(STDERR_FILENO) == 1)
{
    interrupted = &m_cancellation;
    struct sigaction action = {};
    action.sa_handler = onInterrupt;
    action.sa_flags = int(SA_RESETHAND);
    ::sigaction(SIGINT, &action, nullptr);
    ::sigaction(SIGTERM, &action, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
}

Console::~Console()
{
    interrupted = nullptr;
}

bool Console::write(std::string_view text)
{
    m_buffer += text;
    return m_buffer.size() < bufferBytes ? m_error == 0 : flush();
}

bool Console::write(const QString& text)
{
    return write(std::string_view(toUtf8(text)));
}

bool Console::write(const Secret& secret)
{
    if (flush())
        m_error = writeAll(STDOUT_FILENO, secret.reveal());
    return m_error == 0;
}

bool Console::isOutputClosed() const
{
    pollfd output {STDOUT_FILENO, 0, 0};
    return m_error != 0 || (::poll(&output, 1, 0) == 1 && (output.revents & POLLERR) != 0);
}

bool Console::flush()
{
    if (m_error == 0)
        m_error = writeAll(STDOUT_FILENO, m_buffer);
    m_buffer.clear();
    return m_error == 0;
}

void Console::say(const QString& text)
{
    clearProgress();
    // Nobody is left to be told when standard error is gone.
    static_cast<void>(writeAll(STDERR_FILENO, printable(text) + '\n'));
}

void Console::say(const Error& error)
{
    say(error.oneLine());
}

void Console::showProgress(const QString& text)
{
    if (!m_terminal)
        return;
    static_cast<void>(writeAll(STDERR_FILENO, "\r\x1b[K" + printable(text)));
    m_progressShown = true;
}

void Console::clearProgress()
{
    if (m_progressShown)
        static_cast<void>(writeAll(STDERR_FILENO, "\r\x1b[K"));
    m_progressShown = false;
}

int Console::finish(int code)
{
    clearProgress();
    if (flush())
        return code;
    if (m_error != EPIPE) {
        say(Error {Tr::tr("Cannot write to standard output."), QString::fromLocal8Bit(std::strerror(m_error)) + u'.', {},
            Tr::tr("Check the free space of the place it goes to.")});
    }
    return ExitCannotReadOrWrite;
}

} // namespace auditlens
