// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace auditlens {

/// Room that decoding a text of this size needs at most.
constexpr std::size_t lenientBase64Room(std::size_t textSize)
{
    return textSize / 4 * 3 + 3;
}

/// Decodes as CPython's base64.urlsafe_b64decode does (binascii.a2b_base64, not strict): both alphabets, every other
/// byte is passed over, what stands behind complete padding is ignored, but missing padding is an error. Gives the
/// number of bytes written; nothing when Python raises binascii.Error (`out` then holds what was read up to there).
/// `out` has at least lenientBase64Room() bytes.
std::optional<std::size_t> decodeLenientBase64(std::string_view text, std::span<unsigned char> out);

} // namespace auditlens
