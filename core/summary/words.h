// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringList>

#include <string_view>

namespace auditlens {

/// Text from a record as one safe line of at most `longest` characters, with "…" where it was cut.
QString oneLine(std::string_view utf8, qsizetype longest);
/// "a, b and c".
QString listText(const QStringList& items);

} // namespace auditlens
