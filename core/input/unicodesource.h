// SPDX-License-Identifier: MIT
#pragma once

#include "input/bytesource.h"

namespace auditlens {

/// Drops a UTF-8 byte order mark and converts UTF-16, known by its mark or by the zeros of its first letters. All
/// other text passes as it is. Offsets count the converted bytes.
std::unique_ptr<ByteSource> asUtf8(std::unique_ptr<ByteSource> source);

} // namespace auditlens
