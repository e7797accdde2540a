// SPDX-License-Identifier: MIT
#include "cli/commands.h"

#include "base/settingsfile.h"
#include "base/text.h"
#include "cli/archiveaccess.h"
#include "cli/arguments.h"
#include "cli/exitcode.h"
#include "cli/keyaccess.h"
#include "cli/ledgeraccess.h"
#include "cli/revealoptions.h"
#include "cli/secretinput.h"
#include "cli/tokenaccess.h"
#include "event/isotime.h"
#include "reveal/agreementfile.h"
#include "reveal/loginname.h"
#include "reveal/revealdesk.h"
#include "unmask/unmaskvalue.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

namespace auditlens {

namespace {

using namespace Qt::StringLiterals;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::CommandLine)
};

Arguments unmaskArguments()
{
    Arguments arguments(u"unmask --archive A.auditlens EVENT-ID --field F [--position before|after] [--step equal|shape|last4|full] "
                        "(--key NAME | --key-fd N) --reason TEXT [--case TEXT] [--policy FILE [--policy-key PEM-FILE] [--connection NAME]] [--new-challenge FILE | --challenge FILE] [--ledger FILE]"_s,
        Tr::tr("Shows one masked value, or less of it, after the ledger has recorded who sees it and why. The key comes\n"
               "from the keychain or from a file descriptor: --key-fd 3 3< FILE. docs/access-policy.md says who may."));
    arguments.addOption({u"archive"_s}, u"FILE"_s, Tr::tr("The .auditlens file."));
    arguments.addOption({u"field"_s}, u"NAME"_s, Tr::tr("The changed field."));
    arguments.addOption({u"position"_s}, u"SIDE"_s, Tr::tr("before or after (the default) the change."));
    arguments.addOption({u"step"_s}, u"STEP"_s,
        Tr::tr("equal (is it the value on standard input?), shape (how long, of what kinds of characters), last4, full (the default)."));
    arguments.addOption({u"key"_s}, u"NAME"_s, Tr::tr("Name of the key in the keychain (\"auditlens keys\"); its earlier generations are tried too."));
    arguments.addOption({u"key-fd"_s}, u"N"_s, Tr::tr("File descriptor from which the key is read."));
    addRevealOptions(arguments);
    addTokenOptions(arguments);
    arguments.addOption({u"new-challenge"_s}, u"FILE"_s,
        Tr::tr("Show nothing; write what a second person has to sign. The signature belongs into FILE.sig."));
    arguments.addOption({u"challenge"_s}, u"FILE"_s, Tr::tr("What a second person has signed; the signature is in FILE.sig."));
    return arguments;
}

struct Asked
{
    RevealAsk ask;
    RevealTarget target;
};

std::optional<LedgerStep> stepOf(const QString& word)
{
    const std::string name = word == u"last4" ? "last_four" : toUtf8(word);
    const auto step = stepNamed(name);
    return step == LedgerStep::Copy || step == LedgerStep::Export ? std::nullopt : step;
}

