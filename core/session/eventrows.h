// SPDX-License-Identifier: MIT
#pragma once

#include "base/cancellation.h"
#include "base/result.h"
#include "event/event.h"
#include "store/archive.h"
#include "views/rowcolumn.h"

#include <QDate>
#include <QObject>
#include <QStringList>
#include <QTimeZone>

#include <array>
#include <cstdint>
#include <functional>
#include <list>
#include <optional>
#include <unordered_map>
#include <vector>

namespace auditlens {

/// What one row of the timeline shows. Small: a page of them is kept for every place somebody looked at.
struct TimelineEntry
{
    Row row {};
    QString id;
    EventTime time;
    Verb verb = Verb::Other;
    Outcome outcome = Outcome::Unknown;
    QString headline;
    QString detail;
    QStringList changed; ///< The first names of changed fields, for the chips.
    int moreChanged = 0; ///< How many names did not fit into `changed`.
    int masked = 0; ///< Changes with a masked side.
    std::array<QString, rowColumns.size()> facts; ///< By RowColumn.
};

/// `source` is the name of the event's source.
TimelineEntry timelineEntry(const StoredEvent& stored, const std::string& source);

/// A day of the list and its first index in it; the list is newest first.
struct TimelineDay
{
    QDate date;
    std::uint32_t first = 0;
    std::uint32_t count = 0;
    friend bool operator==(const TimelineDay&, const TimelineDay&) = default;
};

/// Days of ascending times read newest first: a binary search per day, whatever the number of events.
std::vector<TimelineDay> timelineDays(
    std::uint32_t count, const std::function<Nanoseconds(std::uint32_t ascending)>& timeAt, const QTimeZone& zone);

/// The rows of one answer, newest first, fetched page by page on the pool and kept in a bounded cache. Lives on the
/// GUI thread; never waits.
class EventRows : public QObject
{
    Q_OBJECT

public:
    using Fetch = std::function<Result<std::vector<TimelineEntry>>(std::uint32_t first, std::uint32_t count)>;
    static constexpr std::uint32_t pageSize = 64;

    EventRows(std::uint32_t count, std::vector<TimelineDay> days, Fetch fetch, QObject* parent = nullptr);
    ~EventRows() override;

    /// Takes over the whole pages of rows that begin with the same events.
    void startWith(const EventRows& newest);

    std::uint32_t size() const { return m_count; }
    const std::vector<TimelineDay>& days() const { return m_days; }
    /// Null while its page is on the way; entriesReady() follows. Asking is what fetches.
    const TimelineEntry* entry(std::uint32_t index);

    struct Span
    {
        std::uint32_t first;
        std::uint32_t count;
    };
    /// Fetches any rows on the pool, page by page, and hands them over in the order of the spans. Nothing is cached.
    void collect(std::vector<Span> spans, std::function<void(Result<std::vector<TimelineEntry>>)> done);

Q_SIGNALS:
    void entriesReady(quint32 first, quint32 count);
    void failed(const auditlens::Error& error);

private:
    struct Page
    {
        std::vector<TimelineEntry> entries;
        std::list<std::uint32_t>::iterator age;
    };
    static constexpr std::size_t maxPages = 96;
    static constexpr std::size_t maxWanted = 6;

    void want(std::uint32_t page);
    void fetchNext();
    void store(std::uint32_t page, Result<std::vector<TimelineEntry>> entries);

    std::uint32_t m_count;
    std::vector<TimelineDay> m_days;
    Fetch m_fetch;
    std::unordered_map<std::uint32_t, Page> m_pages;
    std::list<std::uint32_t> m_ages; ///< Most recently used first.
    std::vector<std::uint32_t> m_wanted; ///< Last asked last; the last one is fetched first.
    std::optional<std::uint32_t> m_fetching;
    bool m_failed = false;
};

} // namespace auditlens
