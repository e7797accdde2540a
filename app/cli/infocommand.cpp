// SPDX-License-Identifier: MIT
#include "cli/commands.h"

#include "base/text.h"
#include "cli/archiveaccess.h"
#include "cli/arguments.h"
#include "cli/coverageoutput.h"
#include "cli/jsontext.h"
#include "cli/sealoutput.h"
#include "event/isotime.h"
#include "sync/coveragetext.h"

#include <QCoreApplication>
#include <QLocale>

namespace auditlens {

namespace {

using namespace Qt::StringLiterals;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::CommandLine)
};

Arguments infoArguments()
{
    Arguments arguments(u"info --archive A.auditlens [--rejects N] [--json]"_s,
        Tr::tr("Says what an archive holds: events, their span, sources, sizes, rejected records. Checks the seal of a sealed one."));
    arguments.addOption({u"archive"_s}, u"FILE"_s, Tr::tr("The .auditlens file."));
    arguments.addOption({u"rejects"_s}, u"N"_s, Tr::tr("Also print the first N rejected records: file, line, reason."));
    arguments.addFlag(u"json"_s, Tr::tr("Print one JSON object."));
    return arguments;
}

std::string isoOrNothing(Nanoseconds time)
{
    std::string text;
    appendIsoUtc(text, time, 3);
    return text;
}

std::string timeJson(Nanoseconds time)
{
    return time == noTime ? "null" : jsonString(isoOrNothing(time));
}

std::string sourcesJson(const std::vector<StoredSource>& sources)
{
    std::vector<std::string> items;
    for (const StoredSource& source : sources) {
        items.push_back(JsonObject()
                            .text("name", source.info.name)
                            .text("origin", source.info.origin)
                            .text("format", source.info.format)
                            .text("zone", source.info.zone)
                            .number("events", source.events)
                            .number("duplicates", source.duplicates)
                            .number("rejected", source.rejected)
                            .done());
    }
    return jsonArray(items);
}

std::string rejectsJson(const std::vector<Reject>& rejects)
{
    std::vector<std::string> items;
    for (const Reject& reject : rejects) {
        items.push_back(JsonObject()
                            .text("file", reject.file)
                            .number("line", reject.line)
                            .number("byte", reject.byte)
                            .text("reason", reject.reason)
                            .done());
    }
    return jsonArray(items);
}

std::string infoJson(const ArchiveInfo& info, const std::vector<Reject>& rejects, const ArchiveCompleteness& known, const SealReport& seal)
{
    return JsonObject()
        .text("archive", info.path)
        .number("schema", std::uint64_t(info.schemaVersion))
        .number("events", info.events)
        .number("duplicates", info.duplicates)
        .number("rejected", info.rejected)
        .raw("first", timeJson(info.first))
        .raw("last", timeJson(info.last))
        .number("file_bytes", info.fileBytes)
        .number("raw_bytes", info.rawBytes)
        .raw("sources", sourcesJson(info.sources))
        .raw("completeness", coverageJson(known.coverage, info.sources))
        .raw("cuts", cutsJson(known.cuts))
        .raw("rejects", rejectsJson(rejects))
        .raw("seal", sealJson(seal))
        .done();
}

QString number(std::uint64_t value)
{
    return QLocale::c().toString(qulonglong(value));
}

QString sourceText(const StoredSource& source)
{
    return u"  "_s + toQString(source.info.name) + u": "_s
        + Tr::tr("%1 events, %2 duplicates, %3 rejected, format %4, zone %5")
              .arg(number(source.events), number(source.duplicates), number(source.rejected), toQString(source.info.format),
                  toQString(source.info.zone))
        + u'\n';
}

QString infoText(const ArchiveInfo& info, const std::vector<Reject>& rejects, const ArchiveCompleteness& known, const SealReport& seal)
{
    QString text = info.path + u'\n' + Tr::tr("Events:     %1").arg(number(info.events)) + u'\n'
        + Tr::tr("Duplicates: %1").arg(number(info.duplicates)) + u'\n'
        + Tr::tr("Rejected:   %1").arg(number(info.rejected)) + u'\n';
    if (info.first != noTime)
        text += Tr::tr("Span:       %1 to %2").arg(toQString(isoOrNothing(info.first)), toQString(isoOrNothing(info.last))) + u'\n';
    text += Tr::tr("File:       %1 bytes for %2 bytes of records, schema %3")
                .arg(number(info.fileBytes), number(info.rawBytes), QString::number(info.schemaVersion))
        + u'\n' + Tr::tr("Sources:    %1").arg(info.sources.size()) + u'\n';
    for (const StoredSource& source : info.sources)
        text += sourceText(source);
    for (const QString& sentence : coverageSentences(known, info.sources, TimeRange()))
        text += sentence + u'\n';
    for (const Reject& reject : rejects)
        text += u"  "_s + toQString(reject.file) + u':' + QString::number(reject.line) + u": "_s + toQString(reject.reason) + u'\n';
    return seal.state == SealState::NotSealed ? text : text + sealLines(seal);
}

} // namespace

int runInfo(const QStringList& words, Console& console)
{
    Arguments arguments = infoArguments();
    if (const auto code = arguments.read(words, console))
        return *code;
    if (const QString wrong = problemOfArchiveOnly(arguments); !wrong.isEmpty())
        return arguments.complain(console, wrong);
    bool isNumber = true;
    const auto wanted = arguments.has(u"rejects"_s) ? arguments.value(u"rejects"_s).toULongLong(&isNumber) : 0;
    if (!isNumber)
        return arguments.complain(console, Tr::tr("--rejects takes a number, not \"%1\".").arg(arguments.value(u"rejects"_s)));
    const ArchiveAccess access = openArchive(arguments.value(u"archive"_s), console);
    if (!access.archive)
        return access.exitCode;
    std::vector<Reject> rejects;
    if (wanted > 0) {
        Result<std::vector<Reject>> read = access.archive->rejects(wanted);
        if (!read)
            return tellTrouble(read.error(), console);
        rejects = std::move(*read);
    }
    const auto known = readCompleteness(*access.archive);
    if (!known)
        return tellTrouble(known.error(), console);
    const Result<SealReport> seal = checkSealWithListedKeys(*access.archive, console.cancellation());
    if (!seal)
        return tellTrouble(seal.error(), console);
    if (!seal->complete)
        return ExitInterrupted;
    const ArchiveInfo& info = access.archive->info();
    console.write(arguments.has(u"json"_s) ? toQString(infoJson(info, rejects, *known, *seal)) + u'\n' : infoText(info, rejects, *known, *seal));
    return sealExitCode(*seal);
}

} // namespace auditlens