/// What is wrong with the options, or nothing.
QString readOptions(const Arguments& arguments, Asked& asked)
{
    for (const QString& name : {u"archive"_s, u"field"_s}) {
        if (arguments.value(name).isEmpty())
            return Tr::tr("--%1 is missing.").arg(name);
    }
    if (arguments.has(u"key"_s) && arguments.has(u"key-fd"_s))
        return Tr::tr("Give either --key or --key-fd.");
    if (arguments.value(u"key"_s).isEmpty() && arguments.value(u"key-fd"_s).isEmpty() && !arguments.has(u"new-challenge"_s))
        return Tr::tr("The key is missing: name it with --key, or give it with --key-fd.");
    if (arguments.has(u"new-challenge"_s) && arguments.has(u"challenge"_s))
        return Tr::tr("Give either --new-challenge or --challenge.");
    if (arguments.rest().size() != 1)
        return Tr::tr("Name one event.");
    if (const QString wrong = revealOptionsProblem(arguments); !wrong.isEmpty())
        return wrong;
    if (arguments.has(u"connection"_s) && !arguments.has(u"policy"_s))
        return Tr::tr("--connection is for a policy: --policy is missing.");
    const QString position = arguments.has(u"position"_s) ? arguments.value(u"position"_s) : u"after"_s;
    const auto side = position.isEmpty() ? std::nullopt : positionNamed(toUtf8(position));
    if (!side)
        return Tr::tr("--position takes before or after, not \"%1\".").arg(position);
    const auto step = stepOf(arguments.has(u"step"_s) ? arguments.value(u"step"_s) : u"full"_s);
    if (!step)
        return Tr::tr("--step takes equal, shape, last4 or full, not \"%1\".").arg(arguments.value(u"step"_s));
    asked.ask = {*step, toUtf8(arguments.value(u"reason"_s)), toUtf8(arguments.value(u"case"_s))};
    asked.target.archive = toUtf8(QFileInfo(arguments.value(u"archive"_s)).fileName());
    asked.target.field = toUtf8(arguments.value(u"field"_s));
    asked.target.position = *side;
    return {};
}

/// A masked value, and where its event came from.
struct Masked
{
    Value value;
    SourceInfo source;
};

Result<Masked> maskedValue(const Archive& archive, RevealTarget& target, const QString& id)
{
    const auto row = archive.findId(toUtf8(id));
    if (!row)
        return noSuchEvent(id);
    const Result<StoredEvent> stored = archive.event(*row);
    if (!stored)
        return stored.error();
    target.archiveId = archive.info().id;
    target.event = stored->event.id;
    Result<Value> value = valueAt(stored->event, target);
    if (!value)
        return value.error();
    const std::vector<StoredSource> sources = archive.info().sources;
    const auto source = std::ranges::find(sources, stored->source, &StoredSource::id);
    return Masked {*std::move(value), source == sources.end() ? SourceInfo() : source->info};
}

QString shapeText(const ValueShape& shape)
{
    const auto line = [](const QString& name, std::size_t count) -> QString {
        return name.leftJustified(14) + QString::number(count) + u'\n';
    };
    return line(Tr::tr("Characters"), shape.length) + line(Tr::tr("Digits"), shape.digits) + line(Tr::tr("Upper case"), shape.upperCase)
        + line(Tr::tr("Lower case"), shape.lowerCase) + line(Tr::tr("Other letters"), shape.otherLetters)
        + line(Tr::tr("Spaces"), shape.spaces) + line(Tr::tr("Others"), shape.others);
}

void print(const Revealed& revealed, Console& console)
{
    switch (revealed.step) {
    case LedgerStep::Equal:
        console.write(revealed.likeness == Likeness::Same ? Tr::tr("same") : Tr::tr("different"));
        break;
    case LedgerStep::Shape:
        console.write(shapeText(revealed.shape).chopped(1));
        break;
    default:
        console.write(revealed.text);
    }
    console.write(std::string_view("\n"));
}

/// What everybody may know of the value, and where the reveal is recorded.
void tellFacts(const Revealed& revealed, const Value& value, Console& console)
{
    console.say(Tr::tr("Written to the ledger as entry %1.").arg(revealed.entry.sequence));
    if (const auto facts = inspectValue(value); facts && facts->created != noTime) {
        std::string time;
        appendIsoUtc(time, facts->created, 0);
        console.say(Tr::tr("Encrypted %1 (read from the token).").arg(toQString(time)));
    }
    if (revealed.contradictsMask)
        console.say(Tr::tr("The value does not give the mask beside it: one of the two was exchanged, or they are of different events."));
}

Result<std::optional<Agreement>> agreementFrom(const Arguments& arguments)
{
    if (!arguments.has(u"challenge"_s))
        return std::optional<Agreement>();
    Result<Agreement> agreement = readAgreement(arguments.value(u"challenge"_s));
    if (!agreement)
        return agreement.error();
    return std::optional(*std::move(agreement));
}

