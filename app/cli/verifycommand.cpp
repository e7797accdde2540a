// SPDX-License-Identifier: MIT
#include "cli/commands.h"

#include "base/text.h"
#include "cli/archiveaccess.h"
#include "cli/arguments.h"
#include "cli/coverageoutput.h"
#include "cli/sealoutput.h"
#include "cli/verifyjson.h"
#include "cli/verifykeys.h"
#include "event/isotime.h"
#include "integrity/integritytext.h"
#include "session/coverageline.h"
#include "session/sealline.h"
#include "summary/words.h"
#include "sync/coveragetext.h"

#include <QCoreApplication>

namespace auditlens {

namespace {

using namespace Qt::StringLiterals;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::CommandLine)
};

Arguments verifyArguments()
{
    Arguments arguments(u"verify --archive A.auditlens [--key NAME | --key-fd [FOR=]N]… [--json]"_s,
        Tr::tr("Says whether the record can be believed: is the content as signed, and is the set complete? Signatures are checked\n"
               "with the keys that are given, the seal of a sealed archive with the keys that are listed; before and after of every\n"
               "object, and the clocks in the records, need none.\n"
               "Ends with 5 when something does not verify. docs/integrity.md says what the answers prove."));
    arguments.addOption({u"archive"_s}, u"FILE"_s, Tr::tr("The .auditlens file."));
    addVerifyKeyOptions(arguments);
    arguments.addFlag(u"json"_s, Tr::tr("Print one JSON object."));
    return arguments;
}

QString stageText(IntegrityStage stage)
{
    switch (stage) {
    case IntegrityStage::Signatures:
        return Tr::tr("signatures");
    case IntegrityStage::Continuity:
        return Tr::tr("before and after");
    case IntegrityStage::Clocks:
        break;
    }
    return Tr::tr("clocks");
}

Result<IntegrityReport> check(const Archive& archive, const std::vector<SchemeKeys>& keys, Console& console)
{
    std::uint64_t shown = 0;
    const auto progress = [&](IntegrityStage stage, std::uint64_t done, std::uint64_t total) {
        const std::uint64_t percent = total == 0 ? 100 : 100 * done / total;
        if (percent > shown)
            console.showProgress(Tr::tr("%1 %, %2").arg(QString::number(percent), stageText(stage)));
        shown = std::max(shown, percent);
    };
    return checkIntegrity(archive, keys, progress, console.cancellation());
}

QString markOf(IntegrityLine::State state)
{
    switch (state) {
    case IntegrityLine::State::Good:
        return u"+"_s;
    case IntegrityLine::State::Bad:
        return u"!"_s;
    case IntegrityLine::State::Unknown:
        return u"?"_s;
    case IntegrityLine::State::Note:
        break;
    }
    return u" "_s;
}

QString linesText(const IntegrityReport& report, IntegrityLine::Question question)
{
    QString text = questionText(question) + u'\n';
    for (const IntegrityLine& line : integrityLines(report)) {
        if (line.question == question)
            text += markOf(line.state) + u' ' + line.text + u": "_s + line.value + u'\n';
    }
    for (const QString& note : integrityNotes(report, question))
        text += u"  "_s + note + u'\n';
    return text + u'\n';
}

QString findingText(const IntegrityFinding& finding)
{
    std::string time;
    appendIsoUtc(time, finding.event.time.ns, finding.event.time.fractionDigits);
    QString text = u"! "_s + toQString(time) + u"  "_s + oneLine(finding.event.action, 40);
    if (finding.event.entity.known())
        text += u' ' + oneLine(finding.event.entity.type, 60) + u'#' + oneLine(finding.event.entity.id, 60);
    text += u"  "_s + Tr::tr("event %1").arg(oneLine(finding.event.id, 80)) + u'\n';
    text += u"  "_s + finding.sentence + u'\n';
    return finding.detail.isEmpty() ? text : text + u"  "_s + finding.detail + u'\n';
}

QString reportText(const ArchiveInfo& info, const IntegrityReport& report, const ArchiveCompleteness& known, const SealReport& seal)
{
    QString text = linesText(report, IntegrityLine::Question::Content) + linesText(report, IntegrityLine::Question::Set);
    const std::vector<IntegrityFinding> findings = integrityFindings(report);
    for (const IntegrityFinding& finding : findings)
        text += findingText(finding);
    if (report.findingCount() > findings.size())
        text += Tr::tr("The newest %1 of %2 findings are listed.").arg(findings.size()).arg(report.findingCount()) + u'\n';
    const QStringList said = coverageSentences(known, info.sources, TimeRange());
    for (const QString& sentence : said)
        text += sentence + u'\n';
    if (seal.state != SealState::NotSealed)
        text += sealLines(seal);
    if (!findings.empty() || !said.isEmpty() || seal.state != SealState::NotSealed)
        text += u'\n';
    return text + (report.verifies() ? Tr::tr("Nothing was found that does not verify.") : Tr::tr("The archive does not verify.")) + u'\n';
}

int exitCodeOf(const IntegrityReport& report, const SealReport& seal)
{
    if (sealExitCode(seal) == ExitDamagedArchive)
        return ExitDamagedArchive;
    if (const auto problem = report.problem())
        return problem->damage ? ExitDamagedArchive : ExitCannotReadOrWrite;
    return report.verifies() ? ExitDone : ExitDoesNotVerify;
}

} // namespace

int runVerify(const QStringList& words, Console& console)
{
    Arguments arguments = verifyArguments();
    if (const auto code = arguments.read(words, console))
        return *code;
    if (const QString wrong = problemOfArchiveOnly(arguments); !wrong.isEmpty())
        return arguments.complain(console, wrong);
    const ArchiveAccess access = openArchive(arguments.value(u"archive"_s), console);
    if (!access.archive)
        return access.exitCode;
    const Result<std::vector<SchemeKeys>> keys = readVerifyKeys(arguments, access.archive->info(), console);
    if (!keys)
        return console.cancellation().requested() ? int(ExitInterrupted) : tellTrouble(keys.error(), console);
    const Result<SealReport> seal = checkSealWithListedKeys(*access.archive, console.cancellation());
    if (!seal)
        return tellTrouble(seal.error(), console);
    const auto known = readCompleteness(*access.archive);
    if (!known)
        return tellTrouble(known.error(), console);
    Result<IntegrityReport> report = check(*access.archive, *keys, console);
    if (!report)
        return tellTrouble(report.error(), console);
    if (report->cancelled() || !seal->complete)
        return ExitInterrupted;
    const ArchiveInfo& info = access.archive->info();
    if (const auto line = coverageLine(*known, info.sources))
        report->further.push_back(*line);
    report->further.push_back(sealLine(*seal));
    if (const auto problem = report->problem())
        console.say(*problem);
    console.write(arguments.has(u"json"_s) ? toQString(integrityJson(info, *report, *known, *seal)) + u'\n' : reportText(info, *report, *known, *seal));
    return exitCodeOf(*report, *seal);
}

} // namespace auditlens
