// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace auditlens {

/// The query with this term and without what else it asks of the term's field at its top: "only this value".
/// What is left keeps its meaning; a query that cannot be read gets the term behind it.
QString withOnly(const QString& query, const QString& term);

} // namespace auditlens
