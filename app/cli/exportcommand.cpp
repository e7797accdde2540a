// SPDX-License-Identifier: MIT
#include "cli/commands.h"

#include "base/text.h"
#include "cli/archiveaccess.h"
#include "cli/arguments.h"
#include "cli/askedchecks.h"
#include "cli/coverageoutput.h"
#include "cli/eventoutput.h"
#include "cli/selection.h"
#include "cli/unmaskedexport.h"
#include "exporting/exporter.h"
#include "exporting/zonedtime.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace auditlens {

namespace {

using namespace Qt::StringLiterals;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::CommandLine)
};

Arguments exportArguments()
{
    Arguments arguments(u"export --archive A.auditlens [--view VIEW] [QUERY] --output-format csv|json|jsonl -o FILE [--from T] [--to T] [--zone Z] [--key NAME | --key-fd [FOR=]N]… "
                        "[(--unmask-key NAME | --unmask-key-fd N) --reason TEXT [--case TEXT] [--policy FILE [--policy-key PEM-FILE]] [--ledger FILE]]"_s,
        Tr::tr("Writes the events that match to a file, oldest first. The file is replaced only when everything is\n"
               "written. docs/cli.md describes the files."));
    addSelectionOptions(arguments);
    arguments.addOption({u"output-format"_s}, u"FORM"_s, Tr::tr("csv, json or jsonl."));
    arguments.addOption({u"o"_s, u"output"_s}, u"FILE"_s, Tr::tr("The file to write."));
    addUnmaskOptions(arguments);
    return arguments;
}

bool isSameFile(const QString& a, const QString& b)
{
    const QString real = QFileInfo(a).canonicalFilePath();
    return !real.isEmpty() && real == QFileInfo(b).canonicalFilePath();
}

int write(const Archive& archive, const RowSet& rows, const ExportRequest& request, Console& console)
{
    const auto progress = [&](std::uint64_t done, std::uint64_t total) {
        console.showProgress(Tr::tr("%1 of %2 events").arg(QString::number(done), QString::number(total)));
    };
    const auto outcome = exportToFile(archive, rows, request, console.cancellation(), progress);
    const int code = tellOutcome(outcome, console);
    if (code == ExitInterrupted)
        console.say(Tr::tr("Cancelled. No file was written."));
    if (code != ExitDone)
        return code;
    const QString zone = request.format == ExportFormat::Csv ? toQString(zoneName(request.zone)) : u"UTC"_s;
    console.say(Tr::tr("%1 event(s) written to \"%2\", times in %3.", nullptr, int(outcome->events)).arg(QString::number(outcome->events), request.file, zone));
    return ExitDone;
}

} // namespace

int runExport(const QStringList& words, Console& console)
{
    Arguments arguments = exportArguments();
    if (const auto code = arguments.read(words, console))
        return *code;
    const auto format = exportFormatNamed(arguments.value(u"output-format"_s));
    if (!format)
        return arguments.complain(console, Tr::tr("--output-format takes csv, json or jsonl."));
    ExportRequest request {arguments.value(u"o"_s), *format, {}};
    if (request.file.isEmpty())
        return arguments.complain(console, Tr::tr("-o is missing: the file to write."));
    if (const QString wrong = unmaskProblem(arguments); !wrong.isEmpty())
        return arguments.complain(console, wrong);
    const auto [selection, exitCode] = readSelection(arguments, console);
    if (!selection)
        return exitCode;
    if (isSameFile(request.file, selection->archive))
        return arguments.complain(console, Tr::tr("The export would replace the archive itself."));
    request.zone = selection->zone;
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
    const auto writeAll = [&](const ExportRequest& asked) { return write(*access.archive, *found.rows, asked, console); };
    return unmasks(arguments) ? writeUnmasked(*access.archive, std::move(request), arguments, console, writeAll) : writeAll(request);
}

} // namespace auditlens
