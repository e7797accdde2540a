// SPDX-License-Identifier: MIT
#include "backends/pages.h"

#include "backends/doorbell.h"
#include "event/isotime.h"

#include <set>

namespace auditlens {

namespace {

/// Drops the records of a page that are known, and keeps all of them in `seen`.
void dropKnown(Page& page, const std::set<QByteArray>& known, std::set<QByteArray>& seen)
{
    std::string left;
    std::size_t records = 0;
    for (std::size_t at = 0; at < page.bytes.size();) {
        const std::size_t end = page.bytes.find('\n', at) + 1;
        const SourceRecord record {noTime, page.bytes.substr(at, end - at - 1)};
        const QByteArray hash = hashOf(record);
        if (seen.insert(hash).second && !known.contains(hash)) {
            left += record.record + '\n';
            ++records;
        }
        at = end;
    }
    page.bytes = std::move(left);
    page.records = records;
}

} // namespace

Page pageOf(const std::vector<SourceRecord>& records, const QString& asked, const QDateTime& received)
{
    Page page;
    std::size_t bytes = 0;
    for (const SourceRecord& record : records)
        bytes += record.record.size() + 1;
    page.bytes.reserve(bytes);
    for (const SourceRecord& record : records)
        page.bytes.append(record.record).append(1, '\n');
    page.records = records.size();
    page.asked = asked;
    page.received = received;
    return page;
}

Pages followByPolling(Backend& backend, BoundQuery query, Nanoseconds from, PollPace pace,
    std::shared_ptr<NetClock> clock, Cancellation cancellation, std::shared_ptr<Doorbell> bell)
{
    std::set<QByteArray> known;
    while (!cancellation.requested()) {
        if (bell)
            co_await bell->open(cancellation);
        const Nanoseconds now = nanosecondsOf(clock->now());
        const TimeRange window {from, now + nanosecondsPerSecond};
        std::set<QByteArray> seen;
        std::optional<HttpProblem> trouble;
        if (from < now) {
            Pages pages = backend.fetch(query, window, QByteArray(), cancellation);
            for (auto page = co_await pages.begin(); page != pages.end(); co_await ++page) {
                PageResult& result = *page;
                if (!result) {
                    trouble = result.error();
                    continue;
                }
                dropKnown(*result, known, seen);
                result->covered.end = std::min(result->covered.end, now);
                result->next.clear();
                PageResult news(std::move(*result));
                if (news->records > 0 || news->capped)
                    co_yield news;
            }
        }
        if (trouble) {
            PageResult problem(*trouble);
            co_yield problem;
            if (!isWorthRepeating(trouble->kind))
                co_return;
            known.merge(seen);
        } else {
            known = std::move(seen); // what is asked for again was among it
            Page nothing;
            nothing.covered = {from, now};
            PageResult round(std::move(nothing));
            co_yield round;
            from = std::max(from, now - pace.overlap);
        }
        bool goesOn = false;
        if (bell)
            goesOn = co_await bell->wait(pace, cancellation);
        else
            goesOn = co_await clock->pause(pace.pause, cancellation);
        if (!goesOn)
            break;
    }
    PageResult end(cancelledProblem(QString()));
    co_yield end;
}

} // namespace auditlens
