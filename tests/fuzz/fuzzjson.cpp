// SPDX-License-Identifier: MIT
#include "json/document.h"

#include <cstdint>
#include <cstdlib>

// Whatever the bytes: no crash, and every slice lies inside its parent.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static auditlens::json::Document document;
    if (!document.parseCopy({reinterpret_cast<const char*>(data), size}))
        return document.errorText().empty() || document.errorOffset() > size ? std::abort(), 0 : 0;
    const auto& nodes = document.nodes();
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (nodes[i].next <= i || nodes[i].next > nodes.size())
            std::abort();
    }
    return 0;
}
