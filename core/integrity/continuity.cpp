// SPDX-License-Identifier: MIT
#include "integrity/continuity.h"

#include "history/lifewatch.h"
#include "integrity/changelog.h"
#include "integrity/fieldtable.h"
#include "integrity/newestfindings.h"
#include "store/searchpool.h"

#include <QtConcurrent>

#include <algorithm>
#include <memory>
#include <tuple>

namespace auditlens {

namespace {

/// An event with changes of an object that has several.
struct Step
{
    std::uint32_t object = 0;
    std::uint32_t log = 0;
    std::uint32_t tenant = 0; ///< 0: none named.
    Row row {};
    EventTime time;
    ChangeLog::Place place = 0;
};

bool isBefore(const Step& a, const Step& b)
{
    const auto place = [](const Step& step) { return std::uint64_t(step.object) << 32 | std::uint32_t(step.row); };
    return place(a) < place(b);
}

/// The objects of one round: so many that their changes fit the memory that is meant for it.
struct Round
{
    const ChangeCounts& counts;
    const std::vector<bool>& restoring; ///< By action.
    std::uint32_t number = 0;
    std::uint32_t of = 1;

    bool has(std::uint32_t object) const { return counts.ofObject[object] > 1 && object % of == number; }
    /// Of what is neither a change nor a turn in an object's life nothing is compared.
    bool wants(const ScannedEvent& event) const
    {
        return has(event.object) && (event.hasChanges || mayTurn(event.outcome, event.verb, restoring[event.action]));
    }
};

std::uint32_t roundsFor(const ArchiveInfo& info)
{
    constexpr std::uint64_t mostEvents = 2'000'000;
    constexpr std::uint64_t mostBytes = std::uint64_t(2) << 30;
    return std::uint32_t(1 + std::max(info.events / mostEvents, info.rawBytes / mostBytes));
}

class Collector : public RecordVisitor
{
public:
    Collector(const Round& round, std::uint32_t number) : m_round(round), m_number(number) { }

    bool wants(const ScannedEvent& event) override { return m_round.wants(event); }
    Result<void> visit(const ScannedRecord& record) override
    {
        return record.decodeChanges([this](const ScannedEvent& where, const AuditEvent& event) {
            const std::uint32_t tenant = event.tenant.empty() ? 0 : where.tenant + 1;
            m_steps.push_back({where.object, m_number, tenant, where.row, where.time, m_log.add(event)});
        });
    }

    const ChangeLog& log() const { return m_log; }
    /// In order once they are all there.
    std::vector<Step>& steps() { return m_steps; }

private:
    const Round& m_round;
    std::uint32_t m_number;
    ChangeLog m_log;
    std::vector<Step> m_steps;
};

/// What one thread finds out.
struct Found
{
    std::uint64_t objects = 0;
    std::uint64_t compared = 0;
    std::uint64_t undecided = 0;
    NewestFindings<ContinuityBreak> breaks {mostListed};
    std::vector<std::uint32_t> rows;

    void join(Found other)
    {
        objects += other.objects;
        compared += other.compared;
        undecided += other.undecided;
        breaks.join(std::move(other.breaks));
        rows.insert(rows.end(), other.rows.begin(), other.rows.end());
    }
};

/// Whether `b` surely happened to the same object as `a`, and after it.
bool isSurelyNext(const Step& a, const Step& b)
{
    const bool timesStand = a.time.origin != TimeOrigin::Neighbours && b.time.origin != TimeOrigin::Neighbours;
    const bool otherTenant = a.tenant != b.tenant && a.tenant != 0 && b.tenant != 0;
    return timesStand && a.time.ns < b.time.ns && !otherTenant;
}

using Collectors = std::vector<std::unique_ptr<Collector>>;
using Steps = std::span<const Step>;

/// Follows objects, each from its oldest event to its newest.
class ObjectCheck
{
public:
    ObjectCheck(const Collectors& collectors, Found& found, const Cancellation& cancellation)
        : m_collectors(collectors), m_found(found), m_cancellation(cancellation)
    {
    }

    /// All steps of one object.
    void run(Steps steps)
    {
        ++m_found.objects;
        m_steps = steps;
        m_fields.clear();
        m_created = false;
        LifeWatch watch;
        for (std::size_t i = 0; i < steps.size() && !stopsAt(i); ++i) {
            m_collectors[steps[i].log]->log().read(steps[i].place, m_event);
            const LifeWatch::Turn turn = watch.next(m_event);
            if (turn == LifeWatch::Turn::Created || turn == LifeWatch::Turn::CreatedAgain) {
                m_fields.clear();
                m_created = true;
            }
            if (happened(m_event))
                take(EventIndex(i));
        }
    }

private:
    bool stopsAt(std::size_t index) const
    {
        constexpr std::size_t stepsBetweenLooks = 1024;
        return index % stepsBetweenLooks == 0 && m_cancellation.requested();
    }

    void take(EventIndex index)
    {
        const bool sets = !isDeletion(m_event);
        for (const Change& change : m_event.changes) {
            m_breaks.clear();
            const auto sameness = m_fields.at(change.field, m_created).step(change, index, sets, m_breaks);
            const auto unsure = std::erase_if(m_breaks, [this](const HistoryBreak& found) { return !isSure(found); });
            if (sameness == Sameness::Unknown || unsure > 0)
                ++m_found.undecided;
            else if (sameness)
                ++m_found.compared;
            for (HistoryBreak& found : m_breaks)
                report(std::move(found));
        }
    }

    bool isSure(const HistoryBreak& found) const
    {
        return found.recordedBy ? isSurelyNext(m_steps[*found.recordedBy], m_steps[found.foundBy])
                                : m_steps[found.foundBy].time.origin != TimeOrigin::Neighbours;
    }

