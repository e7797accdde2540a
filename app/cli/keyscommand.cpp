// SPDX-License-Identifier: MIT
#include "cli/commands.h"

#include "base/settingsfile.h"
#include "base/text.h"
#include "cli/archiveaccess.h"
#include "cli/arguments.h"
#include "cli/exitcode.h"
#include "cli/jsontext.h"
#include "cli/keyaccess.h"
#include "cli/secretinput.h"
#include "secrets/nostore.h"
#include "secrets/secretreader.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace auditlens {

namespace {

using namespace Qt::StringLiterals;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::CommandLine)
};

std::string generationJson(const KeyGeneration& generation)
{
    return JsonObject().text("fingerprint", generation.fingerprint).text("added", generation.added.toString(Qt::ISODate)).done();
}

std::string keyJson(const KnownKey& key)
{
    std::vector<std::string> generations;
    for (const KeyGeneration& generation : key.generations)
        generations.push_back(generationJson(generation));
    return JsonObject()
        .text("name", key.name)
        .text("kind", kindWord(key.kind))
        .text("note", key.note)
        .text("fingerprint", key.generations.front().fingerprint)
        .raw("generations", jsonArray(generations))
        .done();
}

QString listJson(const KeyList& list)
{
    std::vector<std::string> keys;
    for (const KnownKey& key : list.keys)
        keys.push_back(keyJson(key));
    return toQString(JsonObject().raw("keys", jsonArray(keys)).number("unreadable", std::uint64_t(list.unreadable)).done()) + u'\n';
}

QString listText(const KeyList& list)
{
    qsizetype width = 0;
    for (const KnownKey& key : list.keys)
        width = std::max(width, key.name.size());
    QString text;
    for (const KnownKey& key : list.keys) {
        const KeyGeneration& newest = key.generations.front();
        text += key.name.leftJustified(width) + u"  "_s + newest.fingerprint + u"  "_s + newest.added.toString(u"yyyy-MM-dd") + u"  "_s + kindText(key.kind);
        if (key.generations.size() > 1)
            text += u", "_s + Tr::tr("%n earlier", nullptr, int(key.generations.size() - 1));
        text += (key.note.isEmpty() ? QString() : u": "_s + key.note) + u'\n';
    }
    return text;
}

/// What an action works with. Nothing but the store is asked for before the words make sense.
struct Bench
{
    const Arguments& arguments;
    Console& console;
    QSettings& settings;

    QString name() const { return arguments.rest().value(1); }
};

int interrupted(Console& console)
{
    console.say(Tr::tr("Interrupted: the keychain may have done it or not."));
    return ExitInterrupted;
}

int finished(const std::optional<Result<KnownKey>>& result, const QString& said, Console& console)
{
    if (!result)
        return interrupted(console);
    if (!*result)
        return tellTrouble(result->error(), console);
    const KnownKey& key = **result;
    console.say(said.arg(key.name, kindText(key.kind), key.generations.front().fingerprint));
    return ExitDone;
}

Result<Secret> readKey(const Bench& at, const QString& name, KeyKind kind)
{
    const Arguments& arguments = at.arguments;
    if (arguments.has(u"from-env"_s))
        return secretFromEnvironment(arguments.value(u"from-env"_s));
    const QString file = arguments.value(u"from-file"_s);
    if (file.isEmpty() && standardInputIsTerminal())
        return secretFromPrompt(Tr::tr("Type the key \"%1\"; it is not shown:").arg(name), at.console);
    Result<Secret> key = file.isEmpty() ? secretFromStandardInput(at.console) : readSecretFile(file, at.console.cancellation());
    if (key && kind != KeyKind::Public && isReadByOthers(file))
        at.console.say(Tr::tr("Others on this machine may read \"%1\": remove it, or make it your own (chmod 600).").arg(file));
    return key;
}

/// The store that a key of this kind needs, or a message and nothing.
std::shared_ptr<SecretStore> storeFor(KeyKind kind, Console& console)
{
    if (kind == KeyKind::Public)
        return std::make_shared<NoStore>(QString());
    std::shared_ptr<SecretStore> store = findStore(console);
    const auto trouble = store ? store->unavailable() : std::nullopt;
    if (trouble)
        console.say(*trouble);
    return trouble ? nullptr : store;
}

