// SPDX-License-Identifier: MIT
#pragma once

#include "query/boundquery.h"

#include <QString>

#include <functional>

namespace auditlens {

/// A line for each condition and each way they are joined, two blanks deeper for each level; `depth` is that of the
/// first. What `remark` says of a condition stands behind it, in a column of its own.
QString treeText(const BoundQuery::Node& node, int depth, const std::function<QString(const BoundQuery::Node&)>& remark = {});

} // namespace auditlens
