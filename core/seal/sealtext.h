// SPDX-License-Identifier: MIT
#pragma once

#include "seal/checkseal.h"

#include <QString>
#include <QStringList>

namespace auditlens {

/// For people, translated.

/// "sealed, intact": a few words for a status line. Empty where there is no seal.
QString sealWords(const SealReport& report);
/// Whole sentences: the verdict, who sealed what and when, and every problem.
QStringList sealSentences(const SealReport& report);

} // namespace auditlens
