// SPDX-License-Identifier: MIT
#pragma once

#include "store/columntest.h"
#include "store/needle.h"
#include "store/queryplan.h"

#include <optional>
#include <vector>

namespace auditlens {

/// A node of a query made ready for one archive: what does not depend on a row is known. Threads that search
/// different segments share it.
struct PreparedNode
{
    const BoundQuery::Node* node = nullptr; ///< Of the query, which must outlive this.
    AnsweredBy answeredBy = AnsweredBy::Columns; ///< Of a term or SameChange.
    std::vector<PreparedNode> children; ///< The cheapest first; of Or one per column.
    std::optional<ColumnTest> columns; ///< Candidates that do not pass are out; for entities they may still match.
    std::optional<RowBits> slots; ///< Of a term that checks answer: where it is true. Of the whole archive.
    Needle needle; ///< Of what the text stream answers, or narrows.
    Needle openLines; ///< For paths: of the lines that rule nothing out; else empty.
};

PreparedNode prepareQuery(const ArchiveData& archive, const BoundQuery& query);

} // namespace auditlens
