// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "unmask/secret.h"

#include <QObject>
#include <QString>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>

namespace auditlens {

/// The keychain of Windows takes 2,560 bytes at most and says so itself.
constexpr std::size_t maxSecretBytes = 16 << 10;

/// A place for secrets that have names. Every call returns at once; the answer comes later on the thread of the
/// receiver, which is the caller's, and never if the receiver is gone by then; what is under way when the store ends is
/// still answered. One thread (the main one), with an event loop; calls are carried out in the order they were made.
/// There is no store that writes a secret into a file.
class SecretStore
{
public:
    enum class Kind : std::uint8_t {
        Keychain, ///< Of the operating system: it stays.
        ThisRun, ///< Memory of this process: it ends with it.
        None, ///< Takes nothing; every answer is the reason.
    };
    using Read = std::function<void(Result<std::optional<Secret>>)>;
    using Done = std::function<void(Result<void>)>;

    virtual ~SecretStore() = default;
    virtual Kind kind() const = 0;
    /// Why nothing can be asked of it, where that is known.
    virtual std::optional<Error> unavailable() const { return {}; }

    /// Nothing where there is no secret of that name; a keychain that stays locked answers the same or an Error.
    void read(const QString& name, QObject* receiver, Read answer);
    /// Replaces the one that is there. When it succeeded the secret can be read again. An empty or too large one and a
    /// name that is not 1 to 200 printable ASCII characters are refused.
    void write(const QString& name, Secret secret, QObject* receiver, Done answer);
    /// Well done when there was none.
    void remove(const QString& name, QObject* receiver, Done answer);

protected:
    virtual void readEntry(const QString& name, QObject* receiver, Read answer) = 0;
    virtual void writeEntry(const QString& name, Secret secret, QObject* receiver, Done answer) = 0;
    virtual void removeEntry(const QString& name, QObject* receiver, Done answer) = 0;
};

/// Hands a result to `answer` when the event loop is reached again, or to nobody when the receiver is gone by then.
template <typename Answer, typename T>
void answerLater(QObject* receiver, Answer answer, Result<T> result)
{
    QMetaObject::invokeMethod(
        receiver, [answer = std::move(answer), result = std::move(result)]() mutable { answer(std::move(result)); },
        Qt::QueuedConnection);
}

} // namespace auditlens
