// SPDX-License-Identifier: MIT
#include "cli/verifyjson.h"

#include "cli/coverageoutput.h"
#include "cli/jsontext.h"
#include "cli/sealoutput.h"
#include "event/eventjson.h"
#include "event/isotime.h"
#include "integrity/integritytext.h"

#include <array>

namespace auditlens {

namespace {

constexpr std::array<std::string_view, signatureStates> stateNames {"valid", "invalid", "unsigned", "no_key", "unknown_scheme"};

std::string_view boolean(bool value)
{
    return value ? "true" : "false";
}

std::string timeJson(Nanoseconds time, unsigned digits)
{
    std::string text;
    appendIsoUtc(text, time, digits);
    return text.empty() ? "null" : jsonString(text);
}

/// "1.5": seconds as a number, without a double.
std::string secondsJson(Nanoseconds duration)
{
    constexpr std::size_t fraction = 9;
    const bool negative = duration < 0;
    std::string digits = std::to_string(negative ? 0 - std::uint64_t(duration) : std::uint64_t(duration));
    if (digits.size() <= fraction)
        digits.insert(0, fraction + 1 - digits.size(), '0');
    digits.insert(digits.size() - fraction, 1, '.');
    digits.erase(digits.find_last_not_of('0') + 1);
    if (digits.back() == '.')
        digits.pop_back();
    return negative ? '-' + digits : digits;
}

std::string eventJson(const EventMention& event)
{
    return JsonObject()
        .text("id", event.id)
        .raw("time", timeJson(event.time.ns, event.time.fractionDigits))
        .text("action", event.action)
        .text("entity_type", event.entity.type)
        .text("entity_id", event.entity.id)
        .text("source", event.source)
        .done();
}

std::string valueJson(const Value& value)
{
    std::string text;
    if (value.exists())
        appendValueJson(text, value);
    return text.empty() ? "null" : text;
}

template <typename Items, typename Make>
std::string arrayOf(const Items& items, Make make)
{
    std::vector<std::string> made;
    for (const auto& item : items)
        made.push_back(make(item));
    return jsonArray(made);
}

std::string schemeJson(const SchemeResult& scheme)
{
    JsonObject object;
    object.text("scheme", scheme.scheme);
    for (std::size_t i = 0; i < signatureStates; ++i)
        object.number(stateNames[i], scheme.counts[i]);
    const auto key = [](const auto& entry) { return JsonObject().text("key", entry.first).number("events", entry.second).done(); };
    return object.raw("by_key", arrayOf(scheme.byKey, key)).done();
}

std::string_view coverName(Cover cover)
{
    return cover == Cover::Whole ? "whole" : cover == Cover::Part ? "part" : "none";
}

std::string signatureJson(const SignatureFinding& finding)
{
    const auto member = [](const CoveredMember& covered) {
        return JsonObject().text("member", covered.path).text("covered", coverName(covered.cover)).done();
    };
    return JsonObject()
        .raw("event", eventJson(finding.event))
        .text("scheme", finding.scheme)
        .raw("well_formed", boolean(finding.wellFormed))
        .text("reason", signatureSentence(finding))
        .raw("coverage", arrayOf(finding.coverage, member))
        .done();
}

std::string contentJson(const SignatureReport& report)
{
    JsonObject object;
    for (std::size_t i = 0; i < signatureStates; ++i)
        object.number(stateNames[i], report.count(SignatureState(i)));
    return object.raw("complete", boolean(report.scan.complete()))
        .number("unreadable", report.scan.unreadable)
        .raw("schemes", arrayOf(report.schemes, schemeJson))
        .raw("findings", arrayOf(report.findings, signatureJson))
        .done();
}

std::string_view kindName(HistoryBreak::Kind kind)
{
    switch (kind) {
    case HistoryBreak::Kind::AlreadyMember:
        return "already_member";
    case HistoryBreak::Kind::NoMember:
        return "no_member";
    case HistoryBreak::Kind::Value:
        break;
    }
    return "value";
}

std::string breakJson(const ContinuityBreak& broken)
{
    return JsonObject()
        .text("kind", kindName(broken.kind))
        .text("field", broken.field)
        .raw("event_a", broken.recordedBy ? eventJson(*broken.recordedBy) : "null")
        .raw("event_b", eventJson(broken.foundBy))
        .raw("after_a", valueJson(broken.recorded))
        .raw("before_b", valueJson(broken.found))
        .text("reason", continuitySentence(broken))
        .done();
}

std::string continuityJson(const ContinuityReport& report)
{
    return JsonObject()
        .raw("complete", boolean(report.scan.complete()))
        .number("objects", report.objects)
        .number("compared", report.compared)
        .number("undecided", report.undecided)
        .number("without_object", report.withoutObject)
        .number("breaks", report.breakCount)
        .number("unreadable", report.scan.unreadable)
        .raw("findings", arrayOf(report.breaks, breakJson))
        .done();
}

std::string_view kindName(ClockFinding::Kind kind)
{
    switch (kind) {
    case ClockFinding::Kind::Backfill:
        return "backfill";
    case ClockFinding::Kind::AheadOfTime:
        return "ahead_of_time";
    case ClockFinding::Kind::BackDated:
        break;
    }
    return "back_dated";
}

std::string clockJson(const ClockSummary& clock)
{
    return JsonObject()
        .text("source", clock.source)
        .text("clock", clock.clock)
        .number("events", clock.events)
        .raw("least_seconds", secondsJson(clock.least))
        .raw("median_seconds", secondsJson(clock.median))
        .raw("most_seconds", secondsJson(clock.most))
        .raw("tolerance_seconds", secondsJson(clock.tolerance))
        .raw("drift", boolean(clock.drift))
        .number("back_dated", clock.backDated)
        .number("backfill", clock.backfilled)
        .number("ahead_of_time", clock.aheadOfTime)
        .done();
}

std::string clockFindingJson(const ClockFinding& finding)
{
    return JsonObject()
        .text("kind", kindName(finding.kind))
        .raw("event", eventJson(finding.event))
        .text("clock", finding.clock)
        .raw("clock_time", timeJson(finding.clockTime, 3))
        .raw("offset_seconds", secondsJson(finding.offset))
        .raw("usual_seconds", secondsJson(finding.usual))
        .raw("tolerance_seconds", secondsJson(finding.tolerance))
        .text("reason", clockSentence(finding))
        .done();
}

std::string clocksJson(const ClockReport& report)
{
    return JsonObject()
        .raw("complete", boolean(report.scan.complete()))
        .number("compared", report.compared)
        .number("without", report.without)
        .number("count", report.findingCount)
        .number("unreadable", report.scan.unreadable)
        .raw("clocks", arrayOf(report.clocks, clockJson))
        .raw("findings", arrayOf(report.findings, clockFindingJson))
        .done();
}

} // namespace

std::string integrityJson(const ArchiveInfo& info, const IntegrityReport& report, const ArchiveCompleteness& known, const SealReport& seal)
{
    const std::optional<Error> problem = report.problem();
    const std::string set = JsonObject()
                                .raw("chained", "false")
                                .raw("continuity", continuityJson(report.continuity))
                                .raw("clocks", clocksJson(report.clocks))
                                .raw("completeness", coverageJson(known.coverage, info.sources))
                                .raw("cuts", cutsJson(known.cuts))
                                .done();
    JsonObject object;
    object.text("archive", info.path).number("events", info.events).raw("verifies", boolean(report.verifies()));
    object.raw("complete", boolean(report.complete())).number("finding_count", report.findingCount());
    object.raw("content", contentJson(report.signatures)).raw("set", set).raw("seal", sealJson(seal));
    return problem ? object.text("problem", problem->oneLine()).done() : object.raw("problem", "null").done();
}

} // namespace auditlens
