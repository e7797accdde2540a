// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <string>
#include <string_view>

namespace auditlens {

inline QString toQString(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), qsizetype(utf8.size()));
}

inline std::string toUtf8(const QString& text)
{
    return text.toStdString();
}

/// Control characters, and marks that turn the reading direction and so show another text than there is: not for names.
inline bool isUnfitForNames(QChar c)
{
    return c.category() == QChar::Other_Control || (c >= QChar(0x202A) && c <= QChar(0x202E))
        || (c >= QChar(0x2066) && c <= QChar(0x2069));
}

} // namespace auditlens
