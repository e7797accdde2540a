// SPDX-License-Identifier: MIT
#pragma once

#include "query/boundquery.h"
#include "query/querytree.h"
#include "query/timerange.h"

#include <optional>

namespace auditlens {

struct BoundOutcome
{
    BoundQuery query; ///< Matches everything when there is an error.
    std::optional<QueryError> error;
};

/// Gives the names of a tree their meaning: fields, flags, verbs, times in the context's zone. Pure, any thread.
BoundOutcome bindQuery(const QueryTree& tree, const TimeContext& context);

/// Both stages at once, for callers that only want rows.
BoundOutcome readQuery(const QString& text, const TimeContext& context);

/// Narrows a query to a range of time.
void restrictTo(BoundQuery& query, const TimeRange& range);

/// Narrows a query to what another one finds too. Terms of the two never speak about one and the same change.
void restrictTo(BoundQuery& query, BoundQuery other);

/// The query with a line of "^^^" under the place and the sentences behind it, for a terminal.
QString pointAt(const QString& query, const QueryError& error);

} // namespace auditlens
