// SPDX-License-Identifier: MIT
#include "integrity/integritytext.h"

#include "base/text.h"
#include "summary/words.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace auditlens {

namespace {

using namespace Qt::StringLiterals;
using Question = IntegrityLine::Question;
using State = IntegrityLine::State;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::Integrity)
};

QString number(std::uint64_t count)
{
    return QLocale().toString(qulonglong(count));
}

/// A plural that is right for counts beyond an int, too.
int plural(std::uint64_t count)
{
    return int(std::min<std::uint64_t>(count, 1'000'000'000));
}

bool isShared(std::string_view scheme)
{
    for (const SignatureScheme* known : signatureSchemes()) {
        if (known->id() == scheme)
            return known->algorithm() == SignatureAlgorithm::HmacSha256;
    }
    return false;
}

/// A number of a scan that did not see everything is at least this.
QString countText(std::uint64_t count, const ScanOutcome& scan)
{
    return scan.complete() ? number(count) : Tr::tr("at least %1").arg(number(count));
}

class LineMaker
{
public:
    explicit LineMaker(const IntegrityReport& report) : m_report(report) { }

    std::vector<IntegrityLine> all()
    {
        for (const SchemeResult& scheme : m_report.signatures.schemes)
            addScheme(scheme);
        addTrouble(Question::Content, m_report.signatures.scan);
        addChain();
        addContinuity();
        addClocks();
        addTrouble(Question::Set, m_report.continuity.scan);
        addTrouble(Question::Set, m_report.clocks.scan);
        m_lines.insert(m_lines.end(), m_report.further.begin(), m_report.further.end());
        return std::move(m_lines);
    }

private:
    void add(Question question, State state, const QString& text, const QString& value) { m_lines.push_back({question, state, text, value}); }

    void addCount(State state, const QString& text, std::uint64_t count)
    {
        if (count > 0)
            add(Question::Content, state, text, countText(count, m_report.signatures.scan));
    }

    void addScheme(const SchemeResult& scheme)
    {
        const QString name = schemeText(scheme.scheme);
        const QString matches = isShared(scheme.scheme) ? Tr::tr("%1: matches the shared key “%2”") : Tr::tr("%1: valid under the public key “%2”");
        for (const auto& [key, events] : scheme.byKey)
            addCount(State::Good, matches.arg(name, oneLine(key, 80)), events);
        addCount(State::Bad, Tr::tr("%1: does not match").arg(name), scheme.of(SignatureState::Invalid));
        addCount(State::Unknown, Tr::tr("%1: signed, but there is no key to check it with").arg(name), scheme.of(SignatureState::NoKey));
        addCount(State::Unknown, Tr::tr("%1: signed in a way that is not known here").arg(name), scheme.of(SignatureState::UnknownScheme));
        addCount(State::Note, Tr::tr("Not signed"), scheme.of(SignatureState::Unsigned));
    }

    void addTrouble(Question question, const ScanOutcome& scan)
    {
        if (scan.unreadable > 0)
            add(question, State::Bad, Tr::tr("Events that could not be read"), number(scan.unreadable));
        else if (scan.problem)
            add(question, State::Bad, Tr::tr("A part of the archive could not be read"), Tr::tr("not complete"));
        else if (scan.cancelled)
            add(question, State::Unknown, Tr::tr("The check was cancelled"), Tr::tr("not complete"));
    }

    void addChain()
    {
        add(Question::Set, State::Unknown, Tr::tr("Nothing links the events to each other: a deleted event leaves no trace in a signature"),
            Tr::tr("unknown"));
    }

    void addContinuity()
    {
        const ContinuityReport& report = m_report.continuity;
        const QString text = Tr::tr("Before and after of %n object(s) with several events", "", plural(report.objects));
        if (report.breakCount > 0) {
            const QString breaks = Tr::tr("%n break(s)", "", plural(report.breakCount));
            add(Question::Set, State::Bad, text, report.scan.complete() ? breaks : Tr::tr("at least %1").arg(breaks));
        } else if (report.compared == 0) {
            add(Question::Set, State::Unknown, text, Tr::tr("nothing to compare"));
        } else {
            add(Question::Set, report.scan.complete() ? State::Good : State::Unknown, text,
                report.scan.complete() ? Tr::tr("no break") : Tr::tr("no break so far"));
        }
        addNote(Tr::tr("Pairs of before and after of which nothing can be said"), report.undecided);
        addNote(Tr::tr("Events with changes that do not name their object"), report.withoutObject);
    }

    void addClocks()
    {
        const ClockReport& report = m_report.clocks;
        const QString text = Tr::tr("Time of %n event(s) against other clocks in the record", "", plural(report.compared));
        QStringList found;
        const auto count = [&](ClockFinding::Kind kind) { return report.count(kind); };
        if (const auto events = count(ClockFinding::Kind::BackDated))
            found << Tr::tr("%n back-dated", "", plural(events));
        if (const auto events = count(ClockFinding::Kind::Backfill))
            found << Tr::tr("%n filled in later", "", plural(events));
        if (const auto events = count(ClockFinding::Kind::AheadOfTime))
            found << Tr::tr("%n ahead of time", "", plural(events));
        if (!found.isEmpty())
            add(Question::Set, State::Bad, text, report.scan.complete() ? listText(found) : Tr::tr("at least %1").arg(listText(found)));
        else if (report.compared == 0)
            add(Question::Set, State::Unknown, text, Tr::tr("nothing to compare"));
        else
            add(Question::Set, report.scan.complete() ? State::Good : State::Unknown, text,
                report.scan.complete() ? Tr::tr("agrees") : Tr::tr("agrees so far"));
        addNote(Tr::tr("Events without another clock"), report.without);
        for (const ClockSummary& clock : report.clocks) {
            if (clock.drift)
                add(Question::Set, State::Note, driftText(clock), durationText(clock.median));
        }
    }

    static QString driftText(const ClockSummary& clock)
    {
        const QString source = oneLine(clock.source, 60);
        const QString name = oneLine(clock.clock, 40);
        return clock.median > 0 ? Tr::tr("%1: the clock “%2” is usually ahead of the events").arg(source, name)
                                : Tr::tr("%1: the clock “%2” is usually behind the events").arg(source, name);
    }

    void addNote(const QString& text, std::uint64_t count)
    {
        if (count > 0)
            add(Question::Set, State::Note, text, number(count));
    }

    const IntegrityReport& m_report;
    std::vector<IntegrityLine> m_lines;
};

QStringList contentNotes(const SignatureReport& report)
{
    QStringList notes;
    bool anyShared = false;
    for (const SchemeResult& scheme : report.schemes) {
        const QString note = schemeCoverage(scheme.scheme);
        if (!note.isEmpty())
            notes << note;
        anyShared = anyShared || isShared(scheme.scheme);
    }
    if (anyShared)
        notes << Tr::tr("Whoever holds a shared key can also sign with it: a match says that the key was used, not by whom.");
    return notes;
}

} // namespace

QString schemeCoverage(std::string_view scheme)
{
    if (scheme == "santura-hmac")
        return Tr::tr("A signature of santura covers everything in its record; of the time only whole seconds.");
    if (scheme == "redacto-hmac")
        return Tr::tr("A signature of Redacto covers the line, its time, the labels and the metadata of the kit; no other label.");
    if (scheme == "redacto-rsa-pss")
        return Tr::tr("A signature of Redacto (RSA-PSS) covers everything in its record.");
    return {};
}

std::vector<IntegrityLine> integrityLines(const IntegrityReport& report)
{
    return LineMaker(report).all();
}

QStringList integrityNotes(const IntegrityReport& report, Question question)
{
    if (question == Question::Content)
        return contentNotes(report.signatures);
    return {Tr::tr("What fits together may still be incomplete: an object's first and last events, and events without changes, can be missing without a trace.")};
}

} // namespace auditlens
