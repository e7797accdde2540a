// SPDX-License-Identifier: MIT
#include "base/utf8.h"

namespace auditlens {

namespace {

struct Lead
{
    std::size_t length = 0; ///< 0 when no sequence begins with this byte.
    char32_t bits = 0;
    char32_t least = 0; ///< Below this the sequence is longer than it needs to be.
};

Lead leadOf(unsigned char byte)
{
    if (byte < 0x80)
        return {1, byte, 0};
    if (byte >= 0xc2 && byte < 0xe0)
        return {2, byte & 0x1fu, 0x80};
    if (byte >= 0xe0 && byte < 0xf0)
        return {3, byte & 0x0fu, 0x800};
    if (byte >= 0xf0 && byte < 0xf5)
        return {4, byte & 0x07u, 0x10000};
    return {};
}

} // namespace

char32_t nextCodePoint(std::string_view text, std::size_t& at)
{
    const Lead lead = leadOf(static_cast<unsigned char>(text[at]));
    char32_t point = lead.bits;
    std::size_t i = 1;
    for (; i < lead.length && at + i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[at + i]);
        if ((byte & 0xc0) != 0x80)
            break;
        point = point << 6 | (byte & 0x3fu);
    }
    if (lead.length == 0 || i < lead.length || point < lead.least || point > 0x10ffff) {
        ++at;
        return notACodePoint;
    }
    at += lead.length;
    return point;
}

bool isUtf8(std::string_view text)
{
    for (std::size_t at = 0; at < text.size();) {
        const char32_t point = nextCodePoint(text, at);
        if (point == notACodePoint || isSurrogate(point))
            return false;
    }
    return true;
}

std::size_t countCodePoints(std::string_view text)
{
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); ++count)
        nextCodePoint(text, at);
    return count;
}

void appendCodePoint(std::string& out, char32_t point)
{
    if (point < 0x80) {
        out += char(point);
    } else if (point < 0x800) {
        out += char(0xc0 | point >> 6);
        out += char(0x80 | (point & 0x3f));
    } else if (point < 0x10000) {
        out += char(0xe0 | point >> 12);
        out += char(0x80 | (point >> 6 & 0x3f));
        out += char(0x80 | (point & 0x3f));
    } else {
        out += char(0xf0 | point >> 18);
        out += char(0x80 | (point >> 12 & 0x3f));
        out += char(0x80 | (point >> 6 & 0x3f));
        out += char(0x80 | (point & 0x3f));
    }
}

} // namespace auditlens
