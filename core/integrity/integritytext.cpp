// SPDX-License-Identifier: MIT
#include "integrity/integritytext.h"

#include "base/text.h"
#include "event/isotime.h"
#include "summary/summary.h"
#include "summary/words.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <limits>

namespace auditlens {

namespace {

using namespace Qt::StringLiterals;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::Integrity)
};

/// A digest is what stands in the record: it tells two masked values apart and shows neither.
QString shown(const Value& value)
{
    return value.kind == Value::Kind::Masked ? oneLine(value.text, 60) : valueText(value);
}

QString idOf(const EventMention& event)
{
    return oneLine(event.id, 80);
}

QString timeText(Nanoseconds time, unsigned digits)
{
    std::string text;
    appendIsoUtc(text, time, digits);
    return toQString(text);
}

QString clockText(const std::string& clock)
{
    if (clock == ciphertextClock)
        return Tr::tr("the time in its ciphertext");
    if (clock == eventIdClock)
        return Tr::tr("the time in its id");
    if (clock == requestIdClock)
        return Tr::tr("the time in its request id");
    if (clock == documentIdClock)
        return Tr::tr("the time in its document's id");
    return Tr::tr("its clock “%1”").arg(oneLine(clock, 40));
}

bool isNewerFinding(const IntegrityFinding& a, const IntegrityFinding& b)
{
    return a.event.row > b.event.row;
}

} // namespace

QString questionText(IntegrityLine::Question question)
{
    return question == IntegrityLine::Question::Content ? Tr::tr("Is the content as signed?") : Tr::tr("Is the set complete?");
}

QString continuitySentence(const ContinuityBreak& broken)
{
    const QString field = oneLine(broken.field, 100);
    const QString value = shown(broken.found);
    const QString b = idOf(broken.foundBy);
    switch (broken.kind) {
    case HistoryBreak::Kind::AlreadyMember:
        return Tr::tr("%1 was a member of %2 when event %3 added it: something added it before that is not in this archive.").arg(value, field, b);
    case HistoryBreak::Kind::NoMember:
        return Tr::tr("%1 was no member of %2 when event %3 removed it: something removed it before that is not in this archive.").arg(value, field, b);
    case HistoryBreak::Kind::Value:
        break;
    }
    return Tr::tr("%1 was %2 after event %3 and %4 before event %5: something changed it in between that is not in this archive.")
        .arg(field, shown(broken.recorded), broken.recordedBy ? idOf(*broken.recordedBy) : QString(), value, b);
}

QString clockSentence(const ClockFinding& finding)
{
    const QString event = timeText(finding.event.time.ns, finding.event.time.fractionDigits);
    const QString clock = timeText(finding.clockTime, finding.event.time.fractionDigits);
    const QString apart = durationText(finding.offset);
    QString text;
    switch (finding.kind) {
    case ClockFinding::Kind::BackDated:
        text = Tr::tr("The event says %1, %2 says %3: %4 later. It was written later than it says.").arg(event, clockText(finding.clock), clock, apart);
        break;
    case ClockFinding::Kind::Backfill:
        text = Tr::tr("The event says %1, %2 says %3: %4 later. Many events were written then: it was filled in.")
                   .arg(event, clockText(finding.clock), clock, apart);
        break;
    case ClockFinding::Kind::AheadOfTime:
        text = Tr::tr("The event says %1, %2 says %3: %4 earlier. It says a time that had not come when it was written.")
                   .arg(event, clockText(finding.clock), clock, apart);
        break;
    }
    text += u' ' + Tr::tr("Up to %1 would be taken as usual.").arg(durationText(finding.tolerance));
    if (finding.usual != 0)
        text += u' ' + Tr::tr("This clock of the source is usually off by %1.").arg(durationText(finding.usual));
    return text;
}

