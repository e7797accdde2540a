// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "store/database.h"

#include <QString>

#include <string>
#include <string_view>

namespace auditlens {

/// A row of the table meta that says that a seal stands behind the pages of the file. Nothing is added to such an
/// archive, and a seal that is cut off is missed.

/// Puts the mark; `at` is when it was sealed, as text.
Result<void> putSealMark(Database& database, std::string_view at);
/// When it was sealed; empty without a mark.
Result<std::string> sealMark(Database& database);
/// The same of an archive that is not open here.
Result<std::string> sealMarkOf(const QString& archive);

/// Whether it is a redacted twin of a sealed archive: it stays as it was made, too.
Result<bool> hasTwinTable(Database& database);

} // namespace auditlens
