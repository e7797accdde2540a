// SPDX-License-Identifier: MIT
#include "cli/commands.h"

#include "cli/answers.h"
#include "cli/archiveaccess.h"
#include "cli/arguments.h"
#include "cli/askedchecks.h"
#include "cli/coverageoutput.h"
#include "cli/eventoutput.h"
#include "cli/selection.h"
#include "cli/tablewriter.h"

#include <QCoreApplication>

#include <limits>

namespace auditlens {

namespace {

using namespace Qt::StringLiterals;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::CommandLine)
};

struct QueryOptions
{
    std::uint64_t limit = std::numeric_limits<std::uint64_t>::max();
    std::optional<RowOrder> order; ///< Nothing: as the view says.
    QString output = u"table"_s;
};

Arguments queryArguments()
{
    Arguments arguments(u"query --archive A.auditlens [--view VIEW] [QUERY] [--from T] [--to T] [--count] [--limit N] [--order asc|desc] "
                        "[--output jsonl|json|csv|table] [--facet FIELD[:N]]… [--histogram day|hour|auto] [--key NAME | --key-fd [FOR=]N]…"_s,
        Tr::tr("Prints the events that match, newest first. docs/query-language.md explains the query; several words\n"
               "are joined with spaces, and space means AND."));
    addSelectionOptions(arguments);
    arguments.addFlag(u"count"_s, Tr::tr("Print only how many events match."));
    arguments.addOption({u"limit"_s}, u"N"_s, Tr::tr("Print at most so many events; all unless said."));
    arguments.addOption({u"order"_s}, u"ORDER"_s, Tr::tr("desc: newest first (the default); asc: oldest first."));
    arguments.addOption({u"output"_s}, u"FORM"_s, Tr::tr("table (the default), jsonl, json or csv."));
    addAnswerOptions(arguments);
    return arguments;
}

/// What is wrong with the options, or nothing.
QString readOptions(const Arguments& arguments, QueryOptions& options)
{
    if (arguments.has(u"limit"_s)) {
        bool number = false;
        options.limit = arguments.value(u"limit"_s).toULongLong(&number);
        if (!number)
            return Tr::tr("--limit takes a number, not \"%1\".").arg(arguments.value(u"limit"_s));
    }
    if (arguments.has(u"order"_s)) {
        const QString order = arguments.value(u"order"_s);
        if (order != u"asc" && order != u"desc")
            return Tr::tr("--order takes asc or desc, not \"%1\".").arg(order);
        options.order = order == u"asc" ? RowOrder::OldestFirst : RowOrder::NewestFirst;
    }
    if (arguments.has(u"output"_s))
        options.output = arguments.value(u"output"_s);
    if (!QStringList {u"table"_s, u"jsonl"_s, u"json"_s, u"csv"_s}.contains(options.output))
        return Tr::tr("--output takes table, jsonl, json or csv, not \"%1\".").arg(options.output);
    return {};
}

std::unique_ptr<EventWriter> writerFor(const QString& output, const QTimeZone& zone)
{
    if (const auto format = exportFormatNamed(output))
        return makeEventWriter(*format, zone);
    return std::make_unique<TableWriter>(zone);
}

int print(const Archive& archive, const RowSet& rows, const QueryOptions& options, const QTimeZone& zone, Console& console)
{
    const auto writer = writerFor(options.output, zone);
    bool outputGone = false;
    const auto sink = [&](std::string_view piece) -> Result<void> {
        outputGone = !console.write(piece);
        if (outputGone)
            return Error {Tr::tr("Cannot write to standard output."), {}, {}, Tr::tr("Check where it goes.")};
        return {};
    };
    const auto outcome = exportTo(archive, rows, *options.order, options.limit, *writer, console.cancellation(), [](auto, auto) {}, sink);
    if (outputGone)
        return ExitCannotReadOrWrite;
    const int code = tellOutcome(outcome, console);
    if (code == ExitDone && outcome->events < rows.size())
        console.say(Tr::tr("Showing %1 of %2 matching events.").arg(QString::number(outcome->events), QString::number(rows.size())));
    return code;
}

} // namespace

int runQuery(const QStringList& words, Console& console)
{
    Arguments arguments = queryArguments();
    if (const auto code = arguments.read(words, console))
        return *code;
    QueryOptions options;
    if (const QString wrong = readOptions(arguments, options); !wrong.isEmpty())
        return arguments.complain(console, wrong);
    const auto [selection, exitCode] = readSelection(arguments, console);
    if (!selection)
        return exitCode;
    options.order = options.order.value_or(selection->order);
    const ArchiveAccess access = openArchive(selection->archive, console);
    if (!access.archive)
        return access.exitCode;
    BoundQuery query = queryOn(*access.archive, *selection);
    if (const auto code = makeAskedChecks(arguments, access.archive, query, console))
        return *code;
    const FoundRows found = findRows(*access.archive, query, console);
    if (!found.rows)
        return found.exitCode;
    if (const auto said = sayCoverage(*access.archive, {query.begin, query.end}, console); !said)
        return tellTrouble(said.error(), console);
    if (arguments.has(u"count"_s)) {
        console.write(QString::number(found.rows->size()) + u'\n');
        return ExitDone;
    }
    if (wantsAnswers(arguments))
        return printAnswers(*access.archive, query, *found.rows, arguments, options.output, selection->zone, console);
    return print(*access.archive, *found.rows, options, selection->zone, console);
}

} // namespace auditlens
