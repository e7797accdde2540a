// SPDX-License-Identifier: MIT
#include "summary/summary.h"

#include "diff/documentdiff.h"
#include "json/document.h"
#include "summary/words.h"

#include <QCoreApplication>

#include <algorithm>

namespace auditlens {

namespace {

using namespace Qt::StringLiterals;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::Summary)
};

// A sentence names at most this many changes, and one more where only one would be left over.
constexpr std::size_t namedChanges = 3;
constexpr std::size_t namedMembers = 3;
constexpr qsizetype longestSentence = 500;
// Comparing more than this for one line of a list is not worth the time.
constexpr std::size_t longestCompared = 64 * 1024;

std::size_t namedOf(std::size_t count)
{
    return count <= namedChanges + 1 ? count : namedChanges;
}

QString fieldText(const Change& change)
{
    return oneLine(change.field.empty() ? change.label : change.field, 60);
}

QString membersText(const std::vector<Value>& members)
{
    QStringList names;
    for (std::size_t i = 0; i < std::min(members.size(), namedMembers); ++i)
        names << valueText(members[i]);
    if (members.size() > namedMembers)
        names << Tr::tr("%n more", "members of a list", int(members.size() - namedMembers));
    return listText(names);
}

bool isDocument(const Change& change)
{
    return change.before.kind == Value::Kind::Document && change.after.kind == Value::Kind::Document;
}

/// How many members of a document are different; 0 when that cannot be said cheaply.
int differentMembers(const Change& change)
{
    if (change.before.text.size() + change.after.text.size() > longestCompared)
        return 0;
    const DocumentDiff diff = diffDocuments(change.before.text, change.after.text);
    return diff.truncated ? 0 : int(std::count_if(diff.rows.begin(), diff.rows.end(), [](const DocumentRow& row) {
        return row.kind != DocumentRow::Kind::Same && row.kind != DocumentRow::Kind::Inside;
    }));
}

/// "5 fields" instead of a document's JSON, which nobody reads in a sentence.
QString shortValue(const Value& value, qsizetype longest = 60)
{
    json::Document document;
    if (value.kind != Value::Kind::Document || value.text.size() > longestCompared || !document.parseCopy(value.text))
        return valueText(value, longest);
    const int size = int(document.root().size());
    return document.root().isArray() ? Tr::tr("(%n items)", "a list in a sentence", size)
                                     : Tr::tr("(%n fields)", "a document in a sentence", size);
}

/// "coverage (3 fields)"
QString documentName(const Change& change)
{
    const int count = differentMembers(change);
    return count == 0 ? fieldText(change) : fieldText(change) + u' ' + Tr::tr("(%n fields)", "a document in a sentence", count);
}

/// The changes of one kind, said with one verb: "changed status from … to … and owner from … to …".
struct Clauses
{
    QStringList changed;
    QStringList set;
    QStringList cleared;
    QStringList members;

    QString text() const
    {
        QStringList parts;
        if (!changed.isEmpty())
            parts << Tr::tr("changed %1").arg(listText(changed));
        if (!set.isEmpty())
            parts << Tr::tr("set %1").arg(listText(set));
        if (!cleared.isEmpty())
            parts << Tr::tr("removed %1").arg(listText(cleared));
        return listText(parts + members);
    }
};

void addMembers(Clauses& clauses, const Change& change)
{
    if (!change.added.empty())
        clauses.members << Tr::tr("added %1 to %2").arg(membersText(change.added), fieldText(change));
    if (!change.removed.empty())
        clauses.members << Tr::tr("removed %1 from %2").arg(membersText(change.removed), fieldText(change));
}

void addChange(Clauses& clauses, const Change& change)
{
    const QString field = fieldText(change);
    if (change.kind == Change::Kind::Members)
        addMembers(clauses, change);
    else if (change.isMasked())
        clauses.changed << Tr::tr("%1 (masked)").arg(field);
    else if (!change.before.exists() && change.after.exists())
        clauses.set << Tr::tr("%1 to %2", "set field to value").arg(field, shortValue(change.after));
    else if (change.before.exists() && !change.after.exists())
        clauses.cleared << Tr::tr("%1 (was %2)").arg(field, shortValue(change.before));
    else if (isDocument(change))
        clauses.changed << documentName(change);
    else if (change.before.exists())
        clauses.changed << Tr::tr("%1 from %2 to %3", "field from value to value")
                               .arg(field, valueText(change.before), valueText(change.after));
    else
        clauses.changed << field;
}

QString changesText(const std::vector<Change>& changes)
{
    Clauses clauses;
    const std::size_t named = namedOf(changes.size());
    for (std::size_t i = 0; i < named; ++i)
        addChange(clauses, changes[i]);
    const QString text = clauses.text();
    if (named == changes.size())
        return text;
    return Tr::tr("%1 and %n more fields", nullptr, int(changes.size() - named)).arg(text);
}