QString signatureSentence(const SignatureFinding& finding)
{
    if (!finding.wellFormed)
        return Tr::tr("What stands as the signature of %1 can be none: no key makes such a text.").arg(schemeText(finding.scheme));
    return finding.algorithm == SignatureAlgorithm::HmacSha256
        ? Tr::tr("The signature of %1 does not match the shared key: the event was changed after it was signed, or signed with another key.")
              .arg(schemeText(finding.scheme))
        : Tr::tr("The signature of %1 does not match the public key: the event was changed after it was signed, or signed with another key.")
              .arg(schemeText(finding.scheme));
}

QString coverageSentence(const std::vector<CoveredMember>& coverage)
{
    constexpr qsizetype mostNames = 12;
    std::array<QStringList, 3> names;
    for (const CoveredMember& member : coverage)
        names[std::size_t(member.cover)] << oneLine(member.path, 40);
    QStringList sentences;
    const auto add = [&](Cover cover, const QString& sentence) {
        QStringList& list = names[std::size_t(cover)];
        if (list.isEmpty())
            return;
        if (list.size() > mostNames)
            list = list.mid(0, mostNames) << Tr::tr("%n more", "names of fields", int(list.size() - mostNames));
        sentences << sentence.arg(listText(list));
    };
    add(Cover::Whole, Tr::tr("The signature covers %1."));
    add(Cover::Part, Tr::tr("Of %1 it covers a part only."));
    add(Cover::None, Tr::tr("It does not cover %1."));
    return sentences.join(u' ');
}

std::vector<IntegrityFinding> integrityFindings(const IntegrityReport& report)
{
    std::vector<IntegrityFinding> findings = report.furtherFindings;
    for (const SignatureFinding& finding : report.signatures.findings)
        findings.push_back({IntegrityFinding::Kind::Signature, finding.event, {}, signatureSentence(finding), coverageSentence(finding.coverage)});
    for (const ContinuityBreak& broken : report.continuity.breaks)
        findings.push_back({IntegrityFinding::Kind::Continuity, broken.foundBy, broken.recordedBy, continuitySentence(broken), {}});
    for (const ClockFinding& finding : report.clocks.findings)
        findings.push_back({IntegrityFinding::Kind::Clock, finding.event, {}, clockSentence(finding), {}});
    std::ranges::stable_sort(findings, isNewerFinding);
    return findings;
}

QString durationText(Nanoseconds duration)
{
    const Nanoseconds length = duration < 0 ? -std::max(duration, -std::numeric_limits<Nanoseconds>::max()) : duration;
    const Nanoseconds seconds = length / nanosecondsPerSecond;
    const auto two = [](const QString& first, Nanoseconds rest, const QString& second) -> QString {
        return rest == 0 ? first : first + u' ' + second;
    };
    const auto n = [](Nanoseconds number) { return QString::number(number); };
    if (seconds >= secondsPerDay)
        return two(Tr::tr("%1 d").arg(n(seconds / secondsPerDay)), seconds % secondsPerDay / 3600, Tr::tr("%1 h").arg(n(seconds % secondsPerDay / 3600)));
    if (seconds >= 3600)
        return two(Tr::tr("%1 h").arg(n(seconds / 3600)), seconds % 3600 / 60, Tr::tr("%1 min").arg(n(seconds % 3600 / 60)));
    if (seconds >= 60)
        return two(Tr::tr("%1 min").arg(n(seconds / 60)), seconds % 60, Tr::tr("%1 s").arg(n(seconds % 60)));
    return Tr::tr("%1 s").arg(QString::number(double(length) / double(nanosecondsPerSecond), 'g', 3));
}

QString schemeText(std::string_view scheme)
{
    if (scheme == "santura-hmac")
        return u"santura"_s;
    if (scheme == "redacto-hmac")
        return u"Redacto"_s;
    if (scheme == "redacto-rsa-pss")
        return u"Redacto (RSA-PSS)"_s;
    return scheme.empty() ? Tr::tr("an unnamed scheme") : oneLine(scheme, 40);
}

} // namespace auditlens
