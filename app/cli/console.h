// SPDX-License-Identifier: MIT
#pragma once

#include "base/cancellation.h"
#include "base/error.h"
#include "unmask/secret.h"

#include <QString>

#include <string>
#include <string_view>

namespace auditlens {

/// Standard output and error of one run. Results go to standard output as UTF-8, everything else to standard
/// error. One thread. Constructing it makes Ctrl+C request the cancellation; a second Ctrl+C ends the process.
class Console
{
public:
    Console();
    ~Console();
    Console(const Console&) = delete;
    Console& operator=(const Console&) = delete;

    /// False once standard output cannot be written; later calls do nothing.
    bool write(std::string_view text);
    bool write(const QString& text);
    /// What was written until now is to be seen now, not when there is more.
    bool flush();
    /// Whether nobody reads standard output any more, where it is a pipe.
    bool isOutputClosed() const;
    /// Behind everything else, straight from the secret: no copy of it stays in this process.
    bool write(const Secret& secret);

    /// Sentences on standard error. An Error is told with its place and its help.
    void say(const QString& text);
    void say(const Error& error);

    /// One line that replaces itself; only where standard error is a terminal.
    void showProgress(const QString& text);
    bool isInteractive() const { return m_terminal; }

    const Cancellation& cancellation() const { return m_cancellation; }

    /// Writes what is buffered. The exit code to end with: `code`, or ExitCannotReadOrWrite when standard output
    /// could not take everything. A closed pipe ("| head") is no news for anybody and gets no message.
    int finish(int code);

private:
    void clearProgress();

    Cancellation m_cancellation;
    std::string m_buffer;
    int m_error = 0; ///< errno of the write that failed.
    bool m_terminal = false;
    bool m_progressShown = false;
};

} // namespace auditlens
