// SPDX-License-Identifier: MIT
// parsebench FILE.jsonl: parses every line with simdjson and does nothing with it, as the measure of what reading JSON
// costs at least.

#include <simdjson.h>

#include <cstdio>
#include <fstream>
#include <string>

int main(int argc, char** argv)
{
    if (argc != 2) {
        std::fprintf(stderr, "usage: parsebench FILE.jsonl\n");
        return 2;
    }
    std::ifstream file(argv[1]);
    simdjson::dom::parser parser;
    std::string line;
    std::size_t good = 0;
    while (std::getline(file, line)) {
        line.reserve(line.size() + simdjson::SIMDJSON_PADDING);
        good += parser.parse(line.data(), line.size(), false).error() == simdjson::SUCCESS ? 1 : 0;
    }
    std::printf("%zu\n", good);
    return 0;
}
