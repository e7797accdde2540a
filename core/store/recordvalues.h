// SPDX-License-Identifier: MIT
#pragma once

#include "json/document.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace auditlens {

/// What free words find: the strings, numbers and booleans of a record, without the keys, as views into the document.
/// Of a record with several events each has its own part's values, then what stands around all parts (the labels of
/// a Loki stream, the head of a batch).
class RecordValues
{
public:
    /// The next calls are about this record; it must outlive them.
    void start(const json::Document& record);
    /// The values of the event that stands for this slice of the record, valid until the next call. Parts asked for
    /// in their written order are found at once.
    const std::vector<std::string_view>& of(std::string_view part);

    /// Whether of() gives all that a place in the event may name. What a profile leaves over is that of the whole record.
    bool isComplete(std::string_view part, bool fromProfile) const;

    /// What stands around the parts is copied for each of them in the archive. Where that would be out of proportion
    /// it is left out and this is true: then free words find it only through the fields it fills.
    bool leftOut() const { return m_leftOut; }

private:
    using Nodes = std::vector<json::Node>;
    std::uint32_t find(std::string_view part);
    void lookAround(std::uint32_t part);
    std::uint32_t parentOf(std::uint32_t node) const;

    const Nodes* m_nodes = nullptr;
    std::vector<std::string_view> m_values;
    std::vector<std::string_view> m_around;
    std::uint32_t m_cursor = 0; ///< Behind the part found last.
    std::uint32_t m_parent = 0; ///< The array m_around is around; 0 when nothing was looked at.
    bool m_leftOut = false;
};

} // namespace auditlens
