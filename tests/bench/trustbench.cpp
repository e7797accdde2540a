// SPDX-License-Identifier: MIT
#include "trust/signaturescheme.h"

#include <chrono>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>

using namespace auditlens;

// trustbench FORMAT KEY FILE: how many times a second one thread parses and verifies the record in the file.
int main(int argc, char** argv)
{
    if (argc != 4)
        return std::fprintf(stderr, "trustbench FORMAT KEY FILE\n"), 2;
    std::ifstream file(argv[3], std::ios::binary);
    const std::string text {std::istreambuf_iterator<char>(file), {}};
    json::Document document;
    if (!document.parseExactCopy(text))
        return std::fprintf(stderr, "%s: %s\n", argv[3], document.errorText().c_str()), 1;
    const SignatureScheme* scheme = signatureSchemeOf(argv[1], document.root());
    const Secret key = Secret::copyOf(std::string_view(argv[2]));
    const auto check = makeSignatureCheck(scheme ? scheme->algorithm() : SignatureAlgorithm::HmacSha256, {&key, 1});
    if (!scheme || !check)
        return std::fprintf(stderr, "The record has no signature that is known, or the key is unusable.\n"), 1;
    constexpr int count = 300'000;
    std::size_t valid = 0;
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < count; ++i) {
        document.parseExactCopy(text);
        scheme->verify(document.root(), {}, check.value().get(), [&valid](std::uint32_t, const SignatureVerdict& verdict) {
            valid += verdict.state == SignatureState::Valid ? 1 : 0;
        });
    }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    std::printf("%d records, %zu valid events, %.0f records a second\n", count, valid, count / took.count());
    return 0;
}
