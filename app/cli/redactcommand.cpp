// SPDX-License-Identifier: MIT
#include "cli/commands.h"

#include "base/text.h"
#include "cli/archiveaccess.h"
#include "cli/arguments.h"
#include "cli/console.h"
#include "cli/exitcode.h"
#include "cli/jsontext.h"
#include "seal/redact.h"

#include <QCoreApplication>

#include <algorithm>

namespace auditlens {

namespace {

using namespace Qt::StringLiterals;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::CommandLine)
};

Arguments redactArguments()
{
    Arguments arguments(u"redact --archive A.auditlens --field PATH… -o TWIN.auditlens [--json]"_s,
        Tr::tr("Writes a redacted twin of an archive that was sealed with --redactable: the same records, with salted hashes in\n"
               "place of the values of these fields. Who gets the twin can still verify everything that is left\n"
               "(auditlens verify). docs/archive-format.md describes it, docs/security.md says what it is worth."));
    arguments.addOption({u"archive"_s}, u"FILE"_s, Tr::tr("The sealed .auditlens file. It stays as it is."));
    arguments.addOption({u"field"_s}, u"PATH"_s,
        Tr::tr("A place in the records as received, \"actor.email\", with everything below it, in arrays too; of a table a\n"
               "column. May be repeated."));
    arguments.addOption({u"o"_s, u"output"_s}, u"FILE"_s, Tr::tr("The new archive."));
    arguments.addFlag(u"json"_s, Tr::tr("Print one JSON object."));
    return arguments;
}

QString misuse(const Arguments& arguments)
{
    if (arguments.value(u"archive"_s).isEmpty())
        return Tr::tr("--archive is missing.");
    if (arguments.values(u"field"_s).isEmpty())
        return Tr::tr("--field is missing: what is to be redacted?");
    if (arguments.value(u"o"_s).isEmpty())
        return Tr::tr("-o is missing: the file to write.");
    return arguments.rest().isEmpty() ? QString() : Tr::tr("There is nothing to do with \"%1\".").arg(arguments.rest().front());
}

std::string outcomeJson(const RedactOutcome& outcome)
{
    std::vector<std::string> left;
    for (const ValueLeft& value : outcome.left)
        left.push_back(JsonObject().text("field", value.field).text("also_in", value.alsoIn).number("records", value.records).done());
    return JsonObject().number("values", outcome.values).number("records", outcome.records).raw("left", jsonArray(left)).done();
}

void tell(const RedactOutcome& outcome, const QString& file, Console& console)
{
    console.say(Tr::tr("%n value(s) are redacted in \"%1\".", nullptr, int(outcome.values)).arg(file));
    for (const ValueLeft& value : outcome.left) {
        console.say(Tr::tr("In %n record(s) the value of %1 also stands in %2, which is not redacted.", nullptr, int(value.records))
                        .arg(value.field, value.alsoIn));
    }
    if (!outcome.left.empty())
        console.say(Tr::tr("Who gets this file can read them there: name these fields, too, if they must not."));
}

} // namespace

int runRedact(const QStringList& words, Console& console)
{
    Arguments arguments = redactArguments();
    if (const auto code = arguments.read(words, console))
        return *code;
    if (const QString problem = misuse(arguments); !problem.isEmpty())
        return arguments.complain(console, problem);
    const ArchiveAccess access = openArchive(arguments.value(u"archive"_s), console);
    if (!access.archive)
        return access.exitCode;
    std::uint64_t shown = 0;
    const auto progress = [&](std::uint64_t done, std::uint64_t total) {
        const std::uint64_t percent = total == 0 ? 100 : 100 * done / total;
        if (percent > shown)
            console.showProgress(Tr::tr("%1 % of the records").arg(QString::number(percent)));
        shown = std::max(shown, percent);
    };
    const RedactRequest request{access.archive, arguments.value(u"o"_s), arguments.values(u"field"_s)};
    const Result<RedactOutcome> outcome = redactArchive(request, console.cancellation(), progress);
    if (!outcome)
        return console.cancellation().requested() ? int(ExitInterrupted) : tellTrouble(outcome.error(), console);
    if (arguments.has(u"json"_s))
        console.write(outcomeJson(*outcome) + '\n');
    tell(*outcome, request.target, console);
    return ExitDone;
}

} // namespace auditlens
