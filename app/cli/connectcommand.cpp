// SPDX-License-Identifier: MIT
#include "cli/commands.h"

#include "base/text.h"
#include "cli/archiveaccess.h"
#include "cli/connectionaccess.h"
#include "cli/connectiontestoutput.h"
#include "cli/jsontext.h"
#include "cli/keyaccess.h"
#include "connections/connectionfields.h"
#include "connections/connectiontext.h"
#include "secrets/memorystore.h"
#include "secrets/nostore.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <array>

namespace auditlens {

namespace {

using namespace Qt::StringLiterals;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::CommandLine)
};

/// What an action works with.
struct Bench
{
    const Arguments& arguments;
    Console& console;

    QString name() const { return arguments.rest().value(1); }
};

QString kindWord(FieldKind kind)
{
    static const std::array words {u"text"_s, u"address"_s, u"secret"_s, u"choice"_s, u"number"_s};
    return words[std::size_t(kind)];
}

QString fieldText(const BackendField& field)
{
    QString text = u"  "_s + QString::fromUtf8(field.name).leftJustified(18) + kindWord(field.kind);
    if (field.required && field.byDefault.isEmpty())
        text += u", "_s + Tr::tr("required");
    if (!field.byDefault.isEmpty())
        text += u", "_s + Tr::tr("%1 unless said").arg(field.byDefault);
    if (!field.when.field.isEmpty())
        text += u", "_s + Tr::tr("for %1=%2").arg(QString::fromUtf8(field.when.field), QString::fromUtf8(QByteArrayList(field.when.values).join('|')));
    QStringList choices;
    for (const FieldChoice& choice : field.choices)
        choices << QString::fromUtf8(choice.value);
    if (!choices.isEmpty())
        text += u": "_s + choices.join(u", "_s);
    return text + u'\n' + QString(20, u' ') + field.help + u'\n';
}

std::string connectionJson(const ConnectionEntry& entry)
{
    const Connection& connection = entry.connection;
    JsonObject values;
    for (const auto& [field, value] : connection.values)
        values.text(field.toStdString(), value);
    JsonObject secrets;
    for (const auto& [field, place] : connection.secrets)
        secrets.text(field.toStdString(), std::string_view(place == SecretPlace::Keychain ? "keychain" : "each run"));
    return JsonObject()
        .text("name", connection.name)
        .text("backend", QString::fromUtf8(connection.backend))
        .raw("settings", values.done())
        .raw("secrets", secrets.done())
        .raw("enabled", connection.enabled ? "true" : "false")
        .text("archive", connection.archive)
        .raw("problem", entry.problem ? jsonString(toUtf8(entry.problem->oneLine())) : "null")
        .done();
}

QString connectionText(const ConnectionEntry& entry, qsizetype width)
{
    const Connection& connection = entry.connection;
    const QString name = connection.name.leftJustified(width) + u"  "_s;
    if (entry.problem)
        return name + Tr::tr("cannot be read: %1").arg(entry.problem->why) + u'\n';
    QStringList words {kindText(connection), addressText(connection)};
    words.removeAll(QString());
    words << QDir::toNativeSeparators(connection.archive);
    if (!connection.enabled)
        words << Tr::tr("disabled");
    return name + words.join(u"  "_s) + u'\n';
}

int runList(const Bench& at)
{
    const std::vector<ConnectionEntry> entries = ConnectionFolder::ofThisUser().list();
    std::vector<std::string> json;
    qsizetype width = 0;
    for (const ConnectionEntry& entry : entries) {
        json.push_back(connectionJson(entry));
        width = std::max(width, entry.connection.name.size());
    }
    if (at.arguments.has(u"json"_s)) {
        at.console.write(JsonObject().raw("connections", jsonArray(json)).done() + '\n');
        return ExitDone;
    }
    for (const ConnectionEntry& entry : entries)
        at.console.write(connectionText(entry, width));
    if (entries.empty())
        at.console.say(Tr::tr("There are no connections. \"auditlens connect kinds\" says what there is to connect to."));
    return ExitDone;
}

