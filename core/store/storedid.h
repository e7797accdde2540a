// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct evp_md_ctx_st; // OpenSSL's EVP_MD_CTX

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

/// The content ids of the parts of a record, which is hashed once: it may be long and have very many.
class ContentIds
{
public:
    /// `part` 0 begins another record; the calls for the same one have the same view.
    StoredId of(std::string_view record, std::uint32_t part);
    void forget() { m_record = {}; }

private:
    struct Free
    {
        void operator()(evp_md_ctx_st* context) const;
    };
    using Context = std::unique_ptr<evp_md_ctx_st, Free>;
    Context m_begun; ///< Has taken the record.
    Context m_work;
    std::string_view m_record; ///< Compared by address only.
};
/// Reads "sha256:<32 hex digits>".
std::optional<StoredId> parseContentId(std::string_view text);

} // namespace auditlens
