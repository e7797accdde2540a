// SPDX-License-Identifier: MIT
#pragma once

#include "store/archive.h"

#include <functional>
#include <string>
#include <vector>

namespace auditlens {

/// An event that a finding is about, with what a person needs to recognise it.
struct EventMention
{
    Row row {};
    std::string id;
    EventTime time;
    EntityRef entity;
    std::string action;
    std::string source; ///< Name of its source.
    friend bool operator==(const EventMention&, const EventMention&) = default;
};

/// Of so many findings each is described; more are only counted.
constexpr std::size_t mostListed = 1000;

using SeeMention = std::function<void(std::size_t place, const StoredEvent& stored)>;

/// Reads the events of these rows and fills in all but the row; `see` may take more from them.
Result<void> describeMentions(const Archive& archive, const std::vector<EventMention*>& mentions, const SeeMention& see = {});

/// Rows of the archive in any order, with repetitions.
RowSet rowSetOf(const Archive& archive, std::vector<std::uint32_t> rows);

} // namespace auditlens
