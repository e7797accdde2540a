// SPDX-License-Identifier: MIT
#include "integrity/eventintegrity.h"

#include "base/text.h"
#include "integrity/clockreadings.h"
#include "integrity/integritytext.h"
#include "integrity/rowmarks.h"
#include "summary/words.h"

#include <QCoreApplication>

#include <algorithm>

namespace auditlens {

namespace {

using State = IntegrityLine::State;
using Kind = IntegrityFinding::Kind;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::Integrity)
};

bool isShared(const SignatureScheme& scheme)
{
    return scheme.algorithm() == SignatureAlgorithm::HmacSha256;
}

/// Which key, where only one can be meant.
QString keyText(const SignatureReport& report, const SignatureScheme& scheme)
{
    const auto result = std::ranges::find(report.schemes, scheme.id(), &SchemeResult::scheme);
    const bool isOne = result != report.schemes.end() && result->byKey.size() == 1;
    return isOne ? QStringLiteral(" “%1”").arg(oneLine(result->byKey.front().first, 40)) : QString();
}

EventAnswer validAnswer(const SignatureReport& report, const SignatureScheme& scheme)
{
    const QString key = keyText(report, scheme);
    if (isShared(scheme)) {
        return {State::Good, Tr::tr("matches the shared key"),
            {Tr::tr("The event is as it was signed: its signature matches the shared key%1. Whoever holds that key can also sign with it.").arg(key)}};
    }
    return {State::Good, Tr::tr("valid under the public key"), {Tr::tr("The event is as the holder of the private key signed it: its signature is valid under the public key%1.").arg(key)}};
}

EventAnswer invalidAnswer(const SignatureReport& report, Row row)
{
    const auto listed = std::ranges::find(report.findings, row, [](const SignatureFinding& finding) { return finding.event.row; });
    const QString sentence = listed != report.findings.end()
        ? signatureSentence(*listed)
        : Tr::tr("The signature does not match: the event was changed after it was signed, or signed with another key.");
    return {State::Bad, Tr::tr("does not match"), {sentence, findingMeaning(Kind::Signature)}};
}

EventAnswer uncheckedAnswer()
{
    return {State::Unknown, Tr::tr("signed, not checked yet"), {Tr::tr("The event has a signature; whether it matches was not checked yet.")}};
}

EventAnswer contentAnswer(const SignatureReport* report, Row row, const EventEvidence& evidence)
{
    if (!evidence.isSigned)
        return {State::Note, Tr::tr("not signed"), {Tr::tr("The record has no signature: nothing says whether its content was changed.")}};
    if (!evidence.scheme) {
        return {State::Unknown, Tr::tr("signed in a way not known here"),
            {Tr::tr("The record says that it is signed, in a way that this version cannot check.")}};
    }
    if (!report)
        return uncheckedAnswer();
    if (contains(report->valid, row))
        return validAnswer(*report, *evidence.scheme);
    if (contains(report->invalid, row))
        return invalidAnswer(*report, row);
    if (!report->scan.complete())
        return {State::Unknown, Tr::tr("signed, not checked"), {Tr::tr("The check ended before it came to this event.")}};
    return {State::Unknown, Tr::tr("no key"), {Tr::tr("The event is signed, but the check had no key for signatures of %1.").arg(schemeText(evidence.scheme->id()))}};
}

void addBreaks(const ContinuityReport& report, Row row, std::vector<EventFinding>& findings)
{
    bool isListed = false;
    for (const ContinuityBreak& broken : report.breaks) {
        const bool found = broken.foundBy.row == row;
        if (!found && !(broken.recordedBy && broken.recordedBy->row == row))
            continue;
        findings.push_back({Kind::Continuity, continuitySentence(broken), found ? broken.recordedBy : broken.foundBy});
        isListed = true;
    }
    if (!isListed && contains(report.broken, row)) {
        findings.push_back({Kind::Continuity,
            Tr::tr("A value that this event found is not what the event before it left, or what it left is not what the next one found."), {}});
    }
}

void addClocks(const ClockReport& report, Row row, std::vector<EventFinding>& findings)
{
    bool isListed = false;
    for (const ClockFinding& finding : report.findings) {
        if (finding.event.row != row)
            continue;
        findings.push_back({Kind::Clock, clockSentence(finding), {}});
        isListed = true;
    }
    if (!isListed && isClockFound(report, row))
        findings.push_back({Kind::Clock, Tr::tr("The event's time does not fit another clock in its record."), {}});
}