    void report(HistoryBreak found)
    {
        const Row row = m_steps[found.foundBy].row;
        m_found.rows.push_back(std::uint32_t(row));
        if (found.recordedBy)
            m_found.rows.push_back(std::uint32_t(m_steps[*found.recordedBy].row));
        if (const ContinuityBreak* oldest = m_found.breaks.oldest(); oldest && row < oldest->foundBy.row)
            return m_found.breaks.countOlder();
        ContinuityBreak broken;
        broken.kind = found.kind;
        broken.foundBy.row = row;
        if (found.recordedBy)
            broken.recordedBy.emplace().row = m_steps[*found.recordedBy].row;
        broken.field = std::move(found.field);
        broken.recorded = std::move(found.recorded);
        broken.found = std::move(found.found);
        m_found.breaks.add(std::move(broken));
    }

    const Collectors& m_collectors;
    Found& m_found;
    const Cancellation& m_cancellation;
    Steps m_steps; ///< Of the object.
    bool m_created = false;
    FieldTable m_fields;
    AuditEvent m_event; ///< The one that is being looked at.
    std::vector<HistoryBreak> m_breaks; ///< Of its change.
};

std::size_t endOfObject(Steps steps, std::size_t begin)
{
    std::size_t end = begin + 1;
    while (end < steps.size() && steps[end].object == steps[begin].object)
        ++end;
    return end;
}

Found checkShare(Steps steps, const Collectors& collectors, const Cancellation& cancellation)
{
    Found found;
    ObjectCheck check(collectors, found, cancellation);
    for (std::size_t begin = 0; begin < steps.size() && !cancellation.requested();) {
        const std::size_t end = endOfObject(steps, begin);
        check.run(steps.subspan(begin, end - begin));
        begin = end;
    }
    return found;
}

/// All steps, by object and then by row.
std::vector<Step> orderedSteps(Collectors& collectors)
{
    QtConcurrent::blockingMap(
        &searchPool(), collectors, [](const std::unique_ptr<Collector>& collector) { std::ranges::sort(collector->steps(), isBefore); });
    std::vector<Step> steps;
    for (const auto& collector : collectors) {
        const auto known = std::ptrdiff_t(steps.size());
        steps.insert(steps.end(), collector->steps().begin(), collector->steps().end());
        std::inplace_merge(steps.begin(), steps.begin() + known, steps.end(), isBefore);
        collector->steps() = {};
    }
    return steps;
}

/// Several for each thread, all events of an object in one of them.
std::vector<Steps> sharesOf(Steps steps)
{
    const std::size_t wanted = std::max<std::size_t>(1, steps.size() / (4 * scanThreads()));
    std::vector<Steps> shares;
    for (std::size_t begin = 0; begin < steps.size();) {
        const std::size_t end = endOfObject(steps, std::min(steps.size(), begin + wanted) - 1);
        shares.push_back(steps.subspan(begin, end - begin));
        begin = end;
    }
    return shares;
}

Found checkRound(const Archive& archive, const Round& round, ScanOutcome& outcome, const ScanProgress& progress, const Cancellation& cancellation)
{
    Collectors collectors;
    std::vector<RecordVisitor*> visitors;
    for (std::size_t i = 0; i < scanThreads(); ++i)
        visitors.push_back(collectors.emplace_back(std::make_unique<Collector>(round, std::uint32_t(i))).get());
    outcome += scanRecords(archive, visitors, progress, cancellation);
    const std::vector<Step> steps = orderedSteps(collectors);
    const auto check = [&](Steps share) { return checkShare(share, collectors, cancellation); };
    Found all;
    for (Found& found : QtConcurrent::blockingMapped<std::vector<Found>>(&searchPool(), sharesOf(steps), check))
        all.join(std::move(found));
    return all;
}

Result<void> describe(const Archive& archive, std::vector<ContinuityBreak>& breaks)
{
    std::vector<EventMention*> mentions;
    for (ContinuityBreak& broken : breaks) {
        mentions.push_back(&broken.foundBy);
        if (broken.recordedBy)
            mentions.push_back(&*broken.recordedBy);
    }
    return describeMentions(archive, mentions);
}

} // namespace

bool isNewer(const ContinuityBreak& a, const ContinuityBreak& b)
{
    return std::tie(b.foundBy.row, a.field, a.found.text) < std::tie(a.foundBy.row, b.field, b.found.text);
}

ContinuityReport checkContinuity(const Archive& archive, const ScanProgress& progress, const Cancellation& cancellation)
{
    const ChangeCounts counts = countChanges(archive);
    ContinuityReport report;
    report.withoutObject = counts.ofNone;
    const std::vector<bool> restoring = actionsThat(archive, saysRestored);
    const std::uint32_t rounds = roundsFor(archive.info());
    Found found;
    for (std::uint32_t i = 0; i < rounds && !report.scan.cancelled; ++i) {
        const auto news = [&](std::uint64_t done, std::uint64_t total) {
            if (progress)
                progress(i * total + done, rounds * total);
        };
        found.join(checkRound(archive, {counts, restoring, i, rounds}, report.scan, news, cancellation));
    }
    report.scan.cancelled = report.scan.cancelled || cancellation.requested();
    report.objects = found.objects;
    report.compared = found.compared;
    report.undecided = found.undecided;
    report.breakCount = found.breaks.count();
    report.breaks = found.breaks.take();
    report.broken = rowSetOf(archive, std::move(found.rows));
    if (const auto done = describe(archive, report.breaks); !done)
        report.scan += {false, 0, done.error()};
    return report;
}

} // namespace auditlens
