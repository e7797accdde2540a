// SPDX-License-Identifier: MIT
#include "cli/commands.h"

#include "base/text.h"
#include "cli/arguments.h"
#include "cli/exitcode.h"
#include "cli/jsontext.h"
#include "formats.h"

#include <QCoreApplication>

namespace auditlens {

namespace {

using namespace Qt::StringLiterals;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::CommandLine)
};

std::string formatJson(const FormatInfo& info)
{
    return JsonObject()
        .text("id", info.id)
        .text("title", info.title)
        .text("kind", std::string_view(info.fromProfile ? "profile" : "format"))
        .text("needs", info.needs)
        .done();
}

QString formatText(const FormatInfo& info)
{
    const QString kind = info.fromProfile ? Tr::tr("profile") : Tr::tr("format");
    return toQString(info.id).leftJustified(24) + kind.leftJustified(10) + info.title + u"\n    "_s + info.needs + u'\n';
}

} // namespace

int runFormats(const QStringList& words, Console& console)
{
    Arguments arguments(u"formats [--json]"_s, Tr::tr("Lists the formats and mapping profiles, and what a record must have for each."));
    arguments.addFlag(u"json"_s, Tr::tr("Print one JSON array."));
    if (const auto code = arguments.read(words, console))
        return *code;
    if (!arguments.rest().isEmpty())
        return arguments.complain(console, Tr::tr("There is nothing to do with \"%1\".").arg(arguments.rest().front()));
    std::vector<Error> problems;
    const auto formats = makeFormats(problems);
    for (const Error& problem : problems)
        console.say(problem);
    std::vector<std::string> items;
    QString text;
    for (const Format* format : formats->all()) {
        items.push_back(formatJson(format->info()));
        text += formatText(format->info());
    }
    console.write(arguments.has(u"json"_s) ? toQString(jsonArray(items)) + u'\n' : text);
    return ExitDone;
}

} // namespace auditlens
