// SPDX-License-Identifier: MIT
#pragma once

#include "query/boundquery.h"

#include <QString>

#include <cstdint>
#include <string_view>
#include <vector>

namespace auditlens {

/// How much of a query a service answers.
enum class Coverage : std::uint8_t {
    Complete, ///< What comes back is the answer.
    Partial, ///< What comes back holds the answer, and more.
    None, ///< Everything comes back.
};

/// A query cut in two: what is sent, and what is evaluated here. Whatever is sent, no event that matches is left out.
struct PushedQuery
{
    Coverage coverage = Coverage::None;
    QString sent; ///< In the service's own language.
    BoundQuery::Node left; ///< For here; Kind::All when the coverage is complete.
};

/// The parts of an "and", or the one that there is; and back.
std::vector<BoundQuery::Node> partsOf(const BoundQuery::Node& root);
BoundQuery::Node conjunction(std::vector<BoundQuery::Node> parts);

/// Printable ASCII without blanks, quotes and backslashes: what no service writes or compares in another way.
bool isPlain(std::string_view text);
/// A term that compares a whole value or a part of one with such a text.
bool isPlainTerm(const BoundQuery::Node& node);

/// For a service that narrows down and never compares exactly as this program does: all is evaluated here once more.
PushedQuery narrowedBy(const BoundQuery& query, const QString& sent, bool isNarrower);

} // namespace auditlens
