// SPDX-License-Identifier: MIT
#include "connections/connectionsecrets.h"

#include <ranges>

namespace auditlens {

namespace {

QString entryName(const QString& id, const QByteArray& field)
{
    return QStringLiteral("connection %1 %2").arg(id, QString::fromUtf8(field));
}

// One entry after the other: the store is asked for the next one when it has done the one before.
void writeNext(const std::shared_ptr<SecretStore>& store, const QString& id, const GivenSecrets& secrets, const QList<QByteArray>& written,
    QObject* receiver, const SecretStore::Done& done)
{
    const auto next = std::ranges::find_if(secrets, [&](const auto& one) { return !written.contains(one.first); });
    if (next == secrets.end())
        return done({});
    const QByteArray field = next->first;
    store->write(entryName(id, field), Secret::copyOf(next->second->reveal()), receiver, [=](const Result<void>& result) {
        if (result)
            writeNext(store, id, secrets, written + QList {field}, receiver, done);
        else
            removeSecrets(store, id, written, receiver, [done, result](const Result<void>&) { done(result); });
    });
}

} // namespace

void writeSecrets(const std::shared_ptr<SecretStore>& store, const QString& id, GivenSecrets secrets, QObject* receiver, SecretStore::Done done)
{
    writeNext(store, id, secrets, {}, receiver, done);
}

void removeSecrets(const std::shared_ptr<SecretStore>& store, const QString& id, QList<QByteArray> fields, QObject* receiver, SecretStore::Done done)
{
    if (fields.isEmpty())
        return done({});
    const QByteArray field = fields.takeFirst();
    store->remove(entryName(id, field), receiver, [=](const Result<void>& removed) {
        if (removed)
            removeSecrets(store, id, fields, receiver, done);
        else
            done(removed);
    });
}

void readSecrets(const std::shared_ptr<SecretStore>& store, const QString& id, QList<QByteArray> fields, GivenSecrets given, QObject* receiver,
    std::function<void(Result<GivenSecrets>)> done)
{
    while (!fields.isEmpty() && given.contains(fields.constFirst()))
        fields.removeFirst();
    if (fields.isEmpty())
        return done(std::move(given));
    const QByteArray field = fields.takeFirst();
    store->read(entryName(id, field), receiver, [=](Result<std::optional<Secret>> found) mutable {
        if (!found)
            return done(found.error());
        if (*found)
            given.emplace(field, std::make_shared<const Secret>(**std::move(found)));
        readSecrets(store, id, fields, given, receiver, done);
    });
}

} // namespace auditlens
