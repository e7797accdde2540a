// SPDX-License-Identifier: MIT
#pragma once

#include "reveal/revealdesk.h"

#include <QString>

namespace auditlens {

/// Letters of a reason or a case.
constexpr int longestReason = 2000;

/// What a panel shows of a reveal: the text, or a sentence about it.
Secret revealedText(Revealed& revealed);
/// "11 characters: 9 digits, 2 others."
QString shapeSentence(const ValueShape& shape);
/// "This cannot be unmasked. It was encrypted with another key. Try …"
QString errorParagraph(const Error& error);

} // namespace auditlens
