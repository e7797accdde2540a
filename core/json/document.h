// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace auditlens::json {

enum class Kind : std::uint8_t { Missing, Null, Bool, Number, String, Array, Object };

/// simdjson reads this many bytes behind the end of its input; whoever owns the input reserves them.
constexpr std::size_t padding = 64;

/// Deeper nesting is refused: no audit record needs it, and a hostile one must not exhaust the stack.
constexpr unsigned maxDepth = 200;

/// More values than this in one record are refused: a node is far larger than the two bytes that can make one.
constexpr std::size_t maxNodes = 2'000'000;

struct Node
{
    Kind kind = Kind::Missing;
    std::uint32_t next = 0; ///< Index of the node behind this one's subtree.
    std::string_view key; ///< Unescaped; empty for array elements and the root.
    std::string_view text; ///< String: unescaped. Number, bool, null: as written. Array, object: the source slice.
};

class Document;
class StrictParser;

/// A place in a Document: a pointer and an index, cheap to copy, valid until the document is parsed again.
/// Looking up something that is not there gives a value of Kind::Missing, never an error.
class Value
{
public:
    Value() = default;

    inline Kind kind() const;
    bool exists() const { return kind() != Kind::Missing; }
    bool isNull() const { return kind() == Kind::Null; }
    bool isString() const { return kind() == Kind::String; }
    bool isNumber() const { return kind() == Kind::Number; }
    bool isBool() const { return kind() == Kind::Bool; }
    bool isObject() const { return kind() == Kind::Object; }
    bool isArray() const { return kind() == Kind::Array; }

    /// String: unescaped UTF-8. Number, bool, null: the text as written. Array, object: the slice of the source.
    inline std::string_view text() const;
    /// Text of a string, a number or a bool; empty for everything else (also for null).
    inline std::string_view scalar() const;
    inline std::string_view key() const;

    /// Member of an object. Of repeated keys the last one counts, as in Python and JavaScript.
    inline Value operator[](std::string_view key) const;
    /// First of several names that is there (null counts as there).
    Value firstOf(std::initializer_list<std::string_view> keys) const;
    /// Walks a dotted path ("userIdentity.sessionContext.attributes"); a number steps into an array. A key that
    /// itself has dots is found when it matches the whole rest of the path.
    Value at(std::string_view dottedPath) const;

    std::size_t size() const; ///< Number of children.
    std::uint32_t index() const { return m_index; }
    inline std::uint32_t endIndex() const; ///< Index behind this value's subtree.
    bool sameDocument(Value other) const { return m_document == other.m_document; }

    class Iterator
    {
    public:
        Iterator(const Document* document, std::uint32_t index) : m_document(document), m_index(index) { }
        Value operator*() const { return Value(m_document, m_index); }
        inline Iterator& operator++();
        bool operator!=(const Iterator& other) const { return m_index != other.m_index; }

    private:
        const Document* m_document;
        std::uint32_t m_index;
    };
    /// Children of an array or object in written order; empty for scalars.
    inline Iterator begin() const;
    inline Iterator end() const;

private:
    friend class Document;
    Value(const Document* document, std::uint32_t index) : m_document(document), m_index(index) { }

    const Document* m_document = nullptr;
    std::uint32_t m_index = 0;
};

/// One JSON text as a flat list of nodes. Unlike a DOM it keeps the written form of every number (64-bit ids and
/// decimals are never doubles) and the source slice of every container. The nodes point into the input, and into the
/// document's own memory where a string has escapes, so the input must outlive them.
///
/// Parsing is strict first. A text that fails may still be what Python's json.dumps writes: then lone surrogates
/// ("\ud800") are read as U+FFFD and the bare words NaN, Infinity and -Infinity as strings of that text, and all
/// slices are those of the mended copy, which is JSON that every reader takes.
///
/// Not thread-safe; make one per thread and use it again and again, it keeps its memory (but not that of a record
/// far larger than the next one). Moving it keeps the texts of its nodes where they are.
class Document
{
public:
    Document();
    ~Document();
    Document(Document&&) noexcept;
    Document& operator=(Document&&) noexcept;

