// SPDX-License-Identifier: MIT
#include "json/document.h"
#include "json/strictparser.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

// Short, so that it is not nested too deep; without what the other one reads otherwise: numbers that no double can hold,
// a NUL, which ends its text, and a byte order mark, which it skips.
bool isComparable(std::string_view text)
{
    constexpr std::size_t longest = 150;
    return text.size() < longest && text.find_first_of(std::string_view("eE\0", 3)) == std::string_view::npos && !text.starts_with("\xef\xbb\xbf");
}

void compare(std::string_view text)
{
    static auditlens::json::StrictParser parser;
    std::vector<auditlens::json::Node> nodes;
    const std::string padded = std::string(text) + std::string(auditlens::json::padding, '"');
    if (parser.parse(std::string_view(padded).substr(0, text.size()), nodes) != nlohmann::json::accept(text))
        std::abort();
}

} // namespace

// Whatever the bytes: no crash, every node lies inside its parent, and a text is JSON where another reader says so.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static auditlens::json::Document document;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (isComparable(text))
        compare(text);
    if (!document.parseCopy(text))
        return document.errorText().empty() || document.errorOffset() > size ? std::abort(), 0 : 0;
    const auto& nodes = document.nodes();
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (nodes[i].next <= i || nodes[i].next > nodes.size())
            std::abort();
    }
    return 0;
}
