// SPDX-License-Identifier: MIT
#include "ledgersupport.h"

#include <QCryptographicHash>
#include <QFile>

namespace auditlens::test {

Secret ledgerKey(char letter)
{
    return Secret::copyOf(std::string(32, letter));
}

Ed25519PublicKey publicLedgerKey(char letter)
{
    return *Ed25519PublicKey::ofPrivateKey(ledgerKey(letter));
}

LedgerEntry ledgerEntry(int number)
{
    LedgerEntry entry;
    entry.user = "alice";
    entry.role = "investigator";
    entry.step = LedgerStep(number % 6);
    entry.outcome = LedgerOutcome(number % 3);
    entry.why = entry.outcome == LedgerOutcome::Shown ? "" : "The key is \"wrong\".";
    entry.archive = "May \\ 2026.auditlens";
    entry.archiveId = "c0ffee";
    entry.event = "E-" + std::to_string(number);
    entry.field = "ssn";
    entry.position = LedgerPosition(number % 3);
    entry.key = "9f86-d081-884c-7d65";
    entry.reason = "Pr\u00fcfung \u76e3\u67fb,\nline two\t\x01";
    entry.caseName = "C-17";
    entry.secondPerson = entry.outcome == LedgerOutcome::Failed ? "Zo\u00eb" : "";
    return entry;
}

QString writtenLedger(const QString& path, int entries, char letter)
{
    Result<Ledger> ledger = Ledger::open(path, ledgerKey(letter));
    if (!ledger)
        return {};
    for (int i = 0; i < entries; ++i) {
        if (!ledger->append(ledgerEntry(i)))
            return {};
    }
    return path;
}

QList<QByteArray> ledgerLines(const QString& path)
{
    QList<QByteArray> lines;
    QFile file(path);
    if (file.open(QIODevice::ReadOnly)) {
        while (!file.atEnd())
            lines << file.readLine();
    }
    return lines;
}

std::vector<LedgerEntry> ledgerEntries(const QString& path)
{
    std::vector<LedgerEntry> entries;
    for (const QByteArray& line : ledgerLines(path))
        entries.push_back(readLedgerLine(line.chopped(1).toStdString())->entry);
    return entries;
}

void writeLines(const QString& path, const QList<QByteArray>& lines)
{
    QFile file(path);
    const QByteArray bytes = lines.join();
    if (!file.open(QIODevice::ReadWrite) || file.write(bytes) < 0
        || !file.resize(bytes.size())) // Emptying it first would wait for the disk.
        qFatal("The ledger cannot be written.");
}

QByteArray signedByHand(const QByteArray& text, char letter)
{
    const QByteArray hash = QCryptographicHash::hash(text, QCryptographicHash::Sha256);
    const Ed25519Signature signature = *signEd25519(ledgerKey(letter), hash.toStdString());
    const QByteArray hex
        = QByteArray(reinterpret_cast<const char*>(signature.data()), qsizetype(signature.size())).toHex();
    return text + ",\"hash\":\"" + hash.toHex() + "\",\"signature\":\"" + hex + "\"}\n";
}

QByteArray hashedPart(const QByteArray& line)
{
    return line.left(line.lastIndexOf(",\"hash\":"));
}

} // namespace auditlens::test
