// SPDX-License-Identifier: MIT
#include "query/filterterm.h"

#include <QRegularExpression>

namespace auditlens {

QString filterTerm(const QString& field, const QString& value)
{
    static const QRegularExpression plain(QStringLiteral("^[\\w.@-]+$"), QRegularExpression::UseUnicodePropertiesOption);
    if (plain.match(value).hasMatch())
        return field + QLatin1Char(':') + value;
    QString quoted = value;
    quoted.replace(QLatin1Char('\\'), QStringLiteral("\\\\")).replace(QLatin1Char('"'), QStringLiteral("\\\""));
    return field + QStringLiteral(":\"") + quoted + QLatin1Char('"');
}

} // namespace auditlens
