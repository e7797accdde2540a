// SPDX-License-Identifier: MIT
#include "secrets/ledgerkeeper.h"

#include "base/text.h"
#include "ledger/signingkeyfile.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QSettings>

namespace auditlens {

namespace {

using namespace Qt::StringLiterals;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::LedgerKeeper)
};

const QString keyEntry = QStringLiteral("ledger signing key");
const QString tailEntry = QStringLiteral("ledger last entry");
const QString rememberedKey = QStringLiteral("Ledger/signingKey"); // Ed25519PublicKey::id() of the one in the keychain.

Error noKey(const QString& why, const QString& help)
{
    return {Tr::tr("The ledger's signing key cannot be used."), why, Tr::tr("entry \"%1\" in the keychain").arg(keyEntry), help};
}

Error unreachable()
{
    return noKey(Tr::tr("It is in the keychain, and there is none that can be used now."),
        Tr::tr("Work in the desktop session whose keychain has it."));
}

Error gone()
{
    return noKey(Tr::tr("The keychain does not have it any more, or is locked."),
        Tr::tr("Unlock the keychain. Without the key the ledger can be verified and not be continued."));
}

Error exchanged()
{
    return noKey(Tr::tr("The one in the keychain is not the one that was made here."),
        Tr::tr("Find out who changed it; the ledger can still be verified with the public key."));
}

QString idOf(const Secret& key)
{
    const Result<Ed25519PublicKey> publicKey = Ed25519PublicKey::ofPrivateKey(key);
    return publicKey ? toQString(publicKey->id()) : QString();
}

// "SEQUENCE HASH"
Secret tailSecret(const LedgerTail& tail)
{
    return Secret::copyOf(std::to_string(tail.sequence) + ' ' + tail.hash);
}

Result<std::optional<LedgerTail>> tailOf(const std::optional<Secret>& secret)
{
    if (!secret)
        return std::optional<LedgerTail>();
    const QStringList words = toQString(secret->reveal()).split(u' ');
    bool isNumber = false;
    const std::uint64_t sequence = words.front().toULongLong(&isNumber);
    const std::string hash = words.size() == 2 ? toUtf8(words.back()) : std::string();
    if (isNumber && isLedgerHash(hash))
        return std::optional(LedgerTail {sequence, hash});
    return Error {Tr::tr("Whether the end of the ledger was cut cannot be told."), Tr::tr("What the keychain has of its last entry is damaged."),
        Tr::tr("entry \"%1\" in the keychain").arg(tailEntry),
        Tr::tr("Verify the ledger with \"auditlens ledger verify\", then remove that entry with the system's program for passwords and keys.")};
}

} // namespace

QString LedgerKey::placeText() const
{
    return place == Place::Keychain
        ? Tr::tr("The ledger's signing key is in the keychain.")
        : Tr::tr("The ledger's signing key is in a file that only you may read: there was no keychain when it was made. Whoever copies that file can write a ledger of their own.");
}

LedgerKeeper::LedgerKeeper(QSettings* settings, std::shared_ptr<SecretStore> store, QString keyFile)
    : m_settings(settings)
    , m_store(std::move(store))
    , m_keyFile(std::move(keyFile))
{
}

QString LedgerKeeper::rememberedId() const
{
    return m_settings->value(rememberedKey).toString();
}

Result<void> LedgerKeeper::remember(const QString& id)
{
    m_settings->setValue(rememberedKey, id);
    m_settings->sync();
    if (m_settings->status() == QSettings::NoError)
        return {};
    return Error {Tr::tr("Cannot remember where the ledger's signing key is."), Tr::tr("The settings file cannot be written."), m_settings->fileName(),
        Tr::tr("Check that you may write there and that the disk has room.")};
}

