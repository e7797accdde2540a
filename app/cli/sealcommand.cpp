// SPDX-License-Identifier: MIT
#include "cli/commands.h"

#include "base/settingsfile.h"
#include "base/text.h"
#include "cli/archiveaccess.h"
#include "cli/arguments.h"
#include "cli/exitcode.h"
#include "cli/keyaccess.h"
#include "cli/selection.h"
#include "query/binder.h"
#include "reveal/loginname.h"
#include "seal/sealarchive.h"
#include "secrets/secretreader.h"
#include "session/sealcut.h"

#include <QCoreApplication>

#include <algorithm>

namespace auditlens {

namespace {

using namespace Qt::StringLiterals;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::CommandLine)
};

Arguments sealArguments()
{
    Arguments arguments(
        u"seal --archive A.auditlens [[QUERY] [--from T] [--to T] [--zone Z] -o FILE] (--key NAME | --key-file PEM-FILE) "
        "[--by WHO] [--note TEXT] [--redactable] [--json]"_s,
        Tr::tr(
            "Seals an archive: hashes of all it holds, who, when and what, signed with an Ed25519 key. From then on\n"
            "\"auditlens info\" tells every change, and nothing is added to it. docs/archive-format.md describes the "
            "seal. With a query or a range of time the sealed archive holds only the records of the events that match,\n"
            "and the seal says which were asked for."));
    addRangeOptions(arguments);
    arguments.addOption(
        {u"key"_s}, u"NAME"_s, Tr::tr("A key of the kind \"seal\" from the keychain (auditlens keys add)."));
    arguments.addOption({u"key-file"_s}, u"PEM-FILE"_s, Tr::tr("The Ed25519 private key, without a passphrase."));
    arguments.addOption({u"by"_s}, u"WHO"_s, Tr::tr("Who seals; your login name unless said."));
    arguments.addOption({u"note"_s}, u"TEXT"_s, Tr::tr("What the archive is for, one line."));
    arguments.addOption(
        {u"o"_s, u"output"_s}, u"FILE"_s, Tr::tr("Write the sealed archive into a new file and leave this one as it is."));
    arguments.addFlag(u"redactable"_s, Tr::tr("Hash every field of every record, too, so that redacted twins can be made (auditlens redact)."));
    arguments.addFlag(u"json"_s, Tr::tr("Print the statement of the seal as one JSON object."));
    return arguments;
}

bool isCut(const Arguments& arguments)
{
    return !arguments.rest().isEmpty() || arguments.has(u"from"_s) || arguments.has(u"to"_s);
}

QString misuse(const Arguments& arguments)
{
    if (arguments.value(u"archive"_s).isEmpty())
        return Tr::tr("--archive is missing.");
    if (arguments.has(u"key"_s) == arguments.has(u"key-file"_s))
        return Tr::tr("Say with which key: either --key or --key-file.");
    if (arguments.has(u"o"_s) && arguments.value(u"o"_s).isEmpty())
        return Tr::tr("-o takes the name of a file.");
    if (isCut(arguments) && !arguments.has(u"o"_s))
        return Tr::tr("A part of an archive is sealed into another file: -o is missing.");
    if (const QString problem = sealNameProblem(arguments.value(u"by"_s)); arguments.has(u"by"_s) && !problem.isEmpty())
        return Tr::tr("--by cannot be used. %1").arg(problem);
    const QString problem = sealNoteProblem(arguments.value(u"note"_s));
    return problem.isEmpty() ? QString() : Tr::tr("--note cannot be used. %1").arg(problem);
}

Result<Secret> keyInFile(const QString& path, Console& console)
{
    const Result<Secret> pem = readSecretFile(path, console.cancellation());
    if (!pem)
        return pem.error();
    if (isReadByOthers(path))
        console.say(Tr::tr("Others on this machine may read \"%1\": make it your own (chmod 600).").arg(path));
    return ed25519KeyFromPem(*pem);
}

