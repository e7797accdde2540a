// SPDX-License-Identifier: MIT
#include "cli/commands.h"

#include "base/text.h"
#include "cli/archiveaccess.h"
#include "cli/arguments.h"
#include "cli/jsontext.h"
#include "formats.h"
#include "importing/importer.h"
#include "query/fields.h"

#include <QCoreApplication>
#include <QLocale>

namespace auditlens {

namespace {

using namespace Qt::StringLiterals;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::CommandLine)
};

constexpr std::size_t spokenNotes = 5;

Arguments importArguments()
{
    Arguments arguments(u"import FILE…|- --archive A.auditlens [--format NAME|auto] [--profile FILE] [--zone Z] [--json]"_s,
        Tr::tr("Reads files, folders, zip archives or standard input (-) into an archive, which is made when it is not\n"
               "there. Events that are in the archive already are not added twice."));
    arguments.addOption({u"archive"_s}, u"FILE"_s, Tr::tr("The .auditlens file to add to."));
    arguments.addOption({u"format"_s}, u"NAME"_s, Tr::tr("A name from \"auditlens formats\"; auto (the default) looks at the records."));
    arguments.addOption({u"profile"_s}, u"FILE"_s, Tr::tr("A mapping profile to read everything with."));
    arguments.addOption({u"zone"_s}, u"ZONE"_s, Tr::tr("Zone of times that are written without one; UTC unless said."));
    arguments.addFlag(u"json"_s, Tr::tr("Print the report as one JSON object."));
    return arguments;
}

QString unknownFormat(const QString& name, const FormatRegistry& formats)
{
    QStringList ids;
    for (const Format* format : formats.all())
        ids << toQString(format->info().id);
    const QString nearest = nearestWord(name, ids);
    const QString what = Tr::tr("There is no format \"%1\".").arg(name);
    return nearest.isEmpty() ? what : what + u' ' + Tr::tr("Did you mean \"%1\"?").arg(nearest);
}

QString progressText(const ImportProgress& progress)
{
    const QString events = QLocale::c().toString(qulonglong(progress.events));
    if (progress.bytesTotal == 0)
        return Tr::tr("%1 events, %2").arg(events, progress.file);
    const auto percent = 100 * progress.bytesDone / progress.bytesTotal;
    return Tr::tr("%1 %, %2 events, %3").arg(QString::number(percent), events, progress.file);
}

std::string notesJson(const std::vector<ImportNote>& notes)
{
    std::vector<std::string> items;
    for (const ImportNote& note : notes)
        items.push_back(JsonObject().text("file", note.file).number("line", note.line).text("reason", note.reason).done());
    return jsonArray(items);
}

std::string reportJson(const ImportReport& report)
{
    std::vector<std::string> problems;
    for (const Error& problem : report.fileProblems)
        problems.push_back(jsonString(toUtf8(problem.oneLine())));
    return JsonObject()
        .number("files", report.files)
        .number("events", report.events)
        .number("duplicates", report.duplicates)
        .number("rejected", report.rejected)
        .number("without_time", report.withoutTime)
        .raw("first_errors", notesJson(report.firstErrors))
        .raw("warnings", notesJson(report.warnings))
        .raw("file_problems", jsonArray(problems))
        .text("format", report.formats.join(u','))
        .raw("seconds", QByteArray::number(report.seconds, 'f', 3).toStdString())
        .raw("cancelled", report.cancelled ? "true" : "false")
        .done();
}

QString reportText(const ImportReport& report)
{
    const QLocale c = QLocale::c();
    QString text = Tr::tr("%1 event(s) added from %2 in %3 s.", nullptr, int(report.events))
                       .arg(c.toString(qulonglong(report.events)), Tr::tr("%n file(s)", nullptr, int(report.files)),
                           c.toString(report.seconds, 'f', 1));
    if (!report.formats.isEmpty())
        text += u' ' + Tr::tr("Formats: %1.").arg(report.formats.join(u", "_s));
    if (report.duplicates > 0)
        text += u' ' + Tr::tr("%1 were in the archive already.").arg(c.toString(qulonglong(report.duplicates)));
    if (report.withoutTime > 0)
        text += u' ' + Tr::tr("%1 have no time and stand beside their neighbours.").arg(c.toString(qulonglong(report.withoutTime)));
    return text + u'\n';
}

void sayNotes(Console& console, const std::vector<ImportNote>& notes)
{
    for (std::size_t i = 0; i < std::min(notes.size(), spokenNotes); ++i) {
        const ImportNote& note = notes[i];
        const QString place = note.line > 0 ? note.file + u':' + QString::number(note.line) : note.file;
        console.say(place + u": "_s + note.reason);
    }
}

int tell(const ImportReport& report, bool json, Console& console)
{
    console.write(json ? toQString(reportJson(report)) + u'\n' : reportText(report));
    for (const Error& problem : report.fileProblems)
        console.say(problem);
    sayNotes(console, report.warnings);
    if (report.rejected > 0) {
        console.say(Tr::tr("Rejected records: %1. They are kept in the archive; the first reasons:").arg(report.rejected));
        sayNotes(console, report.firstErrors);
    }
    if (report.cancelled) {
        console.say(Tr::tr("Cancelled. What was added until then is in the archive."));
        return ExitInterrupted;
    }
    if (!report.fileProblems.empty())
        return ExitCannotReadOrWrite;
    return report.rejected > 0 ? ExitRejects : ExitDone;
}

} // namespace

int runImport(const QStringList& words, Console& console)
{
    Arguments arguments = importArguments();
    if (const auto code = arguments.read(words, console))
        return *code;
    if (arguments.rest().isEmpty())
        return arguments.complain(console, Tr::tr("There is nothing to import."));
    if (arguments.value(u"archive"_s).isEmpty())
        return arguments.complain(console, Tr::tr("--archive is missing."));
    const auto zone = arguments.zone(u"zone"_s);
    if (!zone)
        return arguments.complain(console, Tr::tr("There is no time zone \"%1\".").arg(arguments.value(u"zone"_s)));

    std::vector<Error> problems;
    const auto formats = makeFormats(problems);
    for (const Error& problem : problems)
        console.say(problem);
    ImportRequest request;
    request.paths = arguments.rest();
    request.archive = arguments.value(u"archive"_s);
    request.format = arguments.value(u"format"_s) == u"auto" ? QString() : arguments.value(u"format"_s);
    request.profile = arguments.value(u"profile"_s);
    request.zone = QString::fromUtf8(zone->id());
    if (!request.format.isEmpty() && !formats->find(toUtf8(request.format)))
        return arguments.complain(console, unknownFormat(request.format, *formats));

    const auto progress = [&](const ImportProgress& now) { console.showProgress(progressText(now)); };
    const Result<ImportReport> report = importFiles(request, *formats, console.cancellation(), progress);
    return report ? tell(*report, arguments.has(u"json"_s), console) : tellTrouble(report.error(), console);
}

} // namespace auditlens
