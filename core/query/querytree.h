// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <cstddef>
#include <optional>
#include <vector>

namespace auditlens {

/// A stretch of the query text, in UTF-16 units as QString counts.
struct TextSpan
{
    qsizetype begin = 0;
    qsizetype length = 0;

    qsizetype end() const { return begin + length; }
    friend bool operator==(const TextSpan&, const TextSpan&) = default;
};

/// What is wrong with a query, and where: for the wavy line in the window and the caret on the command line.
struct QueryError
{
    TextSpan span;
    QString what;
    QString help; ///< Never empty.
    QString suggestion; ///< Text that could stand at the span instead; may be empty.
};

/// What a query may be at most: more is a typing accident or an attack.
namespace querylimits {
constexpr qsizetype length = 20'000; ///< UTF-16 units.
constexpr std::size_t words = 2000; ///< Fields, values, operators and parentheses.
constexpr int depth = 100; ///< Parentheses and negations inside each other.
constexpr int patterns = 50; ///< Regular expressions and wildcards.
constexpr qsizetype patternLength = 1000;
}

/// One end of a comparison or a range.
struct QueryBound
{
    QString text;
    TextSpan span;
    bool quoted = false; ///< Then it is text, whatever it looks like.
    bool inclusive = false;
};

/// One node of a query as it was written. Nothing is known yet about the fields.
struct QueryNode
{
    enum class Kind {
        All, ///< An empty query.
        And,
        Or,
        Not,
        Term,
    };
    enum class Shape {
        Word, ///< value
        Phrase, ///< "value"
        Prefix, ///< value*
        Contains, ///< *value*
        Wildcard, ///< "*" and "?" anywhere else: *value, v?lu*
        Exists, ///< *
        Regex, ///< /value/
        Range, ///< >value, <=value, [low TO high], {low TO high}
    };
    Kind kind = Kind::All;
    TextSpan span; ///< The whole node, with its minus or its parentheses.
    QString field; ///< Of a Term: as written, without "@"; empty for a free word.
    TextSpan fieldSpan;
    Shape shape = Shape::Word;
    QString value; ///< Without quotes, slashes and outer stars; a wildcard with all its stars; empty for a range.
    TextSpan valueSpan;
    std::optional<QueryBound> low; ///< Of a range; at least one of the two is there.
    std::optional<QueryBound> high;
    std::vector<QueryNode> children;
};

struct QueryTree
{
    QString text;
    QueryNode root;
};

struct ParsedQuery
{
    QueryTree tree; ///< Empty when there is an error.
    std::optional<QueryError> error;
};

/// Text to tree. Space and AND join, OR is weaker, NOT and a leading "-" turn around, parentheses group; inside
/// field:(…) a space means OR. The grammar is in docs/query-language.md. Pure, any thread.
ParsedQuery parseQuery(const QString& text);

/// "and(actor:alice, not(\"renewal\"))": for tests and for explaining a query.
QString describe(const QueryNode& node);

/// The query in one settled spelling: parsing it gives the same tree again, only its positions differ. For saved
/// views, chips and links.
QString canonicalText(const QueryNode& node);
/// The same tree but for positions.
bool isSameQuery(const QueryNode& a, const QueryNode& b);

} // namespace auditlens
