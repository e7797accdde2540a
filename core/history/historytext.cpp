// SPDX-License-Identifier: MIT
#include "history/historytext.h"

#include "base/text.h"
#include "summary/summary.h"
#include "summary/words.h"

#include <QCoreApplication>
#include <QStringList>

namespace auditlens {

namespace {

using namespace Qt::StringLiterals;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::EntityHistory)
};

constexpr std::size_t namedMembers = 20;

QString membersText(const FieldState& field)
{
    QStringList names;
    for (std::size_t i = 0; i < std::min(field.members.size(), namedMembers); ++i)
        names << valueText(field.members[i].value);
    if (field.members.size() > namedMembers)
        names << Tr::tr("%n more", "members of a list", int(field.members.size() - namedMembers));
    if (field.allMembers)
        return names.isEmpty() ? Tr::tr("no members") : names.join(u", "_s);
    return names.isEmpty() ? Tr::tr("members not recorded") : Tr::tr("%1 and perhaps others").arg(names.join(u", "_s));
}

QString cut(const QString& text, qsizetype longest)
{
    return text.size() > longest ? text.left(longest - 1) + u'…' : text;
}

QString eventName(const EntityHistory& history, EventIndex event)
{
    return toQString(history.events()[event].event.id);
}

} // namespace

QString stateText(const FieldState& field, qsizetype longest)
{
    switch (field.known) {
    case FieldState::Known::Value:
        return valueText(field.value, longest);
    case FieldState::Known::Members:
        return cut(membersText(field), longest);
    case FieldState::Known::Removed:
        return Tr::tr("removed", "a field that was taken away");
    case FieldState::Known::Nothing:
        break;
    }
    return Tr::tr("not recorded");
}

QString breakText(const EntityHistory& history, const HistoryBreak& found)
{
    const QString field = oneLine(found.field, 100);
    const QString value = valueText(found.found);
    const QString event = eventName(history, found.foundBy);
    switch (found.kind) {
    case HistoryBreak::Kind::AlreadyMember:
        return Tr::tr("%1 was a member of %2 when event %3 added it: a change before that is not in these events.").arg(value, field, event);
    case HistoryBreak::Kind::NoMember:
        return Tr::tr("%1 was no member of %2 when event %3 removed it: a change before that is not in these events.").arg(value, field, event);
    case HistoryBreak::Kind::Value:
        break;
    }
    return Tr::tr("%1 was %2 after event %3 and %4 before event %5: a change between them is not in these events.")
        .arg(field, valueText(found.recorded), eventName(history, found.recordedBy.value_or(0)), value, event);
}

QString existenceText(const EntityHistory& history, const EntityState& state, const std::function<QString(const EventTime&)>& timeText)
{
    QString since;
    if (state.since) {
        const AuditEvent& event = history.events()[*state.since].event;
        since = Tr::tr("%1 by %2, event %3", "time, actor, event").arg(timeText(event.time), actorText(event.actor), toQString(event.id));
    }
    switch (state.existence) {
    case EntityState::Existence::NotYet:
        return Tr::tr("It did not exist yet.");
    case EntityState::Existence::BeforeRecords:
        return Tr::tr("That is before its first event: the values are those that later events found.");
    case EntityState::Existence::Gone:
        return Tr::tr("It was deleted: %1. These are its last values.").arg(since);
    case EntityState::Existence::Exists:
        break;
    }
    if (!state.since)
        return Tr::tr("It existed; its creation is not in the archive.");
    const bool created = history.events()[*state.since].event.verb == Verb::Create;
    return (created ? Tr::tr("It was created: %1.") : Tr::tr("It was restored: %1.")).arg(since);
}

} // namespace auditlens
