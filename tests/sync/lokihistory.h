// SPDX-License-Identifier: MIT
#pragma once

#include "fakes/fakeprocess.h"
#include "sync/sync.h"

#include <map>
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

    using Proof = std::shared_ptr<const Authorization>;
    void pushTo(const FakeProcess& fake, Proof proof = {}) const { push(fake, m_entries, std::move(proof)); }
    /// One more, at that time.
    void add(const FakeProcess& fake, Nanoseconds time, Proof proof = {});

private:
    using Entry = std::pair<Nanoseconds, std::string>;
    static void push(const FakeProcess& fake, const std::vector<Entry>& entries, Proof proof);

    std::vector<Entry> m_entries; ///< By time.
};

/// Retries and timeouts of a test's length, pages of fifty.
SyncSource lokiSource(const QUrl& url, const QString& archive, const TimeRange& window);

/// The lines of all events of an archive, sorted. Every event is there as often as it was stored.
std::vector<std::string> storedLines(const QString& archive);
/// What the archive's ledger says about its one source.
std::vector<CoverageSlice> storedCoverage(const QString& archive, const TimeRange& range);
/// Whether the ledger promises nothing that is not there: every line of a slice that is called complete is stored, and
/// no line is there twice.
bool keepsItsWord(const QString& archive, const LokiHistory& history);

} // namespace auditlens::test
