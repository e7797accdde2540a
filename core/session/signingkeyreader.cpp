// SPDX-License-Identifier: MIT
#include "session/signingkeyreader.h"

#include "secrets/signingkeys.h"
#include "session/revealer.h"
#include "trust/ed25519.h"

#include <algorithm>

namespace auditlens {

namespace {

/// An Ed25519 key seals and signs policies; no service signs its events with one.
bool isForSeals(const KnownKey& key)
{
    return std::ranges::any_of(key.generations, [](const KeyGeneration& generation) {
        return bool(Ed25519PublicKey::fromPem(generation.pem.toStdString()));
    });
}

} // namespace

SigningKeyReader::SigningKeyReader(Revealer* revealer, QObject* parent)
    : QObject(parent)
    , m_revealer(revealer)
{
    connect(m_revealer, &Revealer::keysChanged, this, [this] {
        if (!std::exchange(m_awaitsStore, false))
            return;
        findWanted();
        readNext();
    });
}

void SigningKeyReader::read(const ArchiveInfo& info)
{
    if (m_read)
        return;
    m_read = std::make_shared<SigningKeys>();
    m_schemes.clear();
    for (const SignatureScheme* scheme : possibleSchemes(info))
        m_schemes.push_back(scheme->id());
    findWanted();
    if (!m_wanted.empty() && !m_revealer->isStoreKnown()) {
        m_awaitsStore = true;
        m_revealer->findKeys();
        return;
    }
    readNext();
}

void SigningKeyReader::cancel()
{
    m_wanted.clear();
    m_read.reset();
    m_awaitsStore = false;
}

void SigningKeyReader::findWanted()
{
    m_wanted = m_revealer->keyring().list().keys;
    std::erase_if(m_wanted, [this](const KnownKey& key) {
        const std::string_view scheme = schemeOfKey(key.kind);
        return std::ranges::find(m_schemes, scheme) == m_schemes.end() || isForSeals(key);
    });
}

QStringList SigningKeyReader::awaited() const
{
    QStringList names;
    for (const KnownKey& key : m_wanted)
        names << key.name;
    return names;
}

void SigningKeyReader::readNext()
{
    if (m_wanted.empty()) {
        const auto read = std::exchange(m_read, nullptr);
        Q_EMIT ready(read);
        return;
    }
    const KnownKey known = m_wanted.back();
    m_revealer->keyring().read(known.name, this, [this, known, asked = m_read](Result<std::vector<Secret>> generations) {
        if (asked == m_read)
            take(known, std::move(generations));
    });
}

void SigningKeyReader::take(const KnownKey& known, Result<std::vector<Secret>> generations)
{
    m_wanted.pop_back();
    if (!generations) {
        m_read->problems << generations.error().oneLine();
        return readNext();
    }
    for (Secret& key : *generations)
        addKey(m_read->keys, schemeOfKey(known.kind), known.name, std::move(key));
    readNext();
}

} // namespace auditlens
