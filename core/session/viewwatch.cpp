// SPDX-License-Identifier: MIT
#include "session/viewwatch.h"

#include "query/binder.h"
#include "query/checks.h"
#include "session/delivery.h"

namespace auditlens {

void ViewWatch::setViews(const std::vector<SavedView>& views)
{
    ++m_ticket;
    m_looking = false;
    m_views.clear();
    m_known.reset();
    for (const SavedView& view : views) {
        BoundOutcome bound = readQuery(view.query, TimeContext::current(QTimeZone(view.zone)));
        if (!bound.error && checksOf(bound.query).empty())
            m_views.push_back({view.name, std::move(bound.query), {}});
    }
    m_tells = false;
    lookNow();
}

void ViewWatch::look(std::shared_ptr<const Archive> archive, bool tells)
{
    const bool isSame = archive && m_archive && m_archive->info().path == archive->info().path;
    m_archive = std::move(archive);
    if (!isSame) {
        ++m_ticket;
        m_looking = false;
        m_known.reset();
    }
    m_tells = isSame && tells;
    lookNow();
}

void ViewWatch::lookNow()
{
    if (m_looking || !m_archive || m_views.empty() || m_known == m_archive)
        return;
    m_looking = true;
    deliver(Cancellation(), [archive = m_archive, known = m_known, views = m_views](const Cancellation& cancelled) {
        Looked looked {views, {}, true};
        for (Watched& view : looked.views) {
            const QueryResult result = archive->find(view.query, {known, view.rows}, cancelled);
            looked.complete = looked.complete && result.complete;
            if (known && result.rows.size() > view.rows.size())
                looked.found.emplace_back(view.name, result.rows.size() - view.rows.size());
            view.rows = result.rows;
        }
        return looked;
    }).then(this, [this, ticket = m_ticket, archive = m_archive, tells = m_tells](Looked looked) {
        if (ticket != m_ticket)
            return;
        m_looking = false;
        m_known = looked.complete ? archive : nullptr;
        m_views = std::move(looked.views);
        if (tells && looked.complete) {
            for (const auto& [view, events] : looked.found)
                Q_EMIT found(view, events);
        }
        lookNow();
    });
}

} // namespace auditlens
