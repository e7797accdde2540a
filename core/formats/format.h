// SPDX-License-Identifier: MIT
#pragma once

#include "event/event.h"
#include "json/document.h"

#include <QString>

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace auditlens {

/// What `auditlens formats` and the import dialog say about a format.
struct FormatInfo
{
    std::string id; ///< "tiger", "cloudtrail": stable, used on the command line and in archives.
    QString title; ///< "tiger_audit_trail"
    QString needs; ///< One sentence: what a record must have.
    bool fromProfile = false;
};

/// What became of a record: the empty text, or one English sentence that says what is wrong with it. The sentence
/// names fields, never values: it may be logged.
using DecodeProblem = std::string;

/// Where decoded events go. Storage is reused: fill the event that next() gives and do not keep it.
class EventSink
{
public:
    virtual ~EventSink() = default;
    /// A cleared event; it counts as delivered at the following call, or when decode() returns without a problem.
    /// `raw` is the slice of the record that this event stands for (the record itself, or one element of it).
    virtual AuditEvent& next(std::string_view raw) = 0;
    /// An element that is no event while the others of its record are; it is kept among the rejected records.
    virtual void refuse(std::string_view raw, DecodeProblem problem) = 0;
    /// True when nobody wants the next event: it counts as handed out, and next() is not called for it. Worth
    /// asking only where a record may have very many.
    virtual bool skip() { return false; }
};

struct DecodeOptions
{
    bool extra = true; ///< Fill AuditEvent::extra. The bulk path leaves it out.
    std::string zone = "UTC"; ///< IANA name used for times without a zone.
    /// Action, verb, outcome, tenant and changes are all that is asked: the rest may be left out.
    bool changesOnly = false;
};

/// Bytes to events: what a record says. A pure function, no network, no state, any thread.
/// A format never decides about a record by its order in the file.
class Format
{
public:
    virtual ~Format() = default;
    virtual const FormatInfo& info() const = 0;

    /// How well these records fit, 0 (not mine) to 100 (a vector of this format). 50 and more is "yes".
    /// Also used per record when a file is mixed, then with one record.
    virtual int fit(std::span<const json::Value> records) const = 0;

    /// Decodes one record into one event, several (a Loki stream with many lines) or none with a problem. A problem
    /// withdraws the event that was handed out last; those before it stand.
    virtual DecodeProblem decode(json::Value record, const DecodeOptions& options, EventSink& sink) const = 0;

    /// Paths under which this format keeps its records when a file is one object: {"data.result"}. The general
    /// ones (Records, results, value, items, events, logs …) are known to the reader.
    virtual std::vector<std::string> recordPaths() const { return {}; }
};

} // namespace auditlens
