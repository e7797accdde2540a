// SPDX-License-Identifier: MIT
#include "integrity/integrityreport.h"
#include "profiles/profileregistry.h"

#include <chrono>
#include <cstdio>
#include <ctime>

using namespace auditlens;

namespace {

struct Cost
{
    double elapsed = 0; ///< Seconds,
    double cpu = 0; ///< and those of all threads.
};

template <typename Work>
Cost costOf(Work work)
{
    const auto start = std::chrono::steady_clock::now();
    const std::clock_t worked = std::clock();
    work();
    return {std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(), double(std::clock() - worked) / CLOCKS_PER_SEC};
}

void print(const char* check, const Cost& cost, std::uint64_t found, const char* end)
{
    std::printf("\"%s\":{\"seconds\":%.3f,\"cpu\":%.3f,\"found\":%llu}%s", check, cost.elapsed, cost.cpu, (unsigned long long)found, end);
}

} // namespace

// integritybench ARCHIVE: the three checks of an archive, without keys, as JSON. Of signatures it says how many were not checked.
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
    const Cost first = costOf([&] { continuity = checkContinuity(**archive, {}, {}); });
    const Cost second = costOf([&] { clocks = checkClocks(**archive, {}, {}); });
    const Cost third = costOf([&] {
        const auto signatures = checkSignatures(**archive, {}, {}, {});
        counted = signatures ? signatures->count(SignatureState::Unsigned) + signatures->count(SignatureState::NoKey) : 0;
    });
    std::printf("{\"events\":%u,\"checks\":{", events);
    print("continuity", first, continuity.breakCount, ",");
    print("clocks", second, clocks.findingCount, ",");
    print("signatures", third, counted, "}}\n");
    return 0;
}
