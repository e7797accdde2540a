// SPDX-License-Identifier: MIT
#include "input/recordreader.h"
#include "support/inputtext.h"

#include <cstdint>
#include <cstdlib>

// Any container: splits, parses, parses again as the store does.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace auditlens;
    auto reader = makeRecordReader(
        std::make_unique<test::TextSource>(QByteArray(reinterpret_cast<const char*>(data), qsizetype(size)), 4096), {"data.result"});
    if (!reader)
        return 0;
    json::Document document;
    json::Document again;
    const Layout layout = layoutFromJson(toJson((*reader)->layout()));
    for (auto chunk = (*reader)->next(); chunk.ok() && !chunk->empty(); chunk = (*reader)->next()) {
        for (std::size_t i = 0; i < chunk->records.size(); ++i) {
            const bool good = (*reader)->parse(chunk->record(i), document);
            if (good != parseRecord(layout, chunk->record(i), again))
                std::abort();
        }
    }
    return 0;
}
