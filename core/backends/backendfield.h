// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <cstdint>
#include <map>
#include <vector>

namespace auditlens {

enum class FieldKind : std::uint8_t {
    Text,
    Address, ///< http or https
    Secret, ///< Kept in the keychain and nowhere else.
    Choice,
    Number,
};

struct FieldChoice
{
    QByteArray value;
    QString label;
};

/// A field is of use only where another one has one of these values.
struct FieldCondition
{
    QByteArray field; ///< Empty: always.
    QList<QByteArray> values = {};
};

/// One field of the form that a person fills in.
struct BackendField
{
    QByteArray name; ///< Stable: settings and the command line use it.
    QString label;
    FieldKind kind = FieldKind::Text;
    bool required = false; ///< Where it is of use.
    QString byDefault;
    QString help; ///< One sentence, what to enter and where to find it.
    std::vector<FieldChoice> choices; ///< Of FieldKind::Choice.
    QString example = {}; ///< How a value looks; the same in every language.
    FieldCondition when = {};
    bool isFile = false; ///< The path of a file, or a secret of several lines that is in one.
};

/// Whether the field is of use with these values, by field. One that was not entered has its default.
bool isOfUse(const BackendField& field, const std::vector<BackendField>& all, const std::map<QByteArray, QString>& values);

} // namespace auditlens
