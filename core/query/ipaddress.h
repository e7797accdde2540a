// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace auditlens {

/// An IPv4 or IPv6 address as 16 bytes; IPv4 stands in its place inside IPv6 (::ffff:a.b.c.d, RFC 4291), so that
/// both spellings are the same address.
struct IpAddress
{
    std::array<std::uint8_t, 16> bytes {};

    bool isV4() const;
    static std::optional<IpAddress> read(std::string_view text);
    friend auto operator<=>(const IpAddress&, const IpAddress&) = default;
};

/// "10.0.0.0/8", "2001:db8::/32": all addresses whose first bits are the same. Bits behind the mask are ignored.
struct IpNetwork
{
    IpAddress first;
    IpAddress last;

    static std::optional<IpNetwork> read(std::string_view text);
};

/// The addresses in what sources write for one: alone, with a port, in brackets, with a zone (%eth0), or a list of
/// forwarders with commas.
std::vector<IpAddress> addressesIn(std::string_view text);

} // namespace auditlens
