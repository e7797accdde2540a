// SPDX-License-Identifier: MIT
#include "cli/commandline.h"

#include "cli/commands.h"
#include "cli/exitcode.h"
#include "query/fields.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <array>

namespace auditlens {

namespace {

using namespace Qt::StringLiterals;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::CommandLine)
};

struct Command
{
    QLatin1String name;
    int (*run)(const QStringList& words, Console& console);
    const char* purpose;
};

constexpr std::array commands = {
    Command {"import"_L1, runImport, QT_TRANSLATE_NOOP("auditlens::CommandLine", "Read files into an archive.")},
    Command {"connect"_L1, runConnect, QT_TRANSLATE_NOOP("auditlens::CommandLine", "Name services that events are fetched from: add, list, test, remove.")},
    Command {"sync"_L1, runSync, QT_TRANSLATE_NOOP("auditlens::CommandLine", "Fetch what is missing of a connection into its archive.")},
    Command {"follow"_L1, runFollow, QT_TRANSLATE_NOOP("auditlens::CommandLine", "Fetch and print what comes in, until Ctrl+C.")},
    Command {"query"_L1, runQuery, QT_TRANSLATE_NOOP("auditlens::CommandLine", "Print the events that match a query.")},
    Command {"explain"_L1, runExplain, QT_TRANSLATE_NOOP("auditlens::CommandLine", "Say how a query is read and answered.")},
    Command {"show"_L1, runShow, QT_TRANSLATE_NOOP("auditlens::CommandLine", "Print one event with its changes.")},
    Command {"history"_L1, runHistory, QT_TRANSLATE_NOOP("auditlens::CommandLine", "Tell what happened to one object, and what it was at a time.")},
    Command {"export"_L1, runExport, QT_TRANSLATE_NOOP("auditlens::CommandLine", "Write matching events to a file.")},
    Command {"info"_L1, runInfo, QT_TRANSLATE_NOOP("auditlens::CommandLine", "Say what an archive holds.")},
    Command {"redact"_L1, runRedact, QT_TRANSLATE_NOOP("auditlens::CommandLine", "Make a twin of a sealed archive without the values of some fields.")},
    Command {"seal"_L1, runSeal, QT_TRANSLATE_NOOP("auditlens::CommandLine", "Seal an archive, so that every change of it shows.")},
    Command {"verify"_L1, runVerify, QT_TRANSLATE_NOOP("auditlens::CommandLine", "Say whether the record can be believed: signatures, continuity, clocks.")},
    Command {"unmask"_L1, runUnmask, QT_TRANSLATE_NOOP("auditlens::CommandLine", "Show one masked value, and record who saw it and why.")},
    Command {"keys"_L1, runKeys, QT_TRANSLATE_NOOP("auditlens::CommandLine", "Keep keys in the keychain: list, add, replace, rename, remove.")},
    Command {"ledger"_L1, runLedger, QT_TRANSLATE_NOOP("auditlens::CommandLine", "Verify a record of reveals.")},
    Command {"formats"_L1, runFormats, QT_TRANSLATE_NOOP("auditlens::CommandLine", "List the formats and profiles.")},
};

const Command* findCommand(const QString& name)
{
    for (const Command& command : commands) {
        if (name == command.name)
            return &command;
    }
    return nullptr;
}

bool asksForHelp(const QString& word)
{
    return word == u"--help" || word == u"-h" || word == u"help";
}

bool asksForVersion(const QString& word)
{
    return word == u"--version" || word == u"-v" || word == u"version";
}

QString helpText()
{
    QString text = Tr::tr("AuditLens looks into audit trails.") + u"\n\n"_s
        + Tr::tr("Usage: auditlens [FILE…]           opens the window") + u'\n'
        + Tr::tr("       auditlens COMMAND [options]  works without a display") + u"\n\n"_s + Tr::tr("Commands:") + u'\n';
    for (const Command& command : commands)
        text += u"  "_s + QString(command.name).leftJustified(10) + Tr::tr(command.purpose) + u'\n';
    return text + u'\n' + Tr::tr("\"auditlens COMMAND --help\" explains a command.") + u'\n';
}

int complainAbout(const QString& word, Console& console)
{
    QStringList names;
    for (const Command& command : commands)
        names << command.name;
    console.say(Tr::tr("\"%1\" is neither a command nor a file.").arg(word));
    const QString nearest = nearestWord(word, names);
    if (!nearest.isEmpty())
        console.say(Tr::tr("Did you mean \"%1\"?").arg(nearest));
    console.say(Tr::tr("\"auditlens --help\" lists the commands."));
    return ExitUsage;
}

} // namespace

bool isCommandLine(const QStringList& words)
{
    if (words.isEmpty())
        return false;
    const QString& first = words.front();
    if (findCommand(first) || asksForHelp(first) || asksForVersion(first))
        return true;
    return !first.startsWith(u'-') && !QFileInfo::exists(first);
}

int runCommandLine(const QStringList& words)
{
    Console console;
    const QString& first = words.front();
    if (const Command* command = findCommand(first))
        return console.finish(command->run(words.mid(1), console));
    if (asksForHelp(first))
        console.write(helpText());
    else if (asksForVersion(first))
        console.write(u"AuditLens "_s + QStringLiteral(AUDITLENS_VERSION) + u'\n');
    else
        return console.finish(complainAbout(first, console));
    return console.finish(ExitDone);
}

} // namespace auditlens
