// SPDX-License-Identifier: MIT
#include "backends/timecursor.h"

#include <QByteArrayList>

namespace auditlens {

std::optional<TimeCursor> TimeCursor::read(const QByteArray& text)
{
    QByteArrayList words = text.split(' ');
    bool isNumber = false;
    TimeCursor cursor(words.takeFirst().toLongLong(&isNumber));
    if (!isNumber)
        return {};
    for (const QByteArray& word : words) {
        if (!isRecordHash(word))
            return {};
        ++cursor.m_seen[word];
    }
    return cursor;
}

QByteArray TimeCursor::text() const
{
    QByteArray text = QByteArray::number(m_from);
    for (const auto& [hash, times] : m_seen) {
        for (int i = 0; i < times; ++i)
            text += ' ' + hash;
    }
    return text;
}

void TimeCursor::dropSeen(std::vector<SourceRecord>& records) const
{
    std::map<QByteArray, int> left = m_seen;
    std::erase_if(records, [&](const SourceRecord& record) {
        if (record.time != m_from || left.empty())
            return false;
        const auto known = left.find(hashOf(record));
        return known != left.end() && known->second-- > 0;
    });
}

TimeCursor TimeCursor::after(const std::vector<SourceRecord>& records) const
{
    TimeCursor next(records.empty() ? m_from : records.back().time);
    for (const SourceRecord& record : records) {
        if (record.time == next.m_from)
            ++next.m_seen[hashOf(record)];
    }
    return next;
}

} // namespace auditlens
