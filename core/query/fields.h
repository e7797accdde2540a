// SPDX-License-Identifier: MIT
#pragma once

#include "query/boundquery.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace auditlens {

/// A name of the query language and what it stands for. The first of several names for one field is the one that
/// is offered and documented.
struct FieldName
{
    QLatin1String name;
    Field field;
};

const std::vector<FieldName>& fieldNames();
/// Folded look-up; nothing for an unknown name and for dotted paths.
std::optional<Field> fieldNamed(const QString& name);
/// The names to offer while somebody types: one per field, and the time words.
QStringList offeredFieldNames();

/// The words that masked, outcome, verb, verified, continuity or clock takes, verbs in the order of Verb; empty for other fields.
QStringList listedValues(Field field);

/// The entry nearest to a mistyped word, or empty when none is near (more than a third of the letters differ).
QString nearestWord(const QString& word, const QStringList& among);

} // namespace auditlens
