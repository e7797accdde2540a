// SPDX-License-Identifier: MIT
#pragma once

#include "input/recordreader.h"

#include <memory>
#include <string_view>

namespace auditlens {

/// Where a piece of text stands in the decompressed file.
struct TextPlace
{
    std::uint64_t line = 1;
    std::uint64_t byte = 0;
};

/// What a splitter is given and what it fills. `at` is how far it has come: everything before it is dealt with, the
/// rest comes again with more behind it. `place` is the place of `at`.
struct SplitState
{
    std::string_view text;
    bool last = false; ///< Nothing follows the text.
    bool tooLong = false; ///< The text is as long as a record may be: give up what begins at `at`.
    std::size_t at = 0;
    TextPlace place;
    RecordChunk* chunk = nullptr;

    /// Moves on to `to` over text with that many line feeds.
    void advance(std::size_t to, std::uint64_t newlines);
    /// The same, counting the line feeds.
    void advance(std::size_t to);
    void addRecord(std::size_t length);
    void addProblem(std::size_t length, std::string reason);
};

/// Finds the records of one kind of container.
class Splitter
{
public:
    virtual ~Splitter() = default;
    virtual void split(SplitState& state) = 0;
};

std::unique_ptr<Splitter> makeLineSplitter();
std::unique_ptr<Splitter> makeCsvSplitter(const Layout& layout);
/// For JsonSequence, JsonArray and JsonObjectWithRecords.
std::unique_ptr<Splitter> makeJsonSplitter(const Layout& layout);

} // namespace auditlens
