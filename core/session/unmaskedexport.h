// SPDX-License-Identifier: MIT
#pragma once

#include "reveal/exportunmasker.h"

#include <QString>
#include <QStringList>

#include <memory>
#include <string>
#include <vector>

namespace auditlens {

/// What an export with unmasked values is asked with.
struct UnmaskAsk
{
    QString key; ///< Name in the keyring.
    std::string reason;
    std::string caseName;
    std::string archive; ///< The file's name without its folder.
    std::string archiveId;
};

/// Keys, policy and ledger of one export that unmasks. Made by Revealer::unmaskExport(); one thread at a time, which
/// waits for the disk at every value.
class UnmaskedExport
{
public:
    UnmaskedExport(RevealDesk desk, std::vector<Secret> keys, const UnmaskAsk& ask, QStringList remarks);
    UnmaskedExport(const UnmaskedExport&) = delete;
    UnmaskedExport& operator=(const UnmaskedExport&) = delete;

    /// Is ExportRequest::change; see ExportUnmasker::open().
    Result<void> open(AuditEvent& event) { return m_unmasker.open(event); }

    LedgerTail tail() const { return m_desk.ledger().tail(); }
    /// Whole sentences: how many were opened, and about the ledger.
    QStringList sentences() const { return m_unmasker.sentences() + m_remarks; }

private:
    std::vector<Secret> m_keys;
    RevealDesk m_desk;
    ExportUnmasker m_unmasker;
    QStringList m_remarks;
};

} // namespace auditlens
