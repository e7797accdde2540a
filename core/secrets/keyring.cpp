// SPDX-License-Identifier: MIT
#include "secrets/keyring.h"

#include "secrets/keymaterial.h"

#include <QCoreApplication>

#include <algorithm>

namespace auditlens {

namespace {

using namespace Qt::StringLiterals;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::Keyring)
};

QString entryName(const KeyGeneration& generation)
{
    return u"key "_s + generation.id;
}

Error cannotAdd(const QString& why, const QString& help)
{
    return {Tr::tr("This key is not added."), why, {}, help};
}

Error notListed(const QString& name)
{
    return {Tr::tr("There is no key \"%1\".").arg(name), Tr::tr("No key of this name is listed."), {},
        Tr::tr("\"auditlens keys list\" shows the names.")};
}

Error nameTaken(const QString& name)
{
    return cannotAdd(Tr::tr("There is a key \"%1\" already.").arg(name), Tr::tr("Choose another name, or replace that key: its earlier ones stay usable."));
}

Error notInStore(const KnownKey& key, const KeyGeneration& generation)
{
    return {Tr::tr("Cannot read the key \"%1\".").arg(key.name),
        Tr::tr("The keychain has no entry for its fingerprint %1, or is locked.").arg(generation.fingerprint), {},
        Tr::tr("Unlock the keychain; if the entry is gone, remove the key and add it again.")};
}

Error anotherInStore(const KnownKey& key, const KeyGeneration& generation)
{
    return {Tr::tr("The key \"%1\" is not used.").arg(key.name),
        Tr::tr("What the keychain has is not the key with the fingerprint %1: one of them was changed.").arg(generation.fingerprint),
        {}, Tr::tr("Find out who changed it; then remove the key and add it again.")};
}

Error unmasksNothing(const KnownKey& key)
{
    return {Tr::tr("The key \"%1\" unmasks no value.").arg(key.name), Tr::tr("It is a %1.").arg(kindText(key.kind)), {},
        Tr::tr("Name the service's sensitive key.")};
}

KeyGeneration generationOf(KeyKind kind, const Secret& key)
{
    KeyGeneration made {newKeyId(), QString::fromStdString(fingerprintOf(key)), QDateTime::currentDateTimeUtc(), {}};
    if (kind == KeyKind::Sealing)
        made.pem = *publicHalfPem(key);
    if (kind == KeyKind::Public) {
        made.pem = *publicKeyPem(key);
        made.fingerprint = publicFingerprint(made.pem);
    }
    return made;
}

// One generation after the other; the store is asked for the next one when it has given the one before.
class GenerationReader : public std::enable_shared_from_this<GenerationReader>
{
public:
    GenerationReader(std::shared_ptr<SecretStore> store, KnownKey key, QObject* receiver, Keyring::Generations answer)
        : m_store(std::move(store))
        , m_key(std::move(key))
        , m_receiver(receiver)
        , m_answer(std::move(answer))
    {
    }

    void next()
    {
        if (m_read.size() == m_key.generations.size())
            return m_answer(std::move(m_read));
        m_store->read(entryName(m_key.generations[m_read.size()]), m_receiver,
            [self = shared_from_this()](Result<std::optional<Secret>> found) { self->take(std::move(found)); });
    }

private:
    void take(Result<std::optional<Secret>> found)
    {
        const KeyGeneration& generation = m_key.generations[m_read.size()];
        if (!found)
            return m_answer(found.error());
        if (!*found)
            return m_answer(notInStore(m_key, generation));
        if (QString::fromStdString(fingerprintOf(**found)) != generation.fingerprint)
            return m_answer(anotherInStore(m_key, generation));
        m_read.push_back(*std::move(*found));
        next();
    }

    std::shared_ptr<SecretStore> m_store;
    KnownKey m_key;
    QObject* m_receiver;
    Keyring::Generations m_answer;
    std::vector<Secret> m_read;
};

void removeNext(const std::shared_ptr<SecretStore>& store, QStringList entries, QObject* receiver, SecretStore::Done done)
{
    if (entries.isEmpty())
        return done({});
    const QString entry = entries.takeFirst();
    store->remove(entry, receiver, [store, entries, receiver, done](const Result<void>& removed) {
        if (!removed)
            done(removed);
        else
            removeNext(store, entries, receiver, done);
    });
}

std::vector<Secret> publicKeys(const KnownKey& key)
{
    std::vector<Secret> keys;
    for (const KeyGeneration& generation : key.generations)
        keys.push_back(Secret::copyOf(generation.pem.toStdString()));
    return keys;
}

} // namespace

Keyring::Keyring(QSettings* settings, std::shared_ptr<SecretStore> store) : m_settings(settings), m_store(std::move(store)) { }

KeyList Keyring::list() const
{
    KeyList all = readKeys(*m_settings);
    all.keys.insert(all.keys.end(), m_thisRun.begin(), m_thisRun.end());
    return all;
}

std::optional<KnownKey> Keyring::find(const QString& name) const
{
    for (const KnownKey& key : list().keys) {
        if (isSameKeyName(key.name, name))
            return key;
    }
    return {};
}

Result<KnownKey> Keyring::named(const QString& name) const
{
    const std::optional<KnownKey> key = find(name);
    return key ? Result(*key) : notListed(name);
}

Result<KnownKey> Keyring::stored(const KnownKey& key)
{
    if (!key.thisRun) {
        const Result<void> written = storeKey(*m_settings, key);
        return written ? Result(key) : written.error();
    }
    const auto there = std::ranges::find(m_thisRun, key.id, &KnownKey::id);
    if (there == m_thisRun.end())
        m_thisRun.push_back(key);
    else
        *there = key;
    return key;
}

