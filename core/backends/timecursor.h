// SPDX-License-Identifier: MIT
#pragma once

#include "backends/sourcerecord.h"

#include <QByteArray>

#include <map>
#include <optional>

namespace auditlens {

/// Where paging goes on in a source that is asked from old to new. A page may end in the middle of many records of one
/// time: that time is asked for again, and what was handed out of it is known by its hash, as often as it was there.
class TimeCursor
{
public:
    explicit TimeCursor(Nanoseconds from)
        : m_from(from)
    {
    }
    /// Nothing for bytes that text() did not write.
    static std::optional<TimeCursor> read(const QByteArray& text);
    QByteArray text() const;

    Nanoseconds from() const { return m_from; }
    /// Takes those out that were handed out before.
    void dropSeen(std::vector<SourceRecord>& records) const;
    /// Behind these, which are by time and have the newest of that time among them.
    TimeCursor after(const std::vector<SourceRecord>& records) const;

private:
    Nanoseconds m_from;
    std::map<QByteArray, int> m_seen; ///< How often each record of the time `m_from` was handed out.
};

} // namespace auditlens
