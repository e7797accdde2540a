// SPDX-License-Identifier: MIT
// Times the store alone: storebench ARCHIVE opens an archive and runs a few queries, each twice. "auditlens import"
// makes the archive, of gen_events' output for example.

#include "formats/registry.h"
#include "query/binder.h"
#include "store/archive.h"

#include <QCoreApplication>

#include <chrono>
#include <cstdio>

using namespace auditlens;

namespace {

using Clock = std::chrono::steady_clock;

bool time(const Archive& archive, const QString& text)
{
    const BoundOutcome bound = readQuery(text, TimeContext::current(QTimeZone::utc()));
    for (int i = 0; i < 2 && !bound.error; ++i) {
        const QueryResult result = archive.find(bound.query, {});
        std::printf("%-28s %9u rows %9.3f ms\n", qPrintable(text), result.rows.size(), double(result.microseconds) / 1000);
    }
    return !bound.error;
}

int run(const QString& path)
{
    const auto start = Clock::now();
    const auto archive = Archive::open(path, std::make_shared<FormatRegistry>());
    if (!archive) {
        std::fprintf(stderr, "%s\n", qPrintable(archive.error().what));
        return 4;
    }
    std::printf("open %.3f s, %u events\n", std::chrono::duration<double>(Clock::now() - start).count(), (*archive)->size());
    for (const char* text : {"action:update", "entity.id:187985", "needle2fa8ae5f", "quarantine", "updated", "xy"}) {
        if (!time(**archive, QString::fromLatin1(text)))
            return 2;
    }
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    if (argc != 2) {
        std::fprintf(stderr, "usage: storebench ARCHIVE\n");
        return 2;
    }
    return run(application.arguments().at(1));
}
