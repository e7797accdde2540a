// SPDX-License-Identifier: MIT
#include "backends/loki/lokicursor.h"

#include "base/hex.h"
#include "base/sha256.h"

#include <QByteArrayList>

namespace auditlens {

namespace {

constexpr qsizetype hashDigits = 24; // enough for the entries of one nanosecond

QByteArray hashOf(const LokiEntry& entry)
{
    return QByteArray::fromStdString(toHex(sha256(entry.record))).left(hashDigits);
}

} // namespace

std::optional<LokiCursor> LokiCursor::read(const QByteArray& text)
{
    QByteArrayList words = text.split(' ');
    bool isNumber = false;
    LokiCursor cursor(words.takeFirst().toLongLong(&isNumber));
    if (!isNumber)
        return {};
    for (const QByteArray& word : words) {
        if (word.size() != hashDigits || !isLowerHex(word.toStdString()))
            return {};
        ++cursor.m_seen[word];
    }
    return cursor;
}

QByteArray LokiCursor::text() const
{
    QByteArray text = QByteArray::number(m_from);
    for (const auto& [hash, times] : m_seen) {
        for (int i = 0; i < times; ++i)
            text += ' ' + hash;
    }
    return text;
}

void LokiCursor::dropSeen(std::vector<LokiEntry>& entries) const
{
    std::map<QByteArray, int> left = m_seen;
    std::erase_if(entries, [&](const LokiEntry& entry) {
        if (entry.time != m_from || left.empty())
            return false;
        const auto known = left.find(hashOf(entry));
        return known != left.end() && known->second-- > 0;
    });
}

LokiCursor LokiCursor::after(const std::vector<LokiEntry>& entries) const
{
    LokiCursor next(entries.empty() ? m_from : entries.back().time);
    for (const LokiEntry& entry : entries) {
        if (entry.time == next.m_from)
            ++next.m_seen[hashOf(entry)];
    }
    return next;
}

} // namespace auditlens
