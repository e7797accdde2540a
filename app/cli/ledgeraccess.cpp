// SPDX-License-Identifier: MIT
#include "cli/ledgeraccess.h"

#include "ledger/signingkeyfile.h"
#include "secrets/awaited.h"

#include <QCoreApplication>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::CommandLine)
};

Error interrupted()
{
    return {Tr::tr("Interrupted while the keychain was asked for the ledger's signing key."), {}, {}, Tr::tr("Try again.")};
}

} // namespace

LedgerAccess::LedgerAccess(QSettings* settings, std::shared_ptr<SecretStore> store, const QString& path)
    : m_path(path.isEmpty() ? m_places.ledger : path)
    , m_keeper(settings, std::move(store), m_places.keyFile)
{
}

Result<Ledger> LedgerAccess::open(Console& console)
{
    Awaited<Result<LedgerKey>> opened;
    m_keeper.open(opened.receiver(), opened.callback());
    std::optional<Result<LedgerKey>> key = opened.wait(console.cancellation());
    if (!key)
        return interrupted();
    if (!*key)
        return key->error();
    LedgerKey& held = **key;
    const Result<bool> made = keepPublicKey(held.key, m_places.publicKey);
    if (!made)
        return made.error();
    if (*made || held.place == LedgerKey::Place::File)
        console.say(held.placeText());
    if (*made)
        console.say(Tr::tr("Keep a copy of \"%1\" elsewhere: the ledger is verified with it.").arg(m_places.publicKey));
    const LedgerTail kept = isOwn() ? held.tail.value_or(LedgerTail()) : LedgerTail();
    Result<Ledger> ledger = Ledger::open(m_path, std::move(held.key), kept);
    if (ledger && ledger->foundTornEntry())
        console.say(Tr::tr("The ledger ends in an entry that was cut off while it was written. It stays there, and the next entry signs that it was found."));
    return ledger;
}

void LedgerAccess::keepTail(const LedgerTail& tail, Console& console)
{
    if (!isOwn())
        return;
    Awaited<Result<void>> kept;
    m_keeper.keepTail(tail, kept.receiver(), kept.callback());
    const std::optional<Result<void>> result = kept.wait(console.cancellation());
    if (result && *result)
        return;
    console.say(Tr::tr("The keychain does not have the ledger's last entry: a cut end would not show."));
    if (result)
        console.say(result->error());
}

Result<std::optional<LedgerKey>> LedgerAccess::find(const Console& console)
{
    Awaited<Result<std::optional<LedgerKey>>> found;
    m_keeper.find(found.receiver(), found.callback());
    std::optional<Result<std::optional<LedgerKey>>> key = found.wait(console.cancellation());
    if (!key)
        return interrupted();
    if (*key && **key && !isOwn())
        (**key)->tail.reset();
    return *std::move(key);
}

} // namespace auditlens
