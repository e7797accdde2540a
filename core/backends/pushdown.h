// SPDX-License-Identifier: MIT
#pragma once

#include "query/boundquery.h"

#include <QString>

#include <cstdint>

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

} // namespace auditlens