QString startValues(const std::vector<Change>& changes)
{
    QStringList values;
    for (const Change& change : changes) {
        if (change.kind != Change::Kind::Members && change.after.exists() && values.size() < qsizetype(namedChanges))
            values << Tr::tr("%1 %2", "field value").arg(fieldText(change), shortValue(change.after));
    }
    return listText(values);
}

QString failureText(const AuditEvent& event, const QString& text)
{
    if (event.outcome != Outcome::Failure)
        return text;
    if (event.outcomeReason.empty())
        return Tr::tr("%1 (failed)").arg(text);
    return Tr::tr("%1 (failed: %2)").arg(text, oneLine(event.outcomeReason, 80));
}

QString otherText(const AuditEvent& event, const QString& actor, const QString& entity)
{
    const QString action = oneLine(event.action, 60);
    if (action.isEmpty())
        return Tr::tr("%1 did something to %2").arg(actor, entity);
    if (!event.entity.known())
        return Tr::tr("%1 performed %2").arg(actor, action);
    return Tr::tr("%1 performed %2 on %3").arg(actor, action, entity);
}

QString headlineText(const AuditEvent& event)
{
    const QString actor = actorText(event.actor);
    const QString entity = entityText(event.entity);
    switch (event.verb) {
    case Verb::Create:
        return Tr::tr("%1 created %2").arg(actor, entity);
    case Verb::Read:
        return Tr::tr("%1 viewed %2").arg(actor, entity);
    case Verb::Update:
        return Tr::tr("%1 updated %2").arg(actor, entity);
    case Verb::Delete:
        return Tr::tr("%1 deleted %2").arg(actor, entity);
    case Verb::Login:
        return event.outcome == Outcome::Failure ? Tr::tr("%1 tried to log in").arg(actor) : Tr::tr("%1 logged in").arg(actor);
    case Verb::Logout:
        return Tr::tr("%1 logged out").arg(actor);
    case Verb::Export:
        return Tr::tr("%1 exported %2").arg(actor, entity);
    case Verb::Other:
        break;
    }
    return otherText(event, actor, entity);
}

QString madeSentence(const AuditEvent& event)
{
    const QString headline = headlineText(event);
    if (event.changes.empty())
        return headline;
    if (event.verb == Verb::Update || event.verb == Verb::Other) {
        const QString changes = changesText(event.changes);
        if (!changes.isEmpty())
            return Tr::tr("%1 %2 on %3", "actor, changes, object").arg(actorText(event.actor), changes, entityText(event.entity));
    }
    if (event.verb == Verb::Create) {
        const QString values = startValues(event.changes);
        if (!values.isEmpty())
            return Tr::tr("%1 with %2", "somebody created something, with values").arg(headline, values);
    }
    return headline;
}

QString memberMarks(const Change& change)
{
    QStringList parts;
    if (!change.added.empty())
        parts << u"+ "_s + membersText(change.added);
    if (!change.removed.empty())
        parts << u"− "_s + membersText(change.removed);
    return fieldText(change) + u' ' + parts.join(u' ');
}

bool isNothing(const Value& value)
{
    return !value.exists() || value.kind == Value::Kind::Null;
}

QString documentDetail(const Change& change)
{
    const int count = differentMembers(change);
    return count == 0 ? Tr::tr("%1 changed").arg(fieldText(change))
                      : Tr::tr("%1 changed (%n fields)", nullptr, count).arg(fieldText(change));
}

QString detailOf(const Change& change, Verb verb)
{
    const QString field = fieldText(change);
    if (change.kind == Change::Kind::Members)
        return memberMarks(change);
    if (change.isMasked())
        return Tr::tr("%1 (masked)").arg(field);
    // What is new had no value before, and what is gone has none after: saying "null" there is noise.
    if (!change.before.exists() || (verb == Verb::Create && isNothing(change.before)))
        return change.after.exists() ? field + u' ' + shortValue(change.after, 40) : field;
    if (verb == Verb::Delete && isNothing(change.after))
        return field + u' ' + shortValue(change.before, 40);
    if (isDocument(change))
        return documentDetail(change);
    return field + u' ' + shortValue(change.before, 40) + u" → "_s + shortValue(change.after, 40);
}

QString detailText(const AuditEvent& event)
{
    if (event.changes.empty())
        return oneLine(event.summary.empty() ? event.outcomeReason : event.summary, 160);
    QStringList parts;
    const std::size_t named = namedOf(event.changes.size());
    for (std::size_t i = 0; i < named; ++i)
        parts << detailOf(event.changes[i], event.verb);
    if (named < event.changes.size())
        parts << Tr::tr("%n more fields", nullptr, int(event.changes.size() - named));
    return parts.join(u", "_s);
}

} // namespace

QString summarySentence(const AuditEvent& event)
{
    const QString own = oneLine(event.summary, longestSentence);
    return own.isEmpty() ? failureText(event, madeSentence(event)) : own;
}

Summary summarize(const AuditEvent& event)
{
    return {failureText(event, headlineText(event)), detailText(event), summarySentence(event)};
}

} // namespace auditlens
