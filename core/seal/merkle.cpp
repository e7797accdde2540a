// SPDX-License-Identifier: MIT
#include "seal/merkle.h"

#include <string>

namespace auditlens {

namespace {

Sha256Digest node(const Sha256Digest& left, const Sha256Digest& right)
{
    return sha256('\1' + std::string(bytesOf(left)) + std::string(bytesOf(right)));
}

} // namespace

std::string_view bytesOf(const Sha256Digest& digest)
{
    return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

void MerkleTree::add(const Sha256Digest& leaf)
{
    m_whole.emplace_back(1, leaf);
    while (m_whole.size() > 1 && m_whole[m_whole.size() - 2].first == m_whole.back().first) {
        const auto right = m_whole.back();
        m_whole.pop_back();
        m_whole.back() = {2 * right.first, node(m_whole.back().second, right.second)};
    }
}

Sha256Digest MerkleTree::root() const
{
    if (m_whole.empty())
        return sha256({});
    Sha256Digest root = m_whole.back().second;
    for (std::size_t i = m_whole.size() - 1; i-- > 0;)
        root = node(m_whole[i].second, root);
    return root;
}

} // namespace auditlens
