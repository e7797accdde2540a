// SPDX-License-Identifier: MIT
#include "cli/selection.h"

#include "cli/archiveaccess.h"
#include "cli/secretinput.h"
#include "cli/verifykeys.h"
#include "query/binder.h"
#include "query/fields.h"
#include "reveal/maskquery.h"
#include "views/viewfolder.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace auditlens {

namespace {

using namespace Qt::StringLiterals;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::CommandLine)
};

/// A view by its file, or by its name among the person's own.
Result<SavedView> viewNamed(const QString& name)
{
    if (isViewFile(name) || QFileInfo(name).isFile())
        return loadView(name);
    const ViewFolder folder = ViewFolder::ofThisUser();
    QStringList names;
    for (const ViewEntry& entry : folder.list()) {
        if (entry.view.name.compare(name, Qt::CaseInsensitive) == 0)
            return entry.readable ? Result<SavedView>(entry.view) : *entry.problem;
        names << entry.view.name;
    }
    const QString near = nearestWord(name, names);
    return Error {Tr::tr("There is no saved view \"%1\".").arg(name), {}, QDir::toNativeSeparators(folder.path()),
        near.isEmpty() ? Tr::tr("Name a view of the window, or a .auditview file.") : Tr::tr("Did you mean \"%1\"?").arg(near)};
}

/// The view that was asked for, or one that asks nothing.
Result<SavedView> askedView(const Arguments& arguments)
{
    Result<SavedView> view = arguments.has(u"view"_s) ? viewNamed(arguments.value(u"view"_s)) : SavedView();
    if (!view)
        return view;
    if (arguments.has(u"from"_s) || arguments.has(u"to"_s))
        view->range = {arguments.value(u"from"_s), arguments.value(u"to"_s), {}};
    return view;
}

std::optional<BoundQuery> bind(const QString& text, const TimeContext& times, Console& console)
{
    BoundOutcome bound = readQuery(text, times);
    if (!bound.error)
        return std::move(bound.query);
    console.say(pointAt(text, *bound.error));
    return {};
}

/// What finds the value on standard input, or nothing after a complaint.
std::optional<BoundQuery> knownValue(const TimeContext& times, Console& console)
{
    const Result<Secret> value = secretFromStandardInput(console);
    if (!value) {
        console.say(value.error());
        return {};
    }
    const QString query = knownValueQuery(*value);
    console.say(Tr::tr("Looking for %1.").arg(query));
    console.say(maskQueryCaution());
    return bind(query, times, console);
}

} // namespace

void addRangeOptions(Arguments& arguments)
{
    arguments.addOption({u"archive"_s}, u"FILE"_s, Tr::tr("The .auditlens file."));
    arguments.addOption({u"from"_s}, u"TIME"_s, Tr::tr("From the beginning of this time: 2025-03-01, 2025-03-01T12:30Z, today, -7d."));
    arguments.addOption({u"to"_s}, u"TIME"_s, Tr::tr("To the end of this day, month or year, or before this time of day."));
    arguments.addOption({u"zone"_s}, u"ZONE"_s, Tr::tr("Zone in which times are read and shown: UTC (unless said), local, Europe/Berlin."));
}

void addSelectionOptions(Arguments& arguments)
{
    addRangeOptions(arguments);
    arguments.addOption({u"view"_s}, u"VIEW"_s,
        Tr::tr("A saved view: its name in the window, or a .auditview file. What is given beside it narrows its query\n"
               "and replaces its times, zone and order."));
    arguments.addFlag(u"known-value"_s,
        Tr::tr("Read a value from standard input and find only events that hold it under a mask. Nothing is unmasked."));
    addVerifyKeyOptions(arguments);
}

AskedSelection readSelection(const Arguments& arguments, Console& console)
{
    Selection selection;
    selection.archive = arguments.value(u"archive"_s);
    if (selection.archive.isEmpty())
        return {{}, arguments.complain(console, Tr::tr("--archive is missing."))};
    const Result<SavedView> view = askedView(arguments);
    if (!view)
        return {{}, tellTrouble(view.error(), console)};
    const auto zone = arguments.has(u"zone"_s) ? arguments.zone(u"zone"_s) : QTimeZone(view->zone);
    if (!zone)
        return {{}, arguments.complain(console, Tr::tr("There is no time zone \"%1\".").arg(arguments.value(u"zone"_s)))};
    selection.zone = *zone;
    selection.order = view->order;
    selection.newest = view->range.newest;
    const TimeContext times = TimeContext::current(selection.zone);
    const auto saved = bind(view->query, times, console);
    const auto typed = saved ? bind(arguments.rest().join(u' '), times, console) : std::nullopt;
    if (!typed)
        return {};
    const Result<TimeRange> range = rangeOf(view->range, times, noTime);
    if (!range) {
        console.say(range.error());
        return {};
    }
    selection.query = *typed;
    if (arguments.has(u"view"_s))
        restrictTo(selection.query, *saved);
    if (arguments.has(u"known-value"_s)) {
        const auto known = knownValue(times, console);
        if (!known)
            return {{}, ExitCannotReadOrWrite};
        restrictTo(selection.query, *known);
    }
    restrictTo(selection.query, *range);
    return {std::move(selection), ExitDone};
}

BoundQuery queryOn(const Archive& archive, const Selection& selection)
{
    BoundQuery query = selection.query;
    const AskedRange newest {{}, {}, selection.newest};
    if (const auto range = rangeOf(newest, TimeContext::current(selection.zone), archive.info().last))
        restrictTo(query, *range);
    return query;
}

} // namespace auditlens
