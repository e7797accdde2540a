// SPDX-License-Identifier: MIT
#include "integrity/clocks.h"

#include "integrity/clockreadings.h"
#include "integrity/newestfindings.h"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <memory>
#include <numeric>
#include <tuple>
#include <utility>

namespace auditlens {

namespace {

constexpr Nanoseconds minute = Nanoseconds(60) * 1'000'000'000;
constexpr Nanoseconds hour = 60 * minute;

struct Reading
{
    Row row {};
    bool zoneAssumed = false;
    Nanoseconds clock = 0;
    Nanoseconds offset = 0; ///< Clock minus event.
};

/// Of one clock of one source.
using Readings = std::vector<Reading>;
using ClockName = std::pair<SourceId, std::string>;

class Collector : public RecordVisitor
{
public:
    Result<void> visit(const ScannedRecord& record) override
    {
        return record.decode([&](const ScannedEvent& where, const AuditEvent& event) {
            const bool guessed = where.time.origin == TimeOrigin::Neighbours;
            const auto& readings = m_readings.of(event, record.isJson() ? record.raw() : std::string_view());
            ++(guessed || readings.empty() ? without : compared);
            for (const OtherClock& clock : readings) {
                if (!guessed)
                    take(where, clock);
            }
        });
    }

    std::map<ClockName, Readings> clocks;
    std::uint64_t compared = 0;
    std::uint64_t without = 0;

private:
    void take(const ScannedEvent& where, const OtherClock& clock)
    {
        clocks[{where.source, clock.name}].push_back({where.row, where.time.origin == TimeOrigin::ZoneAssumed, clock.ns,
            difference(clock.ns, where.time.ns)});
    }

    ClockReadings m_readings;
};

Nanoseconds offsetAt(Readings& readings, std::size_t place)
{
    std::ranges::nth_element(readings, readings.begin() + std::ptrdiff_t(place), {}, &Reading::offset);
    return readings[place].offset;
}

/// Of findings, by ClockFinding::Kind.
using RowsByKind = std::array<std::vector<std::uint32_t>, std::size_t(ClockFinding::Kind::AheadOfTime) + 1>;

/// Looks at the readings of one clock of one source.
class ClockCheck
{
public:
    ClockCheck(ClockSummary& summary, NewestFindings<ClockFinding>& findings, RowsByKind& rows)
        : m_summary(summary), m_findings(findings), m_rows(rows)
    {
    }

    void run(Readings readings)
    {
        summarise(readings);
        Readings late;
        for (const Reading& reading : readings) {
            const Nanoseconds deviation = difference(reading.offset, usual());
            const Nanoseconds tolerance = toleranceFor(reading);
            if (deviation > tolerance)
                late.push_back(reading);
            else if (deviation < -tolerance)
                report(reading, ClockFinding::Kind::AheadOfTime);
        }
        reportLate(std::move(late));
    }

private:
    Nanoseconds usual() const { return m_summary.drift ? m_summary.median : 0; }
    Nanoseconds toleranceFor(const Reading& reading) const { return m_summary.tolerance + (reading.zoneAssumed ? zoneTolerance : 0); }

    void summarise(Readings& readings)
    {
        constexpr std::size_t fewest = 10; // Of fewer events no half is a habit.
        const std::size_t size = readings.size();
        m_summary.events = size;
        m_summary.median = offsetAt(readings, size / 2);
        const Nanoseconds lower = offsetAt(readings, size / 4);
        const Nanoseconds upper = offsetAt(readings, size - 1 - size / 4);
        m_summary.least = offsetAt(readings, 0);
        m_summary.most = offsetAt(readings, size - 1);
        const bool steady = difference(upper, m_summary.median) <= m_summary.tolerance
            && difference(m_summary.median, lower) <= m_summary.tolerance;
        const bool off = m_summary.median > m_summary.tolerance || m_summary.median < -m_summary.tolerance;
        m_summary.drift = size >= fewest && steady && off;
    }

