// SPDX-License-Identifier: MIT
#pragma once

#include "query/boundquery.h"
#include "query/querytree.h"

#include <QStringList>

#include <optional>

namespace auditlens {

/// One term with its meaning, or what is wrong with it.
struct BoundTerm
{
    BoundQuery::Node node;
    std::optional<QueryError> error;
};

/// A term of a field that holds texts, numbers or addresses. `path` is for Field::Path.
BoundTerm bindValue(const QueryNode& term, Field field, std::string path = {});

/// A term of a field that knows its values: "true", "delete", "success".
BoundTerm bindListed(const QueryNode& term, Field field, const QStringList& words);

/// What the errors of the binding stages have in common.
BoundTerm refusedTerm(TextSpan span, const QString& what, const QString& help, const QString& suggestion = {});

} // namespace auditlens
