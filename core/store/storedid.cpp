// SPDX-License-Identifier: MIT
#include "store/storedid.h"

#include "base/sha256.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace auditlens {

namespace {

constexpr std::string_view contentPrefix = "sha256:";
constexpr std::size_t idBytes = 16;
using Bytes = std::array<unsigned char, idBytes>;

constexpr unsigned notHex = 0xff;

constexpr std::array<unsigned char, 256> makeHexValues()
{
    std::array<unsigned char, 256> values {};
    values.fill(notHex);
    for (unsigned i = 0; i < 10; ++i)
        values['0' + i] = static_cast<unsigned char>(i);
    for (unsigned i = 0; i < 6; ++i)
        values['a' + i] = static_cast<unsigned char>(10 + i);
    return values;
}

constexpr auto hexValues = makeHexValues();

unsigned hexValue(char c)
{
    return hexValues[static_cast<unsigned char>(c)];
}

constexpr std::size_t uuidLength = 36;
constexpr std::array<std::size_t, 4> uuidDashes {8, 13, 18, 23};

// Where the digits of each byte begin.
constexpr std::array<std::size_t, idBytes> makeUuidDigits()
{
    std::array<std::size_t, idBytes> digits {};
    std::size_t place = 0;
    for (std::size_t& begin : digits) {
        if (std::ranges::find(uuidDashes, place) != uuidDashes.end())
            ++place;
        begin = place;
        place += 2;
    }
    return digits;
}

constexpr auto uuidDigits = makeUuidDigits();

constexpr std::size_t placeInUuid(std::size_t byte)
{
    return uuidDigits[byte];
}

constexpr std::size_t hexLength = 2 * idBytes;

constexpr std::size_t placeInHex(std::size_t byte)
{
    return 2 * byte;
}

template <typename DigitsOf>
std::optional<Bytes> parseBytes(std::string_view text, DigitsOf digitsOf)
{
    Bytes bytes {};
    unsigned seen = 0;
    for (std::size_t i = 0; i < idBytes; ++i) {
        const unsigned high = hexValue(text[digitsOf(i)]);
        const unsigned low = hexValue(text[digitsOf(i) + 1]);
        seen |= high | low;
        bytes[i] = static_cast<unsigned char>(high << 4 | low);
    }
    if (seen > 15)
        return {};
    return bytes;
}

std::optional<Bytes> parseUuid(std::string_view text)
{
    if (text.size() != uuidLength || !std::ranges::all_of(uuidDashes, [&](std::size_t dash) { return text[dash] == '-'; }))
        return {};
    return parseBytes(text, placeInUuid);
}

std::optional<Bytes> parseHex(std::string_view digits)
{
    if (digits.size() != hexLength)
        return {};
    return parseBytes(digits, placeInHex);
}

constexpr std::string_view hexDigits = "0123456789abcdef";

template <typename DigitsOf>
void writeBytes(const StoredId& id, char* out, DigitsOf digitsOf)
{
    Bytes bytes {};
    std::memcpy(bytes.data(), &id.high, 8);
    std::memcpy(bytes.data() + 8, &id.low, 8);
    for (std::size_t i = 0; i < idBytes; ++i) {
        out[digitsOf(i)] = hexDigits[bytes[i] >> 4];
        out[digitsOf(i) + 1] = hexDigits[bytes[i] & 15];
    }
}

StoredId fromBytes(StoredId::Kind kind, const unsigned char* bytes)
{
    StoredId id {kind};
    std::memcpy(&id.high, bytes, 8);
    std::memcpy(&id.low, bytes + 8, 8);
    return id;
}

StoredId digest(StoredId::Kind kind, std::string_view text)
{
    return fromBytes(kind, sha256(text).data());
}

} // namespace

std::string_view StoredId::writeTo(Text& text) const
{
    if (kind == Kind::Uuid) {
        writeBytes(*this, text.data(), placeInUuid);
        for (const std::size_t dash : uuidDashes)
            text[dash] = '-';
        return {text.data(), uuidLength};
    }
    if (kind == Kind::Content) {
        writeBytes(*this, std::ranges::copy(contentPrefix, text.data()).out, placeInHex);
        return {text.data(), contentPrefix.size() + hexLength};
    }
    return {};
}

std::string StoredId::text() const
{
    Text text {};
    return std::string(writeTo(text));
}

StoredId storedId(std::string_view id)
{
    if (id.empty())
        return {};
    if (const auto bytes = parseUuid(id))
        return fromBytes(StoredId::Kind::Uuid, bytes->data());
    return digest(StoredId::Kind::Hash, id);
}

void ContentIds::Free::operator()(evp_md_ctx_st* context) const
{
    EVP_MD_CTX_free(context);
}

StoredId ContentIds::of(std::string_view record, std::uint32_t part)
{
    if (part == 0) {
        m_record = {};
        return digest(StoredId::Kind::Content, record);
    }
    if (!m_begun) {
        m_begun.reset(EVP_MD_CTX_new());
        m_work.reset(EVP_MD_CTX_new());
    }
    if (record.data() != m_record.data() || record.size() != m_record.size()) {
        EVP_DigestInit_ex(m_begun.get(), EVP_sha256(), nullptr);
        EVP_DigestUpdate(m_begun.get(), record.data(), record.size());
        EVP_DigestUpdate(m_begun.get(), "", 1); // A NUL between the record and the part.
        m_record = record;
    }
    const std::string number = std::to_string(part);
    Sha256Digest out {};
    EVP_MD_CTX_copy_ex(m_work.get(), m_begun.get());
    EVP_DigestUpdate(m_work.get(), number.data(), number.size());
    EVP_DigestFinal_ex(m_work.get(), out.data(), nullptr);
    return fromBytes(StoredId::Kind::Content, out.data());
}

std::optional<StoredId> parseContentId(std::string_view text)
{
    if (!text.starts_with(contentPrefix) || text.size() != contentPrefix.size() + hexLength)
        return {};
    const auto bytes = parseHex(text.substr(contentPrefix.size()));
    if (!bytes)
        return {};
    return fromBytes(StoredId::Kind::Content, bytes->data());
}

} // namespace auditlens
