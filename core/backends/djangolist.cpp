// SPDX-License-Identifier: MIT
#include "backends/djangolist.h"

#include "base/text.h"

#include <QCoreApplication>

#include <charconv>
#include <cstdlib>
#include <limits>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::DjangoList)
};

} // namespace

Result<ListedPage> readDjangoList(std::string_view body, std::string_view id)
{
    json::Document document;
    if (!document.parseCopy(body))
        return notAnAnswer(noJson(document));
    const json::Value results = document.root()["results"];
    const std::string_view count = document.root()["count"].scalar();
    ListedPage page;
    constexpr qint64 mostEvents = std::numeric_limits<int>::max(); // Pages are numbered.
    const auto [end, problem] = std::from_chars(count.data(), count.data() + count.size(), page.count);
    if (!results.isArray() || problem != std::errc() || end != count.data() + count.size())
        return notAnAnswer(Tr::tr("It has no \"count\" or no \"results\"."));
    if (page.count < 0 || page.count > mostEvents)
        return notAnAnswer(Tr::tr("Its \"count\" cannot be the number of its events."));
    page.hasOlder = document.root()["next"].isString();
    for (const json::Value event : results) {
        if (!event.isObject() || !event[id].exists())
            return notAnAnswer(Tr::tr("An event in \"results\" has no \"%1\".").arg(toQString(id)));
        page.records.push_back({timeOfRecord(event), onOneLine(std::string(event.text()))});
    }
    return page;
}

Nanoseconds timeOfRecord(json::Value record)
{
    const json::Value time = record["timestamp"];
    const json::Value date = time.isObject() ? time["$date"] : time;
    if (!date["$numberLong"].exists())
        return readIsoTime(date.scalar()).value_or(noTime);
    constexpr qint64 millisecond = 1'000'000;
    bool isNumber = false;
    const qint64 milliseconds = toQString(date["$numberLong"].scalar()).toLongLong(&isNumber);
    const bool fits = isNumber && std::abs(milliseconds) < std::numeric_limits<Nanoseconds>::max() / millisecond;
    return fits ? milliseconds * millisecond : noTime;
}

} // namespace auditlens
