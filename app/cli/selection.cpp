// SPDX-License-Identifier: MIT
#include "cli/selection.h"

#include "query/binder.h"

#include <QCoreApplication>

namespace auditlens {

namespace {

using namespace Qt::StringLiterals;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::CommandLine)
};

} // namespace

void addSelectionOptions(Arguments& arguments)
{
    arguments.addOption({u"archive"_s}, u"FILE"_s, Tr::tr("The .auditlens file."));
    arguments.addOption({u"from"_s}, u"TIME"_s, Tr::tr("From the beginning of this time: 2025-03-01, 2025-03-01T12:30Z, today, -7d."));
    arguments.addOption({u"to"_s}, u"TIME"_s, Tr::tr("To the end of this day, month or year, or before this time of day."));
    arguments.addOption({u"zone"_s}, u"ZONE"_s, Tr::tr("Zone in which times are read and shown: UTC (the default), local, Europe/Berlin."));
}

std::optional<Selection> readSelection(const Arguments& arguments, Console& console)
{
    Selection selection;
    selection.archive = arguments.value(u"archive"_s);
    if (selection.archive.isEmpty()) {
        arguments.complain(console, Tr::tr("--archive is missing."));
        return {};
    }
    const auto zone = arguments.zone(u"zone"_s);
    if (!zone) {
        arguments.complain(console, Tr::tr("There is no time zone \"%1\".").arg(arguments.value(u"zone"_s)));
        return {};
    }
    selection.zone = *zone;
    const TimeContext times = TimeContext::current(selection.zone);
    const QString text = arguments.rest().join(u' ');
    BoundOutcome bound = readQuery(text, times);
    if (bound.error) {
        console.say(pointAt(text, *bound.error));
        return {};
    }
    const Result<TimeRange> range = parseRange(arguments.value(u"from"_s), arguments.value(u"to"_s), times);
    if (!range) {
        console.say(range.error());
        return {};
    }
    selection.query = std::move(bound.query);
    restrictTo(selection.query, *range);
    return selection;
}

} // namespace auditlens
