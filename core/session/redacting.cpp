// SPDX-License-Identifier: MIT
#include "session/redacting.h"

#include "session/delivery.h"

namespace auditlens {

Redacting::Redacting(QObject* parent)
    : QObject(parent)
{
    connect(&m_news, &PercentNews::progressed, this, &Redacting::progressed);
}

void Redacting::run(const RedactRequest& request)
{
    m_cancel = Cancellation();
    deliver(m_cancel, [request, tell = m_news.start()](const Cancellation& cancelled) {
        return redactArchive(request, cancelled, tell);
    }).then(this, [this](const Result<RedactOutcome>& outcome) {
        m_news.stop();
        if (outcome)
            Q_EMIT made(*outcome);
        else
            Q_EMIT failed(outcome.error());
    });
}

} // namespace auditlens
