// SPDX-License-Identifier: MIT
#include "reveal/accesschip.h"

#include "base/text.h"
#include "ledger/ledgertext.h"

namespace auditlens {

AccessChip::AccessChip(Revealer* revealer, QWidget* parent)
    : StatusChip(parent)
    , m_revealer(revealer)
{
    connect(revealer, &Revealer::standingChanged, this, &AccessChip::refresh);
    connect(revealer, &Revealer::ledgerGrew, this, &AccessChip::refresh);
    refresh();
}

AccessChip::~AccessChip()
{
    m_cancellation.request();
}

void AccessChip::refresh()
{
    if (!m_revealer->policySource().isDecided())
        return;
    m_revealer->fetchPolicy({}, this, [this](const AccessPolicy& policy) { takePolicy(policy); });
    m_revealer->glanceAtLedger(m_cancellation, this, [this](const Result<LedgerCheck>& checked) { takeLedger(checked); });
}

void AccessChip::takePolicy(const AccessPolicy& policy)
{
    const AccessRole* role = policy.problem() ? nullptr : policy.roleOf(m_revealer->user());
    m_role = role ? tr("Role: %1").arg(toQString(role->name)) : tr("Role: none");
    showState();
}

void AccessChip::takeLedger(const Result<LedgerCheck>& checked)
{
    m_ledger.clear();
    m_problem = checked ? QString() : checked.error().oneLine();
    if (checked && checked->report) {
        m_ledger = tr("ledger: %n entries", nullptr, int(checked->report->entries));
        if (!checked->report->verifies())
            m_problem = ledgerVerdict(*checked->report);
    }
    showState();
}

void AccessChip::showState()
{
    if (m_role.isEmpty())
        return;
    QStringList parts {m_role, m_problem.isEmpty() ? m_ledger : tr("ledger: problem")};
    parts.removeAll(QString());
    const QString words = parts.join(QString::fromUtf8(" · "));
    m_problem.isEmpty() ? tell(words, tr("What was revealed here is recorded; a click verifies the record")) : warn(words, m_problem);
}

} // namespace auditlens
