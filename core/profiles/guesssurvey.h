// SPDX-License-Identifier: MIT
#pragma once

#include "json/document.h"

#include <cstddef>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace auditlens {

/// What the values at one path look like, counted over the surveyed records.
struct SurveyedPath
{
    std::string path;
    std::string name; ///< Folded, letters and digits only: "eventdatetime" for "Event DateTime".
    std::string parent; ///< The same of the member it is in; empty at the top.
    std::size_t count = 0; ///< Records that have a value here.
    std::size_t times = 0;
    std::size_t ips = 0;
    std::size_t emails = 0;
    std::size_t uuids = 0;
    std::size_t words = 0; ///< One word of at most 48 characters.
    std::size_t verbs = 0; ///< Words with a known verb.
    std::size_t sentences = 0; ///< Texts with several words.
    std::set<std::string, std::less<>> distinct; ///< At most 200.
};

/// A member that is an object or array, or the text of one.
struct SurveyedContainer
{
    std::string path;
    std::string name;
    json::Value first; ///< As it is in the first record that has it.
    std::size_t count = 0;
};

struct Survey
{
    std::size_t records = 0;
    std::vector<SurveyedPath> paths; ///< In written order.
    std::vector<SurveyedContainer> containers;
};

/// Looks at the first 200 records, four levels deep, at most 400 paths.
Survey surveyRecords(std::span<const json::Value> sample);

/// Folded name without anything but letters and digits.
std::string plainName(std::string_view name);

} // namespace auditlens
