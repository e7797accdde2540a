// SPDX-License-Identifier: MIT
#include "session/historyreader.h"

#include "session/delivery.h"

namespace auditlens {

namespace {

    using Shared = std::shared_ptr<const EntityHistory>;

    Result<Shared> readShared(const Archive& archive, const EntityName& entity, const Cancellation& cancelled)
    {
        Result<EntityHistory> history = readHistory(archive, entity, {}, cancelled);
        if (!history)
            return history.error();
        return Shared(std::make_shared<EntityHistory>(*std::move(history)));
    }

} // namespace

void HistoryReader::cancel()
{
    m_cancel.request();
    ++m_ticket;
}

Cancellation HistoryReader::renew()
{
    cancel();
    m_cancel = Cancellation();
    return m_cancel;
}

void HistoryReader::count(std::shared_ptr<const Archive> archive, const EntityName& entity)
{
    const Cancellation cancellation = renew();
    deliver(cancellation, [archive = std::move(archive), entity](const Cancellation& cancelled) -> quint64 {
        return cancelled.requested() ? 0 : countHistory(*archive, entity);
    }).then(this, [this, ticket = m_ticket](quint64 events) {
        if (ticket == m_ticket)
            Q_EMIT counted(events);
    });
}

void HistoryReader::read(const std::shared_ptr<const Archive>& archive, const EntityName& entity)
{
    const Cancellation cancellation = renew();
    deliver(cancellation, [archive, entity](const Cancellation& cancelled) {
        return readShared(*archive, entity, cancelled);
    }).then(this, [this, archive, ticket = m_ticket](const Result<Shared>& history) {
        if (ticket != m_ticket)
            return;
        if (history)
            Q_EMIT ready(*history, archive);
        else
            Q_EMIT failed(history.error());
    });
}

} // namespace auditlens
