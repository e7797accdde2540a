// SPDX-License-Identifier: MIT
#include "session/revealer.h"

#include "access/policyfile.h"
#include "base/text.h"
#include "ledger/signingkeyfile.h"
#include "reveal/agreementfile.h"
#include "secrets/ledgerkeeper.h"
#include "secrets/memorystore.h"
#include "secrets/nostore.h"
#include "session/delivery.h"
#include "sync/sourceorigin.h"

#include <QFileInfo>
#include <QPointer>
#include <QSettings>

#include <algorithm>

namespace auditlens {

namespace {

const QString policySetting = QStringLiteral("Access/policy");
const QString policyKeySetting = QStringLiteral("Access/policyKey");
const QString investigatorSetting = QStringLiteral("Access/investigator");
const QString hideSetting = QStringLiteral("Reveal/hideWhenInactive");

/// Reads all of it.
Result<LedgerCheck> checkedLedger(const QString& file, const Ed25519PublicKey& key, const std::optional<std::string>& lastHash, const Cancellation& cancellation)
{
    Result<LedgerReport> report = verifyLedger(file, key, lastHash, cancellation);
    if (!report)
        return report.error();
    return LedgerCheck {file, *std::move(report), lastHash.has_value()};
}

Error noLedgerKey(const QString& file)
{
    return {Revealer::tr("The ledger cannot be verified."), Revealer::tr("Its signing key is not on this machine."), file,
        Revealer::tr("Use \"auditlens ledger verify\" with the public key it was written under.")};
}

} // namespace

AccessPolicy PolicySource::load() const
{
    if (file.isEmpty())
        return AccessPolicy::without(isInvestigator ? WithoutPolicy::PersonIsInvestigator : WithoutPolicy::NobodyMayAnything);
    if (administratorKey.isEmpty())
        return loadPolicy(file, {}).withToken(service, claims);
    const Result<Ed25519PublicKey> key = loadPublicKey(administratorKey);
    return key ? loadPolicy(file, *key).withToken(service, claims) : AccessPolicy::denyAll(key.error());
}

/// What a desk is made of. Only one thread has it at a time.
struct Revealer::DeskParts
{
    LedgerPlaces places;
    PolicySource policy;
    std::string user;
    LedgerKeeper keeper;
    std::vector<Secret> keys = {};
    std::optional<LedgerKey> ledgerKey = {};
    QStringList remarks = {};

    Result<RevealDesk> makeDesk();
};

/// On the pool: everything that waits for the disk.
Result<RevealDesk> Revealer::DeskParts::makeDesk()
{
    if (const Result<bool> kept = keepPublicKey(ledgerKey->key, places.publicKey); !kept)
        return kept.error();
    if (ledgerKey->place == LedgerKey::Place::File)
        remarks << ledgerKey->placeText();
    Result<Ledger> ledger = Ledger::open(places.ledger, std::move(ledgerKey->key), ledgerKey->tail.value_or(LedgerTail()));
    if (!ledger)
        return ledger.error();
    if (ledger->foundTornEntry())
        remarks << Revealer::tr("The ledger ended in an entry that was cut off while it was written; the new entry signs that it was found.");
    return RevealDesk(policy.load(), *std::move(ledger), user);
}

/// One reveal on its way. Only one thread has it at a time.
struct Revealer::Job
{
    RevealRequest request;
    QPointer<QObject> receiver;
    Done done;
    std::shared_ptr<DeskParts> parts = {};
    LedgerTail tail = {};