    /// Parses one value and nothing but white space around it. The caller guarantees `padding` readable bytes
    /// behind `text`. False on damage: see errorText() and errorOffset().
    bool parse(std::string_view text);
    /// The same for a text without padding: it is copied first.
    bool parseCopy(std::string_view text);
    /// As parseCopy(), but puts nothing in place of what Python wrote: a lone surrogate is one code point of a string
    /// (three bytes, so that it is no UTF-8), NaN, Infinity and -Infinity are numbers of that text. Slices of
    /// containers are those of a mended copy. For who needs the very values, as a signature does.
    bool parseExactCopy(std::string_view text);

    Value root() const;
    bool hasRepeatedKeys() const { return m_repeatedKeys; }

    /// English, short, without the data itself: "unclosed string". Empty after a good parse.
    const std::string& errorText() const { return m_errorText; }
    std::size_t errorOffset() const { return m_errorOffset; }

    const std::vector<Node>& nodes() const { return m_nodes; }

    /// Building by hand, for records that were not JSON (a CSV row): call in written order. Texts must outlive
    /// the document, or be kept by keep().
    void clear();
    std::uint32_t openObject(std::string_view key);
    std::uint32_t openArray(std::string_view key);
    void addScalar(std::string_view key, Kind kind, std::string_view text);
    /// Appends a parsed copy of another document's value as a member: JSON inside a CSV cell.
    void addTree(std::string_view key, Value value);
    void close(std::uint32_t container, std::string_view source);
    std::string_view keep(std::string_view text);
    /// Empties the document and remembers why the record cannot be read. Always false.
    bool refuse(std::string reason, std::size_t offset) { return fail(std::move(reason), offset); }

private:
    friend class Value;
    friend class Value::Iterator;

    bool fail(std::string text, std::size_t offset);
    void releaseMemory(std::size_t needed);
    std::string_view copied(std::string_view text);
    bool parseStrictly(std::string_view text);
    bool finish(bool parsed);
    bool parseInstead(std::string text);
    bool parseMended(std::string_view text);
    bool parsePlaceHeld(std::string_view text);
    void putBack(std::vector<std::string> meant);
    std::string_view keepPadded(std::string text);

    std::unique_ptr<StrictParser> m_parser;
    std::vector<Node> m_nodes;
    std::vector<std::unique_ptr<std::string>> m_kept;
    std::vector<char> m_copy; ///< Not a string, whose characters may move with it.
    std::string m_errorText;
    std::size_t m_errorOffset = 0;
    bool m_repeatedKeys = false;
};

inline Kind Value::kind() const
{
    return m_document ? m_document->m_nodes[m_index].kind : Kind::Missing;
}

inline std::string_view Value::text() const
{
    return m_document ? m_document->m_nodes[m_index].text : std::string_view();
}

inline std::string_view Value::scalar() const
{
    const Kind k = kind();
    return k == Kind::String || k == Kind::Number || k == Kind::Bool ? text() : std::string_view();
}

inline std::string_view Value::key() const
{
    return m_document ? m_document->m_nodes[m_index].key : std::string_view();
}

inline std::uint32_t Value::endIndex() const
{
    return m_document ? m_document->m_nodes[m_index].next : 0;
}

inline Value::Iterator& Value::Iterator::operator++()
{
    m_index = m_document->m_nodes[m_index].next;
    return *this;
}

inline Value::Iterator Value::begin() const
{
    return isObject() || isArray() ? Iterator(m_document, m_index + 1) : Iterator(m_document, 0);
}

inline Value::Iterator Value::end() const
{
    return isObject() || isArray() ? Iterator(m_document, m_document->m_nodes[m_index].next) : Iterator(m_document, 0);
}

inline Value Value::operator[](std::string_view key) const
{
    Value found;
    if (!isObject())
        return found;
    for (const Value member : *this) {
        if (member.key() == key)
            found = member;
    }
    return found;
}

} // namespace auditlens::json
