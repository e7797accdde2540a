// SPDX-License-Identifier: MIT
#pragma once

#include "base/cancellation.h"
#include "history/readhistory.h"

#include <QObject>

#include <memory>

namespace auditlens {

/// Counts and reads the history of one object at a time on the pool. A newer call cancels the older ones, whose
/// answers are dropped. Lives on the GUI thread; never waits.
class HistoryReader : public QObject
{
    Q_OBJECT

public:
    explicit HistoryReader(QObject* parent = nullptr) : QObject(parent) { }
    ~HistoryReader() override { m_cancel.request(); }

    /// Cheap: columns only. counted() follows.
    void count(std::shared_ptr<const Archive> archive, const EntityName& entity);
    /// Decodes the events. ready() or failed() follows; the rows of a history are those of its archive.
    void read(const std::shared_ptr<const Archive>& archive, const EntityName& entity);
    void cancel();

Q_SIGNALS:
    void counted(quint64 events);
    void ready(const std::shared_ptr<const auditlens::EntityHistory>& history, const std::shared_ptr<const auditlens::Archive>& archive);
    void failed(const auditlens::Error& error);

private:
    Cancellation renew();

    Cancellation m_cancel;
    quint64 m_ticket = 0;
};

} // namespace auditlens
