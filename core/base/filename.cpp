// SPDX-License-Identifier: MIT
#include "base/filename.h"

#include <QFileInfo>

namespace auditlens {

using namespace Qt::StringLiterals;

QString fileStemOf(const QString& name)
{
    constexpr qsizetype longest = 60;
    QString stem;
    for (const QChar c : name.left(longest))
        stem += c.isLetterOrNumber() || c.isSurrogate() || QStringView(u" -_,()").contains(c) ? c : QChar(u'_');
    stem = stem.trimmed();
    return stem.isEmpty() ? u"_"_s : stem;
}

QString freeFileName(const QString& stem, const QString& ending)
{
    QString tried = stem + ending;
    for (int i = 2; QFileInfo::exists(tried); ++i)
        tried = stem + u" (%1)"_s.arg(i) + ending;
    return tried;
}

} // namespace auditlens
