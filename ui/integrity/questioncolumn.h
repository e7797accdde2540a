// SPDX-License-Identifier: MIT
#pragma once

#include "integrity/integrityreport.h"

#include <QWidget>

namespace auditlens {

/// One of the two questions with its answers, a line each, and below them what they prove and what not.
QWidget* makeQuestionColumn(const IntegrityReport& report, IntegrityLine::Question question);

} // namespace auditlens
