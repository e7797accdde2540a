// SPDX-License-Identifier: MIT
#include "cli/unmaskedexport.h"

#include "base/settingsfile.h"
#include "base/text.h"
#include "cli/archiveaccess.h"
#include "cli/exitcode.h"
#include "cli/keyaccess.h"
#include "cli/ledgeraccess.h"
#include "cli/revealoptions.h"
#include "reveal/exportunmasker.h"
#include "reveal/loginname.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QSettings>

namespace auditlens {

namespace {

using namespace Qt::StringLiterals;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::CommandLine)
};

} // namespace

void addUnmaskOptions(Arguments& arguments)
{
    arguments.addOption({u"unmask-key"_s}, u"NAME"_s, Tr::tr("Unmask what this key of the keychain opens; the ledger records each value."));
    arguments.addOption({u"unmask-key-fd"_s}, u"N"_s, Tr::tr("The same with a key that is read from a file descriptor."));
    addRevealOptions(arguments);
}

bool unmasks(const Arguments& arguments)
{
    return arguments.has(u"unmask-key"_s) || arguments.has(u"unmask-key-fd"_s);
}

QString unmaskProblem(const Arguments& arguments)
{
    if (arguments.has(u"unmask-key"_s) && arguments.has(u"unmask-key-fd"_s))
        return Tr::tr("Give either --unmask-key or --unmask-key-fd.");
    if (unmasks(arguments))
        return revealOptionsProblem(arguments);
    for (const QString& name : {u"reason"_s, u"case"_s, u"policy"_s, u"policy-key"_s, u"ledger"_s}) {
        if (arguments.has(name))
            return Tr::tr("--%1 is for an export that unmasks: --unmask-key is missing.").arg(name);
    }
    return {};
}

int writeUnmasked(const Archive& archive, ExportRequest request, const Arguments& arguments, Console& console,
    const std::function<int(const ExportRequest&)>& write)
{
    QSettings settings(settingsFile(), QSettings::IniFormat);
    const std::shared_ptr<SecretStore> store = findStore(console);
    if (!store)
        return ExitInterrupted;
    const Result<std::vector<Secret>> keys = revealKeys(arguments, u"unmask-key"_s, u"unmask-key-fd"_s, Keyring(&settings, store), console);
    if (!keys)
        return tellTrouble(keys.error(), console);
    Result<AccessPolicy> policy = policyFrom(arguments, console);
    if (!policy)
        return tellTrouble(policy.error(), console);
    LedgerAccess place(&settings, store, arguments.value(u"ledger"_s));
    Result<Ledger> ledger = place.open(console);
    if (!ledger)
        return tellTrouble(ledger.error(), console);
    RevealDesk desk(*std::move(policy), *std::move(ledger), loginName());
    const RevealAsk ask {LedgerStep::Export, toUtf8(arguments.value(u"reason"_s)), toUtf8(arguments.value(u"case"_s))};
    ExportUnmasker unmasker(desk, *keys, ask, toUtf8(QFileInfo(archive.info().path).fileName()), archive.info().id);
    request.change = [&unmasker](AuditEvent& event) { return unmasker.open(event); };
    const int code = write(request);
    place.keepTail(desk.ledger().tail(), console);
    for (const QString& sentence : unmasker.sentences())
        console.say(sentence);
    return code;
}

} // namespace auditlens
