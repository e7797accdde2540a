// SPDX-License-Identifier: MIT
#include "ledger/signingkeyfile.h"

#include "ledger/privatefile.h"
#include "trust/ed25519.h"

namespace auditlens {

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
    if (key)
        return key;
    Error error = key.error();
    error.where = file;
    return error;
}

} // namespace auditlens