int runKinds(const Bench& at)
{
    for (const BackendDescriptor& descriptor : builtinBackends()) {
        at.console.write(QString::fromUtf8(descriptor.id) + u": "_s + descriptor.name + u'\n' + descriptor.about + u'\n');
        for (const BackendField& field : descriptor.fields)
            at.console.write(fieldText(field));
        at.console.write(u"\n"_s);
    }
    at.console.write(Tr::tr("Every kind of source:") + u'\n');
    for (const BackendField& field : networkFields())
        at.console.write(fieldText(field));
    return ExitDone;
}

/// The store that new secrets go to; null after a complaint, or when the person interrupted. `without` says what to do
/// where there is none.
std::shared_ptr<SecretStore> storeFor(const Bench& at, bool hasSecrets, const QString& without)
{
    if (at.arguments.has(u"no-keychain"_s))
        return std::make_shared<MemoryStore>();
    if (!hasSecrets)
        return std::make_shared<NoStore>(QString());
    std::shared_ptr<SecretStore> store = findStore(at.console);
    const auto trouble = store ? store->unavailable() : std::nullopt;
    if (trouble) {
        at.console.say(*trouble);
        at.console.say(without);
    }
    return trouble ? nullptr : store;
}

Error notAdded(const Connection& connection, const BackendField& missing)
{
    return {Tr::tr("The connection \"%1\" is not added.").arg(connection.name), Tr::tr("\"%1\" is missing.").arg(missing.label),
        QString::fromUtf8(missing.name), wayToGive(missing)};
}

QString withoutKeychain(const QString& name, const GivenSecrets& secrets)
{
    BackendField secret;
    secret.kind = FieldKind::Secret;
    secret.name = secrets.empty() ? QByteArray("FIELD") : secrets.begin()->first;
    return Tr::tr("Without a keychain: add it with --no-keychain, which keeps no secret, and give the secret each time, to "
                  "\"auditlens sync %1\" as well. %2").arg(name, wayToGive(secret));
}

int interrupted(Console& console)
{
    console.say(Tr::tr("Interrupted: the keychain may have done it or not."));
    return ExitInterrupted;
}

int withoutStore(const Console& console)
{
    return console.cancellation().requested() ? ExitInterrupted : ExitCannotReadOrWrite;
}

/// The connection as the words say, or nothing after a complaint.
std::optional<Connection> typedConnection(const Bench& at)
{
    Connection connection;
    if (at.arguments.has(u"from"_s)) {
        Result<Connection> read = loadConnection(at.arguments.value(u"from"_s));
        if (!read) {
            at.console.say(read.error());
            return {};
        }
        connection = *std::move(read);
        connection.secrets.clear();
        connection.enabled = true;
    }
    connection.name = at.name();
    if (at.arguments.has(u"backend"_s))
        connection.backend = at.arguments.value(u"backend"_s).toUtf8();
    for (const QString& set : at.arguments.values(u"set"_s)) {
        if (!set.contains(u'='))
            return at.arguments.complain(at.console, Tr::tr("--set takes FIELD=VALUE, not \"%1\".").arg(set)), std::nullopt;
        connection.values[set.section(u'=', 0, 0).toUtf8()] = set.section(u'=', 1);
    }
    if (at.arguments.has(u"archive"_s))
        connection.archive = QFileInfo(at.arguments.value(u"archive"_s)).absoluteFilePath();
    return connection;
}

