// SPDX-License-Identifier: MIT
#pragma once

#include "backends/pages.h"

#include <functional>
#include <vector>

namespace auditlens {

/// One answer of a list that a service hands out newest first, in numbered pages.
struct ListedPage
{
    std::vector<SourceRecord> records; ///< Newest first; with noTime where it cannot be read.
    qint64 count = 0; ///< Of all pages, as the service says.
    bool hasOlder = false; ///< There is a page behind this one.
};
using ListedResult = Result<ListedPage, HttpProblem>;

/// Such a list.
struct NewestFirstList
{
    /// Page 1 is the newest. HttpProblem::Kind::NotFound for a page that is not there.
    std::function<QCoro::Task<ListedResult>(int page, Cancellation)> ask;
    bool isOfWindow = false; ///< The service hands out what is in the window and nothing else.
    Nanoseconds slack = 0; ///< So far may the order of the list be from that of the times; else.
    QString asked; ///< For Page::asked.
    std::shared_ptr<NetClock> clock;
};

/// fetch() for such a list: oldest first, in stretches of some pages, with a cursor. What comes in meanwhile moves
/// every record to a higher number, and what is deleted at the old end does not. So a stretch is read from new to old
/// until it meets a record that was handed out before: nothing can slip through between two stretches, whatever the
/// service counts.
Pages fetchNewestFirst(NewestFirstList list, TimeRange window, QByteArray cursor, Cancellation cancellation);

/// So many pages are read, and handed out as one, at a time.
constexpr int pagesOfStretch = 8;

} // namespace auditlens
