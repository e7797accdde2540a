// SPDX-License-Identifier: MIT
#pragma once

#include "reveal/revealdesk.h"

#include <QStringList>

#include <cstdint>
#include <string>

namespace auditlens {

/// Opens masked values on their way into a file. Each has its entry in the ledger before it is handed on. One thread.
class ExportUnmasker
{
public:
    /// The desk and the keys outlive this. `archive` is the file's name without its folder.
    ExportUnmasker(RevealDesk& desk, RevealKeys keys, RevealAsk ask, std::string archive, std::string archiveId);

    /// In the place of a masked value that opens stands the document {"unmasked":"…","ledger_entry":12}, so that nobody
    /// takes it for one that was never masked. What does not open stays as it is. An Error when the policy denies it or
    /// the ledger cannot be written.
    Result<void> open(AuditEvent& event);

    std::uint64_t opened() const { return m_opened; }
    std::uint64_t closed() const { return m_closed; } ///< Masked values that stayed masked.
    QStringList sentences() const; ///< These numbers, for people.

private:
    Result<void> openSide(const std::string& event, Change& change, LedgerPosition position);

    RevealDesk& m_desk;
    RevealKeys m_keys;
    RevealAsk m_ask;
    std::string m_archive;
    std::string m_archiveId;
    std::uint64_t m_opened = 0;
    std::uint64_t m_closed = 0;
};

} // namespace auditlens
