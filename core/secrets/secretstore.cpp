// SPDX-License-Identifier: MIT
#include "secrets/secretstore.h"

#include <QCoreApplication>

#include <algorithm>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::SecretStore)
};

constexpr qsizetype maxNameLength = 200;

std::optional<Error> nameError(const QString& name)
{
    const bool printable = std::ranges::all_of(name, [](QChar c) { return c >= QChar(0x20) && c < QChar(0x7f); });
    if (!name.isEmpty() && name.size() <= maxNameLength && printable)
        return {};
    return Error {Tr::tr("This entry of the keychain is not asked for."),
        Tr::tr("Its name is empty, too long, or has characters other than plain letters, digits and signs."), {},
        Tr::tr("Remove the key from the list and add it again.")};
}

std::optional<Error> sizeError(const Secret& secret)
{
    if (!secret.empty() && secret.size() <= maxSecretBytes)
        return {};
    return Error {Tr::tr("This secret is not stored."),
        secret.empty() ? Tr::tr("It is empty.") : Tr::tr("It has more than %1 KiB.").arg(maxSecretBytes >> 10), {},
        Tr::tr("Check that it is the key and the whole key.")};
}

} // namespace

void SecretStore::read(const QString& name, QObject* receiver, Read answer)
{
    if (const auto error = nameError(name))
        answerLater(receiver, std::move(answer), Result<std::optional<Secret>>(*error));
    else
        readEntry(name, receiver, std::move(answer));
}

void SecretStore::write(const QString& name, Secret secret, QObject* receiver, Done answer)
{
    auto error = nameError(name);
    if (!error)
        error = sizeError(secret);
    if (error)
        answerLater(receiver, std::move(answer), Result<void>(*error));
    else
        writeEntry(name, std::move(secret), receiver, std::move(answer));
}

void SecretStore::remove(const QString& name, QObject* receiver, Done answer)
{
    if (const auto error = nameError(name))
        answerLater(receiver, std::move(answer), Result<void>(*error));
    else
        removeEntry(name, receiver, std::move(answer));
}

} // namespace auditlens
