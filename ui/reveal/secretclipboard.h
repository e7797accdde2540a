// SPDX-License-Identifier: MIT
#pragma once

#include "base/sha256.h"
#include "reveal/revealtimes.h"
#include "unmask/secret.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace auditlens {

/// Puts a secret on the clipboard for a set time, and takes it away again unless something else is there by then. Asks
/// programs that keep a history of the clipboard to leave it out. Of what is there it keeps the digest only.
class SecretClipboard : public QObject
{
    Q_OBJECT

public:
    explicit SecretClipboard(const RevealTimes& times, QObject* parent = nullptr);
    ~SecretClipboard() override; ///< Takes it away.

    void put(const Secret& text);
    void clear(); ///< Now, if it is still there.
    bool isHolding() const { return m_held.has_value(); }

Q_SIGNALS:
    void cleared();

private:
    void tick();

    RevealTimes m_times;
    QTimer m_tick;
    std::chrono::milliseconds m_until {};
    std::optional<Sha256Digest> m_held;
};

} // namespace auditlens