Result<Secret> keyInKeychain(const QString& name, Console& console)
{
    const std::shared_ptr<SecretStore> store = findStore(console);
    if (const auto trouble = store ? store->unavailable() : std::nullopt)
        return *trouble;
    const Error interrupted{
        Tr::tr("The key \"%1\" was not read.").arg(name), Tr::tr("It was interrupted."), {}, Tr::tr("Do it again.")};
    if (!store)
        return interrupted;
    QSettings settings(settingsFile(), QSettings::IniFormat);
    const Keyring keyring(&settings, store);
    const std::optional<KnownKey> known = keyring.find(name);
    if (known && known->kind != KeyKind::Sealing) {
        return Error{Tr::tr("Nothing can be sealed with the key \"%1\".").arg(known->name),
            Tr::tr("It is a %1.").arg(kindText(known->kind)), {},
            Tr::tr("Add an Ed25519 private key with \"auditlens keys add NAME --kind seal\".")};
    }
    Awaited<Result<std::vector<Secret>>> read;
    keyring.read(name, read.receiver(), read.callback());
    const auto keys = read.wait(console.cancellation());
    if (!keys)
        return interrupted;
    return *keys ? ed25519KeyFromPem((*keys)->front()) : (*keys).error();
}

Result<SealStatement> seal(const SealRequest& request, const Secret& key, Console& console)
{
    std::uint64_t shown = 0;
    const auto progress = [&](std::uint64_t done, std::uint64_t total) {
        const std::uint64_t percent = total == 0 ? 100 : 100 * done / total;
        if (percent > shown)
            console.showProgress(Tr::tr("%1 % of \"%2\"").arg(QString::number(percent), request.archive));
        shown = std::max(shown, percent);
    };
    return sealArchive(request, key, console.cancellation(), progress);
}

/// What is asked for of the archive, or an exit code after a complaint.
int cut(const Arguments& arguments, SealRequest& request, Console& console)
{
    const auto zone = arguments.zone(u"zone"_s);
    if (!zone)
        return arguments.complain(console, Tr::tr("There is no time zone \"%1\".").arg(arguments.value(u"zone"_s)));
    const TimeContext times = TimeContext::current(*zone);
    const QString text = arguments.rest().join(u' ');
    BoundOutcome bound = readQuery(text, times);
    const Result<TimeRange> range = parseRange(arguments.value(u"from"_s), arguments.value(u"to"_s), times);
    if (bound.error || !range) {
        bound.error ? console.say(pointAt(text, *bound.error)) : console.say(range.error());
        return ExitUsage;
    }
    restrictTo(bound.query, *range);
    const ArchiveAccess access = openArchive(request.archive, console);
    if (!access.archive)
        return access.exitCode;
    const FoundRows found = findRows(*access.archive, bound.query, console);
    if (!found.rows)
        return found.exitCode;
    Result<SealCut> made = sealCut(access.archive, *found.rows, {text, *zone, *range}, bound.query);
    if (!made)
        return tellTrouble(made.error(), console);
    request.cut = *std::move(made);
    return ExitDone;
}

void tell(const SealRequest& request, const SealStatement& statement, const Arguments& arguments, Console& console)
{
    if (arguments.has(u"json"_s))
        console.write(textOf(statement) + '\n');
    const QString file = request.target.isEmpty() ? request.archive : request.target;
    console.say(Tr::tr("Sealed \"%1\" with %n events.", nullptr, int(statement.events)).arg(file));
    if (statement.query.isCut())
        console.say(Tr::tr("They are what the query finds among %n events, with all of their records.", nullptr, int(statement.ofEvents)));
    const auto key = Ed25519PublicKey::fromPem(statement.key);
    console.say(Tr::tr("Who checks the seal needs the public key %1; \"openssl pkey -pubout\" writes it.")
                    .arg(toQString(key->id())));
}

} // namespace

int runSeal(const QStringList& words, Console& console)
{
    Arguments arguments = sealArguments();
    if (const auto code = arguments.read(words, console))
        return *code;
    if (const QString problem = misuse(arguments); !problem.isEmpty())
        return arguments.complain(console, problem);
    const Result<Secret> key = arguments.has(u"key"_s) ? keyInKeychain(arguments.value(u"key"_s), console)
                                                       : keyInFile(arguments.value(u"key-file"_s), console);
    if (!key)
        return console.cancellation().requested() ? ExitInterrupted : tellTrouble(key.error(), console);
    const QString by = arguments.has(u"by"_s) ? arguments.value(u"by"_s) : toQString(loginName());
    SealRequest request{arguments.value(u"archive"_s), arguments.value(u"o"_s), by, arguments.value(u"note"_s)};
    request.redactable = arguments.has(u"redactable"_s);
    if (const int code = isCut(arguments) ? cut(arguments, request, console) : int(ExitDone); code != ExitDone)
        return code;
    const Result<SealStatement> sealed = seal(request, *key, console);
    if (!sealed && console.cancellation().requested())
        return ExitInterrupted;
    if (!sealed)
        return tellTrouble(sealed.error(), console);
    tell(request, *sealed, arguments, console);
    return ExitDone;
}

} // namespace auditlens
