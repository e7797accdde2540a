// SPDX-License-Identifier: MIT
#pragma once

#include "integrity/signatures.h"
#include "secrets/knownkey.h"

#include <QObject>
#include <QStringList>

#include <memory>
#include <vector>

namespace auditlens {

class Revealer;

/// The keys that check signatures, and a sentence for each that could not be read.
struct SigningKeys
{
    std::vector<SchemeKeys> keys;
    QStringList problems;
};

/// Reads those of the person's keys that can check signatures of an archive. The keychain, which may ask the person, is
/// looked for only when there is such a key. Lives on the GUI thread; never waits.
class SigningKeyReader : public QObject
{
    Q_OBJECT

public:
    /// The revealer, whose keyring is read, outlives this.
    explicit SigningKeyReader(Revealer* revealer, QObject* parent = nullptr);

    /// ready() follows, also when no key fits. Meanwhile another call does nothing.
    void read(const ArchiveInfo& info);
    /// Nothing follows any more.
    void cancel();
    bool isReading() const { return m_read != nullptr; }
    /// Names of the keys that are still to be read.
    QStringList awaited() const;

Q_SIGNALS:
    void ready(const std::shared_ptr<auditlens::SigningKeys>& keys);

private:
    void findWanted();
    void readNext();
    void take(const KnownKey& known, Result<std::vector<Secret>> generations);

    Revealer* m_revealer;
    std::vector<std::string_view> m_schemes; ///< Of the archive.
    std::vector<KnownKey> m_wanted; ///< Those still to be read; the last one is next.
    std::shared_ptr<SigningKeys> m_read; ///< Null while nothing is being read.
    bool m_awaitsStore = false;
};

} // namespace auditlens