Result<Revealed> askDesk(RevealDesk& desk, const Asked& asked, const Value& value, const std::vector<Secret>& keys, const Arguments& arguments, const Console& console)
{
    if (asked.ask.step != LedgerStep::Equal) {
        const Result<std::optional<Agreement>> agreement = agreementFrom(arguments);
        return agreement ? desk.reveal(asked.target, value, keys, asked.ask, *agreement) : agreement.error();
    }
    const Result<Secret> known = secretFromStandardInput(console);
    if (!known)
        return known.error();
    return desk.compare(asked.target, value, keys, *known, asked.ask);
}

int askSecondPerson(const RevealDesk& desk, const Asked& asked, const QString& path, Console& console)
{
    const Result<Challenge> challenge = desk.challengeFor(asked.target, asked.ask);
    if (!challenge)
        return tellTrouble(challenge.error(), console);
    if (const Result<void> written = writeChallenge(*challenge, path); !written)
        return tellTrouble(written.error(), console);
    console.say(Tr::tr("The challenge counts until %1. Have a second person read and sign it into \"%2.sig\".")
                    .arg(toQString(challenge->expires), QFileInfo(path).fileName()));
    return ExitDone;
}

int showValue(const Result<Revealed>& revealed, const Value& value, Console& console)
{
    if (!revealed)
        return tellTrouble(revealed.error(), console);
    print(*revealed, console);
    tellFacts(*revealed, value, console);
    return ExitDone;
}

/// None where a second person is asked: nothing is opened.
Result<std::vector<Secret>> keysFrom(const Arguments& arguments, const Keyring& keyring, const Console& console)
{
    if (arguments.has(u"new-challenge"_s))
        return Result(std::vector<Secret>());
    return revealKeys(arguments, u"key"_s, u"key-fd"_s, keyring, console);
}

} // namespace

int runUnmask(const QStringList& words, Console& console)
{
    Arguments arguments = unmaskArguments();
    if (const auto code = arguments.read(words, console))
        return *code;
    Asked asked;
    if (const QString wrong = readOptions(arguments, asked); !wrong.isEmpty())
        return arguments.complain(console, wrong);
    QSettings settings(settingsFile(), QSettings::IniFormat);
    const std::shared_ptr<SecretStore> store = findStore(console);
    if (!store)
        return ExitInterrupted;
    const Result<std::vector<Secret>> keys = keysFrom(arguments, Keyring(&settings, store), console);
    if (!keys)
        return tellTrouble(keys.error(), console);
    const Result<AccessPolicy> policy = policyFrom(arguments, console);
    if (!policy)
        return tellTrouble(policy.error(), console);
    const ArchiveAccess access = openArchive(arguments.value(u"archive"_s), console);
    if (!access.archive)
        return access.exitCode;
    const Result<Masked> masked = maskedValue(*access.archive, asked.target, arguments.rest().front());
    if (!masked)
        return tellTrouble(masked.error(), console);
    TokenPolicy mine = policyByToken(*policy, masked->source, arguments, console);
    if (!mine.policy)
        return mine.exitCode;
    LedgerAccess place(&settings, store, arguments.value(u"ledger"_s));
    Result<Ledger> ledger = place.open(console);
    if (!ledger)
        return tellTrouble(ledger.error(), console);
    RevealDesk desk(*std::move(mine.policy), *std::move(ledger), loginName());
    if (arguments.has(u"new-challenge"_s))
        return askSecondPerson(desk, asked, arguments.value(u"new-challenge"_s), console);
    const Result<Revealed> revealed = askDesk(desk, asked, masked->value, *keys, arguments, console);
    place.keepTail(desk.ledger().tail(), console);
    return showValue(revealed, masked->value, console);
}

} // namespace auditlens
