// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace auditlens {

/// A fact of an event that the timeline may show in a column of its own, beside the sentence about the event.
enum class RowColumn : std::uint8_t { Actor, Entity, Tenant, Ip, Request, Source };

inline constexpr std::array rowColumns {RowColumn::Actor, RowColumn::Entity, RowColumn::Tenant, RowColumn::Ip, RowColumn::Request, RowColumn::Source};

/// As fields are named in the query language: "actor", "ip".
std::string_view rowColumnName(RowColumn column);
std::optional<RowColumn> rowColumnNamed(std::string_view name);

} // namespace auditlens
