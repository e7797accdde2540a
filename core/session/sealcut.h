// SPDX-License-Identifier: MIT
#pragma once

#include "query/timerange.h"
#include "seal/sealarchive.h"

namespace auditlens {

struct BoundQuery;

/// A question as a person asked it, and what it means.
struct AskedCut
{
    QString text;
    QTimeZone zone = QTimeZone::utc();
    TimeRange range;
};

/// What a seal can say of a question, for the rows that it found. An Error where a seal cannot: what a check of the
/// archive found out is no fact that another could ask again, and a text of several lines would not be one statement.
Result<SealCut> sealCut(std::shared_ptr<const Archive> archive, RowSet rows, const AskedCut& asked, const BoundQuery& query);

} // namespace auditlens
