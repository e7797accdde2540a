// SPDX-License-Identifier: MIT
#include "query/askedrange.h"

#include "base/text.h"
#include "event/isotime.h"

#include <QCoreApplication>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::AskedRange)
};

QString instantText(Nanoseconds time)
{
    std::string text;
    appendIsoUtc(text, time, 9);
    return toQString(text);
}

} // namespace

AskedRange AskedRange::fixed(const TimeRange& range)
{
    AskedRange asked;
    if (range.begin != TimeRange().begin)
        asked.from = instantText(range.begin);
    if (range.end != TimeRange().end)
        asked.to = instantText(range.end);
    return asked;
}

Result<TimeRange> rangeOf(const AskedRange& asked, const TimeContext& context, Nanoseconds newestEvent)
{
    if (asked.newest.isEmpty())
        return parseRange(asked.from, asked.to, context);
    const bool counted = newestEvent != noTime;
    const Result<TimeSpan> begin = parseTime(u'-' + asked.newest, {context.zone, counted ? newestEvent : context.now});
    if (!begin)
        return Error {Tr::tr("Cannot read \"%1\" as a length of time.").arg(asked.newest.left(60)), {}, {}, Tr::tr("Write it like 7d, 12h or 3mo.")};
    TimeRange range;
    if (counted)
        range.begin = begin->begin;
    return range;
}

} // namespace auditlens
