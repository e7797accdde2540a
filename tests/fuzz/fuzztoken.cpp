// SPDX-License-Identifier: MIT
#include "unmask/fernet.h"
#include "unmask/tigerkey.h"

#include <cstdint>
#include <cstdlib>

using namespace auditlens;

// Whatever the text: the facts are what decoding allows, and neither as a token nor as a key does it break anything.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const Secret key = Secret::copyOf("unit-test-secret-key");
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const auto token = FernetToken::parse(text); token && token->ciphertext().size() % 16 != 0)
        std::abort();
    for (const Cipher* cipher : ciphers()) {
        const std::string prefixed = std::string(cipher->prefix()).append(text);
        const auto facts = cipher->inspect(prefixed);
        const auto plain = cipher->reveal(prefixed, key);
        if (plain && (!facts || plain.value().size() < facts.value().leastBytes || plain.value().size() > facts.value().mostBytes))
            std::abort();
    }
    if (const auto made = tigerKey(Secret::copyOf(text)); made && made.value().size() != tigerKeyBytes)
        std::abort();
    return 0;
}
