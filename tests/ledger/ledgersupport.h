// SPDX-License-Identifier: MIT
#pragma once

#include "ledger/ledger.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <vector>

namespace auditlens::test {

/// A key that is the same in every run, made from a letter.
Secret ledgerKey(char letter = 'a');
Ed25519PublicKey publicLedgerKey(char letter = 'a');

/// All members filled, with what JSON must escape and letters of other scripts.
LedgerEntry ledgerEntry(int number);

/// Makes or continues a ledger; empty after an error.
QString writtenLedger(const QString& path, int entries, char letter = 'a');

/// Each with its line feed.
QList<QByteArray> ledgerLines(const QString& path);
/// What the lines say. There may be no file yet; every line must be an entry.
std::vector<LedgerEntry> ledgerEntries(const QString& path);
void writeLines(const QString& path, const QList<QByteArray>& lines);

/// A line with these bytes in front of the hash, hashed and signed as append() does.
QByteArray signedByHand(const QByteArray& text, char letter = 'a');
/// What stands in front of the hash.
QByteArray hashedPart(const QByteArray& line);

} // namespace auditlens::test
