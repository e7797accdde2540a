// SPDX-License-Identifier: MIT
#include "cli/syncaccess.h"

#include "base/text.h"
#include "cli/archiveaccess.h"
#include "cli/connectionaccess.h"
#include "connections/connectionfields.h"
#include "sync/coveragetext.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLocale>

#include <algorithm>

namespace auditlens {

namespace {

using namespace Qt::StringLiterals;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::CommandLine)
};

Error disabled(const Connection& connection)
{
    return {Tr::tr("\"%1\" is not asked.").arg(connection.name), Tr::tr("The connection is disabled."), {},
        Tr::tr("\"auditlens connect enable\" changes that.")};
}

int sayReport(const SyncReport& report, Console& console)
{
    if (report.failure)
        return tellTrouble(*report.failure, console);
    console.say(coverageSentence(report.name, report.coverage));
    for (const ImportNote& note : report.stored.firstErrors)
        console.say(note.file + u':' + QString::number(note.line) + u": "_s + note.reason);
    if (report.problem) {
        console.say(report.problem->error);
        return ExitCannotReadOrWrite;
    }
    if (report.cancelled)
        return ExitInterrupted;
    return report.stored.rejected > 0 || !isComplete(report.coverage) ? ExitRejects : ExitDone;
}

} // namespace

void addSyncOptions(Arguments& arguments)
{
    arguments.addOption({u"archive"_s}, u"FILE"_s, Tr::tr("The archive to put the events into; the connection's own unless said."));
    addSecretOptions(arguments);
}

AskedSources readSources(const Arguments& arguments, const TimeRange& window, Console& console)
{
    if (arguments.rest().isEmpty())
        return {{}, arguments.complain(console, Tr::tr("Name a connection; \"auditlens connect list\" shows them."))};
    const Result<GivenSecrets> given = givenSecrets(arguments, console);
    if (!given)
        return {{}, tellTrouble(given.error(), console)};
    AskedSources asked;
    for (const QString& name : arguments.rest()) {
        const Result<Connection> named = ConnectionFolder::ofThisUser().named(name);
        if (named && !named->enabled)
            return {{}, tellTrouble(disabled(*named), console)};
        const OpenedConnection opened = openConnection(name, *given, console);
        if (!opened.connection)
            return {{}, opened.exitCode};
        Result<BackendSettings> settings = backendSettings(*opened.connection, opened.secrets);
        if (!settings)
            return {{}, tellTrouble(settings.error(), console)};
        SyncSource source;
        source.name = opened.connection->name;
        source.id = opened.connection->id;
        source.descriptor = backendOf(opened.connection->backend);
        source.settings = *std::move(settings);
        source.archive = arguments.has(u"archive"_s) ? arguments.value(u"archive"_s) : opened.connection->archive;
        source.window = window;
        asked.sources.push_back(std::move(source));
    }
    return asked;
}

// A damaged archive first, then what could not be fetched, then what is not complete.
int sayReports(const std::vector<SyncReport>& reports, Console& console)
{
    int code = ExitDone;
    const auto weight = [](int one) { return one == ExitInterrupted ? 10 : one; };
    for (const SyncReport& report : reports)
        code = std::max(code, sayReport(report, console), [&](int a, int b) { return weight(a) < weight(b); });
    return code;
}

QString progressText(const SyncProgress& progress)
{
    return Tr::tr("%1: %2 events, fetched until %3")
        .arg(progress.name, QLocale::c().toString(qulonglong(progress.events)), toQString(coverageTime(progress.done / 1'000'000'000 * 1'000'000'000)));
}

} // namespace auditlens
