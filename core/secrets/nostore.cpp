// SPDX-License-Identifier: MIT
#include "secrets/nostore.h"

#include <QCoreApplication>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::NoStore)
};

} // namespace

Error NoStore::error() const
{
    return {Tr::tr("There is no keychain on this machine that can be used now."),
        m_reason.isEmpty() ? Tr::tr("No program answers that keeps secrets.") : m_reason, {},
        Tr::tr("Install gnome-keyring with libsecret-1-0, or KWallet (libkf5wallet-bin), and work in a desktop session "
               "that starts it. Nothing secret is written into a file instead.")};
}

void NoStore::readEntry(const QString&, QObject* receiver, Read answer)
{
    answerLater(receiver, std::move(answer), Result<std::optional<Secret>>(error()));
}

void NoStore::writeEntry(const QString&, Secret, QObject* receiver, Done answer)
{
    answerLater(receiver, std::move(answer), Result<void>(error()));
}

void NoStore::removeEntry(const QString&, QObject* receiver, Done answer)
{
    answerLater(receiver, std::move(answer), Result<void>(error()));
}

} // namespace auditlens
