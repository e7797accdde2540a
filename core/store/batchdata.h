// SPDX-License-Identifier: MIT
#pragma once

#include "store/archivewriter.h"
#include "store/dictionary.h"
#include "store/eventfacts.h"
#include "store/storedid.h"

#include <QByteArray>

#include <array>
#include <cstdint>
#include <memory>
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
    bool isKnown = false; ///< The archive has its id; of a row in a batch that is being appended.
};

/// What the records and lines of a batch lie in, kept by it and by the blocks that they are part of.
struct BatchBytes
{
    QByteArray shared; ///< Of the caller.
    std::string raw; ///< Copies of the records that lie elsewhere.
    std::string text;
};

struct EventBatch::Data
{
    /// Where a record is.
    struct Place
    {
        bool isShared = false; ///< In bytes->shared, else in bytes->raw.
        std::size_t begin = 0;
        std::size_t size = 0;
    };

    std::vector<EventRow> rows;
    std::array<Dictionary, dictionaryCount> dictionaries;
    std::shared_ptr<BatchBytes> bytes = std::make_shared<BatchBytes>();
    std::vector<Place> records;
    std::size_t recordBytes = 0; ///< Of all of them.
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
