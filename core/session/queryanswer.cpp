// SPDX-License-Identifier: MIT
#include "session/session.h"

#include <algorithm>

namespace auditlens {

namespace {

/// How many rows are older than that.
quint32 rowsBefore(const QueryAnswer& answer, Nanoseconds time)
{
    quint32 low = 0;
    quint32 high = answer.order.rows.size();
    while (low < high) {
        const quint32 middle = low + (high - low) / 2;
        if (answer.archive->timeAt(answer.order.rows.at(middle)) < time)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

} // namespace

Nanoseconds QueryAnswer::timeAt(quint32 place) const
{
    return archive->timeAt(rowAt(place));
}

Row QueryAnswer::rowAt(quint32 place) const
{
    return order.at(place);
}

qint64 QueryAnswer::nearest(Nanoseconds time) const
{
    if (order.rows.empty())
        return -1;
    const auto timeOf = [this](quint32 index) { return archive->timeAt(order.rows.at(order.rows.size() - 1 - index)); };
    quint32 low = 0;
    quint32 high = order.rows.size(); // the first index, newest first, that is not newer than the time
    while (low < high) {
        const quint32 middle = low + (high - low) / 2;
        if (timeOf(middle) > time)
            low = middle + 1;
        else
            high = middle;
    }
    const bool newer = low == order.rows.size() || (low > 0 && timeOf(low - 1) - time <= time - timeOf(low));
    return order.placeOf(newer ? low - 1 : low);
}

bool QueryAnswer::isMoreOf(const QueryAnswer& before) const
{
    return !running && !before.running && complete && before.complete && state == before.state && archive != before.archive
        && archive->info().path == before.archive->info().path && count >= before.count;
}

quint32 QueryAnswer::placeOf(const QueryAnswer& before, quint32 place) const
{
    const Row row = before.rowAt(place);
    const Nanoseconds time = before.archive->timeAt(row);
    const quint32 among = before.order.rows.lowerBound(row) - rowsBefore(before, time); // those of the same moment
    const quint32 ascending = std::min(rowsBefore(*this, time) + among, order.rows.size() - 1);
    return order.placeOf(order.rows.size() - 1 - ascending);
}

} // namespace auditlens
