// SPDX-License-Identifier: MIT
#include "cli/ledgeraccess.h"

#include "ledger/signingkeyfile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSaveFile>
#include <QStandardPaths>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::CommandLine)
};

QString ownFile(const QString& name)
{
    return QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)).filePath(name);
}

Result<void> savePublicKey(const Secret& key, const QString& path)
{
    const Result<Ed25519PublicKey> publicKey = Ed25519PublicKey::ofPrivateKey(key);
    if (!publicKey)
        return publicKey.error();
    QSaveFile file(path);
    const QByteArray pem = QByteArray::fromStdString(publicKey->pem());
    if (file.open(QIODevice::WriteOnly) && file.write(pem) == pem.size() && file.commit())
        return {};
    return Error {Tr::tr("Cannot write the ledger's public key."), file.errorString() + QChar(u'.'), path,
        Tr::tr("Check that you may write there and that the disk has room.")};
}

/// Another process may make one at the same time: then this one fails, and the next try finds it.
Result<Secret> makeSigningKey(const QString& path, Console& console)
{
    Result<Secret> key = makeEd25519Key();
    if (!key)
        return key;
    QDir().mkpath(QFileInfo(path).absolutePath());
    if (const Result<void> saved = saveSigningKey(*key, path); !saved)
        return saved.error();
    const QString publicFile = ownFile(QStringLiteral("ledger-public.pem"));
    if (const Result<void> saved = savePublicKey(*key, publicFile); !saved)
        return saved.error();
    console.say(Tr::tr("The ledger's signing key was made. It is in a file that only you may read: whoever copies \"%1\" can write a "
                       "ledger of their own. Keep a copy of \"%2\" elsewhere: the ledger is verified with it.")
                    .arg(path, publicFile));
    return key;
}

} // namespace

QString ownLedgerPath()
{
    return ownFile(QStringLiteral("ledger.jsonl"));
}

Result<Ledger> openLedger(const QString& path, Console& console)
{
    const QString keyFile = ownFile(QStringLiteral("ledger-key.pem"));
    Result<Secret> key = QFileInfo::exists(keyFile) ? loadSigningKey(keyFile) : makeSigningKey(keyFile, console);
    if (!key)
        return key.error();
    Result<Ledger> ledger = Ledger::open(path, *std::move(key));
    if (ledger && ledger->foundTornEntry())
        console.say(Tr::tr("The ledger ends in an entry that was cut off while it was written. It stays there, and the next entry signs that it was found."));
    return ledger;
}

} // namespace auditlens
