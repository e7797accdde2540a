// SPDX-License-Identifier: MIT
// Syncs from a fake until it is done or killed: syncchild BACKEND URL ARCHIVE BEGIN END [FIELD=VALUE]…. Prints a line after
// each page, and commits as often as it can.

#include "support/importing.h"
#include "sync/servicesource.h"

#include <QCoreApplication>

#include <cstdio>

using namespace auditlens;

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    if (words.size() < 6)
        return 2;
    SyncOptions options;
    options.commitEvery = std::chrono::milliseconds(1);
    options.stored = [](const SyncSource&, const Page&, bool) {
        std::puts("page");
        std::fflush(stdout);
    };
    SyncSource source
        = test::impatient(test::serviceSource(words[1].toLatin1(), QUrl(words[2]), words[3], {words[4].toLongLong(), words[5].toLongLong()}));
    for (const QString& word : words.mid(6))
        source.settings.values[word.section(u'=', 0, 0).toLatin1()] = word.section(u'=', 1);
    const SyncReport report = syncSources({source}, *test::allFormats(), {}, options).front();
    return report.ok() ? 0 : 1;
}
