// SPDX-License-Identifier: MIT
#pragma once

#include "support/importing.h"

#include <QByteArray>

namespace auditlens::test {

/// Writes events of tiger_audit_trail and imports them.
class Trail
{
public:
    /// `diff` are entries as the functions below write them, joined by commas. `more` are further members of the event.
    Trail& add(const QByteArray& time, const QByteArray& action, const QByteArray& object, const QByteArray& diff, const QByteArray& more = {})
    {
        const QByteArray stamp = time.isEmpty() ? QByteArray("null") : QByteArray('"' + time + '"');
        m_lines += "{\"event_id\": \"" + eventId(++m_count) + "\", \"timestamp\": " + stamp
            + ", \"event_type\": \"" + action + "\", \"actor\": {\"id\": 7, \"username\": \"ann\"}, \"model\": \"policies.Policy\", \"object_id\": \""
            + object + "\", \"diff\": {" + diff + "}" + (more.isEmpty() ? more : QByteArray(", " + more)) + "}\n";
        return *this;
    }
    /// "e1" is the first one.
    static QByteArray eventId(int number) { return 'e' + QByteArray::number(number); }
    const QByteArray& lines() const { return m_lines; }

    std::shared_ptr<const Archive> archive() const
    {
        const auto report = m_folder.import({m_folder.write(QStringLiteral("trail.jsonl"), m_lines)});
        if (!report || report->events != std::uint64_t(m_count))
            qFatal("the trail was not imported");
        return m_folder.open();
    }

private:
    ImportFolder m_folder;
    QByteArray m_lines;
    int m_count = 0;
};

/// A change of a plain field; both sides are JSON.
inline QByteArray field(const QByteArray& name, const QByteArray& before, const QByteArray& after, const QByteArray& more = {})
{
    return '"' + name + "\": {\"field\": \"" + name + R"(", "field_type": "CharField", "relation": "field", "before": )" + before + ", \"after\": "
        + after + (more.isEmpty() ? more : QByteArray(", " + more)) + '}';
}

/// A side of a foreign key.
inline QByteArray reference(const QByteArray& pk, const QByteArray& label)
{
    return "{\"pk\": " + pk + ", \"repr\": \"" + label + "\", \"model\": \"auth.User\"}";
}

inline QByteArray foreignKey(const QByteArray& name, const QByteArray& before, const QByteArray& after)
{
    return '"' + name + "\": {\"field\": \"" + name + R"(", "field_type": "ForeignKey", "relation": "foreign_key", "before": )" + before
        + ", \"after\": " + after + '}';
}

/// Keys of tags that are added and removed, joined by commas.
inline QByteArray members(const QByteArray& name, const QList<int>& added, const QList<int>& removed)
{
    const auto list = [](const QList<int>& keys) -> QByteArray {
        QByteArrayList items;
        for (const int key : keys)
            items << "{\"pk\": " + QByteArray::number(key) + ", \"repr\": \"tag" + QByteArray::number(key) + "\", \"model\": \"policies.Tag\"}";
        return '[' + items.join(", ") + ']';
    };
    return '"' + name + "\": {\"field\": \"" + name + R"(", "field_type": "ManyToManyField", "relation": "many_to_many", "model": "policies.Tag", "added": )"
        + list(added) + ", \"removed\": " + list(removed) + '}';
}

} // namespace auditlens::test
