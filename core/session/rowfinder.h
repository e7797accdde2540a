// SPDX-License-Identifier: MIT
#pragma once

#include "base/cancellation.h"
#include "query/boundquery.h"
#include "session/eventrows.h"
#include "store/requestgroups.h"

#include <QTimeZone>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace auditlens {

/// The rows of an answer in the order of the list: newest or oldest first, or request by request where they are folded.
/// A place is a position in it, an index one from the newest row.
struct ListOrder
{
    RowSet rows;
    std::shared_ptr<const RequestGroups> groups; ///< Null unless rows are folded by request.
    bool oldestFirst = false; ///< Of rows that are not folded.

    Row at(std::uint32_t place) const;
    std::uint32_t placeOf(std::uint32_t index) const;
    std::optional<std::uint32_t> find(Row row) const; ///< Its place; nothing when the row is no part of the answer.
};

/// A question to an archive, and what is known of its answer.
struct RowQuestion
{
    std::shared_ptr<const Archive> archive;
    BoundQuery query;
    QTimeZone zone = QTimeZone::utc(); ///< Of the days.
    bool fold = false;
    bool oldestFirst = false;
    QString keepId; ///< The event whose place is wanted.
    EarlierRows known = {}; ///< What was found before the archive grew; without an archive: nothing.
};

/// What a worker finds; the QObjects with the rows are made on the session's thread.
struct ListedRows
{
    QueryResult result;
    ListOrder order;
    std::vector<TimelineDay> days; ///< Of all events.
    std::vector<TimelineDay> foldedDays; ///< The same days, with the first and the number of the lines in them.
    qint64 keptPlace = -1;
    QString keptId; ///< RowQuestion::keepId
    std::optional<Error> foldProblem; ///< Why the rows are not folded.

    /// Of the whole order.
    EventRows::Fetch fetchFrom(std::shared_ptr<const Archive> archive) const;
    /// Of the first event of each request.
    EventRows::Fetch fetchHeadsFrom(std::shared_ptr<const Archive> archive) const;
};

using TellNewest = std::function<void(const ListedRows& newest)>;

/// On the calling thread. Where a large archive, newest first, has more rows than the first pages show, `tellNewest` is called with
/// these before the others are searched, on the same thread.
ListedRows listRows(const RowQuestion& question, const TellNewest& tellNewest, const Cancellation& cancelled);

/// The lines of each day when every group has one, on the day of its first row.
std::vector<TimelineDay> foldedDays(const std::vector<TimelineDay>& days, const RequestGroups& groups);

Result<std::vector<StoredEvent>> readEvents(const Archive& archive, const ListOrder& order, const std::vector<EventRows::Span>& spans);

} // namespace auditlens
