// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace auditlens {

/// A name a person gave as that of a file without its ending: letters and digits of any script, and what every file
/// system takes; at most 60 characters. Never empty, and never a path.
QString fileStemOf(const QString& name);
/// STEM + ENDING where no such file is, else "STEM (2)" + ENDING and so on. `stem` may be a whole path.
QString freeFileName(const QString& stem, const QString& ending);

} // namespace auditlens