    /// Many that were written at one time are one backfill, whatever times they say.
    void reportLate(Readings late)
    {
        constexpr std::size_t many = 20;
        std::ranges::sort(late, {}, &Reading::clock);
        for (std::size_t begin = 0; begin < late.size();) {
            std::size_t end = begin + 1;
            while (end < late.size() && difference(late[end].clock, late[end - 1].clock) <= hour)
                ++end;
            const auto kind = end - begin >= many ? ClockFinding::Kind::Backfill : ClockFinding::Kind::BackDated;
            for (; begin < end; ++begin)
                report(late[begin], kind);
        }
    }

    void report(const Reading& reading, ClockFinding::Kind kind)
    {
        ClockFinding finding;
        finding.kind = kind;
        finding.event.row = reading.row;
        finding.clock = m_summary.clock;
        finding.clockTime = reading.clock;
        finding.offset = reading.offset;
        finding.usual = usual();
        finding.tolerance = toleranceFor(reading);
        m_findings.add(std::move(finding));
        m_rows[std::size_t(kind)].push_back(std::uint32_t(reading.row));
        ++(kind == ClockFinding::Kind::BackDated ? m_summary.backDated
                : kind == ClockFinding::Kind::Backfill ? m_summary.backfilled : m_summary.aheadOfTime);
    }

    ClockSummary& m_summary;
    NewestFindings<ClockFinding>& m_findings;
    RowsByKind& m_rows;
};

std::map<ClockName, Readings> joined(std::vector<std::unique_ptr<Collector>>& collectors, ClockReport& report)
{
    std::map<ClockName, Readings> clocks;
    for (const auto& collector : collectors) {
        report.compared += collector->compared;
        report.without += collector->without;
        for (auto& [name, readings] : collector->clocks) {
            Readings& all = clocks[name];
            all.insert(all.end(), readings.begin(), readings.end());
        }
        collector->clocks.clear();
    }
    return clocks;
}

} // namespace

bool isNewer(const ClockFinding& a, const ClockFinding& b)
{
    return std::tie(b.event.row, a.clock) < std::tie(a.event.row, b.clock);
}

Nanoseconds clockTolerance(std::string_view clock)
{
    const bool withTheEvent = clock == ciphertextClock || clock == eventIdClock || clock == requestIdClock;
    return withTheEvent ? 5 * minute : hour;
}

std::uint64_t ClockReport::count(ClockFinding::Kind kind) const
{
    const auto of = [kind](const ClockSummary& clock) {
        return kind == ClockFinding::Kind::BackDated ? clock.backDated : kind == ClockFinding::Kind::Backfill ? clock.backfilled : clock.aheadOfTime;
    };
    return std::transform_reduce(clocks.begin(), clocks.end(), std::uint64_t(0), std::plus<>(), of);
}

std::uint64_t ClockReport::drifts() const
{
    return std::uint64_t(std::ranges::count(clocks, true, &ClockSummary::drift));
}

ClockReport checkClocks(const Archive& archive, const ScanProgress& progress, const Cancellation& cancellation)
{
    ClockReport report;
    std::vector<std::unique_ptr<Collector>> collectors;
    std::vector<RecordVisitor*> visitors;
    for (std::size_t i = 0; i < scanThreads(); ++i)
        visitors.push_back(collectors.emplace_back(std::make_unique<Collector>()).get());
    report.scan = scanRecords(archive, visitors, progress, cancellation);
    NewestFindings<ClockFinding> findings(mostListed);
    RowsByKind rows;
    for (auto& [name, readings] : joined(collectors, report)) {
        ClockSummary& summary = report.clocks.emplace_back();
        summary.source = sourceName(archive.info().sources, name.first);
        summary.clock = name.second;
        summary.tolerance = clockTolerance(name.second);
        ClockCheck(summary, findings, rows).run(std::move(readings));
    }
    report.findingCount = findings.count();
    report.findings = findings.take();
    auto& [backDated, backfilled, aheadOfTime] = rows;
    report.backDated = rowSetOf(archive, std::move(backDated));
    report.backfilled = rowSetOf(archive, std::move(backfilled));
    report.aheadOfTime = rowSetOf(archive, std::move(aheadOfTime));
    std::vector<EventMention*> mentions;
    for (ClockFinding& finding : report.findings)
        mentions.push_back(&finding.event);
    if (const auto done = describeMentions(archive, mentions); !done)
        report.scan += {false, 0, done.error()};
    return report;
}

} // namespace auditlens
