// SPDX-License-Identifier: MIT
#include "store/recordscan.h"

#include "store/payloadreader.h"
#include "store/recorddecoder.h"
#include "store/searchpool.h"

#include <QtConcurrent>

#include <algorithm>
#include <array>
#include <atomic>
#include <mutex>
#include <tuple>
#include <utility>

namespace auditlens {

namespace {

/// Hands out the wanted events of a record, each when it is complete.
class WantedSink : public EventSink
{
public:
    WantedSink(std::span<const ScannedEvent> wanted, const ScannedRecord::UseEvent& use, AuditEvent& event)
        : m_wanted(wanted), m_use(use), m_event(event)
    {
    }

    AuditEvent& next(std::string_view) override
    {
        deliver();
        m_isWanted = isNextWanted();
        ++m_part;
        m_event.clear();
        return m_event;
    }
    void refuse(std::string_view, DecodeProblem) override { } // Was told by the import.
    bool skip() override
    {
        deliver();
        if (isNextWanted())
            return false;
        ++m_part;
        return true;
    }
    /// A problem withdraws the last event. Whether all that are wanted were there.
    bool finish(bool problem)
    {
        if (!problem)
            deliver();
        return m_wanted.empty();
    }

private:
    bool isNextWanted() const { return !m_wanted.empty() && m_wanted.front().part == m_part; }
    void deliver()
    {
        if (!m_isWanted)
            return;
        m_event.time = m_wanted.front().time;
        m_use(m_wanted.front(), m_event);
        m_wanted = m_wanted.subspan(1);
        m_isWanted = false;
    }

    std::span<const ScannedEvent> m_wanted; ///< Those that are still to come.
    const ScannedRecord::UseEvent& m_use;
    std::uint32_t m_part = 0;
    bool m_isWanted = false; ///< The event that is being filled.
    AuditEvent& m_event;
};

/// What the threads of one scan share.
struct Scan
{
    const ArchiveData& archive;
    std::vector<std::uint32_t> rows;
    const ScanProgress& progress;
    const Cancellation& cancellation;
    std::atomic<std::size_t> nextSegment {0};
    std::atomic<std::uint64_t> done {0};

    std::mutex telling {};

    void advance(std::uint64_t events)
    {
        const std::uint64_t sum = done.fetch_add(events) + events;
        const std::unique_lock alone(telling, std::try_to_lock);
        if (progress && alone)
            progress(sum, archive.size());
    }
};

/// One thread of a scan.
class Scanner
{
public:
    Scanner(Scan& scan, RecordVisitor& visitor) : m_scan(scan), m_visitor(visitor), m_payload(scan.archive), m_decoder(scan.archive) { }

    void run()
    {
        const std::size_t segments = m_scan.archive.segments().size();
        for (std::size_t s = m_scan.nextSegment++; s < segments && !m_outcome.cancelled; s = m_scan.nextSegment++)
            scanSegment(s);
    }
    const ScanOutcome& outcome() const { return m_outcome; }

private:
    void scanSegment(std::size_t number);
    void collect(std::size_t number);
    void visit(const Segment& segment, std::span<const ScannedEvent> events);

