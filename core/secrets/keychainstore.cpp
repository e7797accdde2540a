// SPDX-License-Identifier: MIT
#include "secrets/keychainstore.h"

#include "secrets/nostore.h"

#include <QCoreApplication>
#include <QPointer>
#include <QSettings>

#include <openssl/crypto.h>
#include <qt6keychain/keychain.h>

namespace auditlens {

namespace {

using namespace Qt::StringLiterals;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::KeychainStore)
};

QString sentence(const QString& text)
{
    const QString trimmed = text.trimmed();
    return trimmed.isEmpty() || trimmed.endsWith(u'.') ? trimmed : trimmed + u'.';
}

QString helpFor(QKeychain::Error code)
{
    switch (code) {
    case QKeychain::AccessDeniedByUser:
        return Tr::tr("Allow it when the keychain asks.");
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        return NoStore(QString()).error().help;
    default:
        return Tr::tr("Unlock the keychain: log in to the desktop, or open it with the system's program for passwords "
                      "and keys; where it has no default keychain, create one there.");
    }
}

QString placeOf(const QKeychain::Job& job)
{
    return Tr::tr("entry \"%1\" of \"%2\" in the keychain").arg(job.key(), job.service());
}

Error errorOf(const QKeychain::Job& job, const QString& what)
{
    const QString why = sentence(job.errorString());
    return {what, why.isEmpty() ? Tr::tr("The keychain gave no reason.") : why, placeOf(job), helpFor(job.error())};
}

QString cannotRead()
{
    return Tr::tr("Cannot read from the keychain.");
}

QString cannotWrite()
{
    return Tr::tr("Cannot write to the keychain.");
}

QString cannotRemove()
{
    return Tr::tr("Cannot remove from the keychain.");
}

// All copies of a QByteArray share one buffer as long as nobody asks for a writable one, which would make another.
void wipe(const QByteArray& shared)
{
    OPENSSL_cleanse(const_cast<char*>(shared.constData()), std::size_t(shared.size()));
}

// A job must not end while the keychain works for it, so it belongs to nobody and ends itself after its answer.
template <typename Job, typename Finished>
void start(Job* job, const QString& name, Finished finished)
{
    job->setKey(name);
    job->setInsecureFallback(false);
    // KWallet's side looks for old plain entries in the settings; here there are none to be found, planted or not.
    job->setSettings(new QSettings(u"/dev/null"_s, QSettings::IniFormat, job));
    QObject::connect(job, &QKeychain::Job::finished, job, [job, finished = std::move(finished)] { finished(*job); });
    job->start();
}

Result<std::optional<Secret>> secretOf(const QKeychain::ReadPasswordJob& job)
{
    const QByteArray bytes = job.binaryData();
    std::optional<Secret> secret;
    if (job.error() == QKeychain::NoError && !bytes.isEmpty())
        secret = Secret::copyOf(std::string_view(bytes.constData(), std::size_t(bytes.size())));
    wipe(bytes);
    if (job.error() == QKeychain::NoError || job.error() == QKeychain::EntryNotFound)
        return secret;
    return errorOf(job, cannotRead());
}

void readFrom(const QString& service, const QString& name, QObject* receiver, SecretStore::Read answer)
{
    start(new QKeychain::ReadPasswordJob(service), name,
        [guard = QPointer(receiver), answer = std::move(answer)](const QKeychain::ReadPasswordJob& job) {
            Result<std::optional<Secret>> secret = secretOf(job);
            if (guard)
                answer(std::move(secret));
        });
}

Error notKept(const QKeychain::Job& job)
{
    return {cannotWrite(), Tr::tr("It took the secret and does not give it back."), placeOf(job),
        helpFor(QKeychain::AccessDenied)};
}

Error notRemoved(const QKeychain::Job& job)
{
    return {cannotRemove(), Tr::tr("The entry is still there."), placeOf(job),
        Tr::tr("Remove it with the system's program for passwords and keys.")};
}

} // namespace

void KeychainStore::readEntry(const QString& name, QObject* receiver, Read answer)
{
    readFrom(m_service, name, receiver, std::move(answer));
}

void KeychainStore::writeEntry(const QString& name, Secret secret, QObject* receiver, Done answer)
{
    const std::string_view text = secret.reveal();
    const QByteArray bytes(text.data(), qsizetype(text.size()));
    auto* const job = new QKeychain::WritePasswordJob(m_service);
    job->setBinaryData(bytes);
    const auto kept = std::make_shared<Secret>(std::move(secret));
    start(job, name, [name, bytes, kept, guard = QPointer(receiver), answer](const QKeychain::WritePasswordJob& written) {
        wipe(bytes);
        if (!guard)
            return;
        if (written.error() != QKeychain::NoError)
            return answer(errorOf(written, cannotWrite()));
        readFrom(written.service(), name, guard, [error = notKept(written), kept, answer](Result<std::optional<Secret>> found) {
            if (!found)
                answer(found.error());
            else
                answer(*found && **found == *kept ? Result<void>() : error);
        });
    });
}

void KeychainStore::removeEntry(const QString& name, QObject* receiver, Done answer)
{
    start(new QKeychain::DeletePasswordJob(m_service), name,
        [name, guard = QPointer(receiver), answer](const QKeychain::DeletePasswordJob& removed) {
            if (!guard)
                return;
            if (removed.error() != QKeychain::NoError && removed.error() != QKeychain::EntryNotFound)
                return answer(errorOf(removed, cannotRemove()));
            readFrom(removed.service(), name, guard, [error = notRemoved(removed), answer](Result<std::optional<Secret>> found) {
                if (!found)
                    answer(found.error());
                else
                    answer(*found ? error : Result<void>());
            });
        });
}

void findSecretStore(QObject* receiver, std::function<void(std::shared_ptr<SecretStore>)> answer)
{
    const auto decide = [guard = QPointer(receiver), answer = std::move(answer)](const QKeychain::ReadPasswordJob& job) {
        if (!guard)
            return;
        switch (job.error()) {
        case QKeychain::NoBackendAvailable:
        case QKeychain::NotImplemented:
        case QKeychain::OtherError:
            return answer(std::make_shared<NoStore>(sentence(job.errorString())));
        default:
            return answer(std::make_shared<KeychainStore>());
        }
    };
    start(new QKeychain::ReadPasswordJob(u"AuditLens"_s), u"is there a keychain"_s, decide);
}

} // namespace auditlens
