// SPDX-License-Identifier: MIT
#include "session/unmaskedexport.h"

namespace auditlens {

UnmaskedExport::UnmaskedExport(RevealDesk desk, std::vector<Secret> keys, const UnmaskAsk& ask, QStringList remarks)
    : m_keys(std::move(keys))
    , m_desk(std::move(desk))
    , m_unmasker(m_desk, m_keys, {LedgerStep::Export, ask.reason, ask.caseName}, ask.archive, ask.archiveId)
    , m_remarks(std::move(remarks))
{
}

} // namespace auditlens
