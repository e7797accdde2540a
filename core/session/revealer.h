// SPDX-License-Identifier: MIT
#pragma once

#include "access/accesspolicy.h"
#include "base/cancellation.h"
#include "event/event.h"
#include "ledger/ledgerplaces.h"
#include "ledger/verifyledger.h"
#include "reveal/revealdesk.h"
#include "secrets/keyring.h"
#include "session/unmaskedexport.h"
#include "store/archive.h"

#include <QObject>
#include <QStringList>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

class QSettings;

namespace auditlens {

/// What the window asks to see.
struct RevealRequest
{
    RevealTarget target;
    Value value;
    QString key; ///< Name in the keyring.
    RevealAsk ask;
    Secret known; ///< Of the step Equal: what the person typed.
    QString agreement; ///< The file of a challenge that a second person has signed, or empty.
    std::string service; ///< That the event came from; see Revealer::serviceOf().
};

struct RevealAnswer
{
    Result<Revealed> revealed;
    QStringList remarks; ///< Whole sentences about the ledger.
};

/// What is known of the person's own ledger.
struct LedgerCheck
{
    QString file;
    std::optional<LedgerReport> report; ///< Nothing where nothing was revealed yet.
    bool tailKnown = false; ///< The keychain knows the last entry: a cut end would show.
};

/// Where the access policy comes from, as the settings say.
struct PolicySource
{
    QString file; ///< Setting Access/policy.
    QString administratorKey; ///< Setting Access/policyKey: a PEM file; with it an unsigned policy denies everything.
    bool isInvestigator = false; ///< Setting Access/investigator: without a policy, by the person's own choice.
    std::string service = {}; ///< That the event came from,
    std::vector<std::string> claims = {}; ///< and what it says that the person may.

    bool isDecided() const { return isInvestigator || !file.isEmpty(); }
    /// Waits for the disk. Any thread.
    AccessPolicy load() const;
};

/// Reveals for the window, with the person's keys, policy and ledger. Lives on the GUI thread: what waits for the disk
/// runs on the pool, what waits for the keychain, and for a person whom it asks, ends in a callback. The keychain is
/// looked for when something of it is needed.
class Revealer : public QObject
{
    Q_OBJECT

public:
    using FindStore = std::function<void(QObject* receiver, std::function<void(std::shared_ptr<SecretStore>)>)>;
    using Claims = Result<std::vector<std::string>>;
    /// Asks a service what the person's token may, if it accepts it.
    using AskClaims = std::function<void(const std::string& service, QObject* receiver, std::function<void(Claims)>)>;
    using Done = std::function<void(RevealAnswer)>;
    using Checked = std::function<void(Result<LedgerCheck>)>;

    /// The settings outlive this; `user` is the login name.
    Revealer(QSettings* settings, LedgerPlaces places, std::string user, FindStore findStore, AskClaims askClaims, QObject* parent = nullptr);

    /// What a policy calls the live source of an event by; empty for a file.
    static std::string serviceOf(const ArchiveInfo& archive, SourceId source);

    /// Looks for the keychain, unless that was done: keysChanged() follows.
    void findKeys();
    bool isStoreKnown() const { return m_storeKnown; }
    /// Of a store that takes nothing until the keychain is found.
    Keyring& keyring() { return *m_keyrings.back(); }
    const Keyring& keyring() const { return *m_keyrings.back(); }
    /// On a machine without a keychain, when the person asks for it: keys live in this process and end with it.
    void keepKeysForThisRun();
    /// After every change that the keyring made: whoever lists keys reads them again.
    void tellKeysChanged() { Q_EMIT keysChanged(); }

    const std::string& user() const { return m_user; }
    PolicySource policySource(const std::string& service = {}) const;
    void chooseInvestigator();
    /// With an administrator's key (a PEM file) it counts only as that has signed it. Without one a key that was chosen
    /// before stays.
    void choosePolicy(const QString& file, const QString& administratorKey = {});
    /// The policy as it is now, for events of a service; no answer for a receiver that is gone.
    void fetchPolicy(const std::string& service, QObject* receiver, std::function<void(AccessPolicy)> answer);
    /// Where the policy goes by the tokens of that service: has it say now what the person may. It counts for what is
    /// revealed of its events until it is asked again.
    void askService(const std::string& service, QObject* receiver, std::function<void(Result<void>)> answer);

    /// Whether a value on screen is hidden when another program becomes active; it is, unless the person said no.
    bool hidesWhenInactive() const;
    void setHidesWhenInactive(bool hides);

    /// One at a time: another one meanwhile is answered with an Error. For a receiver that is gone the value is wiped;
    /// the entry in the ledger stays.
    void reveal(RevealRequest request, QObject* receiver, Done done);

    /// Opens keys, policy and ledger for an export; no answer for a receiver that is gone. The policy is asked by the
    /// export itself, so that a denial is an entry.
    void unmaskExport(const UnmaskAsk& ask, QObject* receiver, std::function<void(Result<std::shared_ptr<UnmaskedExport>>)> done);
    /// After that export, however it ended: keeps the ledger's last entry.
    void endExport(const UnmaskedExport& finished);

    /// Writes what a second person has to sign before this is shown, and answers with the time it counts until.
    void askSecondPerson(const RevealTarget& target, const std::string& service, const RevealAsk& ask, const QString& file, QObject* receiver,
        std::function<void(Result<QString>)> done);

    /// Reads all of the person's own ledger; no answer for a receiver that is gone.
    void checkLedger(const Cancellation& cancellation, QObject* receiver, Checked done);
    /// The same by the public key beside it, without the keychain: a cut end does not show.
    void glanceAtLedger(const Cancellation& cancellation, QObject* receiver, Checked done);

Q_SIGNALS:
    void keysChanged();
    void standingChanged(); ///< Another policy, or another choice without one.
    void ledgerGrew();
    void problem(const auditlens::Error& error); ///< About the ledger, after a reveal that was shown.

private:
    struct DeskParts;
    using Gathered = std::function<void(Result<std::shared_ptr<DeskParts>>)>;
    struct Job;
    void takeStore(std::shared_ptr<SecretStore> store);
    void gather(const QString& key, const std::string& service, Gathered done);
    void keepTail(const LedgerTail& tail);
    void visitDesk(const std::shared_ptr<Job>& job);
    void finish(const std::shared_ptr<Job>& job, Result<Revealed> revealed);

    QSettings* m_settings;
    LedgerPlaces m_places;
    std::string m_user;
    FindStore m_findStore;
    AskClaims m_askClaims;
    std::map<std::string, std::vector<std::string>> m_claims; ///< By service, as it said last.
    bool m_storeAsked = false;
    bool m_storeKnown = false;
    bool m_busy = false;
    std::shared_ptr<SecretStore> m_store;
    std::vector<std::unique_ptr<Keyring>> m_keyrings; ///< The last one counts; earlier ones may still owe answers.
};

} // namespace auditlens
