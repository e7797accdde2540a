// SPDX-License-Identifier: MIT
#include "seal/sealblock.h"

#include <cstdint>
#include <cstdlib>

using namespace auditlens;

// Whatever stands where a seal stands: what is read is written again as the same bytes, and nobody guesses a signature.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (text.size() >= sealEndBytes)
        sealSize(text.substr(text.size() - sealEndBytes));
    const Result<Seal, QString> seal = readSeal(text);
    if (seal && textOf(*seal) != text)
        std::abort();
    if (!seal && seal.error().isEmpty())
        std::abort();
    const Result<SealStatement, QString> statement = readSealStatement(text);
    if (statement && textOf(*statement) != text)
        std::abort();
    return 0;
}