    Scan& m_scan;
    RecordVisitor& m_visitor;
    PayloadReader m_payload;
    RecordDecoder m_decoder;
    std::vector<ScannedEvent> m_events; ///< Of the segment.
    AuditEvent m_event; ///< The one that is being decoded.
    ScanOutcome m_outcome;
};

/// The wanted events of a segment in the order in which their records are stored.
void Scanner::collect(std::size_t number)
{
    const Segment& segment = *m_scan.archive.segments()[number];
    const std::uint32_t base = m_scan.archive.base(number);
    m_events.clear();
    for (std::uint32_t row = 0; row < segment.rows; ++row) {
        const EventFlags flags = EventFlags::unpacked(std::uint32_t(segment.flags.at(row)));
        const ScannedEvent event {segment.record(row), std::uint32_t(segment.part.at(row)),
            Row(m_scan.rows.empty() ? base + row : m_scan.rows[base + row]), SourceId(segment.source.at(row)),
            std::uint32_t(segment.entity.at(row)), std::uint32_t(segment.tenant.at(row)),
            {segment.time[row], flags.origin, flags.fractionDigits}, flags.masked, flags.hasChanges, flags.verb, flags.outcome,
            std::uint32_t(segment.action.at(row))};
        if (m_visitor.wants(event))
            m_events.push_back(event);
    }
    const auto isBefore = [](const ScannedEvent& a, const ScannedEvent& b) {
        return std::tie(a.record, a.part) < std::tie(b.record, b.part);
    };
    if (!std::ranges::is_sorted(m_events, isBefore))
        std::ranges::sort(m_events, isBefore);
}

void Scanner::scanSegment(std::size_t number)
{
    constexpr std::size_t eventsBetweenNews = 1024;
    const Segment& segment = *m_scan.archive.segments()[number];
    collect(number);
    std::size_t told = 0;
    for (std::size_t begin = 0; begin < m_events.size();) {
        std::size_t end = begin + 1;
        while (end < m_events.size() && m_events[end].record == m_events[begin].record)
            ++end;
        visit(segment, std::span(m_events).subspan(begin, end - begin));
        begin = end;
        if (begin - told >= eventsBetweenNews) {
            m_scan.advance(begin - told);
            told = begin;
            m_outcome.cancelled = m_scan.cancellation.requested();
            if (m_outcome.cancelled)
                return;
        }
    }
    m_scan.advance(segment.rows - told);
}

void Scanner::visit(const Segment& segment, std::span<const ScannedEvent> events)
{
    const auto raw = m_payload.record(segment, events.front().record);
    Result<void> done;
    if (raw) {
        const SourceId source = events.front().source;
        const bool isJson = m_scan.archive.reading(source).layout.container != Container::Delimited;
        const StoredSource& stored = m_scan.archive.info().sources[std::size_t(source)];
        done = m_visitor.visit(ScannedRecord(stored, *raw, isJson, events, m_decoder, m_event));
    } else {
        done = raw.error();
    }
    if (!done)
        m_outcome += ScanOutcome {false, events.size(), done.error()};
}

bool isLostId(std::string_view id)
{
    constexpr std::array<std::string_view, 3> lost {"", "None", "null"};
    return std::ranges::find(lost, id) != lost.end();
}

} // namespace

std::vector<std::uint32_t> rowsBySlot(const ArchiveData& archive)
{
    std::vector<std::uint32_t> rows;
    if (archive.rowsAreSlots())
        return rows;
    rows.resize(archive.size());
    for (std::uint32_t row = 0; row < archive.size(); ++row)
        rows[archive.slotOf(Row(row))] = row;
    return rows;
}

Result<void> ScannedRecord::decode(const UseEvent& use) const
{
    return decodeAs(false, use);
}

Result<void> ScannedRecord::decodeChanges(const UseEvent& use) const
{
    return decodeAs(true, use);
}

Result<void> ScannedRecord::decodeAs(bool changesOnly, const UseEvent& use) const
{
    WantedSink sink(m_events, use, m_scratch);
    const auto wanted = changesOnly ? RecordDecoder::Wanted::ChangesOnly : RecordDecoder::Wanted::WithoutExtra;
    const auto problem = m_decoder.decode(m_source, m_raw, wanted, sink);
    if (!problem)
        return problem.error();
    if (!sink.finish(!problem->empty()))
        return m_decoder.unfit(m_source, *problem);
    return {};
}

ScanOutcome& ScanOutcome::operator+=(const ScanOutcome& other)
{
    cancelled = cancelled || other.cancelled;
    unreadable += other.unreadable;
    if (!problem)
        problem = other.problem;
    return *this;
}

std::size_t scanThreads()
{
    return searchThreads();
}

ScanOutcome scanRecords(
    const Archive& archive, std::span<RecordVisitor* const> visitors, const ScanProgress& progress, const Cancellation& cancellation)
{
    Scan scan {archive.data(), rowsBySlot(archive.data()), progress, cancellation};
    std::vector<std::unique_ptr<Scanner>> scanners;
    for (RecordVisitor* visitor : visitors)
        scanners.push_back(std::make_unique<Scanner>(scan, *visitor));
    QtConcurrent::blockingMap(&searchPool(), scanners, [](const std::unique_ptr<Scanner>& scanner) { scanner->run(); });
    ScanOutcome outcome;
    for (const auto& scanner : scanners)
        outcome += scanner->outcome();
    return outcome;
}

ChangeCounts countChanges(const Archive& archive)
{
    const ArchiveData& data = archive.data();
    ChangeCounts counts;
    counts.ofObject.resize(data.table(DictionaryKind::Entity).size());
    for (const auto& segment : data.segments()) {
        for (std::uint32_t row = 0; row < segment->rows; ++row) {
            if (EventFlags::unpacked(std::uint32_t(segment->flags.at(row))).hasChanges)
                ++counts.ofObject[segment->entity.at(row)];
        }
    }
    for (std::uint32_t object = 0; object < counts.ofObject.size(); ++object) {
        if (isLostId(data.entity(object).id))
            counts.ofNone += std::exchange(counts.ofObject[object], 0);
    }
    return counts;
}

std::vector<bool> actionsThat(const Archive& archive, const std::function<bool(std::string_view)>& are)
{
    const PagedTable& actions = archive.data().table(DictionaryKind::Action);
    std::vector<bool> known(actions.size());
    for (std::uint32_t i = 0; i < known.size(); ++i)
        known[i] = are(actions.at(i));
    return known;
}

} // namespace auditlens
