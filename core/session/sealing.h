// SPDX-License-Identifier: MIT
#pragma once

#include "base/cancellation.h"
#include "seal/sealarchive.h"
#include "session/percentnews.h"

#include <QObject>

#include <memory>

class QSettings;

namespace auditlens {

/// Seals an archive on the pool. Lives on the GUI thread; never waits. One seal at a time; sealed() or failed() follows
/// every call. When this ends before the work, the archive is sealed or as it was.
class Sealing : public QObject
{
    Q_OBJECT

public:
    /// The settings outlive this.
    explicit Sealing(QSettings* settings, QObject* parent = nullptr);
    ~Sealing() override { m_cancel.request(); }

    /// Names of the keys of the kind "seal" that are listed.
    QStringList keyNames() const;

    /// With the newest key of that name, from the keychain, which may ask the person.
    void withKey(const SealRequest& request, const QString& name);
    /// With a PEM file that only its owner may read.
    void withFile(const SealRequest& request, const QString& pemFile);
    void cancel() { m_cancel.request(); }
    /// Of the seal that is being made.
    int percent() const { return m_news.percent(); }

Q_SIGNALS:
    void progressed();
    void sealed(const auditlens::SealStatement& statement);
    void failed(const auditlens::Error& error);

private:
    void run(const SealRequest& request, std::shared_ptr<const Secret> key);

    QSettings* m_settings;
    Cancellation m_cancel;
    PercentNews m_news;
};

} // namespace auditlens
