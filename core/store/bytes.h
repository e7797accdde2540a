// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace auditlens {

/// Numbers are written as the little-endian machine keeps them; there is no big-endian build.
template <std::integral T>
void appendNumber(std::string& out, T value)
{
    out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

inline void appendVarint(std::string& out, std::uint64_t value)
{
    for (; value >= 0x80; value >>= 7)
        out.push_back(char(0x80 | (value & 0x7f)));
    out.push_back(char(value));
}

/// Reads what was written by the functions above. Reading past the end makes it fail for good and gives zeros, so
/// the caller asks ok() once at the end.
class ByteReader
{
public:
    explicit ByteReader(std::string_view bytes) : m_bytes(bytes) { }

    bool ok() const { return m_ok; }
    bool atEnd() const { return m_at == m_bytes.size(); }
    std::size_t left() const { return m_bytes.size() - m_at; }

    template <std::integral T>
    T number()
    {
        T value {};
        const std::string_view from = bytes(sizeof value);
        if (m_ok)
            std::memcpy(&value, from.data(), sizeof value);
        return value;
    }

    std::uint64_t varint()
    {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            if (m_at == m_bytes.size())
                break;
            const auto byte = static_cast<unsigned char>(m_bytes[m_at++]);
            value |= std::uint64_t(byte & 0x7f) << shift;
            if (byte < 0x80)
                return value;
        }
        m_ok = false;
        return 0;
    }

    std::string_view bytes(std::uint64_t size)
    {
        if (!m_ok || size > left()) {
            m_ok = false;
            return {};
        }
        const std::string_view out = m_bytes.substr(m_at, size);
        m_at += size;
        return out;
    }

private:
    std::string_view m_bytes;
    std::size_t m_at = 0;
    bool m_ok = true;
};

} // namespace auditlens
