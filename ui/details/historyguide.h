// SPDX-License-Identifier: MIT
#pragma once

#include "history/entityhistory.h"
#include "session/historyreader.h"

#include <QObject>

#include <memory>
#include <optional>

namespace auditlens {

class DetailPane;
class Session;
struct EventDetail;

/// Keeps the history tab on the entity of the event that is shown: its count at once, its events when the tab is
/// looked at.
class HistoryGuide : public QObject
{
    Q_OBJECT

public:
    HistoryGuide(Session* session, DetailPane* pane, QObject* parent);

Q_SIGNALS:
    /// A row of the history that is shown, and the archive whose row it is.
    void eventAsked(const std::shared_ptr<const auditlens::Archive>& archive, auditlens::Row row);

private:
    void take(const EventDetail& detail);
    void takeArchive();
    void count();
    void read();
    void reset();

    Session* m_session;
    DetailPane* m_pane;
    HistoryReader m_counts;
    HistoryReader m_reads;
    std::shared_ptr<const Archive> m_archive; ///< Of the history that is shown.
    std::optional<EntityName> m_entity;
    bool m_asked = false; ///< The events are on the way, or there.
};

} // namespace auditlens
