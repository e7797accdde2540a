// SPDX-License-Identifier: MIT
#include "cli/connectionaccess.h"

#include "cli/archiveaccess.h"
#include "cli/keyaccess.h"
#include "cli/secretinput.h"
#include "connections/connectionfields.h"
#include "secrets/nostore.h"

#include <QCoreApplication>

#include <algorithm>

namespace auditlens {

namespace {

using namespace Qt::StringLiterals;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::CommandLine)
};

Error wrongForm(const QString& option, const QString& value)
{
    return {Tr::tr("The words behind --%1 %2 make no sense.").arg(option, value), {}, {},
        Tr::tr("It is --secret FIELD, --secret-fd FIELD=NUMBER or --secret-env FIELD=VARIABLE; never the secret itself.")};
}

using Reader = std::function<Result<Secret>(const QString& place)>;

Result<void> readAll(const Arguments& arguments, const QString& option, const Reader& read, GivenSecrets& secrets)
{
    for (const QString& value : arguments.values(option)) {
        const QString field = value.section(u'=', 0, 0);
        const QString place = value.section(u'=', 1);
        if (field.isEmpty() || place.isEmpty() != (option == u"secret"))
            return wrongForm(option, field); // What stands behind it may be a secret that was typed by mistake.
        Result<Secret> secret = read(option == u"secret" ? field : place);
        if (!secret)
            return secret.error();
        secrets.insert_or_assign(field.toUtf8(), std::make_shared<const Secret>(*std::move(secret)));
    }
    return {};
}

bool needsKeychain(const Connection& connection, const GivenSecrets& given)
{
    return std::ranges::any_of(connection.secrets, [&](const auto& secret) { return secret.second == SecretPlace::Keychain && !given.contains(secret.first); });
}

/// The words to type for a secret that is not there.
Error withTheWay(Error error, const Connection& connection)
{
    const BackendDescriptor* descriptor = backendOf(connection.backend);
    for (const BackendField& field : descriptor ? fieldsOf(*descriptor) : std::vector<BackendField>()) {
        if (field.kind == FieldKind::Secret && error.where == QString::fromUtf8(field.name))
            error.help += u' ' + wayToGive(field);
    }
    return error;
}

/// Of secrets that are given for several connections those that this one has.
GivenSecrets ownSecrets(const Connection& connection, const GivenSecrets& given)
{
    GivenSecrets own;
    const BackendDescriptor* descriptor = backendOf(connection.backend);
    for (const BackendField& field : descriptor ? fieldsOf(*descriptor) : std::vector<BackendField>()) {
        if (const auto found = given.find(field.name); found != given.end())
            own.insert(*found);
    }
    return own;
}

/// Where somebody sits at the terminal, what is kept nowhere is asked for there.
Result<void> askForOthers(const Connection& connection, GivenSecrets& secrets, Console& console)
{
    for (const auto& [field, place] : connection.secrets) {
        if (place != SecretPlace::EachRun || secrets.contains(field) || !standardInputIsTerminal())
            continue;
        Result<Secret> typed = secretFromPrompt(Tr::tr("Type \"%1\" of \"%2\"; it is not shown:").arg(QString::fromUtf8(field), connection.name), console);
        if (!typed)
            return typed.error();
        secrets.emplace(field, std::make_shared<const Secret>(*std::move(typed)));
    }
    return {};
}

} // namespace

void addSecretOptions(Arguments& arguments)
{
    arguments.addOption({u"secret"_s}, u"FIELD"_s, Tr::tr("Ask on the terminal for the secret of this field; it is not shown. May be repeated."));
    arguments.addOption({u"secret-fd"_s}, u"FIELD=N"_s, Tr::tr("Read it from a file descriptor: --secret-fd token=3 3< FILE."));
    arguments.addOption({u"secret-env"_s}, u"FIELD=VARIABLE"_s, Tr::tr("Take it from an environment variable."));
}

QString wayToGive(const BackendField& field)
{
    const QString name = QString::fromUtf8(field.name);
    if (field.kind != FieldKind::Secret)
        return Tr::tr("Give it with --set %1=VALUE. %2").arg(name, field.help);
    return Tr::tr("Give it with --secret %1, which asks for it on the terminal, with --secret-fd %1=3 3< FILE, or with --secret-env %1=VARIABLE.").arg(name);
}

Result<GivenSecrets> givenSecrets(const Arguments& arguments, Console& console)
{
    GivenSecrets secrets;
    const Reader fromTerminal = [&](const QString& field) { return secretFromPrompt(Tr::tr("Type \"%1\"; it is not shown:").arg(field), console); };
    const Reader fromDescriptor = [&](const QString& number) { return secretFromDescriptor(number, console); };
    for (const auto& [option, reader] : {std::pair(u"secret"_s, fromTerminal), {u"secret-fd"_s, fromDescriptor}, {u"secret-env"_s, Reader(secretFromEnvironment)}}) {
        if (const Result<void> read = readAll(arguments, option, reader, secrets); !read)
            return read.error();
    }
    return secrets;
}

OpenedConnection openConnection(const QString& name, const GivenSecrets& given, Console& console)
{
    const ConnectionFolder folder = ConnectionFolder::ofThisUser();
    const Result<Connection> connection = folder.named(name);
    if (!connection)
        return {{}, {}, tellTrouble(connection.error(), console)};
    GivenSecrets own = ownSecrets(*connection, given);
    if (const Result<void> asked = askForOthers(*connection, own, console); !asked)
        return {{}, {}, console.cancellation().requested() ? ExitInterrupted : tellTrouble(asked.error(), console)};
    std::shared_ptr<SecretStore> store = std::make_shared<NoStore>(QString());
    if (needsKeychain(*connection, own))
        store = findStore(console);
    if (!store)
        return {{}, {}, ExitInterrupted};
    const Connections connections(folder, store);
    Awaited<Result<GivenSecrets>> opened;
    connections.open(*connection, own, opened.receiver(), opened.callback());
    std::optional<Result<GivenSecrets>> secrets = opened.wait(console.cancellation());
    if (!secrets)
        return {{}, {}, ExitInterrupted};
    if (!*secrets)
        return {{}, {}, tellTrouble(withTheWay(secrets->error(), *connection), console)};
    return {*connection, *std::move(*secrets), ExitDone};
}

} // namespace auditlens
