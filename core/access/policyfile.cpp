// SPDX-License-Identifier: MIT
#include "access/policyfile.h"

#include "access/policytext.h"
#include "base/result.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::AccessPolicy)
};

Error unusable(const QString& path, const QString& why)
{
    return {Tr::tr("The access policy \"%1\" cannot be used, so it denies everything.").arg(QFileInfo(path).fileName()), why,
        path, Tr::tr("Have its administrator repair it; docs/access-policy.md describes it.")};
}

/// At most one byte more than `most`, so that a longer file shows.
Result<QByteArray> bytesOf(const QString& path, const QString& policy, std::size_t most)
{
    QFile file(path);
    if (!QFileInfo(path).isFile()) // A pipe would make the reader wait.
        return unusable(policy, Tr::tr("There is no file \"%1\".").arg(QFileInfo(path).fileName()));
    if (!file.open(QIODevice::ReadOnly))
        return unusable(policy, file.errorString() + QChar(u'.'));
    return file.read(qint64(most) + 1);
}

bool isSigned(const QByteArray& text, const QByteArray& signature, const Ed25519PublicKey& key)
{
    return signature.size() == qsizetype(sizeof(Ed25519Signature))
        && key.matches({text.constData(), std::size_t(text.size())},
            {reinterpret_cast<const unsigned char*>(signature.constData()), std::size_t(signature.size())});
}

} // namespace

AccessPolicy loadPolicy(const QString& path, const std::optional<Ed25519PublicKey>& administrator)
{
    const Result<QByteArray> text = bytesOf(path, path, maxPolicyBytes);
    if (!text)
        return AccessPolicy::denyAll(text.error());
    if (administrator) {
        const Result<QByteArray> signature = bytesOf(path + QStringLiteral(".sig"), path, sizeof(Ed25519Signature));
        if (!signature)
            return AccessPolicy::denyAll(signature.error());
        if (!isSigned(*text, *signature, *administrator))
            return AccessPolicy::denyAll(unusable(path, Tr::tr("Its signature is not that of the administrator's key over this text.")));
    }
    return policyOf({text->constData(), std::size_t(text->size())}, path);
}

AccessPolicy policyOf(std::string_view text, const QString& path)
{
    Result<PolicyContent, QString> content = readPolicyText(text);
    return content ? AccessPolicy(*std::move(content)) : AccessPolicy::denyAll(unusable(path, content.error()));
}

} // namespace auditlens