    Result<Revealed> visit();
};

Result<Revealed> Revealer::Job::visit()
{
    Result<RevealDesk> desk = parts->makeDesk();
    if (!desk)
        return desk.error();
    std::optional<Agreement> agreement;
    if (!request.agreement.isEmpty()) {
        Result<Agreement> read = readAgreement(request.agreement);
        if (!read)
            return read.error();
        agreement = *std::move(read);
    }
    Result<Revealed> revealed = request.ask.step == LedgerStep::Equal
        ? desk->compare(request.target, request.value, parts->keys, request.known, request.ask)
        : desk->reveal(request.target, request.value, parts->keys, request.ask, agreement);
    tail = desk->ledger().tail();
    parts->keys.clear();
    request.known = Secret();
    return revealed;
}

Revealer::Revealer(QSettings* settings, LedgerPlaces places, std::string user, FindStore findStore, AskClaims askClaims, QObject* parent)
    : QObject(parent)
    , m_settings(settings)
    , m_places(std::move(places))
    , m_user(std::move(user))
    , m_findStore(std::move(findStore))
    , m_askClaims(std::move(askClaims))
{
    takeStore(std::make_shared<NoStore>(QString()));
    m_storeKnown = false;
}

void Revealer::takeStore(std::shared_ptr<SecretStore> store)
{
    m_store = std::move(store);
    m_keyrings.push_back(std::make_unique<Keyring>(m_settings, m_store));
    m_storeKnown = true;
    Q_EMIT keysChanged();
}

void Revealer::findKeys()
{
    if (std::exchange(m_storeAsked, true)) {
        if (m_storeKnown)
            Q_EMIT keysChanged();
        return;
    }
    m_findStore(this, [this](std::shared_ptr<SecretStore> store) { takeStore(std::move(store)); });
}

void Revealer::keepKeysForThisRun()
{
    if (m_store->kind() == SecretStore::Kind::None)
        takeStore(std::make_shared<MemoryStore>());
}

std::string Revealer::serviceOf(const ArchiveInfo& archive, SourceId source)
{
    const auto found = std::ranges::find(archive.sources, source, &StoredSource::id);
    return found == archive.sources.end() ? std::string() : serviceAddress(serviceUrl(found->info.origin));
}

PolicySource Revealer::policySource(const std::string& service) const
{
    const auto claims = m_claims.find(service);
    return {m_settings->value(policySetting).toString(), m_settings->value(policyKeySetting).toString(),
        m_settings->value(investigatorSetting, false).toBool(), service, claims == m_claims.end() ? std::vector<std::string>() : claims->second};
}

void Revealer::chooseInvestigator()
{
    m_settings->setValue(investigatorSetting, true);
    Q_EMIT standingChanged();
}

void Revealer::choosePolicy(const QString& file, const QString& administratorKey)
{
    m_settings->setValue(policySetting, file);
    if (!administratorKey.isEmpty())
        m_settings->setValue(policyKeySetting, administratorKey);
    Q_EMIT standingChanged();
}

void Revealer::askService(const std::string& service, QObject* receiver, std::function<void(Result<void>)> answer)
{
    m_askClaims(service, this, [this, service, receiver = QPointer<QObject>(receiver), answer = std::move(answer)](Claims claims) {
        m_claims[service] = claims ? *claims : std::vector<std::string>();
        if (receiver)
            answer(claims ? Result<void>() : claims.error());
    });
}

void Revealer::fetchPolicy(const std::string& service, QObject* receiver, std::function<void(AccessPolicy)> answer)
{
    deliver(Cancellation(), [source = policySource(service)](const Cancellation&) { return source.load(); })
        .then(receiver, [answer = std::move(answer)](AccessPolicy policy) { answer(std::move(policy)); });
}

bool Revealer::hidesWhenInactive() const
{
    return m_settings->value(hideSetting, true).toBool();
}

void Revealer::setHidesWhenInactive(bool hides)
{
    m_settings->setValue(hideSetting, hides);
}

void Revealer::reveal(RevealRequest request, QObject* receiver, Done done)
{
    if (m_busy) {
        const Error busy {tr("Another reveal is on its way."), {}, {}, tr("Wait until it is there.")};
        return answerLater(receiver, [done](Result<Revealed> refused) { done({std::move(refused), {}}); }, Result<Revealed>(busy));
    }
    m_busy = true;
    const QString name = request.key;
    const std::string service = request.service;
    const auto job = std::make_shared<Job>(Job {std::move(request), receiver, std::move(done)});
    gather(name, service, [this, job](Result<std::shared_ptr<DeskParts>> parts) {
        if (!parts)
            return finish(job, parts.error());
        job->parts = *std::move(parts);
        visitDesk(job);
    });
}

/// The keys of this name, then the key of the ledger.
void Revealer::gather(const QString& key, const std::string& service, Gathered done)
{
    const auto parts
        = std::make_shared<DeskParts>(DeskParts {m_places, policySource(service), m_user, LedgerKeeper(m_settings, m_store, m_places.keyFile)});
    keyring().readUnmasking(key, this, [this, parts, done = std::move(done)](Result<std::vector<Secret>> keys) {
        if (!keys)
            return done(keys.error());
        parts->keys = *std::move(keys);
        parts->keeper.open(this, [parts, done](Result<LedgerKey> opened) {
            if (!opened)
                return done(opened.error());
            parts->ledgerKey = *std::move(opened);
            done(parts);
        });
    });
}

void Revealer::visitDesk(const std::shared_ptr<Job>& job)
{
    deliver(Cancellation(), [job](const Cancellation&) { return job->visit(); }).then(this, [this, job](Result<Revealed> revealed) {
        keepTail(job->tail);
        finish(job, std::move(revealed));
    });
}

void Revealer::keepTail(const LedgerTail& tail)
{
    const auto keeper = std::make_shared<LedgerKeeper>(m_settings, m_store, m_places.keyFile);
    keeper->keepTail(tail, this, [this, keeper](const Result<void>& kept) {
        if (!kept)
            Q_EMIT problem(kept.error());
    });
}

void Revealer::unmaskExport(const UnmaskAsk& ask, QObject* receiver, std::function<void(Result<std::shared_ptr<UnmaskedExport>>)> done)
{
    gather(ask.key, {}, [ask, receiver = QPointer<QObject>(receiver), done = std::move(done)](Result<std::shared_ptr<DeskParts>> parts) {
        if (!receiver)
            return;
        if (!parts)
            return done(parts.error());
        const auto make = [ask, parts = *std::move(parts)](const Cancellation&) -> Result<std::shared_ptr<UnmaskedExport>> {
            Result<RevealDesk> desk = parts->makeDesk();
            if (!desk)
                return desk.error();
            return std::make_shared<UnmaskedExport>(*std::move(desk), std::move(parts->keys), ask, parts->remarks);
        };
        deliver(Cancellation(), make).then(receiver, done);
    });
}

void Revealer::endExport(const UnmaskedExport& finished)
{
    keepTail(finished.tail());
    Q_EMIT ledgerGrew();
}

void Revealer::askSecondPerson(const RevealTarget& target, const std::string& service, const RevealAsk& ask, const QString& file, QObject* receiver,
    std::function<void(Result<QString>)> done)
{
    const auto write = [source = policySource(service), user = m_user, target, ask, file](const Cancellation&) -> Result<QString> {
        const Result<Challenge> challenge = challengeFor(source.load(), user, target, ask);
        if (!challenge)
            return challenge.error();
        if (const Result<void> written = writeChallenge(*challenge, file); !written)
            return written.error();
        return toQString(challenge->expires);
    };
    deliver(Cancellation(), write).then(receiver, std::move(done));
}

void Revealer::checkLedger(const Cancellation& cancellation, QObject* receiver, Checked done)
{
    if (!QFileInfo::exists(m_places.ledger))
        return answerLater(receiver, std::move(done), Result<LedgerCheck>(LedgerCheck {m_places.ledger, {}, false}));
    if (!m_storeKnown) {
        const auto again = [this, cancellation, receiver, done = std::move(done)] { checkLedger(cancellation, receiver, done); };
        connect(this, &Revealer::keysChanged, receiver, again, Qt::SingleShotConnection);
        return findKeys();
    }
    const auto keeper = std::make_shared<LedgerKeeper>(m_settings, m_store, m_places.keyFile);
    keeper->find(receiver, [keeper, cancellation, receiver, file = m_places.ledger, done = std::move(done)](Result<std::optional<LedgerKey>> found) {
        if (!found)
            return done(found.error());
        if (!*found)
            return done(noLedgerKey(file));
        const Result<Ed25519PublicKey> key = Ed25519PublicKey::ofPrivateKey((**found).key);
        if (!key)
            return done(key.error());
        std::optional<std::string> last;
        if (const std::optional<LedgerTail>& tail = (**found).tail)
            last = tail->hash;
        deliver(cancellation, [file, key = *key, last](const Cancellation& stop) { return checkedLedger(file, key, last, stop); })
            .then(receiver, done);
    });
}

void Revealer::glanceAtLedger(const Cancellation& cancellation, QObject* receiver, Checked done)
{
    const auto glance = [places = m_places](const Cancellation& stop) -> Result<LedgerCheck> {
        if (!QFileInfo::exists(places.ledger))
            return LedgerCheck {places.ledger, {}, false};
        const Result<Ed25519PublicKey> key = loadPublicKey(places.publicKey);
        if (!key)
            return key.error();
        return checkedLedger(places.ledger, *key, {}, stop);
    };
    deliver(cancellation, glance).then(receiver, std::move(done));
}

void Revealer::finish(const std::shared_ptr<Job>& job, Result<Revealed> revealed)
{
    m_busy = false;
    Q_EMIT ledgerGrew();
    QStringList remarks;
    if (job->parts) {
        job->parts->keys.clear();
        remarks = job->parts->remarks;
    }
    if (job->receiver)
        job->done({std::move(revealed), remarks});
}

} // namespace auditlens
