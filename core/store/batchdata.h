// SPDX-License-Identifier: MIT
#pragma once

#include "store/archivewriter.h"
#include "store/dictionary.h"
#include "store/eventfacts.h"
#include "store/storedid.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace auditlens {

/// Ends each text of an event in the text stream; begins the facts that are not among the record's values; ends the
/// event. Folded text holds none of the three, so no needle matches across them.
constexpr char valueEnd = '\x01';
constexpr char factsBegin = '\x02';
constexpr char lineEnd = '\n';
/// A fact that says: the values may not be written in this line as they are in the event, so it rules nothing out for
/// paths. As long as a group of the signature.
constexpr std::string_view openLineMark = "\x03raw";

/// One event's numbers. In a batch the dictionary numbers are the batch's own, in a segment the archive's.
struct EventRow
{
    Nanoseconds time = 0;
    std::uint64_t ordinal = 0;
    StoredId id;
    StoredId request;
    std::uint32_t flags = 0;
    std::uint32_t part = 0;
    std::uint32_t action = 0;
    std::uint32_t tenant = 0;
    std::uint32_t ip = 0;
    std::uint32_t actor = 0;
    std::uint32_t entity = 0;
    std::uint32_t changes = 0;
    std::uint32_t record = 0; ///< Which record of the batch or segment holds it.
    std::uint16_t source = 0;
};

struct EventBatch::Data
{
    std::vector<EventRow> rows;
    std::array<Dictionary, dictionaryCount> dictionaries;
    std::string raw;
    std::vector<std::uint64_t> rawEnds; ///< One per record.
    std::string text;
    std::vector<std::uint64_t> textEnds; ///< One per event, behind its lineEnd.
    std::string_view lastRaw; ///< The caller's view, compared by address only.
    ContentIds contentIds;
    std::string key; ///< Work memory for composite keys.
    std::vector<std::uint32_t> fields;
    std::vector<std::string_view> known; ///< Work memory: what the columns hold of the event being added,
    std::vector<std::string_view> kept; ///< what they do not,
    std::vector<std::string_view> sorted; ///< and either in order, when they are many.

    Dictionary& dictionary(DictionaryKind kind) { return dictionaries[std::size_t(kind)]; }
    std::string_view record(std::uint32_t i) const;
    std::string_view line(std::size_t row) const;
};

} // namespace auditlens
