// SPDX-License-Identifier: MIT
#pragma once

#include "backends/newestfirst.h"
#include "json/document.h"

#include <string_view>

namespace auditlens {

/// A page of a list as Django REST Framework writes it: {"count", "next", "previous", "results"}. Of the link in "next"
/// only its being there counts: pages are asked for by number, at the address that was entered, so that no link leads
/// anywhere else. `id` is the member that every result must have. The Error says what is not so.
Result<ListedPage> readDjangoList(std::string_view body, std::string_view id);

/// The time in a member "timestamp": ISO 8601, or MongoDB's {"$date": …}; noTime for another one.
Nanoseconds timeOfRecord(json::Value record);

} // namespace auditlens
