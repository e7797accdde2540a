// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace auditlens {

/// "actor:alice", with quotes where the value needs them.
QString filterTerm(const QString& field, const QString& value);

} // namespace auditlens
