// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace auditlens {

/// Whether a text can be shown as it is in one line: no character that isUnfitForNames(), and no half of a surrogate pair,
/// which no file and no terminal could show.
bool isFitForNames(const QString& text);

/// A text from elsewhere as it is shown in one line: without such characters, and cut to the longest.
QString shownInOneLine(QString text, qsizetype longest);

/// What keeps a text from being the name that a person gives to a key or a connection; empty when nothing does. Such a
/// name is one line of 1 to 80 characters without blanks at its ends, and does not begin like an option of the command
/// line. `missing` is said when there is none: "A key needs a name."
QString personalNameProblem(const QString& name, const QString& missing);

} // namespace auditlens