int withoutStore(const Console& console)
{
    return console.cancellation().requested() ? ExitInterrupted : ExitCannotReadOrWrite;
}

int runList(const Bench& at)
{
    const KeyList list = readKeys(at.settings);
    at.console.write(at.arguments.has(u"json"_s) ? listJson(list) : listText(list));
    if (list.keys.empty() && !at.arguments.has(u"json"_s))
        at.console.say(Tr::tr("No keys are listed."));
    if (list.unreadable > 0)
        at.console.say(Tr::tr("%n keys in \"%1\" cannot be read and are left as they are.", nullptr, list.unreadable).arg(at.settings.fileName()));
    return ExitDone;
}

int runAdd(const Bench& at)
{
    const std::optional<KeyKind> kind = kindOf(at.arguments.value(u"kind"_s));
    if (!kind)
        return at.arguments.complain(at.console, Tr::tr("Say the kind of the key with --kind: tiger, santura, redacto, seal or public."));
    if (const QString problem = keyNameProblem(at.name()); !problem.isEmpty())
        return at.arguments.complain(at.console, problem);
    const std::shared_ptr<SecretStore> store = storeFor(*kind, at.console);
    if (!store)
        return withoutStore(at.console);
    Result<Secret> key = readKey(at, at.name(), *kind);
    if (!key)
        return at.console.cancellation().requested() ? ExitInterrupted : tellTrouble(key.error(), at.console);
    Keyring keyring(&at.settings, store);
    Awaited<Result<KnownKey>> added;
    keyring.add(at.name(), *kind, at.arguments.value(u"note"_s), *std::move(key), added.receiver(), added.callback());
    return finished(added.wait(at.console.cancellation()), Tr::tr("Added \"%1\" (%2), fingerprint %3."), at.console);
}

int runReplace(const Bench& at)
{
    const std::optional<KnownKey> known = Keyring(&at.settings, std::make_shared<NoStore>(QString())).find(at.name());
    const KeyKind kind = known ? known->kind : KeyKind::Public; // An unknown name is told by replace().
    const std::shared_ptr<SecretStore> store = storeFor(kind, at.console);
    if (!store)
        return withoutStore(at.console);
    Result<Secret> key = known ? readKey(at, known->name, kind) : Secret();
    if (!key)
        return at.console.cancellation().requested() ? ExitInterrupted : tellTrouble(key.error(), at.console);
    Keyring keyring(&at.settings, store);
    Awaited<Result<KnownKey>> replaced;
    keyring.replace(at.name(), *std::move(key), replaced.receiver(), replaced.callback());
    return finished(replaced.wait(at.console.cancellation()),
        Tr::tr("\"%1\" (%2) has a new key, fingerprint %3. Its earlier ones stay usable."), at.console);
}

int runRename(const Bench& at)
{
    Keyring keyring(&at.settings, std::make_shared<NoStore>(QString()));
    const Result<KnownKey> renamed = keyring.rename(at.name(), at.arguments.rest().value(2));
    return finished(renamed, Tr::tr("It is \"%1\" now."), at.console);
}

int runNote(const Bench& at)
{
    Keyring keyring(&at.settings, std::make_shared<NoStore>(QString()));
    const Result<KnownKey> noted = keyring.setNote(at.name(), at.arguments.rest().value(2));
    return finished(noted, Tr::tr("The note of \"%1\" is changed."), at.console);
}

int runRemove(const Bench& at)
{
    const std::optional<KnownKey> known = Keyring(&at.settings, std::make_shared<NoStore>(QString())).find(at.name());
    const std::shared_ptr<SecretStore> store = storeFor(known ? known->kind : KeyKind::Public, at.console);
    if (!store)
        return withoutStore(at.console);
    Keyring keyring(&at.settings, store);
    Awaited<Result<void>> removed;
    keyring.remove(at.name(), removed.receiver(), removed.callback());
    const std::optional<Result<void>> result = removed.wait(at.console.cancellation());
    if (!result)
        return interrupted(at.console);
    if (!*result)
        return tellTrouble(result->error(), at.console);
    at.console.say(Tr::tr("Removed \"%1\" with all its generations.").arg(at.name()));
    return ExitDone;
}

