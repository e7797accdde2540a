// SPDX-License-Identifier: MIT
#pragma once

#include "json/document.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace auditlens {

/// One line of a structural diff, in reading order.
struct DocumentRow
{
    enum class Kind : std::uint8_t {
        Same, ///< On both sides and equal; a container is one row.
        Inside, ///< A container with differences; its rows follow, one deeper.
        Added,
        Removed,
        Changed,
    };
    struct Side
    {
        json::Kind kind = json::Kind::Missing; ///< Missing is absent, which is not null.
        std::string text; ///< As json::Value::text(); empty for a container of kind Inside.
    };
    Kind kind = Kind::Same;
    unsigned depth = 0;
    std::string key; ///< Member name, "[3]" for a place, "[id 7]" for an element matched by its id.
    Side before;
    Side after;
};

struct DocumentDiff
{
    std::vector<DocumentRow> rows;
    bool truncated = false; ///< There was more than maxDocumentRows.
    bool readable = true; ///< False when a side is not JSON: there are no rows then.
};

constexpr std::size_t maxDocumentRows = 2000;

/// Compares two JSON texts; an empty text is an absent document. Members are matched by name whatever their order;
/// array elements by their "id" or "pk" when every element of both sides has one, each only once, else by place
/// between the equal ends. Numbers are compared as written. Any thread.
DocumentDiff diffDocuments(std::string_view before, std::string_view after);

} // namespace auditlens
