// SPDX-License-Identifier: MIT
#include "session/connectiondesk.h"

#include "access/accesspolicy.h"
#include "base/text.h"
#include "connections/tokenclaims.h"
#include "formats/registry.h"
#include "secrets/knownkey.h"
#include "secrets/memorystore.h"
#include "secrets/nostore.h"
#include "session/delivery.h"

#include <QDir>
#include <QPointer>

#include <algorithm>

namespace auditlens {

namespace {

constexpr int settleMs = 50;

bool isSame(const ConnectionEntry& a, const ConnectionEntry& b)
{
    const QString whyA = a.problem ? a.problem->oneLine() : QString();
    const QString whyB = b.problem ? b.problem->oneLine() : QString();
    return a.file == b.file && a.connection == b.connection && whyA == whyB;
}

Error noConnection(const std::string& service)
{
    return {ConnectionDesk::tr("Nobody can ask \"%1\" what you may.").arg(toQString(service)), ConnectionDesk::tr("There is no connection to it, or it is disabled."), {},
        ConnectionDesk::tr("Connect to the service that the event came from.")};
}

} // namespace

ConnectionDesk::ConnectionDesk(ConnectionFolder folder, FindStore findStore, std::shared_ptr<const FormatRegistry> formats, QObject* parent)
    : QObject(parent)
    , m_folder(std::move(folder))
    , m_findStore(std::move(findStore))
    , m_formats(std::move(formats))
    , m_entries(m_folder.list())
{
    takeStore(std::make_shared<NoStore>(QString()));
    m_storeKnown = false;
    QDir().mkpath(m_folder.path()); // What is not there cannot be watched.
    m_watcher.addPath(m_folder.path());
    m_settled.setSingleShot(true);
    m_settled.setInterval(settleMs);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, &m_settled, qOverload<>(&QTimer::start));
    connect(&m_settled, &QTimer::timeout, this, &ConnectionDesk::refresh);
}

ConnectionDesk::~ConnectionDesk()
{
    m_test.request();
}

const ConnectionEntry* ConnectionDesk::find(const QString& name) const
{
    const auto found = std::ranges::find_if(m_entries, [&](const ConnectionEntry& entry) { return isSameKeyName(entry.connection.name, name); });
    return found == m_entries.end() ? nullptr : &*found;
}

void ConnectionDesk::refresh()
{
    std::vector<ConnectionEntry> entries = m_folder.list();
    if (std::ranges::equal(entries, m_entries, isSame))
        return;
    m_entries = std::move(entries);
    Q_EMIT changed();
}

void ConnectionDesk::takeStore(std::shared_ptr<SecretStore> store)
{
    m_connections.push_back(std::make_unique<Connections>(m_folder, std::move(store)));
    m_storeKnown = true;
    Q_EMIT storeChanged();
}

void ConnectionDesk::findStore()
{
    if (hasStore())
        Q_EMIT storeChanged();
    else if (!std::exchange(m_looking, true))
        m_findStore(this, [this](std::shared_ptr<SecretStore> found) {
            m_looking = false;
            if (!hasStore()) // Else the person decided meanwhile.
                takeStore(std::move(found));
        });
}

void ConnectionDesk::keepSecretsForThisRun()
{
    if (m_storeKnown && store().kind() == SecretStore::Kind::None)
        takeStore(std::make_shared<MemoryStore>());
}

/// The connections with the keychain, as soon as that is known.
void ConnectionDesk::withStore(QObject* receiver, Ready ready)
{
    if (hasStore())
        return ready(*m_connections.back());
    connect(
        this, &ConnectionDesk::storeChanged, receiver, [this, ready = std::move(ready)] { ready(*m_connections.back()); }, Qt::SingleShotConnection);
    findStore();
}

void ConnectionDesk::open(const Connection& connection, QObject* receiver, Connections::Opened answer)
{
    if (connection.secrets.empty())
        return answerLater(receiver, std::move(answer), Result(GivenSecrets()));
    withStore(receiver, [=](Connections& connections) { connections.open(connection, {}, receiver, answer); });
}

/// The answer, behind the news of it.
template <typename T>
std::function<void(Result<T>)> ConnectionDesk::telling(std::function<void(Result<T>)> answer)
{
    return [desk = QPointer(this), answer = std::move(answer)](Result<T> result) {
        if (desk)
            desk->refresh();
        answer(std::move(result));
    };
}

