// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

namespace auditlens {

/// Whole pages of zeros for at least `size` bytes (not 0) that nothing else shares: kept out of the swap file and out
/// of core dumps where the system allows; where it does not, they are ordinary memory. Throws std::bad_alloc.
unsigned char* takeLockedPages(std::size_t size);

/// Wipes them and gives them back; `size` as they were taken.
void returnLockedPages(unsigned char* pages, std::size_t size) noexcept;

} // namespace auditlens
