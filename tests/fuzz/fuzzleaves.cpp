// SPDX-License-Identifier: MIT
#include "input/recordleaves.h"

#include <cstdint>
#include <cstdlib>

using namespace auditlens;

// Whatever is cut into values: they stand one behind the other inside of it, and a record that JSON can read is cut.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    Layout layout;
    if (size > 0 && data[0] == ',') {
        layout.container = Container::Delimited;
        layout.columns = {"a", "b.c", "d[]"};
    }
    FieldPaths paths;
    std::vector<RecordLeaf> leaves;
    const bool isCut = cutRecord(layout, text, paths, leaves);
    std::size_t at = 0;
    for (std::size_t i = 0; isCut && i < leaves.size(); ++i) {
        if (leaves[i].index != i || leaves[i].path >= paths.size() || leaves[i].offset < at || leaves[i].size > size - leaves[i].offset)
            std::abort();
        at = leaves[i].offset + leaves[i].size;
    }
    json::Document document;
    const bool isRecord = parseRecord(layout, text, document);
    if (isRecord && !isCut && paths.size() < FieldPaths::most)
        std::abort();
    return 0;
}
