// SPDX-License-Identifier: MIT
#include "details/historyguide.h"

#include "details/detailpane.h"
#include "details/historypage.h"
#include "session/session.h"

namespace auditlens {

HistoryGuide::HistoryGuide(Session* session, DetailPane* pane, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_pane(pane)
{
    HistoryPage* page = pane->historyPage();
    connect(session, &Session::eventReady, this, &HistoryGuide::take);
    connect(session, &Session::archiveChanged, this, &HistoryGuide::takeArchive);
    connect(page, &HistoryPage::wanted, this, &HistoryGuide::read);
    connect(&m_counts, &HistoryReader::counted, this, [this](quint64 events) { m_pane->setHistoryCount(events); });
    connect(&m_reads, &HistoryReader::ready, this, [this, page](const auto& history, const auto& archive) {
        m_archive = archive;
        page->setHistory(history);
    });
    connect(page, &HistoryPage::eventAsked, this, [this](Row row) { Q_EMIT eventAsked(m_archive, row); });
    connect(&m_reads, &HistoryReader::failed, this, [this, page](const Error& error) {
        page->clear(error.oneLine());
        Q_EMIT m_session->problem(error);
    });
}

void HistoryGuide::take(const EventDetail& detail)
{
    const EntityRef& entity = detail.stored.event.entity;
    m_pane->historyPage()->setCurrentEvent(detail.stored.event.id);
    const EntityName name {entity.type, entity.id};
    if (m_entity && *m_entity == name)
        return;
    reset();
    if (name.id.empty()) {
        m_pane->historyPage()->clear(tr("The record does not say by an id which object it is about."));
        return;
    }
    m_entity = name;
    count();
    if (m_pane->historyPage()->isVisible())
        read();
}

void HistoryGuide::count()
{
    if (m_session->hasArchive())
        m_counts.count(m_session->archive(), *m_entity);
}

void HistoryGuide::read()
{
    if (m_asked || !m_entity || !m_session->hasArchive())
        return;
    m_asked = true;
    HistoryPage* page = m_pane->historyPage();
    if (!page->history() || page->history()->entity() != *m_entity)
        page->clear(tr("Reading the events of this entity…"));
    m_reads.read(m_session->archive(), *m_entity);
}

// Of the same archive with more events in it, or of another one.
void HistoryGuide::takeArchive()
{
    if (!m_session->hasArchive()) {
        reset();
        return;
    }
    m_asked = false;
    if (m_entity)
        count();
    if (m_pane->historyPage()->isVisible())
        read();
}

void HistoryGuide::reset()
{
    m_counts.cancel();
    m_reads.cancel();
    m_entity.reset();
    m_asked = false;
    m_pane->setHistoryCount({});
    m_pane->historyPage()->clear({});
}

} // namespace auditlens
