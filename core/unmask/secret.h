// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <iosfwd>
#include <span>
#include <string>
#include <string_view>

class QDebug;

namespace auditlens {

/// Bytes that must not get about: a key, or a value that was masked. It can be moved and not copied, has no way into
/// a log or a QString, compares in constant time, lies in locked pages and is wiped when it ends or is assigned to.
/// A secret that was moved from is empty. reveal() is the one word to search the code for.
///
/// Every secret takes at least one page of memory. Not for sharing between threads.
class Secret
{
public:
    Secret() = default;
    /// That many zeros, to be filled through bytes().
    explicit Secret(std::size_t size);
    /// The caller wipes its own copy.
    static Secret copyOf(std::string_view bytes);
    static Secret copyOf(std::span<const unsigned char> bytes);
    ~Secret();
    Secret(Secret&& other) noexcept;
    Secret& operator=(Secret&& other) noexcept;
    Secret(const Secret&) = delete;
    Secret& operator=(const Secret&) = delete;

    std::size_t size() const { return m_size; }
    bool empty() const { return m_size == 0; }

    /// Valid as long as this secret is neither moved, assigned to nor ended.
    std::string_view reveal() const;
    std::span<unsigned char> bytes() { return {m_data, m_size}; }
    std::span<const unsigned char> bytes() const { return {m_data, m_size}; }
    /// Keeps the first bytes and wipes the others; a larger size changes nothing.
    void shrink(std::size_t size);

    /// In a time that depends on the sizes only.
    friend bool operator==(const Secret& a, const Secret& b);

    friend QDebug operator<<(QDebug, const Secret&) = delete;
    friend std::ostream& operator<<(std::ostream&, const Secret&) = delete;

private:
    unsigned char* m_data = nullptr;
    std::size_t m_size = 0;
    std::size_t m_taken = 0;
};

/// What tells keys apart without showing them: 16 hex digits in groups of four, "9f86-d081-884c-7d65".
///
/// It is the beginning of SHA-256 over a text of ours, a NUL and the key. That is safe to show and to store for a key
/// of random bytes: the hash cannot be turned back, 64 of its 256 bits are left, and because of the text before the
/// key it is no hash that any scheme uses (tiger_audit_trail's cipher key *is* the bare SHA-256 of its passphrase).
/// A passphrase that can be guessed can be recognised by it, as it can by any token that it encrypted.
std::string fingerprintOf(const Secret& key);

} // namespace auditlens