int runAdd(const Bench& at)
{
    if (!at.arguments.has(u"backend"_s) && !at.arguments.has(u"from"_s))
        return at.arguments.complain(at.console, Tr::tr("Say the kind of source with --backend; \"auditlens connect kinds\" lists them."));
    if (const QString problem = connectionNameProblem(at.name()); !problem.isEmpty())
        return at.arguments.complain(at.console, problem);
    const std::optional<Connection> connection = typedConnection(at);
    if (!connection)
        return at.arguments.has(u"from"_s) ? ExitCannotReadOrWrite : ExitUsage;
    Result<GivenSecrets> secrets = givenSecrets(at.arguments, at.console);
    if (!secrets)
        return at.console.cancellation().requested() ? ExitInterrupted : tellTrouble(secrets.error(), at.console);
    if (const auto missing = missingField(*connection, *secrets))
        return tellTrouble(notAdded(*connection, *missing), at.console);
    const std::shared_ptr<SecretStore> store = storeFor(at, !secrets->empty(), withoutKeychain(connection->name, *secrets));
    if (!store)
        return withoutStore(at.console);
    Connections connections(ConnectionFolder::ofThisUser(), store);
    Awaited<Result<Connection>> added;
    connections.add(*connection, *std::move(secrets), added.receiver(), added.callback());
    const std::optional<Result<Connection>> result = added.wait(at.console.cancellation());
    if (!result)
        return interrupted(at.console);
    if (!*result)
        return tellTrouble(result->error(), at.console);
    at.console.say(Tr::tr("Added \"%1\". Its events go to \"%2\".").arg((*result)->name, QDir::toNativeSeparators((*result)->archive)));
    at.console.say(Tr::tr("\"auditlens connect test\" says whether the service answers, \"auditlens sync\" fetches its events."));
    return ExitDone;
}

int runTest(const Bench& at)
{
    const Result<GivenSecrets> given = givenSecrets(at.arguments, at.console);
    if (!given)
        return tellTrouble(given.error(), at.console);
    const OpenedConnection opened = openConnection(at.name(), *given, at.console);
    if (!opened.connection)
        return opened.exitCode;
    return testAndTell(*opened.connection, opened.secrets, at.arguments.has(u"json"_s), at.console);
}

int runRemove(const Bench& at)
{
    const auto entry = ConnectionFolder::ofThisUser().find(at.name());
    const bool hasSecrets = entry && std::ranges::any_of(entry->connection.secrets, [](const auto& secret) { return secret.second == SecretPlace::Keychain; });
    const std::shared_ptr<SecretStore> store = storeFor(at, hasSecrets, Tr::tr("With --no-keychain it is removed, and what a keychain has of it stays there."));
    if (!store)
        return withoutStore(at.console);
    Connections connections(ConnectionFolder::ofThisUser(), store);
    Awaited<Result<void>> removed;
    connections.remove(at.name(), removed.receiver(), removed.callback());
    const std::optional<Result<void>> result = removed.wait(at.console.cancellation());
    if (!result)
        return interrupted(at.console);
    if (!*result)
        return tellTrouble(result->error(), at.console);
    at.console.say(entry->connection.archive.isEmpty()
            ? Tr::tr("Removed \"%1\".").arg(at.name())
            : Tr::tr("Removed \"%1\". Its archive stays: \"%2\".").arg(at.name(), QDir::toNativeSeparators(entry->connection.archive)));
    return ExitDone;
}

int told(const Result<Connection>& result, const QString& said, Console& console)
{
    if (!result)
        return tellTrouble(result.error(), console);
    console.say(said.arg(result->name));
    return ExitDone;
}

Connections withoutSecrets()
{
    return {ConnectionFolder::ofThisUser(), std::make_shared<NoStore>(QString())};
}

int runRename(const Bench& at)
{
    return told(withoutSecrets().rename(at.name(), at.arguments.rest().value(2)), Tr::tr("It is \"%1\" now."), at.console);
}

int runEnable(const Bench& at)
{
    return told(withoutSecrets().setEnabled(at.name(), true), Tr::tr("\"%1\" is asked again."), at.console);
}

int runDisable(const Bench& at)
{
    return told(withoutSecrets().setEnabled(at.name(), false), Tr::tr("\"%1\" is kept and not asked."), at.console);
}

