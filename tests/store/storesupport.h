// SPDX-License-Identifier: MIT
#pragma once

#include "store/archive.h"
#include "store/archivewriter.h"

#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace auditlens::test {

/// For what cannot fail unless the test itself is wrong.
template <typename T>
T must(Result<T> result)
{
    if (!result)
        qFatal("%s", qPrintable(result.error().oneLine()));
    return std::move(*result);
}

inline void must(Result<void> result)
{
    if (!result)
        qFatal("%s", qPrintable(result.error().oneLine()));
}

/// A record as a source would send it, and what it says.
struct Record
{
    std::string raw;
    AuditEvent event;
    std::vector<std::string> values;
};

/// Writes the event in the JSON that the test format reads.
Record recordOf(const AuditEvent& event);

/// A registry with one format, "store-test".
std::shared_ptr<const FormatRegistry> testFormats();

SourceInfo testSource(const std::string& name);

/// Events with few distinct words, so that queries have hits: repeats, empty fields, newlines and letters outside
/// ASCII in values, some without id, some with equal times.
class RandomEvents
{
public:
    explicit RandomEvents(std::uint32_t seed) : m_random(seed) { }
    AuditEvent next();
    std::vector<AuditEvent> take(std::size_t count);
    /// A tree of all node kinds, fields and matches.
    BoundQuery query();

private:
    std::uint32_t below(std::uint32_t limit) { return std::uint32_t(m_random() % limit); }
    const std::string& word();
    std::string uuid();
    Value value();
    BoundQuery::Node node(int depth);
    BoundQuery::Node term();

    std::mt19937 m_random;
    std::uint64_t m_count = 0;
};

void addRecord(EventBatch& batch, const Record& record, SourceId source, std::uint64_t ordinal, std::uint32_t part);

/// Appends the events as one source, `perBatch` at a time.
AppendOutcome appendEvents(ArchiveWriter& writer, SourceId source, const std::vector<AuditEvent>& events,
    std::size_t perBatch = 1000);

} // namespace auditlens::test