void Keyring::add(const QString& name, KeyKind kind, const QString& note, Secret key, QObject* receiver, Named answer)
{
    KnownKey made {newKeyId(), name, kind, note, {}};
    std::optional<Error> error = materialError(kind, key);
    if (const QString problem = keyNameProblem(name) + keyNoteProblem(note); !problem.isEmpty())
        error = cannotAdd(problem, Tr::tr("Choose another one."));
    else if (find(name))
        error = nameTaken(name);
    else if (list().keys.size() >= maxKeys)
        error = cannotAdd(Tr::tr("There are %1 keys already.").arg(maxKeys), Tr::tr("Remove keys that open nothing any more."));
    if (error)
        return answerLater(receiver, std::move(answer), Result<KnownKey>(*error));
    made.thisRun = kind != KeyKind::Public && m_store->kind() == SecretStore::Kind::ThisRun;
    keep(std::move(made), std::move(key), receiver, std::move(answer));
}

void Keyring::replace(const QString& name, Secret key, QObject* receiver, Named answer)
{
    Result<KnownKey> there = named(name);
    if (!there)
        return answerLater(receiver, std::move(answer), std::move(there));
    std::optional<Error> error = materialError(there->kind, key);
    const QString fingerprint = error ? QString() : generationOf(there->kind, key).fingerprint;
    if (!error && std::ranges::find(there->generations, fingerprint, &KeyGeneration::fingerprint) != there->generations.end())
        error = cannotAdd(Tr::tr("\"%1\" has this key already.").arg(name), Tr::tr("Nothing needs to be done."));
    else if (!error && there->generations.size() >= maxGenerations)
        error = cannotAdd(Tr::tr("It has been replaced %1 times.").arg(maxGenerations), Tr::tr("Add the key under another name."));
    if (error)
        return answerLater(receiver, std::move(answer), Result<KnownKey>(*error));
    keep(*std::move(there), std::move(key), receiver, std::move(answer));
}

// The secret first: a listed key without one would look usable.
void Keyring::keep(KnownKey key, Secret secret, QObject* receiver, Named answer)
{
    key.generations.insert(key.generations.begin(), generationOf(key.kind, secret));
    if (key.kind == KeyKind::Public)
        return answerLater(receiver, std::move(answer), stored(key));
    const QString entry = entryName(key.generations.front());
    m_store->write(entry, std::move(secret), receiver, [this, key, entry, receiver, answer](const Result<void>& written) {
        Result<KnownKey> listed = written ? stored(key) : written.error();
        if (listed || !written)
            return answer(std::move(listed));
        m_store->remove(entry, receiver, [listed, answer](const Result<void>&) { answer(listed); });
    });
}

void Keyring::remove(const QString& name, QObject* receiver, SecretStore::Done answer)
{
    const Result<KnownKey> key = named(name);
    if (!key)
        return answerLater(receiver, std::move(answer), Result<void>(key.error()));
    QStringList entries;
    for (const KeyGeneration& generation : key->generations)
        entries << (key->kind == KeyKind::Public ? QString() : entryName(generation));
    entries.removeAll(QString());
    const auto drop = [this, id = key->id, thisRun = key->thisRun, answer](const Result<void>& removed) {
        std::erase_if(m_thisRun, [&](const KnownKey& one) { return removed && one.id == id; });
        answer(!removed || thisRun ? removed : dropKey(*m_settings, id));
    };
    if (entries.isEmpty())
        answerLater(receiver, drop, Result<void>());
    else
        removeNext(m_store, entries, receiver, drop);
}

Result<KnownKey> Keyring::rename(const QString& name, const QString& newName)
{
    Result<KnownKey> key = named(name);
    if (!key)
        return key;
    const std::optional<KnownKey> other = find(newName);
    if (other && other->id != key->id)
        return nameTaken(newName);
    if (const QString problem = keyNameProblem(newName); !problem.isEmpty())
        return Error {Tr::tr("The key \"%1\" is not renamed.").arg(name), problem, {}, Tr::tr("Choose another name.")};
    key->name = newName;
    return stored(*key);
}

Result<KnownKey> Keyring::setNote(const QString& name, const QString& note)
{
    Result<KnownKey> key = named(name);
    if (!key)
        return key;
    if (const QString problem = keyNoteProblem(note); !problem.isEmpty())
        return Error {Tr::tr("The note of \"%1\" stays as it is.").arg(name), problem, {}, Tr::tr("Write it in one line.")};
    key->note = note;
    return stored(*key);
}

void Keyring::read(const QString& name, QObject* receiver, Generations answer) const
{
    const Result<KnownKey> key = named(name);
    if (!key)
        return answerLater(receiver, std::move(answer), Result<std::vector<Secret>>(key.error()));
    if (key->kind == KeyKind::Public)
        return answerLater(receiver, std::move(answer), Result(publicKeys(*key)));
    std::make_shared<GenerationReader>(m_store, *key, receiver, std::move(answer))->next();
}

void Keyring::readUnmasking(const QString& name, QObject* receiver, Generations answer) const
{
    const std::optional<KnownKey> key = find(name);
    if (!key || key->kind == KeyKind::TigerSensitive)
        return read(name, receiver, std::move(answer));
    answerLater(receiver, std::move(answer), Result<std::vector<Secret>>(unmasksNothing(*key)));
}

} // namespace auditlens
