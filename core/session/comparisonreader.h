// SPDX-License-Identifier: MIT
#pragma once

#include "base/cancellation.h"
#include "history/comparison.h"
#include "session/eventdetail.h"

#include <QObject>

#include <memory>
#include <optional>

namespace auditlens {

/// Two sides, ready to be shown.
struct ComparisonDetail
{
    struct Side
    {
        QString title;
        EventTime time;
    };
    Side left;
    Side right;
    std::vector<ChangeDetail> different;
    std::vector<Change> equal;
};

/// Compares on the pool; a newer call makes the answers of older ones be dropped. Lives on the GUI thread.
class ComparisonReader : public QObject
{
    Q_OBJECT

public:
    explicit ComparisonReader(QObject* parent = nullptr) : QObject(parent) { }

    void compareEvents(std::shared_ptr<const Archive> archive, Row left, Row right);
    /// What an object was after so many of its events.
    void compareMoments(std::shared_ptr<const EntityHistory> history, EventIndex left, EventIndex right);

Q_SIGNALS:
    void ready(const auditlens::ComparisonDetail& detail);
    void failed(const auditlens::Error& error);

private:
    template <typename Work>
    void run(Work work);

    quint64 m_ticket = 0;
};

} // namespace auditlens
