// SPDX-License-Identifier: MIT
#pragma once

#include "formats/format.h"
#include "formats/registry.h"

#include <QObject>

#include <deque>
#include <memory>
#include <string>
#include <vector>

namespace auditlens::test {

/// Keeps the events of one record.
class CollectingSink : public EventSink
{
public:
    AuditEvent& next(std::string_view raw) override;
    void refuse(std::string_view raw, DecodeProblem problem) override;

    std::deque<AuditEvent> events;
    std::vector<std::string> raws;
    std::vector<std::pair<std::string, DecodeProblem>> refused;
};

/// A record as received and what it says.
struct FormatSample
{
    const char* claim; ///< What the sample shows, in plain words.
    std::string record; ///< JSON.
    /// Canonical JSON of its events (docs/event.md), in any white space but in the canonical order. Left out: null
    /// members, empty lists and objects, and the verb "other", the outcome "unknown", the time origin "stated",
    /// "masked" false.
    std::vector<std::string> events;
};

/// What every format promises; inherit it, give the format and its samples, add tests of its own.
class FormatConformance : public QObject
{
    Q_OBJECT

protected:
    virtual const Format& format() const = 0;
    virtual std::vector<FormatSample> samples() const = 0;
    /// The formats among which the samples must be recognised; the built-in ones unless overridden.
    virtual std::unique_ptr<FormatRegistry> rivals() const;
    /// Keys of members that the format passes over on purpose.
    virtual std::vector<std::string> passedOver() const { return {}; }
    /// Whether every record of the format says what was done.
    virtual bool alwaysHasAction() const { return true; }

private Q_SLOTS:
    void samplesAreReadAsWritten_data() { sampleRows(); }
    void samplesAreReadAsWritten();
    void samplesAreRecognised_data() { sampleRows(); }
    void samplesAreRecognised();
    void eventsSayWhenAndWhat_data() { sampleRows(); }
    void eventsSayWhenAndWhat();
    void theBulkPathDiffersOnlyInExtra_data() { sampleRows(); }
    void theBulkPathDiffersOnlyInExtra();
    void changesAloneAreTheSame_data() { sampleRows(); }
    void changesAloneAreTheSame();
    void theOrderOfMembersDoesNotMatter_data() { sampleRows(); }
    void theOrderOfMembersDoesNotMatter();
    void unknownMembersAreKept_data() { sampleRows(); }
    void unknownMembersAreKept();
    void wrongTypesAreKeptOrNamed_data() { sampleRows(); }
    void wrongTypesAreKeptOrNamed();
    void ciphertextsStayInside_data() { sampleRows(); }
    void ciphertextsStayInside();
    void damagedRecordsNeverCrash_data() { sampleRows(); }
    void damagedRecordsNeverCrash();
    void anyJsonIsAnsweredWithEventsOrASentence();

private:
    void sampleRows();
    FormatSample sample() const;
};

} // namespace auditlens::test
