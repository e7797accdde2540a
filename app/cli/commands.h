// SPDX-License-Identifier: MIT
#pragma once

#include "cli/console.h"

#include <QStringList>

namespace auditlens {

/// One function per command, each in a file of its own: the words behind the command's name to an exit code.
int runImport(const QStringList& words, Console& console);
int runQuery(const QStringList& words, Console& console);
int runShow(const QStringList& words, Console& console);
int runHistory(const QStringList& words, Console& console);
int runExplain(const QStringList& words, Console& console);
int runExport(const QStringList& words, Console& console);
int runInfo(const QStringList& words, Console& console);
int runRedact(const QStringList& words, Console& console);
int runSeal(const QStringList& words, Console& console);
int runUnmask(const QStringList& words, Console& console);
int runKeys(const QStringList& words, Console& console);
int runVerify(const QStringList& words, Console& console);
int runLedger(const QStringList& words, Console& console);
int runConnect(const QStringList& words, Console& console);
int runSync(const QStringList& words, Console& console);
int runFollow(const QStringList& words, Console& console);
int runFormats(const QStringList& words, Console& console);

} // namespace auditlens
