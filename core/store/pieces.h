// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace auditlens {

/// Bytes that lie in many places, and what keeps them there until they are joined. Copying them is left to the thread
/// that needs them next, whose cache they then are in. A value; its places must not change.
class Pieces
{
public:
    /// Without an owner the bytes are copied at once.
    void add(std::string_view bytes, const std::shared_ptr<const void>& owner)
    {
        if (!owner) {
            const auto copy = std::make_shared<const std::string>(bytes);
            return add(*copy, copy);
        }
        m_size += bytes.size();
        const bool sameOwner = !m_owners.empty() && m_owners.back() == owner;
        if (!sameOwner)
            m_owners.push_back(owner);
        if (sameOwner && m_places.back().data() + m_places.back().size() == bytes.data())
            m_places.back() = {m_places.back().data(), m_places.back().size() + bytes.size()};
        else
            m_places.push_back(bytes);
    }

    std::size_t size() const { return m_size; }

    void appendTo(std::string& out) const
    {
        out.reserve(out.size() + m_size);
        for (const std::string_view place : m_places)
            out.append(place);
    }

private:
    std::vector<std::string_view> m_places;
    std::vector<std::shared_ptr<const void>> m_owners;
    std::size_t m_size = 0;
};

} // namespace auditlens
