// SPDX-License-Identifier: MIT
#pragma once

#include "integrity/integrityreport.h"
#include "widgets/pill.h"

namespace auditlens {

/// The look of an answer: green, red, or neither.
Pill::Look pillLook(IntegrityLine::State state);
/// An answer in a few words, with a sign for those who do not see the colour.
Pill* makeAnswerPill(IntegrityLine::State state, const QString& word);

} // namespace auditlens
