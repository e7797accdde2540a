// SPDX-License-Identifier: MIT
#pragma once

#include "query/querytree.h"

#include <optional>
#include <vector>

namespace auditlens {

struct QueryToken
{
    enum class Kind {
        Field, ///< "actor:"; text is the name without "@" and ":"
        Word,
        Phrase, ///< text is without quotes
        Regex, ///< text is without slashes
        Range, ///< low, high; only where a value of a field is expected
        Minus, ///< directly before a term
        Open,
        Close,
        And,
        Or,
        Not,
    };
    Kind kind = Kind::Word;
    QString text;
    TextSpan span;
    std::optional<QueryBound> low;
    std::optional<QueryBound> high;
};

struct QueryTokens
{
    std::vector<QueryToken> tokens;
    std::optional<QueryError> error;
};

/// AND, OR and NOT are operators only in capitals. Inside quotes \" is a quote and \\ a backslash; outside them a
/// backslash is an ordinary character (DOMAIN\user). A pattern ends at the first slash without a backslash; what
/// goes on behind it (/var/log) is a word, and so is what has a quote before it.
QueryTokens splitQuery(const QString& text);

} // namespace auditlens
