// SPDX-License-Identifier: MIT
#pragma once

#include "json/document.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace auditlens {

enum class Container : std::uint8_t {
    JsonLines,
    JsonSequence, ///< Concatenated, possibly pretty-printed values; also one single value.
    JsonArray, ///< One or several arrays, one behind the other.
    JsonObjectWithRecords, ///< One or several objects with the records under a key.
    Delimited, ///< CSV, TSV and relatives.
};

/// What the first bytes say about a file. Kept with every source of an archive, so that a stored record can be read
/// again: a CSV row says nothing without the names of its columns.
struct Layout
{
    Container container = Container::JsonLines;
    std::string recordPath; ///< For JsonObjectWithRecords: "Records", "data.result".
    char delimiter = ',';
    bool hasHeader = true;
    std::vector<std::string> columns; ///< Names without repetition, or "column1" … without a header.
    friend bool operator==(const Layout&, const Layout&) = default;
};

/// {"container":"csv","delimiter":",","header":true,"columns":["id","time"]}, without what the container has no use for.
std::string toJson(const Layout& layout);
/// The other way round. Empty or damaged text gives the layout of JSON lines, the one that needs to know nothing.
Layout layoutFromJson(std::string_view text);

/// Reads one record as received: JSON as it is, a CSV row as an object whose members are its cells. A cell that begins
/// with { or [ and is JSON becomes a subtree; every other cell is a string; cells missing at the end of the row are
/// missing members. The record needs no padding but must outlive the document. Any thread. False on damage, see
/// Document::errorText().
bool parseRecord(const Layout& layout, std::string_view record, json::Document& into);

} // namespace auditlens
