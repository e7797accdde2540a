// SPDX-License-Identifier: MIT
#include "integrity/integrityreport.h"
#include "profiles/profileregistry.h"

#include <chrono>
#include <cstdio>

using namespace auditlens;

namespace {

template <typename Work>
double seconds(Work work)
{
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

} // namespace

// integritybench ARCHIVE: the three checks of an archive, without keys.
int main(int argc, char** argv)
{
    if (argc != 2)
        return std::fprintf(stderr, "integritybench ARCHIVE\n"), 2;
    const auto formats = std::make_shared<FormatRegistry>();
    addBuiltinFormats(*formats);
    const auto added = addBuiltinProfiles(*formats);
    const auto archive = Archive::open(QString::fromLocal8Bit(argv[1]), formats);
    if (!added || !archive)
        return std::fprintf(stderr, "%s: cannot be opened\n", argv[1]), 1;
    const std::uint32_t events = (*archive)->size();
    ContinuityReport continuity;
    ClockReport clocks;
    std::uint64_t counted = 0;
    const double first = seconds([&] { continuity = checkContinuity(**archive, {}, {}); });
    const double second = seconds([&] { clocks = checkClocks(**archive, {}, {}); });
    const double third = seconds([&] {
        const auto signatures = checkSignatures(**archive, {}, {}, {});
        counted = signatures ? signatures->count(SignatureState::Unsigned) + signatures->count(SignatureState::NoKey) : 0;
    });
    std::printf("%u events\ncontinuity %.2f s: %llu objects, %llu compared, %llu breaks, %llu undecided\n", events, first,
        (unsigned long long)continuity.objects, (unsigned long long)continuity.compared, (unsigned long long)continuity.breakCount,
        (unsigned long long)continuity.undecided);
    std::printf("clocks %.2f s: %llu compared, %llu findings\n", second, (unsigned long long)clocks.compared, (unsigned long long)clocks.findingCount);
    std::printf("signatures %.2f s: %llu not checked\n", third, (unsigned long long)counted);
    return 0;
}
