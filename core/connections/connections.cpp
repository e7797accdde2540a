// SPDX-License-Identifier: MIT
#include "connections/connections.h"

#include "backends/backend.h"
#include "connections/connectionfields.h"
#include "connections/connectiontext.h"
#include "net/httpscope.h"
#include "secrets/knownkey.h"

#include <QCoreApplication>
#include <QDir>
#include <QSaveFile>

#include <algorithm>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::Connection)
};

constexpr char proxyPassword[] = "proxy_password";

QList<QByteArray> secretFields(const Connection& connection)
{
    QList<QByteArray> fields;
    for (const auto& [field, place] : connection.secrets)
        fields << field;
    return fields;
}

QString labelOf(const Connection& connection, const QByteArray& field)
{
    const BackendDescriptor* descriptor = backendOf(connection.backend);
    const std::vector<BackendField> fields = descriptor ? fieldsOf(*descriptor) : networkFields();
    const auto found = std::ranges::find(fields, field, &BackendField::name);
    return found == fields.end() ? QString::fromUtf8(field) : found->label;
}

/// Whether the settings make sense. What stays in the store is not read for that: something stands in its place.
Result<void> checkConnection(const Connection& connection, const GivenSecrets& secrets)
{
    const Result<std::unique_ptr<Backend>> backend = makeBackend(connection, withStandIns(connection, secrets));
    return backend ? Result<void>() : backend.error();
}

bool asksTheSameServer(const Connection& a, const Connection& b)
{
    return a.backend == b.backend && std::ranges::equal(addressesOf(a), addressesOf(b), [](const auto& one, const auto& other) {
        return one.first == other.first && sameOrigin(one.second, other.second);
    });
}

bool asksTheSameProxy(const Connection& a, const Connection& b)
{
    return valueOf(a, "proxy") == valueOf(b, "proxy") && valueOf(a, "proxy_address") == valueOf(b, "proxy_address");
}

/// What was given for another way of authentication is not needed any more.
std::map<QByteArray, SecretPlace> secretsOfUse(const Connection& connection, std::map<QByteArray, SecretPlace> secrets)
{
    const BackendDescriptor* descriptor = backendOf(connection.backend);
    const std::vector<BackendField> fields = descriptor ? fieldsOf(*descriptor) : std::vector<BackendField>();
    std::erase_if(secrets, [&](const auto& secret) {
        if (secret.first == proxyPassword && valueOf(connection, "proxy_user").isEmpty())
            return true; // Nobody sends a password alone.
        const auto field = std::ranges::find(fields, secret.first, &BackendField::name);
        return field != fields.end() && !isOfUse(*field, fields, connection.values);
    });
    return secrets;
}

Error notGiven(const Connection& connection, const QByteArray& field)
{
    const bool isKept = connection.secrets.at(field) == SecretPlace::Keychain;
    return {Tr::tr("The connection \"%1\" cannot be used.").arg(connection.name),
        isKept ? Tr::tr("\"%1\" is not in the keychain, or the keychain is locked.").arg(labelOf(connection, field))
               : Tr::tr("\"%1\" is kept nowhere and has to be given.").arg(labelOf(connection, field)),
        QString::fromUtf8(field), isKept ? Tr::tr("Unlock the keychain, or give it once more; in the window with Edit.")
                                         : Tr::tr("Give it each time the connection is used; in the window with Edit.")};
}

} // namespace

QList<QByteArray> givenForAnother(const Connection& before, const Connection& after)
{
    const bool otherProxy = !asksTheSameProxy(before, after);
    const bool proxyReads = otherProxy && isUnencrypted(after) && valueOf(after, "proxy") != QLatin1String("none");
    const bool otherServer = !asksTheSameServer(before, after) || proxyReads;
    QList<QByteArray> fields;
    for (const auto& [field, place] : secretsOfUse(after, before.secrets)) {
        if (field == proxyPassword ? otherProxy : otherServer)
            fields << field;
    }
    return fields;
}

SecretPlace Connections::place() const
{
    return m_store->kind() == SecretStore::Kind::Keychain ? SecretPlace::Keychain : SecretPlace::EachRun;
}

QList<QByteArray> Connections::keptFields(const Connection& connection) const
{
    QList<QByteArray> kept;
    for (const auto& [field, place] : connection.secrets) {
        if (place == SecretPlace::Keychain || m_store->kind() == SecretStore::Kind::ThisRun)
            kept << field;
    }
    return kept;
}

// The secrets first: a listed connection without them would look usable.
void Connections::keep(Connection connection, GivenSecrets secrets, QObject* receiver, Saved answer)
{
    for (const auto& [field, secret] : secrets)
        connection.secrets[field] = place();
    if (const Result<void> fits = checkConnection(connection, secrets); !fits)
        return answerLater(receiver, std::move(answer), Result<Connection>(fits.error()));
    QList<QByteArray> fields;
    for (const auto& [field, secret] : secrets)
        fields << field;
    writeSecrets(m_store, connection.id, std::move(secrets), receiver, [this, connection, fields, receiver, answer](const Result<void>& written) {
        const Result<void> saved = written ? m_folder.save(connection) : written;
        if (saved || !written)
            return answer(saved ? Result(connection) : saved.error());
        removeSecrets(m_store, connection.id, fields, receiver, [answer, saved](const Result<void>&) { answer(saved.error()); });
    });
}