int runExportConnection(const Bench& at)
{
    const QString file = at.arguments.value(u"o"_s);
    if (file.isEmpty())
        return at.arguments.complain(at.console, Tr::tr("-o is missing: the file to write."));
    const Result<void> written = withoutSecrets().exportTo(at.name(), file);
    if (!written)
        return tellTrouble(written.error(), at.console);
    at.console.say(Tr::tr("\"%1\" is written to \"%2\", without secrets.").arg(at.name(), QDir::toNativeSeparators(file)));
    return ExitDone;
}

struct Action
{
    QLatin1String word;
    qsizetype names; ///< How many words follow.
    QStringList options;
    int (*run)(const Bench& at);
};

const QStringList secretOptions {u"secret"_s, u"secret-fd"_s, u"secret-env"_s};

const std::array actions = {
    Action {"add"_L1, 1, QStringList {u"backend"_s, u"set"_s, u"archive"_s, u"no-keychain"_s, u"from"_s} + secretOptions, runAdd},
    Action {"list"_L1, 0, {u"json"_s}, runList},
    Action {"kinds"_L1, 0, {}, runKinds},
    Action {"test"_L1, 1, QStringList {u"json"_s} + secretOptions, runTest},
    Action {"rename"_L1, 2, {}, runRename},
    Action {"enable"_L1, 1, {}, runEnable},
    Action {"disable"_L1, 1, {}, runDisable},
    Action {"export"_L1, 1, {u"o"_s}, runExportConnection},
    Action {"remove"_L1, 1, {u"no-keychain"_s}, runRemove},
};

void addOptions(Arguments& arguments)
{
    arguments.addOption({u"backend"_s}, u"KIND"_s, Tr::tr("The kind of source; \"auditlens connect kinds\" lists them with their fields."));
    arguments.addOption({u"set"_s}, u"FIELD=VALUE"_s, Tr::tr("A setting of that kind; may be repeated. Secrets are not settings."));
    addSecretOptions(arguments);
    arguments.addFlag(u"no-keychain"_s, Tr::tr("Keep no secret: it is given each time the connection is used."));
    arguments.addOption({u"archive"_s}, u"FILE"_s, Tr::tr("The archive that its events go to; one in your data folder unless said."));
    arguments.addOption({u"from"_s}, u"FILE"_s, Tr::tr("Take the settings from an exported connection; --set changes some."));
    arguments.addOption({u"o"_s, u"output"_s}, u"FILE"_s, Tr::tr("The file that an export writes."));
    arguments.addFlag(u"json"_s, Tr::tr("Print one JSON object."));
}

/// What does not belong to the action; empty when all does.
QString misuse(const Action& action, const Arguments& arguments)
{
    if (const QString stray = arguments.optionBeside(action.options); !stray.isEmpty())
        return Tr::tr("\"connect %1\" does not know --%2.").arg(action.word, stray);
    if (arguments.rest().size() - 1 != action.names)
        return Tr::tr("The number of names does not fit \"connect %1\".").arg(action.word);
    return {};
}

} // namespace

int runConnect(const QStringList& words, Console& console)
{
    Arguments arguments(u"connect add NAME (--backend KIND | --from FILE) [--set FIELD=VALUE]… [--secret FIELD | --secret-fd FIELD=N | --secret-env FIELD=VARIABLE]… "
                        "[--no-keychain] [--archive A] | list [--json] | kinds | test NAME [--json] | rename NAME NEW-NAME | enable NAME | disable NAME | "
                        "export NAME -o FILE | remove NAME"_s,
        Tr::tr("Names services that events are fetched from. Settings are in small files, secrets in the keychain of this\n"
               "system and never an argument. docs/connecting.md has a page for each kind of source."));
    addOptions(arguments);
    if (const auto code = arguments.read(words, console))
        return *code;
    const QString word = arguments.rest().value(0);
    const auto* const action = std::ranges::find(actions, word, [](const Action& one) { return QString(one.word); });
    if (action == actions.end())
        return arguments.complain(console, Tr::tr("Say add, list, kinds, test, rename, enable, disable, export or remove."));
    if (const QString problem = misuse(*action, arguments); !problem.isEmpty())
        return arguments.complain(console, problem);
    return action->run({arguments, console});
}

} // namespace auditlens
