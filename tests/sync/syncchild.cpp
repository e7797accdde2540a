// SPDX-License-Identifier: MIT
// Syncs from a fake until it is done or killed: syncchild URL ARCHIVE BEGIN END. Prints a line after each page, and commits
// as often as it can.

#include "support/importing.h"
#include "sync/lokihistory.h"

#include <QCoreApplication>

#include <cstdio>

using namespace auditlens;

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    if (words.size() != 5)
        return 2;
    SyncOptions options;
    options.commitEvery = std::chrono::milliseconds(1);
    options.stored = [](const SyncSource&, const Page&, bool) {
        std::puts("page");
        std::fflush(stdout);
    };
    const SyncSource source = test::lokiSource(QUrl(words[1]), words[2], {words[3].toLongLong(), words[4].toLongLong()});
    const SyncReport report = syncSources({source}, *test::allFormats(), {}, options).front();
    return report.ok() ? 0 : 1;
}
