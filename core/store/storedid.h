// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace auditlens {

/// An event or request id in 16 bytes.
struct StoredId
{
    /// The numbers are on disk.
    enum class Kind : std::uint8_t {
        None = 0,
        Uuid = 1, ///< The id is a canonical lower-case UUID and these are its bytes.
        Hash = 2, ///< SHA-256 of the id's text, cut to 16 bytes.
        Content = 3, ///< There was no id: SHA-256 of the record and the part, cut to 16 bytes.
    };
    Kind kind = Kind::None;
    std::uint64_t high = 0; ///< The first eight bytes as the machine reads them.
    std::uint64_t low = 0;

    /// Uuid and Content have a text of their own ("sha256:<32 hex digits>"); empty for the others.
    std::string text() const;
    /// The same without allocating.
    using Text = std::array<char, 40>;
    std::string_view writeTo(Text& text) const;
    friend bool operator==(const StoredId&, const StoredId&) = default;
};

StoredId storedId(std::string_view id);
StoredId contentId(std::string_view record, std::uint32_t part);
/// Reads "sha256:<32 hex digits>".
std::optional<StoredId> parseContentId(std::string_view text);

} // namespace auditlens
