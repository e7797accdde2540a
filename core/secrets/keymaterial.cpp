// SPDX-License-Identifier: MIT
#include "secrets/keymaterial.h"

#include "trust/ed25519.h"
#include "trust/signaturecheck.h"
#include "unmask/tigerkey.h"

#include <QCoreApplication>

#include <algorithm>

namespace auditlens {

namespace {

using namespace Qt::StringLiterals;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::KeyMaterial)
};

constexpr std::size_t randomKeyBytes = 32;

Error unusable(const QString& why)
{
    return {Tr::tr("This key cannot be used."), why, {}, Tr::tr("Check that it is the whole key and the kind you named.")};
}

bool isPemOf(std::string_view text, std::string_view what)
{
    return text.find("-----BEGIN ") != std::string_view::npos && text.find(what) != std::string_view::npos;
}

bool isRandom(const Secret& key)
{
    const std::string_view start = key.reveal().substr(0, key.size() - 1);
    return key.size() == randomKeyBytes && !std::ranges::all_of(start, [](char c) { return c >= ' ' && c <= '~'; });
}

} // namespace

std::optional<Error> materialError(KeyKind kind, const Secret& key)
{
    if (key.empty())
        return unusable(Tr::tr("It is empty."));
    if (kind == KeyKind::Public) {
        const Result<QByteArray> pem = publicKeyPem(key);
        return pem ? std::nullopt : std::optional(pem.error());
    }
    if (isPemOf(key.reveal(), "PUBLIC KEY-----"))
        return unusable(Tr::tr("It is a public key, and its kind is another."));
    if (kind == KeyKind::Sealing) {
        const Result<QByteArray> half = publicHalfPem(key);
        return half ? std::nullopt : std::optional(half.error());
    }
    if (kind == KeyKind::TigerSensitive && key.size() != randomKeyBytes && !tigerKey(key))
        return unusable(Tr::tr("tiger_audit_trail could not have used it: it is no text, or 44 characters that are no Fernet key."));
    return {};
}

Result<QByteArray> publicKeyPem(const Secret& text)
{
    constexpr std::string_view begin = "-----BEGIN PUBLIC KEY-----";
    constexpr std::string_view end = "-----END PUBLIC KEY-----";
    const std::string_view all = text.reveal();
    const std::size_t from = all.find(begin);
    const std::size_t to = from == std::string_view::npos ? from : all.find(end, from);
    if (to == std::string_view::npos || isPemOf(all, "PRIVATE KEY-----"))
        return unusable(Tr::tr("It is not a PEM file with one \"BEGIN PUBLIC KEY\"."));
    const std::string pem = std::string(all.substr(from, to + end.size() - from)) + '\n';
    if (const Result<Ed25519PublicKey> key = Ed25519PublicKey::fromPem(pem))
        return QByteArray::fromStdString(key->pem());
    const Secret rsa[] = {Secret::copyOf(pem)};
    if (!makeRsaPssCheck(rsa))
        return unusable(Tr::tr("It is neither an Ed25519 nor an RSA public key."));
    return QByteArray::fromStdString(pem);
}

Result<QByteArray> publicHalfPem(const Secret& key)
{
    const Result<Secret> bytes = ed25519KeyFromPem(key);
    if (!bytes)
        return bytes.error();
    const Result<Ed25519PublicKey> half = Ed25519PublicKey::ofPrivateKey(*bytes);
    return half ? Result(QByteArray::fromStdString(half->pem())) : half.error();
}

QString publicFingerprint(const QByteArray& pem)
{
    return QString::fromStdString(fingerprintOf(Secret::copyOf(pem.toStdString())));
}

void cutLineEnd(Secret& key)
{
    if (!key.reveal().ends_with('\n') || isRandom(key))
        return;
    const std::size_t cut = key.reveal().ends_with("\r\n") ? 2 : 1;
    key.shrink(key.size() - cut);
}

} // namespace auditlens
