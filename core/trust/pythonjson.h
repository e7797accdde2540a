// SPDX-License-Identifier: MIT
#pragma once

#include "json/document.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace auditlens {

/// How the writer called json.dumps; sort_keys=True and ensure_ascii=True are always meant.
struct PythonJsonStyle
{
    std::string_view betweenItems = ", ";
    std::string_view behindKey = ": ";
    /// MongoDB's {"$numberInt": "1"}, {"$numberLong": "1"} and {"$numberDouble": "NaN"} are the numbers they stand for.
    bool mongoNumbers = false;
};
constexpr PythonJsonStyle pythonSpaced {};
constexpr PythonJsonStyle pythonCompact {",", ":", false};

/// Writes json.dumps(json.loads(source), sort_keys=True) byte for byte (CPython 3; Lib/json, Python/pystrtod.c), as
/// signatures were made over it. The document must have been read by Document::parseExactly(), else a lone surrogate
/// or a NaN is no longer what the source says. Integers keep their digits, floats are read and written as Python does,
/// of a repeated key the last value counts, keys are in order of code points.
///
/// Recursion is as deep as the document, which json::maxDepth bounds. Keeps its memory between texts; one thread.
class PythonJson
{
public:
    /// A longer text is refused: escapes make it up to six times as long as its source.
    static constexpr std::size_t maxBytes = 128u << 20;

    /// One member of an object that is not in the source as it is.
    struct Member
    {
        std::string_view key;
        json::Value value;
        std::string_view canonical; ///< Used where the value is missing: what a PythonJson wrote.
    };

    explicit PythonJson(const PythonJsonStyle& style = pythonSpaced) : m_style(style) { }

    /// Empty when the text would be too long. The view is valid until the next call.
    std::string_view of(json::Value value);
    /// The same for an object made of these members, in any order.
    std::string_view ofObject(std::span<const Member> members);
    std::string_view ofString(std::string_view text);

    /// Whether the last text had a member that only mongoNumbers read as a number.
    bool hadMongoNumbers() const { return m_hadMongoNumbers; }

private:
    struct Sorted
    {
        Member member;
        std::size_t order = 0;
    };

    void start();
    std::string_view finished();
    void write(json::Value value);
    void writeMember(const Member& member);
    void writeArray(json::Value array);
    void writeObject(json::Value object);
    void writeSorted(std::size_t begin);
    void writeString(std::string_view text);
    void writeNumber(std::string_view lexeme);
    bool writeMongoNumber(json::Value object);

    PythonJsonStyle m_style;
    std::string m_out;
    std::vector<Sorted> m_members; ///< Of the objects that are open.
    bool m_tooLong = false;
    bool m_hadMongoNumbers = false;
};

} // namespace auditlens
