// SPDX-License-Identifier: MIT
#include "session/comparisonreader.h"

#include "session/delivery.h"

#include <array>

namespace auditlens {

namespace {

    ComparisonDetail detailed(Comparison comparison)
    {
        ComparisonDetail detail;
        for (const Change& change : comparison.different)
            detail.different.push_back(changeDetail(change));
        detail.equal = std::move(comparison.equal);
        return detail;
    }

    Result<ComparisonDetail> comparedEvents(const Archive& archive, Row left, Row right)
    {
        const std::array rows {left, right};
        const Result<std::vector<StoredEvent>> events = archive.events(rows);
        if (!events)
            return events.error();
        const AuditEvent& first = (*events)[0].event;
        const AuditEvent& second = (*events)[1].event;
        ComparisonDetail detail = detailed(compareEvents(first, second));
        detail.left = {summarize(first).headline, first.time};
        detail.right = {summarize(second).headline, second.time};
        return detail;
    }

    ComparisonDetail::Side sideOf(const EntityHistory& history, EventIndex count)
    {
        if (count == 0)
            return {QObject::tr("Before the first event"), {}};
        const AuditEvent& event = history.events()[count - 1].event;
        return {QObject::tr("After: %1", "a moment, by its event").arg(summarize(event).headline), event.time};
    }

    Result<ComparisonDetail> comparedMoments(const EntityHistory& history, EventIndex left, EventIndex right)
    {
        ComparisonDetail detail = detailed(compareStates(history.stateAfter(left), history.stateAfter(right)));
        detail.left = sideOf(history, left);
        detail.right = sideOf(history, right);
        return detail;
    }

} // namespace

template <typename Work>
void ComparisonReader::run(Work work)
{
    const quint64 ticket = ++m_ticket;
    deliver(Cancellation(), [work = std::move(work)](const Cancellation&) { return work(); })
        .then(this, [this, ticket](const Result<ComparisonDetail>& detail) {
            if (ticket != m_ticket)
                return;
            if (detail)
                Q_EMIT ready(*detail);
            else
                Q_EMIT failed(detail.error());
        });
}

void ComparisonReader::compareEvents(std::shared_ptr<const Archive> archive, Row left, Row right)
{
    run([archive = std::move(archive), left, right] { return comparedEvents(*archive, left, right); });
}

void ComparisonReader::compareMoments(std::shared_ptr<const EntityHistory> history, EventIndex left, EventIndex right)
{
    run([history = std::move(history), left, right] { return comparedMoments(*history, left, right); });
}

} // namespace auditlens
