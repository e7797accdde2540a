// SPDX-License-Identifier: MIT
#include "session/eventrows.h"

#include "base/text.h"
#include "session/delivery.h"
#include "summary/summary.h"
#include "summary/words.h"

#include <QDateTime>

#include <algorithm>
#include <iterator>

namespace auditlens {

namespace {

    constexpr int maxChips = 3;
    constexpr qsizetype longestFact = 120;
    constexpr Nanoseconds nsPerMs = 1'000'000;

    qint64 toMs(Nanoseconds ns)
    {
        return ns >= 0 ? ns / nsPerMs : -((-(ns + 1)) / nsPerMs) - 1;
    }

    QDate dateOf(Nanoseconds ns, const QTimeZone& zone)
    {
        return QDateTime::fromMSecsSinceEpoch(toMs(ns), zone).date();
    }

} // namespace

TimelineEntry timelineEntry(const StoredEvent& stored, const std::string& source)
{
    TimelineEntry entry;
    const AuditEvent& event = stored.event;
    const Summary text = summarize(event);
    entry.row = stored.row;
    entry.id = toQString(event.id);
    entry.time = event.time;
    entry.verb = event.verb;
    entry.outcome = event.outcome;
    entry.headline = text.headline;
    entry.detail = text.detail;
    const auto fact = [](std::string_view value) { return oneLine(value, longestFact); };
    entry.facts = {actorText(event.actor), entityText(event.entity), fact(event.tenant), fact(event.ip), fact(event.requestId), fact(source)};
    for (const Change& change : event.changes) {
        if (change.isMasked())
            ++entry.masked;
        if (entry.changed.size() < maxChips)
            entry.changed << toQString(change.label.empty() ? change.field : change.label);
        else
            ++entry.moreChanged;
    }
    return entry;
}

std::vector<TimelineDay> timelineDays(
    std::uint32_t count, const std::function<Nanoseconds(std::uint32_t)>& timeAt, const QTimeZone& zone)
{
    std::vector<TimelineDay> days;
    std::uint32_t end = count; // ascending index behind the day at hand
    while (end > 0) {
        const QDate date = dateOf(timeAt(end - 1), zone);
        const qint64 begin = date.startOfDay(zone).toMSecsSinceEpoch(); // In nanoseconds the first day of all would not fit.
        std::uint32_t low = 0;
        std::uint32_t high = end - 1;
        while (low < high) {
            const std::uint32_t middle = low + (high - low) / 2;
            if (toMs(timeAt(middle)) < begin)
                low = middle + 1;
            else
                high = middle;
        }
        days.push_back({date, count - end, end - low});
        end = low;
    }
    return days;
}

EventRows::EventRows(std::uint32_t count, std::vector<TimelineDay> days, Fetch fetch, QObject* parent)
    : QObject(parent)
    , m_count(count)
    , m_days(std::move(days))
    , m_fetch(std::move(fetch))
{
}

EventRows::~EventRows() = default;

void EventRows::startWith(const EventRows& newest)
{
    for (const auto& [number, page] : newest.m_pages) {
        if (page.entries.size() < pageSize)
            continue;
        m_ages.push_front(number);
        m_pages[number] = {page.entries, m_ages.begin()};
    }
}

const TimelineEntry* EventRows::entry(std::uint32_t index)
{
    if (index >= m_count)
        return nullptr;
    const std::uint32_t number = index / pageSize;
    const auto page = m_pages.find(number);
    if (page == m_pages.end()) {
        want(number);
        return nullptr;
    }
    m_ages.splice(m_ages.begin(), m_ages, page->second.age);
    const std::size_t place = index % pageSize;
    return place < page->second.entries.size() ? &page->second.entries[place] : nullptr;
}

void EventRows::collect(std::vector<Span> spans, std::function<void(Result<std::vector<TimelineEntry>>)> done)
{
    deliver(Cancellation(), [fetch = m_fetch, spans = std::move(spans)](const Cancellation&) -> Result<std::vector<TimelineEntry>> {
        std::vector<TimelineEntry> all;
        for (const Span& span : spans) {
            for (std::uint32_t at = 0; at < span.count; at += pageSize) {
                Result<std::vector<TimelineEntry>> page = fetch(span.first + at, std::min(pageSize, span.count - at));
                if (!page)
                    return page.error();
                std::move(page->begin(), page->end(), std::back_inserter(all));
            }
        }
        return all;
    }).then(this, std::move(done));
}

void EventRows::want(std::uint32_t page)
{
    if (m_failed || m_fetching == page)
        return;
    std::erase(m_wanted, page);
    m_wanted.push_back(page);
    if (m_wanted.size() > maxWanted) // scrolled past: nobody looks there any more
        m_wanted.erase(m_wanted.begin());
    fetchNext();
}

void EventRows::fetchNext()
{
    if (m_fetching || m_wanted.empty())
        return;
    const std::uint32_t page = m_wanted.back();
    m_wanted.pop_back();
    m_fetching = page;
    const std::uint32_t first = page * pageSize;
    const std::uint32_t count = std::min(pageSize, m_count - first);
    deliver(Cancellation(), [fetch = m_fetch, first, count](const Cancellation&) { return fetch(first, count); })
        .then(this, [this, page](Result<std::vector<TimelineEntry>> entries) { store(page, std::move(entries)); });
}

void EventRows::store(std::uint32_t page, Result<std::vector<TimelineEntry>> entries)
{
    m_fetching.reset();
    if (!entries) {
        m_failed = true; // asking again with every repaint would only fail again
        Q_EMIT failed(entries.error());
        return;
    }
    m_ages.push_front(page);
    m_pages[page] = {std::move(*entries), m_ages.begin()};
    if (m_pages.size() > maxPages) {
        m_pages.erase(m_ages.back());
        m_ages.pop_back();
    }
    Q_EMIT entriesReady(page * pageSize, quint32(m_pages[page].entries.size()));
    fetchNext();
}

} // namespace auditlens
