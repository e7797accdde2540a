// SPDX-License-Identifier: MIT
#include "cli/commands.h"

#include "base/text.h"
#include "cli/archiveaccess.h"
#include "cli/arguments.h"
#include "cli/historyjson.h"
#include "exporting/zonedtime.h"
#include "history/entityname.h"
#include "history/historytext.h"
#include "history/readhistory.h"
#include "query/timerange.h"
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

constexpr qsizetype widestCell = 40;
constexpr qsizetype longestName = 200;
constexpr qsizetype longestValue = 2000;

Arguments historyArguments()
{
    Arguments arguments(u"history --archive A.auditlens ENTITY [--at T] [--zone Z] [--json]"_s,
        Tr::tr("Prints everything that happened to one object, oldest first, and what does not follow. ENTITY is a type\n"
               "and an id, Policy#7, or an id or a label that only one object has."));
    arguments.addOption({u"archive"_s}, u"FILE"_s, Tr::tr("The .auditlens file."));
    arguments.addOption({u"at"_s}, u"TIME"_s,
        Tr::tr("Print instead what every field was at this time, or at the end of this day, month or year, and who set it."));
    arguments.addOption({u"zone"_s}, u"ZONE"_s, Tr::tr("Zone in which times are read and shown: UTC (the default), local, Europe/Berlin."));
    arguments.addFlag(u"json"_s, Tr::tr("Print one object on one line."));
    return arguments;
}

/// Rows of cells as columns; the last one may be of any length.
QString table(const std::vector<QStringList>& rows)
{
    std::vector<qsizetype> widths(std::size_t(rows.front().size()), 0);
    for (const QStringList& row : rows) {
        for (qsizetype i = 0; i + 1 < row.size(); ++i)
            widths[std::size_t(i)] = std::max(widths[std::size_t(i)], std::min(row[i].size(), widestCell));
    }
    QString text;
    for (const QStringList& row : rows) {
        QString line;
        for (qsizetype i = 0; i + 1 < row.size(); ++i) {
            const QString cell = row[i].size() > widestCell ? row[i].left(widestCell - 1) + u'…' : row[i];
            line += cell.leftJustified(widths[std::size_t(i)] + 2);
        }
        line += row.back();
        while (line.endsWith(u' '))
            line.chop(1);
        text += line + u'\n';
    }
    return text;
}

QString nameText(const EntityHistory& history)
{
    const QString name = oneLine(history.entity().text(), longestName);
    return history.label().empty() ? name : u"%1 (%2)"_s.arg(name, oneLine(history.label(), longestName));
}

QString actionText(const AuditEvent& event)
{
    const QString action = oneLine(event.action, longestName);
    return event.outcome == Outcome::Failure ? Tr::tr("%1 (failed)", "an action").arg(action) : action;
}

QString timelineText(const EntityHistory& history, const QTimeZone& zone)
{
    std::vector<QStringList> rows {{Tr::tr("TIME (%1)").arg(toQString(zoneName(zone))), Tr::tr("ACTOR"), Tr::tr("ACTION"), Tr::tr("EVENT"), Tr::tr("DETAIL")}};
    for (const HistoryEvent& each : history.events()) {
        const AuditEvent& event = each.event;
        rows.push_back({zonedTimeText(event.time, zone), actorText(event.actor), actionText(event), toQString(event.id), summarize(event).detail});
    }
    QString text = nameText(history) + u": "_s + Tr::tr("%n event(s)", nullptr, int(history.total())) + u"\n\n"_s + table(rows);
    if (!history.breaks().empty())
        text += u'\n' + Tr::tr("What does not follow:") + u'\n';
    for (const HistoryBreak& found : history.breaks())
        text += u"  "_s + breakText(history, found) + u'\n';
    return text;
}

QStringList stateRow(const EntityHistory& history, const FieldState& field, const QTimeZone& zone)
{
    const QString name = oneLine(field.field, longestName);
    const QString value = stateText(field, longestValue);
    const auto known = field.knownBy();
    if (!known)
        return {name, Tr::tr("not known"), {}, {}, value};
    const AuditEvent& event = history.events()[*known].event;
    const QString time = zonedTimeText(event.time, zone);
    if (!field.setBy)
        return {name, Tr::tr("before %1").arg(time), {}, toQString(event.id), value};
    return {name, time, actorText(event.actor), toQString(event.id), value};
}

