// SPDX-License-Identifier: MIT
#pragma once

#include "event/event.h"
#include "json/document.h"

#include <string_view>
#include <vector>

namespace auditlens {

/// Compares two objects member by member and adds a change for each that differs or is on one side only. White
/// space and nothing else is overlooked: a number written differently is a difference.
void addChangesBetween(json::Value before, json::Value after, std::vector<Change>& to);

/// The names under which free-form data keep two states: "before" and "after", "old" and "new", "old_values" and
/// "new_values". Both objects, or both missing.
struct TwoStates
{
    json::Value before;
    json::Value after;
    bool exist() const { return before.isObject() && after.isObject(); }
};
TwoStates twoStatesIn(json::Value holder);

} // namespace auditlens
