// SPDX-License-Identifier: MIT
#pragma once

#include "base/error.h"
#include "store/coverage.h"

#include <QDateTime>
#include <QString>
#include <QStringList>

#include <cstdint>
#include <optional>
#include <vector>

namespace auditlens {

/// What is being done about a source.
enum class SourceActivity : std::uint8_t {
    Idle, ///< Nothing. What there is was fetched before, if anything was.
    Opening, ///< Its secrets are awaited: a keychain may ask a person.
    Fetching, ///< What is missing.
    Following, ///< What comes in.
    Waiting, ///< It does not answer, and is asked again by itself.
    Stopping,
    Failed, ///< It ended with a problem.
    Disabled, ///< The person wants it left alone.
    Unreadable, ///< The file of its connection cannot be read.
};

/// A source of the person, as the list of sources shows it.
struct SourceState
{
    QString id; ///< Of its connection; the file of one that cannot be read.
    QString name;
    QString service; ///< "Grafana Loki"
    QString archive; ///< Whole path; may not be there yet.
    SourceActivity activity = SourceActivity::Idle;
    bool follows = false; ///< What comes in is followed, or will be when all that is missing is there.
    bool paused = false; ///< What comes in is stored, and shown when it goes on.
    std::optional<Error> problem; ///< The last one; none once the service answered again.
    QDateTime retry; ///< When it is tried again by itself after it failed; else invalid.
    std::uint64_t events = 0; ///< Of it in its archive.
    std::uint64_t missed = 0; ///< Of these stored while it was paused.
    Nanoseconds until = noTime; ///< The end of what was asked for; there may be gaps before it.
    std::vector<CoverageSlice> coverage; ///< All that the ledger knows.

    /// Something is being done that can be stopped.
    bool isBusy() const { return activity >= SourceActivity::Opening && activity <= SourceActivity::Stopping; }
};

/// "following", "paused": a word or two.
QString activityText(const SourceState& state);
/// "up to date", "3 min behind"; empty for a source that was never fetched.
QString lagText(const SourceState& state, Nanoseconds now);
/// "following · complete", "fetched · 2 gaps · 3 h behind"
QString sourceLine(const SourceState& state, Nanoseconds now);
/// All that is known, in whole sentences, the last problem with what to do about it among them.
QStringList sourceSentences(const SourceState& state, Nanoseconds now);

} // namespace auditlens
