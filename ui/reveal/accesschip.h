// SPDX-License-Identifier: MIT
#pragma once

#include "session/revealer.h"
#include "widgets/statuschip.h"

namespace auditlens {

/// In the status line: as whom the person may reveal, and how many entries the ledger has. An alarm when these are not as
/// signed. Hidden until somebody has decided who may reveal; a click opens the ledger.
class AccessChip : public StatusChip
{
    Q_OBJECT

public:
    /// The revealer outlives this.
    explicit AccessChip(Revealer* revealer, QWidget* parent = nullptr);
    ~AccessChip() override;

private:
    void refresh();
    void takePolicy(const AccessPolicy& policy);
    void takeLedger(const Result<LedgerCheck>& checked);
    void showState();

    Revealer* m_revealer;
    Cancellation m_cancellation;
    QString m_role;
    QString m_ledger;
    QString m_problem; ///< Of the ledger.
};

} // namespace auditlens
