// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace auditlens::test {

/// Bytes to look for in this process, kept so that they are not found themselves.
class HiddenBytes
{
public:
    /// `turned` are the bytes, each with its lower seven bits turned around (turn()).
    explicit HiddenBytes(std::string_view turned) : m_turned(turned) { }

    static constexpr char turn(char byte) { return char(byte ^ 0x7f); }
    std::size_t size() const { return m_turned.size(); }
    bool isAt(const unsigned char* place) const;

private:
    std::string m_turned;
};

/// How often the bytes are in the memory that this process can write to; nothing when it cannot be read.
std::optional<int> timesInMemory(const HiddenBytes& bytes);

/// The same for another process, a child of this one.
std::optional<int> timesInMemoryOf(std::int64_t process, std::string_view bytes);

} // namespace auditlens::test
