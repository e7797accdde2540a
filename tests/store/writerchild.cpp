// SPDX-License-Identifier: MIT
// Adds events to an archive until it is killed: writerchild ARCHIVE SEED. Prints the number of committed events
// after each commit; batches have 100 events.

#include "store/storesupport.h"

#include <cstdio>
#include <cstdlib>

using namespace auditlens;

int main(int argc, char** argv)
{
    if (argc != 3)
        return 2;
    auto writer = ArchiveWriter::open(QString::fromLocal8Bit(argv[1]));
    if (!writer)
        return 3;
    const auto source = (*writer)->addSource(test::testSource("child.jsonl"));
    test::RandomEvents random(std::uint32_t(std::atoi(argv[2])));
    std::uint64_t total = 0;
    for (int round = 0;; ++round) {
        const auto events = random.take(100);
        EventBatch batch;
        for (const AuditEvent& event : events) {
            const test::Record record = test::recordOf(event);
            test::addRecord(batch, record, *source, total++, 0);
        }
        if (!(*writer)->append(batch) || (round % 3 == 0 && !(*writer)->commit()))
            return 3;
        if (round % 3 == 0) {
            std::printf("%llu\n", static_cast<unsigned long long>((*writer)->eventCount()));
            std::fflush(stdout);
        }
    }
}
