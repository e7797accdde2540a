// SPDX-License-Identifier: MIT
#include "cli/commands.h"

#include "base/text.h"
#include "cli/archiveaccess.h"
#include "cli/coverageoutput.h"
#include "cli/jsontext.h"
#include "cli/syncaccess.h"
#include "formats.h"
#include "sync/coveragetext.h"

#include <QCoreApplication>
#include <QDir>
#include <QLocale>

namespace auditlens {

namespace {

using namespace Qt::StringLiterals;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::CommandLine)
};

Arguments syncArguments()
{
    Arguments arguments(u"sync NAME… [--from T] [--to T] [--zone Z] [--archive A] [--again] [--json] [--secret FIELD | --secret-fd FIELD=N | --secret-env FIELD=VARIABLE]…"_s,
        Tr::tr("Fetches what an archive does not have of a connection yet, several connections at once. It can be\n"
               "interrupted at any time and goes on from there. What is complete, capped, failed or was never asked for is\n"
               "kept in the archive and said at the end."));
    arguments.addOption({u"from"_s}, u"TIME"_s, Tr::tr("From this time; else from where the archive begins, and the first time the last 30 days."));
    arguments.addOption({u"to"_s}, u"TIME"_s, Tr::tr("To the end of this day, month or year, or before this time of day; until now unless said."));
    arguments.addOption({u"zone"_s}, u"ZONE"_s, Tr::tr("Zone of times that are written without one; UTC unless said."));
    arguments.addFlag(u"again"_s, Tr::tr("Fetch also what is complete already."));
    addSyncOptions(arguments);
    arguments.addFlag(u"json"_s, Tr::tr("Print the report as one JSON object."));
    return arguments;
}

std::string notesJson(const std::vector<ImportNote>& notes)
{
    std::vector<std::string> items;
    for (const ImportNote& note : notes)
        items.push_back(JsonObject().number("line", note.line).text("reason", note.reason).done());
    return jsonArray(items);
}

std::string problemJson(const SyncReport& report)
{
    const std::optional<Error> error = report.failure ? report.failure : report.problem ? std::optional(report.problem->error) : std::nullopt;
    return error ? jsonString(toUtf8(error->oneLine())) : "null";
}

std::string reportJson(const SyncReport& report)
{
    return JsonObject()
        .text("name", report.name)
        .text("archive", report.archive)
        .text("from", coverageTime(report.window.begin))
        .text("to", coverageTime(report.window.end))
        .number("pages", report.pages)
        .number("records", report.records)
        .number("events", report.stored.events)
        .number("duplicates", report.stored.duplicates)
        .number("rejected", report.stored.rejected)
        .number("without_time", report.stored.withoutTime)
        .raw("first_errors", notesJson(report.stored.firstErrors))
        .raw("complete", !report.failure && isComplete(report.coverage) ? "true" : "false")
        .raw("coverage", slicesJson(report.coverage))
        .raw("problem", problemJson(report))
        .raw("cancelled", report.cancelled ? "true" : "false")
        .done();
}

QString reportText(const SyncReport& report)
{
    const QLocale c = QLocale::c();
    QString text = report.name + u": "_s
        + Tr::tr("%1 event(s) added to \"%2\".", nullptr, int(report.stored.events))
              .arg(c.toString(qulonglong(report.stored.events)), QDir::toNativeSeparators(report.archive));
    if (report.stored.duplicates > 0)
        text += u' ' + Tr::tr("%1 were in the archive already.").arg(c.toString(qulonglong(report.stored.duplicates)));
    if (report.stored.rejected > 0)
        text += u' ' + Tr::tr("Rejected records: %1. They are kept in the archive.").arg(c.toString(qulonglong(report.stored.rejected)));
    return text + u'\n';
}

} // namespace

int runSync(const QStringList& words, Console& console)
{
    Arguments arguments = syncArguments();
    if (const auto code = arguments.read(words, console))
        return *code;
    const auto zone = arguments.zone(u"zone"_s);
    if (!zone)
        return arguments.complain(console, Tr::tr("There is no time zone \"%1\".").arg(arguments.value(u"zone"_s)));
    const Result<TimeRange> window = parseRange(arguments.value(u"from"_s), arguments.value(u"to"_s), TimeContext::current(*zone));
    if (!window)
        return arguments.complain(console, window.error().oneLine());
    AskedSources asked = readSources(arguments, *window, console);
    if (asked.sources.empty())
        return asked.exitCode;
    for (SyncSource& source : asked.sources)
        source.again = arguments.has(u"again"_s);
    std::vector<Error> problems;
    const auto formats = makeFormats(problems);
    SyncOptions options;
    options.progress = [&](const SyncProgress& now) { console.showProgress(progressText(now)); };
    const std::vector<SyncReport> reports = syncSources(std::move(asked.sources), *formats, console.cancellation(), options);
    std::vector<std::string> json;
    for (const SyncReport& report : reports) {
        json.push_back(reportJson(report));
        if (!arguments.has(u"json"_s) && !report.failure)
            console.write(reportText(report));
    }
    if (arguments.has(u"json"_s))
        console.write(JsonObject().raw("sources", jsonArray(json)).done() + '\n');
    return sayReports(reports, console);
}

} // namespace auditlens
