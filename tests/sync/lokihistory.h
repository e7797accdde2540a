// SPDX-License-Identifier: MIT
#pragma once

#include "fakes/fakeprocess.h"
#include "store/archive.h"
#include "sync/servicesource.h"

#include <functional>
#include <string>
#include <vector>

namespace auditlens::test {

/// Audit events that a fake Loki keeps, each with a line of its own: the truth that an archive is compared with.
class LokiHistory
{
public:
    static constexpr Nanoseconds begin = 1'706'000'000'000'000'000;
    static constexpr Nanoseconds step = 1'000'000'000;

    /// One a second; where `tied` is more than one, so many of one time now and then.
    explicit LokiHistory(int count, int tied = 1, Nanoseconds first = begin);
    TimeRange window() const { return {m_entries.front().first - step, m_entries.back().first + step}; }
    /// All lines of a stretch of time.
    std::vector<std::string> lines(const TimeRange& range) const;

    using Entry = std::pair<Nanoseconds, std::string>;
    const std::vector<Entry>& entries() const { return m_entries; }

    using Proof = std::shared_ptr<const Authorization>;
    void pushTo(const FakeProcess& fake, Proof proof = {}) const { push(fake, m_entries, std::move(proof)); }
    /// One more, at that time.
    void add(const FakeProcess& fake, Nanoseconds time, Proof proof = {});

private:
    static void push(const FakeProcess& fake, const std::vector<Entry>& entries, Proof proof);

    std::vector<Entry> m_entries; ///< By time.
};

/// The lines of all events of an archive, sorted. Every event is there as often as it was stored.
std::vector<std::string> storedLines(const QString& archive);
/// What the archive's ledger says about its one source.
std::vector<CoverageSlice> storedCoverage(const QString& archive, const TimeRange& range);
/// Whether the ledger promises nothing that is not there: every line of a slice that is called complete is stored, and
/// no line is there twice.
bool keepsItsWord(const QString& archive, const LokiHistory& history);
/// The same for any service: what is stored and what is there of a stretch of time, both sorted.
bool keepsItsWord(const std::vector<std::string>& stored, const std::vector<CoverageSlice>& coverage,
    const std::function<std::vector<std::string>(const TimeRange&)>& truth);
/// Of all events of an archive what `name` says of each, sorted.
std::vector<std::string> storedNames(const QString& archive, const std::function<std::string(const StoredEvent&)>& name);

} // namespace auditlens::test
