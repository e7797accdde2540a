// SPDX-License-Identifier: MIT
#pragma once

#include "backends/loki/lokianswer.h"

#include <QByteArray>

#include <map>
#include <optional>

namespace auditlens {

/// Where paging goes on. A page may end in the middle of many entries of one time: that time is asked for again, and what
/// was handed out of it is known by its hash, as often as it was there.
class LokiCursor
{
public:
    explicit LokiCursor(Nanoseconds from) : m_from(from) { }
    /// Nothing for bytes that text() did not write.
    static std::optional<LokiCursor> read(const QByteArray& text);
    QByteArray text() const;

    Nanoseconds from() const { return m_from; }
    /// Takes those out that were handed out before.
    void dropSeen(std::vector<LokiEntry>& entries) const;
    /// Behind these, which are by time and have the newest of that time among them.
    LokiCursor after(const std::vector<LokiEntry>& entries) const;

private:
    Nanoseconds m_from;
    std::map<QByteArray, int> m_seen; ///< How often each entry of the time `m_from` was handed out.
};

} // namespace auditlens