QString stateTableText(const EntityHistory& history, const EntityState& state, Nanoseconds moment, const QTimeZone& zone)
{
    QString text = nameText(history) + u' ' + Tr::tr("at %1").arg(zonedTimeText({moment, TimeOrigin::Stated, 9}, zone)) + u'\n'
        + existenceText(history, state, [&](const EventTime& time) { return zonedTimeText(time, zone); }) + u'\n';
    if (state.fields.empty())
        return text;
    std::vector<QStringList> rows {{Tr::tr("FIELD"), Tr::tr("SET AT (%1)").arg(toQString(zoneName(zone))), Tr::tr("BY"), Tr::tr("EVENT"), Tr::tr("VALUE")}};
    for (const FieldState& field : state.fields)
        rows.push_back(stateRow(history, field, zone));
    return text + u'\n' + table(rows);
}

void tellLimits(const EntityHistory& history, Console& console)
{
    if (!history.complete())
        console.say(Tr::tr("Only the newest %1 of %2 events were read; what was before them is not told.").arg(history.events().size()).arg(history.total()));
    if (history.tenants().size() > 1)
        console.say(Tr::tr("The events name %n tenants; each may have an object of this name.", nullptr, int(history.tenants().size())));
}

int tellWhyNone(const EntityOutcome& outcome, Console& console)
{
    if (console.cancellation().requested())
        return ExitInterrupted;
    const int code = tellTrouble(outcome.error, console);
    return outcome.found == EntityOutcome::Found::Several ? int(ExitUsage) : code;
}

/// The moment of --at: an instant, or the end of a day, month or year.
Result<Nanoseconds> momentOf(const QString& text, const QTimeZone& zone)
{
    const Result<TimeSpan> span = parseTime(text, TimeContext::current(zone));
    if (!span)
        return span.error();
    return span->lastMoment();
}

/// What to print, from a history that was read.
struct HistoryOutput
{
    std::optional<Nanoseconds> moment;
    QTimeZone zone;
    bool json = false;
};

void print(const EntityHistory& history, const Archive& archive, const HistoryOutput& output, Console& console)
{
    tellLimits(history, console);
    if (!output.moment) {
        console.write(output.json ? timelineJson(history, archive.info().sources) + '\n' : toUtf8(timelineText(history, output.zone)));
        return;
    }
    const EntityState state = history.stateAt(*output.moment);
    console.write(output.json ? stateJson(history, state, *output.moment) + '\n' : toUtf8(stateTableText(history, state, *output.moment, output.zone)));
}

int printHistory(const QString& path, const QString& name, const HistoryOutput& output, Console& console)
{
    const ArchiveAccess access = openArchive(path, console);
    if (!access.archive)
        return access.exitCode;
    const EntityOutcome outcome = findEntity(*access.archive, name, console.cancellation());
    if (outcome.found != EntityOutcome::Found::One)
        return tellWhyNone(outcome, console);
    const Result<EntityHistory> history = readHistory(*access.archive, outcome.entity, {}, console.cancellation());
    if (console.cancellation().requested())
        return ExitInterrupted;
    if (!history)
        return tellTrouble(history.error(), console);
    print(*history, *access.archive, output, console);
    return ExitDone;
}

} // namespace

int runHistory(const QStringList& words, Console& console)
{
    Arguments arguments = historyArguments();
    if (const auto code = arguments.read(words, console))
        return *code;
    if (arguments.value(u"archive"_s).isEmpty())
        return arguments.complain(console, Tr::tr("--archive is missing."));
    if (arguments.rest().size() != 1)
        return arguments.complain(console, Tr::tr("Name one object, such as Policy#7."));
    const auto zone = arguments.zone(u"zone"_s);
    if (!zone)
        return arguments.complain(console, Tr::tr("There is no time zone \"%1\".").arg(arguments.value(u"zone"_s)));
    HistoryOutput output {{}, *zone, arguments.has(u"json"_s)};
    if (arguments.has(u"at"_s)) {
        const Result<Nanoseconds> moment = momentOf(arguments.value(u"at"_s), *zone);
        if (!moment) {
            console.say(moment.error());
            return ExitUsage;
        }
        output.moment = *moment;
    }
    return printHistory(arguments.value(u"archive"_s), arguments.rest().front(), output, console);
}

} // namespace auditlens