QString foundText(const std::vector<EventFinding>& findings)
{
    const auto breaks = int(std::ranges::count(findings, Kind::Continuity, &EventFinding::kind));
    const auto clocks = int(findings.size()) - breaks;
    QStringList words;
    if (breaks > 0)
        words << Tr::tr("%n broken link(s)", "", breaks);
    if (clocks > 0)
        words << Tr::tr("%n clock(s) that do not fit", "", clocks);
    return listText(words);
}

/// Never a tick: that what can be compared fits proves nothing of what is missing.
EventAnswer nothingFound(const EventEvidence& evidence)
{
    const QString links = evidence.hasChanges ? Tr::tr("Its changes were compared with the events of the object before and after it, where there are any.")
                                              : Tr::tr("It has no changes of an object with an id: nothing links it to another event.");
    const QString clocks = evidence.hasClocks ? Tr::tr("Its time was compared with the other clocks in its record.") : Tr::tr("Its record has no other clock.");
    QStringList words;
    if (evidence.hasChanges)
        words << Tr::tr("no broken link found");
    if (evidence.hasClocks)
        words << Tr::tr("clocks agree");
    const QString word = words.isEmpty() ? Tr::tr("nothing to compare") : words.join(QStringLiteral(", "));
    return {State::Note, word, {links, clocks, Tr::tr("What fits does not prove that nothing is missing.")}};
}

EventAnswer setAnswer(const IntegrityReport* report, const EventEvidence& evidence, const std::vector<EventFinding>& findings)
{
    if (!report)
        return {State::Unknown, Tr::tr("not checked yet"), {Tr::tr("Whether the event fits the ones before and after it, and its clocks each other, was not checked yet.")}};
    if (!findings.empty())
        return {State::Bad, foundText(findings), {}};
    if (!report->continuity.scan.complete() || !report->clocks.scan.complete())
        return {State::Unknown, Tr::tr("not all was checked"), {Tr::tr("Nothing was found, but the check is not complete.")}};
    return nothingFound(evidence);
}

} // namespace

QString findingMeaning(Kind kind)
{
    switch (kind) {
    case Kind::Signature:
        return Tr::tr("It proves that the record is not what was signed with the key that was given. It does not say whether the record or the key is another one, and not what was changed.");
    case Kind::Continuity:
        return Tr::tr("It proves that the archive does not tell all of it: a write past the service, an event that is missing, or a change of one of the two events. It does not say which.");
    case Kind::Clock:
        break;
    }
    return Tr::tr("It proves that two clocks of one record do not agree. A clock can be wrong and can be set: it does not say which of them is right.");
}

EventEvidence eventEvidence(const ArchiveInfo& info, const StoredEvent& stored)
{
    EventEvidence evidence;
    const AuditEvent& event = stored.event;
    evidence.hasChanges = !event.changes.empty() && !event.entity.id.empty() && event.outcome != Outcome::Failure;
    evidence.hasClocks = event.time.origin != TimeOrigin::Neighbours && !ClockReadings().of(event, stored.raw).empty();
    const auto source = std::ranges::find(info.sources, stored.source, &StoredSource::id);
    json::Document document;
    if (source != info.sources.end() && document.parseExactCopy(stored.raw))
        evidence.scheme = signatureSchemeOf(source->info.format, document.root());
    if (evidence.scheme)
        evidence.coverage = evidence.scheme->coverage(document.root(), stored.part);
    evidence.isSigned = evidence.scheme ? !evidence.coverage.empty() : !event.signature.text.empty();
    return evidence;
}

EventIntegrity eventIntegrity(const IntegrityReport* report, const StoredEvent& stored, const EventEvidence& evidence)
{
    EventIntegrity integrity;
    if (report) {
        addBreaks(report->continuity, stored.row, integrity.findings);
        addClocks(report->clocks, stored.row, integrity.findings);
    }
    integrity.content = contentAnswer(report ? &report->signatures : nullptr, stored.row, evidence);
    integrity.set = setAnswer(report, evidence, integrity.findings);
    return integrity;
}

} // namespace auditlens