void Connections::add(Connection connection, GivenSecrets secrets, QObject* receiver, Saved answer)
{
    QString problem = connectionNameProblem(connection.name);
    if (problem.isEmpty() && m_folder.find(connection.name))
        problem = Tr::tr("There is a connection \"%1\" already.").arg(connection.name);
    if (!problem.isEmpty()) {
        const Error error {Tr::tr("The connection is not added."), problem, {}, Tr::tr("Choose another name.")};
        return answerLater(receiver, std::move(answer), Result<Connection>(error));
    }
    connection.id = newKeyId();
    if (connection.archive.isEmpty())
        connection.archive = newArchiveFor(connection.name);
    keep(std::move(connection), std::move(secrets), receiver, std::move(answer));
}

Result<Connection> Connections::changed(const QString& name, Connection connection, const GivenSecrets& secrets) const
{
    Result<Connection> there = m_folder.named(name);
    if (!there)
        return there;
    connection.id = there->id;
    connection.secrets = secretsOfUse(connection, there->secrets);
    if (connection.archive.isEmpty())
        connection.archive = there->archive;
    const auto stays = [&](const QByteArray& field) { return !secrets.contains(field); };
    if (std::ranges::any_of(givenForAnother(*there, connection), stays))
        return Error {Tr::tr("The connection \"%1\" stays as it is.").arg(name),
            Tr::tr("It would send what was given for another server or proxy."), {}, Tr::tr("Enter its password, token or key again.")};
    return connection;
}

void Connections::replace(const QString& name, Connection connection, GivenSecrets secrets, QObject* receiver, Saved answer)
{
    Result<Connection> replacement = changed(name, std::move(connection), secrets);
    if (!replacement)
        return answerLater(receiver, std::move(answer), std::move(replacement));
    QList<QByteArray> dropped;
    const Result<Connection> before = m_folder.named(name);
    for (const QByteArray& field : before ? keptFields(*before) : QList<QByteArray>()) {
        if (!replacement->secrets.contains(field) && !secrets.contains(field))
            dropped << field;
    }
    const auto drop = [store = m_store, dropped, receiver, answer = std::move(answer)](const Result<Connection>& saved) {
        if (!saved || dropped.isEmpty())
            return answer(saved);
        removeSecrets(store, saved->id, dropped, receiver, [saved, answer](const Result<void>& removed) { answer(removed ? saved : removed.error()); });
    };
    keep(*std::move(replacement), std::move(secrets), receiver, drop);
}

void Connections::duplicate(const QString& name, const QString& newName, QObject* receiver, Saved answer)
{
    const Result<Connection> there = m_folder.named(name);
    if (!there)
        return answerLater(receiver, std::move(answer), Result<Connection>(there.error()));
    Connection copy = *there;
    copy.name = newName;
    copy.archive.clear();
    readSecrets(m_store, there->id, secretFields(*there), {}, receiver, [this, copy, receiver, answer](Result<GivenSecrets> secrets) {
        if (!secrets)
            return answer(secrets.error());
        add(copy, *std::move(secrets), receiver, answer);
    });
}

Result<Connection> Connections::rename(const QString& name, const QString& newName)
{
    Result<Connection> connection = m_folder.named(name);
    if (!connection)
        return connection;
    connection->name = newName;
    const Result<void> saved = m_folder.save(*connection);
    return saved ? connection : saved.error();
}

Result<Connection> Connections::setEnabled(const QString& name, bool enabled)
{
    Result<Connection> connection = m_folder.named(name);
    if (!connection)
        return connection;
    connection->enabled = enabled;
    const Result<void> saved = m_folder.save(*connection);
    return saved ? connection : saved.error();
}

// A copy of the file that somebody made may name the same secrets: they go with the last one.
void Connections::remove(const QString& name, QObject* receiver, SecretStore::Done answer)
{
    const Result<Connection> connection = m_folder.named(name);
    const std::vector<ConnectionEntry> entries = m_folder.list();
    const auto uses = [&](const ConnectionEntry& entry) { return connection && entry.connection.id == connection->id; };
    const bool isLast = connection && std::ranges::count_if(entries, uses) == 1;
    const QList<QByteArray> kept = isLast ? keptFields(*connection) : QList<QByteArray>();
    const auto drop = [folder = m_folder, name, answer](const Result<void>& removed) { answer(removed ? folder.remove(name) : removed); };
    if (kept.isEmpty())
        return answerLater(receiver, drop, Result<void>());
    removeSecrets(m_store, connection->id, kept, receiver, drop);
}

Result<void> Connections::exportTo(const QString& name, const QString& file) const
{
    const Result<Connection> connection = m_folder.named(name);
    if (!connection)
        return connection.error();
    QSaveFile out(file);
    const QByteArray text = writeForExport(*connection);
    if (!out.open(QIODevice::WriteOnly) || out.write(text) != text.size() || !out.commit())
        return Error {Tr::tr("Cannot export the connection \"%1\".").arg(name), out.errorString(), QDir::toNativeSeparators(file),
            Tr::tr("Check that you may write there and that the disk has room.")};
    return {};
}

void Connections::open(const Connection& connection, GivenSecrets given, QObject* receiver, Opened answer) const
{
    readSecrets(m_store, connection.id, keptFields(connection), std::move(given), receiver, [connection, answer](Result<GivenSecrets> read) {
        const QList<QByteArray> fields = secretFields(connection);
        const auto missing = std::ranges::find_if(fields, [&](const QByteArray& field) { return read && !read->contains(field); });
        answer(missing == fields.end() ? std::move(read) : Result<GivenSecrets>(notGiven(connection, *missing)));
    });
}

} // namespace auditlens
