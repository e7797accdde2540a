// SPDX-License-Identifier: MIT
#include "models/histogramgeometry.h"

#include <algorithm>

namespace auditlens {

HistogramGeometry::HistogramGeometry(std::vector<Nanoseconds> edges, int left, int width)
    : m_edges(std::move(edges))
    , m_left(left)
    , m_width(width)
{
}

int HistogramGeometry::binAt(int x) const
{
    if (binCount() == 0)
        return -1;
    const auto right = std::upper_bound(m_edges.begin() + 1, m_edges.end() - 1, x, [this](int at, Nanoseconds edge) { return at < xOf(edge); });
    return int(right - m_edges.begin()) - 1;
}

int HistogramGeometry::xOf(Nanoseconds time) const
{
    if (binCount() == 0)
        return m_left;
    const Nanoseconds at = std::clamp(time, m_edges.front(), m_edges.back());
    // Two edges may be further apart than 64 bits can say.
    const double share = (double(at) - double(m_edges.front())) / (double(m_edges.back()) - double(m_edges.front()));
    return m_left + int(share * m_width + 0.5);
}

} // namespace auditlens
