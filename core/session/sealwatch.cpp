// SPDX-License-Identifier: MIT
#include "session/sealwatch.h"

#include "session/delivery.h"
#include "session/sealkeys.h"

namespace auditlens {

void SealWatch::cancel()
{
    m_cancel.request();
    ++m_ticket;
}

void SealWatch::look(std::shared_ptr<const Archive> archive)
{
    cancel();
    m_cancel = Cancellation();
    deliver(m_cancel, [archive = std::move(archive), keys = sealKeys(readKeys(*m_settings))](const Cancellation& cancelled) {
        return checkSealOf(*archive, keys, cancelled);
    }).then(this, [this, ticket = m_ticket](const Result<SealReport>& report) {
        if (ticket != m_ticket)
            return;
        if (report)
            Q_EMIT checked(*report);
        else
            Q_EMIT failed(report.error());
    });
}

} // namespace auditlens