struct Action
{
    QLatin1String word;
    qsizetype names; ///< How many words follow.
    bool takesKey; ///< From a file, the environment or standard input ("-").
    QStringList options;
    int (*run)(const Bench& at);
};

const std::array actions = {
    Action {"list"_L1, 0, false, {u"json"_s}, runList},
    Action {"add"_L1, 1, true, {u"kind"_s, u"note"_s, u"from-file"_s, u"from-env"_s}, runAdd},
    Action {"replace"_L1, 1, true, {u"from-file"_s, u"from-env"_s}, runReplace},
    Action {"rename"_L1, 2, false, {}, runRename},
    Action {"note"_L1, 2, false, {}, runNote},
    Action {"remove"_L1, 1, false, {}, runRemove},
};

void addOptions(Arguments& arguments)
{
    arguments.addOption({u"kind"_s}, u"KIND"_s, Tr::tr("tiger, santura, redacto (secret keys), seal (Ed25519 private key, PEM) or public (Ed25519 or RSA, PEM)."));
    arguments.addOption({u"note"_s}, u"TEXT"_s, Tr::tr("What the key opens, in your words."));
    arguments.addOption({u"from-file"_s}, u"FILE"_s, Tr::tr("Read the key from a file; one line end at its end is not part of it."));
    arguments.addOption({u"from-env"_s}, u"VARIABLE"_s, Tr::tr("Take the key from an environment variable, as it is."));
    arguments.addFlag(u"json"_s, Tr::tr("Print one JSON object."));
}

/// What does not belong to the action; empty when all does.
QString misuse(const Action& action, const Arguments& arguments)
{
    if (const QString stray = arguments.optionBeside(action.options); !stray.isEmpty())
        return Tr::tr("\"keys %1\" does not know --%2.").arg(action.word, stray);
    const bool fromInput = action.takesKey && arguments.rest().value(action.names + 1) == u"-";
    const int sources = int(arguments.has(u"from-file"_s)) + int(arguments.has(u"from-env"_s)) + int(fromInput);
    if (arguments.rest().size() - 1 > action.names + int(fromInput) && action.takesKey)
        return Tr::tr("Too many words. A key is never an argument: give it in a file, a variable, or on standard input (-).");
    if (arguments.rest().size() - 1 != action.names + int(fromInput))
        return Tr::tr("The number of names does not fit \"keys %1\".").arg(action.word);
    if (sources > 1)
        return Tr::tr("The key can come from one place only.");
    if (action.takesKey && sources == 0 && !standardInputIsTerminal())
        return Tr::tr("Say where the key comes from: --from-file, --from-env, or - for standard input.");
    return {};
}

} // namespace

int runKeys(const QStringList& words, Console& console)
{
    Arguments arguments(u"keys list [--json] | add NAME --kind KIND [--note TEXT] [--from-file FILE|--from-env VARIABLE|-] | "
                        "replace NAME [--from-file FILE|--from-env VARIABLE|-] | rename NAME NEW-NAME | note NAME TEXT | remove NAME"_s,
        Tr::tr("Keeps keys in the keychain of this system under names. Without a file, a variable or - the key is asked "
               "for on the terminal and not shown. It is never an argument."));
    addOptions(arguments);
    if (const auto code = arguments.read(words, console))
        return *code;
    const QString word = arguments.rest().value(0);
    const auto* const action = std::ranges::find(actions, word, [](const Action& one) { return QString(one.word); });
    if (action == actions.end())
        return arguments.complain(console, Tr::tr("Say list, add, replace, rename, note or remove."));
    if (const QString problem = misuse(*action, arguments); !problem.isEmpty())
        return arguments.complain(console, problem);
    QSettings settings(settingsFile(), QSettings::IniFormat);
    return action->run({arguments, console, settings});
}

} // namespace auditlens
