// SPDX-License-Identifier: MIT
#include "cli/archiveaccess.h"

#include "base/text.h"
#include "formats.h"
#include "summary/words.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::CommandLine)
};

} // namespace

QString problemOfArchiveOnly(const Arguments& arguments)
{
    if (arguments.value(QStringLiteral("archive")).isEmpty())
        return Tr::tr("--archive is missing.");
    return arguments.rest().isEmpty() ? QString() : Tr::tr("There is nothing to do with \"%1\".").arg(arguments.rest().front());
}

int tellTrouble(const Error& error, Console& console)
{
    console.say(error);
    return error.damage ? ExitDamagedArchive : ExitCannotReadOrWrite;
}

ArchiveAccess openArchive(const QString& path, Console& console)
{
    if (!QFileInfo::exists(path)) {
        const Error error {Tr::tr("Cannot open \"%1\".").arg(path), Tr::tr("There is no such file."), {},
            Tr::tr("Check the path, or make the archive with \"auditlens import\".")};
        return {{}, tellTrouble(error, console)};
    }
    std::vector<Error> problems;
    const auto formats = makeFormats(problems);
    for (const Error& problem : problems)
        console.say(problem);
    Result<std::shared_ptr<const Archive>> archive = Archive::open(path, formats);
    if (archive)
        return {std::move(*archive), ExitDone};
    return {{}, tellTrouble(archive.error(), console)};
}

Error noSuchEvent(const QString& id)
{
    constexpr qsizetype longest = 100;
    return {Tr::tr("There is no event \"%1\" in the archive.").arg(oneLine(toUtf8(id), longest)), {}, {},
        Tr::tr("\"auditlens query --output jsonl\" prints the ids.")};
}

FoundRows findRows(const Archive& archive, const BoundQuery& query, Console& console)
{
    QueryResult result = archive.find(query, console.cancellation());
    if (console.cancellation().requested())
        return {{}, ExitInterrupted};
    if (result.complete && !result.problem)
        return {std::move(result.rows), ExitDone};
    const Error error = result.problem
        ? *result.problem
        : Error {Tr::tr("The query could not be finished."), {}, archive.info().path, Tr::tr("Try it again.")};
    return {{}, tellTrouble(error, console)};
}

} // namespace auditlens
