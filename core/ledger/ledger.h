// SPDX-License-Identifier: MIT
#pragma once

#include "ledger/ledgerline.h"
#include "trust/ed25519.h"
#include "unmask/secret.h"

#include <QString>

#include <optional>
#include <string>

namespace auditlens {

class PrivateFile;

/// The last entry of a ledger. Kept elsewhere (in a keychain), it shows later that the file was cut.
struct LedgerTail
{
    std::uint64_t sequence = 0; ///< 0: no entry.
    std::string hash = noLedgerHash();
    friend bool operator==(const LedgerTail&, const LedgerTail&) = default;
};

/// Writes the record of reveals: a file that only grows, each entry chained to the one before and signed
/// (docs/ledger-format.md). Any number of processes may append to one file. One thread; waits for the disk and, at
/// most ten seconds, for the lock.
class Ledger
{
public:
    /// Makes the file where it is not there. `key` is an Ed25519 private key; a file that another key has signed is
    /// refused, as is one whose last entry was changed, and one that ends before `kept`. Looks at the end of the file
    /// only: verifyLedger() looks at all of it.
    static Result<Ledger> open(const QString& path, Secret key, const LedgerTail& kept = {});

    /// When it returns without an error the entry is on the disk, otherwise it counts as not written: nothing may be
    /// shown. The new tail, for whoever keeps it. Refuses an entry whose challenge another one has: what a second person
    /// signs is good for one reveal. (That reads the whole file.)
    Result<LedgerTail> append(const LedgerEntry& entry);

    /// As of the last open() or append() of this object.
    const LedgerTail& tail() const { return m_tail; }
    /// The file ended in an unfinished entry when it was last looked at (a power cut). It stays there; the next
    /// append() closes it and signs that it was found. To be told to the person.
    bool foundTornEntry() const { return m_foundTornEntry; }
    const Ed25519PublicKey& publicKey() const { return m_publicKey; }

private:
    struct End;
    Ledger(QString path, Secret key, const Ed25519PublicKey& publicKey, const LedgerTail& kept);
    Result<PrivateFile> openLocked() const;
    Result<End> readEnd(const PrivateFile& file) const;
    Result<LedgerTail> tailOf(std::string_view line) const;
    Result<End> checkedEnd(const PrivateFile& file);
    Result<void> checkUnused(const std::string& challenge, const PrivateFile& file) const;
    Result<LedgerLine> signedLine(const LedgerEntry& entry, const End& end) const;

    QString m_path;
    Secret m_key;
    Ed25519PublicKey m_publicKey;
    std::string m_signer;
    LedgerTail m_tail;
    bool m_foundTornEntry = false;
};

} // namespace auditlens