void ConnectionDesk::add(const Connection& connection, const GivenSecrets& secrets, QObject* receiver, Saved answer)
{
    withStore(receiver, [=, this](Connections& connections) { connections.add(connection, secrets, receiver, telling(answer)); });
}

void ConnectionDesk::replace(const QString& name, const Connection& connection, const GivenSecrets& secrets, QObject* receiver, Saved answer)
{
    withStore(receiver, [=, this](Connections& connections) { connections.replace(name, connection, secrets, receiver, telling(answer)); });
}

void ConnectionDesk::duplicate(const QString& name, const QString& newName, QObject* receiver, Saved answer)
{
    withStore(receiver, [=, this](Connections& connections) { connections.duplicate(name, newName, receiver, telling(answer)); });
}

void ConnectionDesk::remove(const QString& name, QObject* receiver, SecretStore::Done answer)
{
    withStore(receiver, [=, this](Connections& connections) { connections.remove(name, receiver, telling(answer)); });
}

Result<Connection> ConnectionDesk::rename(const QString& name, const QString& newName)
{
    Result<Connection> renamed = m_connections.back()->rename(name, newName);
    refresh();
    return renamed;
}

Result<Connection> ConnectionDesk::setEnabled(const QString& name, bool enabled)
{
    Result<Connection> connection = m_connections.back()->setEnabled(name, enabled);
    refresh();
    return connection;
}

Result<void> ConnectionDesk::exportTo(const QString& name, const QString& file) const
{
    return m_connections.back()->exportTo(name, file);
}

Result<Connection> ConnectionDesk::readExported(const QString& file)
{
    Result<Connection> connection = loadConnection(file);
    if (connection) {
        connection->id.clear();
        connection->secrets.clear();
        connection->archive.clear();
        connection->enabled = true;
    }
    return connection;
}

void ConnectionDesk::test(const QString& name, const Connection& connection, const GivenSecrets& secrets, QObject* receiver, Tested answer, StepNews news)
{
    m_test.request();
    m_test = Cancellation();
    if (name.isEmpty())
        return run(connection, secrets, receiver, std::move(answer), news);
    withStore(receiver, [=, this, own = m_test](Connections& connections) {
        const auto refuse = [=](const Error& error) {
            if (!own.requested())
                answer({failedTest(ConnectionStep::Settings, error), HttpTrace()});
        };
        const Result<Connection> meant = connections.changed(name, connection, secrets);
        if (!meant)
            return refuse(meant.error());
        connections.open(*meant, secrets, receiver, [=, this](const Result<GivenSecrets>& all) {
            if (!all)
                refuse(all.error());
            else if (!own.requested())
                run(*meant, *all, receiver, answer, news);
        });
    });
}

void ConnectionDesk::askClaims(const std::string& service, QObject* receiver, Claimed answer)
{
    const auto found = std::ranges::find_if(m_entries, [&](const ConnectionEntry& entry) { return !entry.problem && entry.connection.enabled && serviceAddress(serviceUrl(entry.connection)) == service; });
    if (service.empty() || found == m_entries.end())
        return answerLater(receiver, std::move(answer), Result<std::vector<std::string>>(noConnection(service)));
    open(found->connection, receiver, [connection = found->connection, receiver, answer](const Result<GivenSecrets>& secrets) {
        if (!secrets)
            return answer(secrets.error());
        deliver(Cancellation(), [connection, secrets = *secrets](const Cancellation& stop) { return askTokenClaims(connection, secrets, stop); })
            .then(receiver, [answer](const TokenClaims& token) { answer(token.error ? Result<std::vector<std::string>>(*token.error) : token.claims); });
    });
}

void ConnectionDesk::run(const Connection& connection, const GivenSecrets& secrets, QObject* receiver, Tested answer, const StepNews& news)
{
    // The way of the answer, so that it comes behind all of them.
    const auto post = [own = m_test, guard = QPointer<QObject>(receiver), news](ConnectionStep step) {
        const auto handOver = [own, guard, news, step] {
            if (guard && news && !own.requested())
                news(step);
        };
        QMetaObject::invokeMethod(QCoreApplication::instance(), handOver, Qt::QueuedConnection);
    };
    deliver(m_test, [connection, secrets, formats = m_formats, post](const Cancellation& cancelled) {
        return tryConnection(connection, secrets, *formats, cancelled, post);
    }).then(receiver, [own = m_test, answer = std::move(answer)](ConnectionTrial trial) {
        if (!own.requested())
            answer(std::move(trial));
    });
}

} // namespace auditlens
