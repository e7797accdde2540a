// SPDX-License-Identifier: MIT
#pragma once

#include "event/event.h"

#include <vector>

namespace auditlens {

/// Where the bins of a histogram are, in pixels. Time runs evenly from the first edge to the last.
class HistogramGeometry
{
public:
    HistogramGeometry() = default;
    /// `edges` ascend; fewer than two of them make no bins.
    HistogramGeometry(std::vector<Nanoseconds> edges, int left, int width);

    int binCount() const { return m_edges.size() < 2 ? 0 : int(m_edges.size()) - 1; }
    /// The bin under a position, the first or last one beside them, or -1 without bins.
    int binAt(int x) const;
    int leftOf(int bin) const { return xOf(m_edges[std::size_t(bin)]); }
    int rightOf(int bin) const { return xOf(m_edges[std::size_t(bin) + 1]); }
    /// Times outside are placed at the nearest edge.
    int xOf(Nanoseconds time) const;
    const std::vector<Nanoseconds>& edges() const { return m_edges; }

private:
    std::vector<Nanoseconds> m_edges;
    int m_left = 0;
    int m_width = 0;
};

} // namespace auditlens
