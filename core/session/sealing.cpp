// SPDX-License-Identifier: MIT
#include "session/sealing.h"

#include "ledger/signingkeyfile.h"
#include "secrets/keychainstore.h"
#include "secrets/keyring.h"
#include "session/delivery.h"

namespace auditlens {

Sealing::Sealing(QSettings* settings, QObject* parent)
    : QObject(parent)
    , m_settings(settings)
{
    connect(&m_news, &PercentNews::progressed, this, &Sealing::progressed);
}

QStringList Sealing::keyNames() const
{
    QStringList names;
    for (const KnownKey& key : readKeys(*m_settings).keys) {
        if (key.kind == KeyKind::Sealing)
            names << key.name;
    }
    return names;
}

void Sealing::run(const SealRequest& request, std::shared_ptr<const Secret> key)
{
    deliver(m_cancel, [request, key = std::move(key), tell = m_news.start()](const Cancellation& cancelled) {
        return sealArchive(request, *key, cancelled, tell);
    }).then(this, [this](const Result<SealStatement>& statement) {
        m_news.stop();
        if (statement)
            Q_EMIT sealed(*statement);
        else
            Q_EMIT failed(statement.error());
    });
}

void Sealing::withFile(const SealRequest& request, const QString& pemFile)
{
    m_cancel = Cancellation();
    Result<Secret> key = loadSigningKey(pemFile);
    if (!key)
        Q_EMIT failed(key.error());
    else
        run(request, std::make_shared<const Secret>(*std::move(key)));
}

void Sealing::withKey(const SealRequest& request, const QString& name)
{
    m_cancel = Cancellation();
    findSecretStore(this, [this, request, name](const std::shared_ptr<SecretStore>& store) {
        if (const auto trouble = store->unavailable())
            return Q_EMIT failed(*trouble);
        const auto keyring = std::make_shared<const Keyring>(m_settings, store);
        keyring->read(name, this, [this, request, keyring](const Result<std::vector<Secret>>& keys) {
            Result<Secret> key = keys ? ed25519KeyFromPem(keys->front()) : keys.error();
            if (!key)
                return Q_EMIT failed(key.error());
            run(request, std::make_shared<const Secret>(*std::move(key)));
        });
    });
}

} // namespace auditlens
