// SPDX-License-Identifier: MIT
#include "store/storedid.h"

#include <openssl/sha.h>

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

bool isDash(std::size_t position)
{
    return position == 8 || position == 13 || position == 18 || position == 23;
}

// Where the digits of the bytes begin in a UUID; its dashes are in front of bytes 4, 6, 8 and 10.
constexpr std::array<std::uint8_t, idBytes> uuidDigits {0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34};
constexpr std::size_t uuidLength = 36;

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
    if (text.size() != uuidLength || text[8] != '-' || text[13] != '-' || text[18] != '-' || text[23] != '-')
        return {};
    return parseBytes(text, [](std::size_t i) { return std::size_t(uuidDigits[i]); });
}

std::optional<Bytes> parseHex(std::string_view digits)
{
    if (digits.size() != 2 * idBytes)
        return {};
    return parseBytes(digits, [](std::size_t i) { return 2 * i; });
}

constexpr std::string_view hexDigits = "0123456789abcdef";

char* writeHex(const StoredId& id, bool dashes, char* out)
{
    Bytes bytes {};
    std::memcpy(bytes.data(), &id.high, 8);
    std::memcpy(bytes.data() + 8, &id.low, 8);
    const char* begin = out;
    for (const unsigned char byte : bytes) {
        if (dashes && isDash(std::size_t(out - begin)))
            *out++ = '-';
        *out++ = hexDigits[byte >> 4];
        *out++ = hexDigits[byte & 15];
    }
    return out;
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
    std::array<unsigned char, SHA256_DIGEST_LENGTH> out {};
    SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), out.data());
    return fromBytes(kind, out.data());
}

} // namespace

std::string_view StoredId::writeTo(Text& text) const
{
    char* end = text.data();
    if (kind == Kind::Uuid)
        end = writeHex(*this, true, end);
    else if (kind == Kind::Content)
        end = writeHex(*this, false, std::ranges::copy(contentPrefix, end).out);
    return {text.data(), std::size_t(end - text.data())};
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

StoredId contentId(std::string_view record, std::uint32_t part)
{
    if (part == 0)
        return digest(StoredId::Kind::Content, record);
    std::string text(record);
    text.push_back('\0');
    text += std::to_string(part);
    return digest(StoredId::Kind::Content, text);
}

std::optional<StoredId> parseContentId(std::string_view text)
{
    if (!text.starts_with(contentPrefix) || text.size() != contentPrefix.size() + 2 * idBytes)
        return {};
    const auto bytes = parseHex(text.substr(contentPrefix.size()));
    if (!bytes)
        return {};
    return fromBytes(StoredId::Kind::Content, bytes->data());
}

} // namespace auditlens
