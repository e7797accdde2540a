// SPDX-License-Identifier: MIT
#include "ledger/signingkeyfile.h"

#include "ledger/privatefile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::Ledger)
};

constexpr qint64 mostPemBytes = 64 << 10;

Error at(const QString& file, Error error)
{
    error.where = file;
    return error;
}

} // namespace

Result<void> saveSigningKey(const Secret& key, const QString& file)
{
    const Result<Secret> pem = ed25519KeyToPem(key);
    if (!pem)
        return pem.error();
    Result<PrivateFile> made = PrivateFile::open(file, PrivateFile::Mode::New);
    if (!made)
        return made.error();
    return made->append(pem->reveal(), true);
}

Result<Secret> loadSigningKey(const QString& file)
{
    const Result<PrivateFile> opened = PrivateFile::open(file, PrivateFile::Mode::Read);
    if (!opened)
        return opened.error();
    const Result<Secret> pem = opened->readSecret();
    if (!pem)
        return pem.error();
    Result<Secret> key = ed25519KeyFromPem(*pem);
    return key ? std::move(key) : Result<Secret>(at(file, key.error()));
}

Result<Secret> makeSigningKey(const QString& file)
{
    Result<Secret> key = makeEd25519Key();
    if (!key)
        return key;
    QDir().mkpath(QFileInfo(file).absolutePath());
    const Result<void> saved = saveSigningKey(*key, file);
    return saved ? std::move(key) : Result<Secret>(saved.error());
}

Result<Ed25519PublicKey> loadPublicKey(const QString& file)
{
    QFile opened(file);
    if (!QFileInfo(file).isFile() || !opened.open(QIODevice::ReadOnly))
        return Error {Tr::tr("Cannot read the public key."), Tr::tr("There is no such file, or it may not be read."), file,
            Tr::tr("Name the PEM file of an Ed25519 public key.")};
    const Result<Ed25519PublicKey> key = Ed25519PublicKey::fromPem(opened.read(mostPemBytes).toStdString());
    return key ? key : Result<Ed25519PublicKey>(at(file, key.error()));
}

Result<bool> keepPublicKey(const Secret& key, const QString& file)
{
    if (QFileInfo::exists(file))
        return false;
    const Result<Ed25519PublicKey> publicKey = Ed25519PublicKey::ofPrivateKey(key);
    if (!publicKey)
        return publicKey.error();
    QDir().mkpath(QFileInfo(file).absolutePath());
    QSaveFile saved(file);
    const QByteArray pem = QByteArray::fromStdString(publicKey->pem());
    if (saved.open(QIODevice::WriteOnly) && saved.write(pem) == pem.size() && saved.commit())
        return true;
    return Error {Tr::tr("Cannot write the ledger's public key."), saved.errorString() + QChar(u'.'), file,
        Tr::tr("Check that you may write there and that the disk has room.")};
}

} // namespace auditlens
