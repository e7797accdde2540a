// SPDX-License-Identifier: MIT
#include "query/ipaddress.h"

#include <algorithm>
#include <charconv>

namespace auditlens {

namespace {

constexpr std::array<std::uint8_t, 12> v4Prefix = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

std::optional<unsigned> readNumber(std::string_view text, int base, std::size_t mostDigits, unsigned most)
{
    unsigned number = 0;
    const auto end = text.data() + text.size();
    if (text.empty() || text.size() > mostDigits || std::from_chars(text.data(), end, number, base).ptr != end || number > most)
        return {};
    return number;
}

// Cuts off the text before the next separator.
std::string_view takePart(std::string_view& text, char separator)
{
    const std::size_t end = std::min(text.find(separator), text.size());
    const std::string_view part = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return part;
}

bool readV4(std::string_view text, std::span<std::uint8_t, 4> to)
{
    if (std::ranges::count(text, '.') != 3 || text.ends_with('.'))
        return false;
    for (std::uint8_t& byte : to) {
        const auto number = readNumber(takePart(text, '.'), 10, 3, 255);
        if (!number)
            return false;
        byte = std::uint8_t(*number);
    }
    return true;
}

/// The groups on one side of "::", two bytes each; a last one may be written like IPv4.
bool readGroups(std::string_view text, std::vector<std::uint8_t>& to)
{
    if (text.ends_with(':'))
        return false;
    while (!text.empty() && to.size() < 16) {
        const std::string_view part = takePart(text, ':');
        std::array<std::uint8_t, 4> v4 {};
        if (text.empty() && readV4(part, v4)) {
            to.insert(to.end(), v4.begin(), v4.end());
            return true;
        }
        const auto number = readNumber(part, 16, 4, 0xffff);
        if (!number)
            return false;
        to.push_back(std::uint8_t(*number >> 8));
        to.push_back(std::uint8_t(*number & 0xff));
    }
    return text.empty();
}

std::optional<IpAddress> readV6(std::string_view text)
{
    const std::size_t gap = text.find("::");
    const bool hasGap = gap != std::string_view::npos;
    std::vector<std::uint8_t> front;
    std::vector<std::uint8_t> back;
    if (!readGroups(text.substr(0, gap), front) || (hasGap && !readGroups(text.substr(gap + 2), back)))
        return {};
    const std::size_t size = front.size() + back.size();
    if (hasGap ? size > 14 : size != 16)
        return {};
    IpAddress address;
    std::ranges::copy(front, address.bytes.begin());
    std::ranges::copy(back, address.bytes.end() - std::ptrdiff_t(back.size()));
    return address;
}

std::string_view trimmed(std::string_view text)
{
    const std::size_t begin = std::min(text.find_first_not_of(' '), text.size());
    return text.substr(begin, text.find_last_not_of(' ') + 1 - begin);
}

// "[::1]:443", "10.0.0.1:443", "fe80::1%eth0"
std::string_view withoutPort(std::string_view text)
{
    if (text.starts_with('['))
        return text.substr(1, text.find(']') - 1);
    text = text.substr(0, text.find('%'));
    const bool port = std::ranges::count(text, ':') == 1;
    return port ? text.substr(0, text.find(':')) : text;
}

} // namespace

bool IpAddress::isV4() const
{
    return std::equal(v4Prefix.begin(), v4Prefix.end(), bytes.begin());
}

std::optional<IpAddress> IpAddress::read(std::string_view text)
{
    if (text.find(':') != std::string_view::npos)
        return readV6(text);
    IpAddress address;
    std::ranges::copy(v4Prefix, address.bytes.begin());
    if (!readV4(text, std::span(address.bytes).last<4>()))
        return {};
    return address;
}

std::optional<IpNetwork> IpNetwork::read(std::string_view text)
{
    const std::size_t slash = text.find('/');
    if (slash == std::string_view::npos)
        return {};
    const auto address = IpAddress::read(text.substr(0, slash));
    const bool v4 = address && text.substr(0, slash).find(':') == std::string_view::npos;
    const auto bits = readNumber(text.substr(slash + 1), 10, 3, v4 ? 32 : 128);
    if (!address || !bits)
        return {};
    IpNetwork network {*address, *address};
    for (std::size_t bit = *bits + (v4 ? 96 : 0); bit < 128; ++bit) {
        const auto mask = std::uint8_t(0x80 >> bit % 8);
        network.first.bytes[bit / 8] = std::uint8_t(network.first.bytes[bit / 8] & ~mask);
        network.last.bytes[bit / 8] = std::uint8_t(network.last.bytes[bit / 8] | mask);
    }
    return network;
}

std::vector<IpAddress> addressesIn(std::string_view text)
{
    std::vector<IpAddress> addresses;
    while (!text.empty()) {
        const auto address = IpAddress::read(withoutPort(trimmed(takePart(text, ','))));
        if (address)
            addresses.push_back(*address);
    }
    return addresses;
}

} // namespace auditlens