void LedgerKeeper::find(QObject* receiver, Found answer)
{
    const bool inKeychain = !rememberedId().isEmpty();
    if (inKeychain && !hasKeychain())
        return answerLater(receiver, std::move(answer), Result<std::optional<LedgerKey>>(unreachable()));
    if (inKeychain || (hasKeychain() && !QFileInfo::exists(m_keyFile)))
        return findInKeychain(receiver, std::move(answer));
    if (!QFileInfo::exists(m_keyFile))
        return answerLater(receiver, std::move(answer), Result(std::optional<LedgerKey>()));
    Result<Secret> key = loadSigningKey(m_keyFile);
    if (!key)
        return answerLater(receiver, std::move(answer), Result<std::optional<LedgerKey>>(key.error()));
    withTail({*std::move(key), LedgerKey::Place::File, {}}, receiver, std::move(answer));
}

void LedgerKeeper::findInKeychain(QObject* receiver, Found answer)
{
    m_store->read(keyEntry, receiver, [this, receiver, answer](Result<std::optional<Secret>> found) {
        if (!found)
            return answer(found.error());
        if (!*found && rememberedId().isEmpty())
            return answer(std::optional<LedgerKey>());
        Result<LedgerKey> key = *found ? checked(**std::move(found)) : gone();
        if (!key)
            return answer(key.error());
        withTail(*std::move(key), receiver, answer);
    });
}

Result<LedgerKey> LedgerKeeper::checked(Secret key)
{
    const QString id = idOf(key);
    if (id.isEmpty() || (!rememberedId().isEmpty() && rememberedId() != id))
        return exchanged();
    if (const Result<void> remembered = remember(id); !remembered)
        return remembered.error();
    return LedgerKey {std::move(key), LedgerKey::Place::Keychain, {}};
}

void LedgerKeeper::readTail(QObject* receiver, std::function<void(Result<std::optional<LedgerTail>>)> answer)
{
    if (!hasKeychain())
        return answerLater(receiver, std::move(answer), Result(std::optional<LedgerTail>()));
    m_store->read(tailEntry, receiver, [answer = std::move(answer)](const Result<std::optional<Secret>>& found) {
        answer(found ? tailOf(*found) : found.error());
    });
}

void LedgerKeeper::withTail(LedgerKey key, QObject* receiver, Found answer)
{
    const auto held = std::make_shared<LedgerKey>(std::move(key));
    readTail(receiver, [held, answer = std::move(answer)](const Result<std::optional<LedgerTail>>& tail) {
        if (!tail)
            return answer(tail.error());
        held->tail = *tail;
        answer(std::optional(std::move(*held)));
    });
}

void LedgerKeeper::open(QObject* receiver, Opened answer)
{
    find(receiver, [this, receiver, answer](Result<std::optional<LedgerKey>> found) {
        if (!found)
            return answer(found.error());
        if (*found)
            return answer(**std::move(found));
        if (hasKeychain())
            return makeInKeychain(receiver, answer);
        answer(makeInFile());
    });
}

void LedgerKeeper::makeInKeychain(QObject* receiver, Opened answer)
{
    Result<Secret> made = makeEd25519Key();
    if (!made)
        return answer(made.error());
    const auto key = std::make_shared<Secret>(*std::move(made));
    m_store->write(keyEntry, Secret::copyOf(key->reveal()), receiver, [this, key, answer](const Result<void>& written) {
        answer(written ? checked(std::move(*key)) : written.error());
    });
}

Result<LedgerKey> LedgerKeeper::makeInFile()
{
    Result<Secret> key = makeSigningKey(m_keyFile);
    if (!key)
        return key.error();
    return LedgerKey {*std::move(key), LedgerKey::Place::File, {}};
}

void LedgerKeeper::keepTail(const LedgerTail& tail, QObject* receiver, SecretStore::Done answer)
{
    readTail(receiver, [this, tail, receiver, answer = std::move(answer)](const Result<std::optional<LedgerTail>>& kept) {
        const bool later = kept && tail.sequence > (*kept ? (*kept)->sequence : 0);
        if (!kept || !later || !hasKeychain())
            return answer(kept ? Result<void>() : kept.error());
        m_store->write(tailEntry, tailSecret(tail), receiver, answer);
    });
}

} // namespace auditlens
