// SPDX-License-Identifier: MIT
#include "cli/commands.h"

#include "base/text.h"
#include "cli/archiveaccess.h"
#include "cli/arguments.h"
#include "exporting/eventwriter.h"
#include "exporting/zonedtime.h"
#include "summary/summary.h"
#include "summary/words.h"

#include <QCoreApplication>

namespace auditlens {

namespace {

using namespace Qt::StringLiterals;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::CommandLine)
};

constexpr qsizetype longestValue = 10'000;

Arguments showArguments()
{
    Arguments arguments(u"show --archive A.auditlens EVENT-ID [--zone Z] [--json]"_s,
        Tr::tr("Prints one event: its summary, who, when, where, and what changed from what to what."));
    arguments.addOption({u"archive"_s}, u"FILE"_s, Tr::tr("The .auditlens file."));
    arguments.addOption({u"zone"_s}, u"ZONE"_s, Tr::tr("Zone in which times are shown; UTC unless said."));
    arguments.addFlag(u"json"_s, Tr::tr("Print the event as one line of JSON."));
    return arguments;
}

QString timeText(const EventTime& time, const QTimeZone& zone)
{
    QString shown = zonedTimeText(time, zone);
    if (time.origin == TimeOrigin::ZoneAssumed)
        shown += u' ' + Tr::tr("(the record names no zone)");
    if (time.origin == TimeOrigin::Neighbours)
        shown += u' ' + Tr::tr("(the record has no time; placed by its neighbours)");
    return shown;
}

class Lines
{
public:
    void add(const QString& name, const QString& value)
    {
        if (!value.isEmpty())
            m_text += name.leftJustified(11) + value + u'\n';
    }
    void add(const QString& name, std::string_view value) { add(name, oneLine(value, longestValue)); }
    const QString& text() const { return m_text; }

private:
    QString m_text;
};

QString sideText(const Value& value, QChar mark)
{
    if (!value.exists())
        return {};
    QString text = valueText(value, longestValue);
    if (value.kind == Value::Kind::Masked && !value.cipher.empty())
        text += u' ' + Tr::tr("a ciphertext is kept");
    if (value.kind == Value::Kind::Reference && !value.label.empty())
        text += u" #"_s + oneLine(value.text, 200);
    return u"    "_s + mark + u' ' + text + u'\n';
}

QString changeText(const Change& change)
{
    QString text = u"  "_s + oneLine(change.field, 200);
    if (!change.type.empty())
        text += u" ("_s + oneLine(change.type, 100) + u')';
    text += u'\n' + sideText(change.before, u'-') + sideText(change.after, u'+');
    for (const Value& member : change.removed)
        text += sideText(member, u'-');
    for (const Value& member : change.added)
        text += sideText(member, u'+');
    return text;
}

QString eventText(const AuditEvent& event, const std::string& source, const QTimeZone& zone)
{
    const Summary summary = summarize(event);
    Lines lines;
    lines.add(Tr::tr("When"), timeText(event.time, zone));
    lines.add(Tr::tr("Actor"), event.actor.known() ? actorText(event.actor) : QString());
    lines.add(Tr::tr("Actor id"), event.actor.id);
    lines.add(Tr::tr("E-mail"), event.actor.email);
    lines.add(Tr::tr("Action"), event.action);
    lines.add(Tr::tr("Outcome"), outcomeName(event.outcome));
    lines.add(Tr::tr("Reason"), event.outcomeReason);
    lines.add(Tr::tr("Type"), event.entity.type);
    lines.add(Tr::tr("Object"), event.entity.id);
    lines.add(Tr::tr("Label"), event.entity.label);
    lines.add(Tr::tr("Tenant"), event.tenant);
    lines.add(Tr::tr("Request"), event.requestId);
    lines.add(Tr::tr("Address"), event.ip);
    lines.add(Tr::tr("Agent"), event.userAgent);
    lines.add(Tr::tr("Event"), event.id);
    lines.add(Tr::tr("Source"), source);
    QString text = summary.headline + u'\n' + summary.sentence + u"\n\n"_s + lines.text();
    if (!event.changes.empty())
        text += u'\n' + Tr::tr("Changes:") + u'\n';
    for (const Change& change : event.changes)
        text += changeText(change);
    return text;
}

} // namespace

int runShow(const QStringList& words, Console& console)
{
    Arguments arguments = showArguments();
    if (const auto code = arguments.read(words, console))
        return *code;
    if (arguments.value(u"archive"_s).isEmpty())
        return arguments.complain(console, Tr::tr("--archive is missing."));
    if (arguments.rest().size() != 1)
        return arguments.complain(console, Tr::tr("Name one event."));
    const auto zone = arguments.zone(u"zone"_s);
    if (!zone)
        return arguments.complain(console, Tr::tr("There is no time zone \"%1\".").arg(arguments.value(u"zone"_s)));
    const ArchiveAccess access = openArchive(arguments.value(u"archive"_s), console);
    if (!access.archive)
        return access.exitCode;
    const QString id = arguments.rest().front();
    const auto row = access.archive->findId(toUtf8(id));
    if (!row)
        return tellTrouble(noSuchEvent(id), console);
    const Result<StoredEvent> stored = access.archive->event(*row);
    if (!stored)
        return tellTrouble(stored.error(), console);
    const std::string source = sourceName(access.archive->info().sources, stored->source);
    if (!arguments.has(u"json"_s)) {
        console.write(eventText(stored->event, source, *zone));
        return ExitDone;
    }
    std::string line;
    appendEventLine(line, stored->event, source);
    console.write(std::string_view(line += '\n'));
    return ExitDone;
}

} // namespace auditlens
