// SPDX-License-Identifier: MIT
#include "cli/connectiontestoutput.h"

#include "base/text.h"
#include "cli/exitcode.h"
#include "cli/jsontext.h"
#include "connections/connectionfields.h"
#include "connections/connectiontext.h"
#include "formats.h"
#include "sync/connectiontrial.h"

#include <QCoreApplication>

namespace auditlens {

namespace {

using namespace Qt::StringLiterals;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::CommandLine)
};

std::string testJson(const Connection& connection, const ConnectionTest& test)
{
    std::vector<std::string> notes;
    for (const QString& note : test.report.notes)
        notes.push_back(jsonString(toUtf8(note)));
    const auto text = [&](const QString& part) { return test.error ? jsonString(toUtf8(part)) : std::string("null"); };
    const Error error = test.error.value_or(Error());
    return JsonObject()
        .text("name", connection.name)
        .raw("ok", test.ok() ? "true" : "false")
        .raw("failed", test.failed ? jsonString(stepWord(*test.failed).toStdString()) : "null")
        .raw("why", text(error.why))
        .raw("where", text(error.where))
        .raw("help", text(error.help))
        .text("version", test.report.version)
        .raw("notes", jsonArray(notes))
        .done();
}

QString testText(const ConnectionTest& test)
{
    QString text;
    for (const ConnectionStep step : connectionSteps) {
        const StepOutcome outcome = outcomeOf(test, step);
        if (outcome == StepOutcome::Unknown)
            break;
        const QString word = outcome == StepOutcome::Failed ? Tr::tr("failed") : outcome == StepOutcome::Moot ? mootText(step) : Tr::tr("well");
        text += stepText(step).leftJustified(24) + word + u'\n';
    }
    return text;
}

} // namespace

int testAndTell(const Connection& connection, const GivenSecrets& secrets, bool json, Console& console)
{
    std::vector<Error> problems;
    const auto formats = makeFormats(problems);
    const ConnectionTest test = tryConnection(connection, secrets, *formats, console.cancellation()).test;
    if (test.cancelled)
        return ExitInterrupted;
    console.write(json ? toQString(testJson(connection, test)) + u'\n' : testText(test));
    if (test.error)
        console.say(*test.error);
    if (!test.report.version.isEmpty())
        console.say(Tr::tr("The service says that it is version %1.").arg(test.report.version));
    for (const QString& note : test.report.notes)
        console.say(note);
    for (const auto& [field, address] : addressesOf(connection)) {
        if (const QString warning = unencryptedWarning(address.toString()); !warning.isEmpty())
            console.say(warning);
    }
    return test.ok() ? ExitDone : ExitCannotReadOrWrite;
}

} // namespace auditlens
