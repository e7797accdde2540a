// SPDX-License-Identifier: MIT
#pragma once

#include "query/querypopup.h"

namespace auditlens {

/// The queries that were asked before, under the query: with Ctrl+R, Alt+Down, or Down while it is empty. Typing
/// closes it.
class QueryHistory : public QueryPopup
{
    Q_OBJECT

public:
    explicit QueryHistory(QueryEdit* edit);

    void setQueries(const QStringList& queries); ///< Newest first.
    void open();

Q_SIGNALS:
    void chosen(const QString& query);

private:
    bool opensWith(const QKeyEvent& key) override;
    void take() override;

    QStringList m_queries;
};

} // namespace auditlens
