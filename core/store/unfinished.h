// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace auditlens {

/// Takes back what a killed writer left half-way in the archive. SQLite does it with the journal beside the file, but not
/// for those who only read. A sealed archive is left alone: nobody writes to it, so a journal beside it is not its own.
void takeBackUnfinished(const QString& archive);

} // namespace auditlens
