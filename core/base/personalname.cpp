// SPDX-License-Identifier: MIT
#include "base/personalname.h"

#include "base/text.h"

#include <QCoreApplication>

#include <algorithm>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::PersonalName)
};

constexpr qsizetype maxLength = 80;

} // namespace

bool isFitForNames(const QString& text)
{
    return text.isValidUtf16() && std::ranges::none_of(text, isUnfitForNames);
}

QString shownInOneLine(QString text, qsizetype longest)
{
    text.removeIf(isUnfitForNames);
    return text.size() > longest ? text.left(longest) + QChar(0x2026) : text;
}

QString personalNameProblem(const QString& name, const QString& missing)
{
    if (name.trimmed().isEmpty())
        return missing;
    if (name.size() > maxLength)
        return Tr::tr("The name has more than %1 characters.").arg(maxLength);
    if (name != name.trimmed())
        return Tr::tr("The name begins or ends with a blank.");
    if (name.startsWith(QLatin1Char('-')))
        return Tr::tr("The name begins with a minus, as an option does.");
    return isFitForNames(name) ? QString() : Tr::tr("The name has control characters.");
}

} // namespace auditlens
