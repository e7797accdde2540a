// SPDX-License-Identifier: MIT
#include "cli/connectiontestoutput.h"

#include "base/text.h"
#include "cli/exitcode.h"
#include "cli/jsontext.h"
#include "formats.h"
#include "sync/recordcheck.h"

#include <QCoreApplication>
#include <QEventLoop>

namespace auditlens {

namespace {

using namespace Qt::StringLiterals;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::CommandLine)
};

ConnectionTest tested(const Connection& connection, const GivenSecrets& secrets, Console& console)
{
    const Result<std::unique_ptr<Backend>> backend = makeBackend(connection, secrets);
    if (!backend)
        return failedTest(ConnectionStep::Settings, backend.error());
    std::vector<Error> problems;
    const auto formats = makeFormats(problems);
    ConnectionTest test;
    QEventLoop loop;
    bool done = false;
    const auto run = [&]() -> QCoro::Task<void> {
        test = co_await testRecords(**backend, *formats, console.cancellation());
        done = true;
        loop.quit();
    };
    const QCoro::Task<void> running = run();
    if (!done)
        loop.exec();
    return test;
}

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
        const bool failed = test.failed == step;
        text += stepText(step).leftJustified(24) + (failed ? Tr::tr("failed") : Tr::tr("well")) + u'\n';
        if (failed)
            return text;
    }
    return text;
}

} // namespace

int testAndTell(const Connection& connection, const GivenSecrets& secrets, bool json, Console& console)
{
    const ConnectionTest test = tested(connection, secrets, console);
    if (test.cancelled)
        return ExitInterrupted;
    console.write(json ? toQString(testJson(connection, test)) + u'\n' : testText(test));
    if (test.error)
        console.say(*test.error);
    if (!test.report.version.isEmpty())
        console.say(Tr::tr("The service says that it is version %1.").arg(test.report.version));
    for (const QString& note : test.report.notes)
        console.say(note);
    return test.ok() ? ExitDone : ExitCannotReadOrWrite;
}

} // namespace auditlens
