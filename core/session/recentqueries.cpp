// SPDX-License-Identifier: MIT
#include "session/recentqueries.h"

#include "query/binder.h"

namespace auditlens {

namespace {

const QString key = QStringLiteral("Recent/queries");

bool isQuery(const QString& text)
{
    return !text.isEmpty() && !readQuery(text, TimeContext::current(QTimeZone::utc())).error;
}

} // namespace

QStringList RecentQueries::list() const
{
    return m_settings->value(key).toStringList().mid(0, mostQueries);
}

void RecentQueries::add(const QString& query)
{
    const QString text = query.trimmed();
    if (!isQuery(text))
        return;
    QStringList queries = list();
    queries.removeAll(text);
    queries.prepend(text);
    m_settings->setValue(key, queries.mid(0, mostQueries));
}

void RecentQueries::clear()
{
    m_settings->remove(key);
}

} // namespace auditlens
