// SPDX-License-Identifier: MIT
#pragma once

#include "base/cancellation.h"
#include "store/archive.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace auditlens {

class RecordDecoder;

/// An event and what is known of it without reading its record. Numbers are the archive's own: equal for what is equal.
struct ScannedEvent
{
    std::uint32_t record = 0; ///< Place of the record in its segment.
    std::uint32_t part = 0; ///< Which event of the record.
    Row row {};
    SourceId source {};
    std::uint32_t object = 0; ///< Its type and id.
    std::uint32_t tenant = 0;
    EventTime time;
    bool masked = false;
    bool hasChanges = false;
    Verb verb = Verb::Other;
    Outcome outcome = Outcome::Unknown;
    std::uint32_t action = 0;
};

/// A stored record and those of its events that are wanted. Lives for one call of a visitor.
class ScannedRecord
{
public:
    using UseEvent = std::function<void(const ScannedEvent&, const AuditEvent&)>;

    /// `scratch` keeps its memory from record to record.
    ScannedRecord(const StoredSource& source, std::string_view raw, bool isJson, std::span<const ScannedEvent> events,
        RecordDecoder& decoder, AuditEvent& scratch)
        : m_source(source), m_raw(raw), m_isJson(isJson), m_events(events), m_decoder(decoder), m_scratch(scratch)
    {
    }

    const StoredSource& source() const { return m_source; }
    /// As received.
    std::string_view raw() const { return m_raw; }
    /// False for a row of a table.
    bool isJson() const { return m_isJson; }
    /// By part.
    std::span<const ScannedEvent> events() const { return m_events; }
    /// Decodes the events, without `extra`; their ids are empty where the source gives none. An Error when one of them
    /// is not there.
    Result<void> decode(const UseEvent& use) const;
    /// The same with action, verb, outcome, tenant, time and changes only, which is faster.
    Result<void> decodeChanges(const UseEvent& use) const;

private:
    Result<void> decodeAs(bool changesOnly, const UseEvent& use) const;

    const StoredSource& m_source;
    std::string_view m_raw;
    bool m_isJson;
    std::span<const ScannedEvent> m_events;
    RecordDecoder& m_decoder;
    AuditEvent& m_scratch;
};

/// What is done with every record; one thread at a time.
class RecordVisitor
{
public:
    virtual ~RecordVisitor() = default;
    /// Asked before anything is read: records without a wanted event are not unpacked.
    virtual bool wants(const ScannedEvent&) { return true; }
    /// With an Error its events count as unreadable, and the scan goes on.
    virtual Result<void> visit(const ScannedRecord& record) = 0;
};

/// Events looked at and events there are. Called from several threads, never from two at the same time.
using ScanProgress = std::function<void(std::uint64_t done, std::uint64_t total)>;

struct ScanOutcome
{
    bool cancelled = false;
    std::uint64_t unreadable = 0; ///< Wanted events that could not be read.
    std::optional<Error> problem; ///< With the first of them.

    bool complete() const { return !cancelled && !problem; }
    ScanOutcome& operator+=(const ScanOutcome& other);
};

/// How many visitors can work at the same time.
std::size_t scanThreads();

/// Takes every record of the archive once to one of the visitors, each of which works on a thread of its own. In no
/// order. Waits for them; not for threads of searchPool().
ScanOutcome scanRecords(const Archive& archive, std::span<RecordVisitor* const> visitors, const ScanProgress& progress,
    const Cancellation& cancellation);

/// The row of each place in the segments; empty where they are the same.
std::vector<std::uint32_t> rowsBySlot(const ArchiveData& archive);

/// How many events with changes each object has, by the number of ScannedEvent::object.
struct ChangeCounts
{
    std::vector<std::uint32_t> ofObject; ///< 0 for what is no object: without an id, or with a lost one ("None", "null").
    std::uint64_t ofNone = 0; ///< Events with changes that name no object.
};
ChangeCounts countChanges(const Archive& archive);

/// Which actions are so, by the number of ScannedEvent::action.
std::vector<bool> actionsThat(const Archive& archive, const std::function<bool(std::string_view)>& are);

} // namespace auditlens
