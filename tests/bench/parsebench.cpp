// SPDX-License-Identifier: MIT
// parsebench FILE.jsonl: parses every line with simdjson and looks at every field, as the measure of what reading JSON
// costs at least.

#include <simdjson.h>

#include <cstdio>
#include <fstream>
#include <string>

namespace {

std::size_t bytesOf(simdjson::dom::element value)
{
    std::size_t sum = 1;
    std::string_view text;
    if (simdjson::dom::object object; value.get(object) == simdjson::SUCCESS) {
        for (const auto field : object)
            sum += field.key.size() + bytesOf(field.value);
    } else if (simdjson::dom::array array; value.get(array) == simdjson::SUCCESS) {
        for (const auto element : array)
            sum += bytesOf(element);
    } else if (value.get(text) == simdjson::SUCCESS) {
        sum += text.size();
    }
    return sum;
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 2) {
        std::fprintf(stderr, "usage: parsebench FILE.jsonl\n");
        return 2;
    }
    std::ifstream file(argv[1]);
    simdjson::dom::parser parser;
    std::string line;
    std::size_t bytes = 0;
    while (std::getline(file, line)) {
        line.reserve(line.size() + simdjson::SIMDJSON_PADDING);
        if (simdjson::dom::element value; parser.parse(line.data(), line.size(), false).get(value) == simdjson::SUCCESS)
            bytes += bytesOf(value);
    }
    std::printf("%zu\n", bytes);
    return 0;
}
