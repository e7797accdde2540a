// SPDX-License-Identifier: MIT
#include "secrets/keysettings.h"

#include "secrets/keymaterial.h"
#include "trust/ed25519.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QSettings>

#include <algorithm>

namespace auditlens {

namespace {

using namespace Qt::StringLiterals;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::KeySettings)
};

const QString group = QStringLiteral("Keys");

bool isFingerprint(const QString& text)
{
    static const QRegularExpression form(QStringLiteral("\\A[0-9a-f]{4}(-[0-9a-f]{4}){3}\\z"));
    return form.match(text).hasMatch();
}

bool isPublicHalf(const QByteArray& pem)
{
    const Result<Ed25519PublicKey> key = Ed25519PublicKey::fromPem(pem.toStdString());
    return key && key->pem() == pem.toStdString();
}

// "ID FINGERPRINT TIME", and beside it the PEM text of a public key or of the public half of a sealing key.
std::optional<KeyGeneration> generationOf(const QString& text, const QString& pem, KeyKind kind)
{
    const QStringList words = text.split(u' ');
    if (words.size() != 3 || !isKeyId(words[0]) || !isFingerprint(words[1]))
        return {};
    const KeyGeneration made {words[0], words[1], QDateTime::fromString(words[2], Qt::ISODate).toUTC(), pem.toLatin1()};
    if (!made.added.isValid())
        return {};
    if (kind == KeyKind::Sealing)
        return isPublicHalf(made.pem) ? std::optional(made) : std::nullopt;
    if (kind != KeyKind::Public)
        return made.pem.isEmpty() ? std::optional(made) : std::nullopt;
    const Result<QByteArray> checked = publicKeyPem(Secret::copyOf(made.pem.toStdString()));
    const bool same = checked && *checked == made.pem && publicFingerprint(made.pem) == made.fingerprint;
    return same ? std::optional(made) : std::nullopt;
}

std::optional<KnownKey> keyOf(QSettings& settings, const QString& id)
{
    const std::optional<KeyKind> kind = kindOf(settings.value(u"kind"_s).toString());
    KnownKey key {id, settings.value(u"name"_s).toString(), kind.value_or(KeyKind::Public), settings.value(u"note"_s).toString(), {}};
    const QStringList generations = settings.value(u"generations"_s).toStringList();
    const QStringList pems = settings.value(u"pems"_s).toStringList();
    if (!kind || !isKeyId(id) || !keyNameProblem(key.name).isEmpty() || !keyNoteProblem(key.note).isEmpty())
        return {};
    if (generations.isEmpty() || generations.size() > qsizetype(maxGenerations))
        return {};
    for (qsizetype i = 0; i < generations.size(); ++i) {
        const auto generation = generationOf(generations[i], pems.value(i), *kind);
        if (!generation)
            return {};
        key.generations.push_back(*generation);
    }
    return key;
}

Result<void> synced(QSettings& settings)
{
    settings.sync();
    if (settings.status() == QSettings::NoError)
        return {};
    return Error {Tr::tr("Cannot save the list of keys."), Tr::tr("The settings file cannot be written."), settings.fileName(),
        Tr::tr("Check that you may write there and that the disk has room.")};
}

bool nameIsTaken(const std::vector<KnownKey>& keys, const KnownKey& key)
{
    return std::ranges::any_of(keys, [&key](const KnownKey& other) { return isSameKeyName(other.name, key.name); });
}

} // namespace

KeyList readKeys(QSettings& settings)
{
    KeyList list;
    settings.sync();
    settings.beginGroup(group);
    for (const QString& id : settings.childGroups()) {
        settings.beginGroup(id);
        const std::optional<KnownKey> key = list.keys.size() < maxKeys ? keyOf(settings, id) : std::nullopt;
        settings.endGroup();
        if (key && !nameIsTaken(list.keys, *key))
            list.keys.push_back(*key);
        else
            ++list.unreadable;
    }
    settings.endGroup();
    std::ranges::sort(list.keys, [](const KnownKey& a, const KnownKey& b) { return a.name.compare(b.name, Qt::CaseInsensitive) < 0; });
    return list;
}

Result<void> storeKey(QSettings& settings, const KnownKey& key)
{
    QStringList generations;
    QStringList pems;
    for (const KeyGeneration& generation : key.generations) {
        generations << generation.id + u' ' + generation.fingerprint + u' ' + generation.added.toString(Qt::ISODate);
        pems << QString::fromLatin1(generation.pem);
    }
    settings.beginGroup(group);
    settings.beginGroup(key.id);
    settings.setValue(u"name"_s, key.name);
    settings.setValue(u"kind"_s, kindWord(key.kind));
    settings.setValue(u"note"_s, key.note);
    settings.setValue(u"generations"_s, generations);
    if (key.kind == KeyKind::Public || key.kind == KeyKind::Sealing)
        settings.setValue(u"pems"_s, pems);
    settings.endGroup();
    settings.endGroup();
    return synced(settings);
}

Result<void> dropKey(QSettings& settings, const QString& id)
{
    settings.remove(group + u'/' + id);
    return synced(settings);
}

} // namespace auditlens
