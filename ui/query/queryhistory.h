// SPDX-License-Identifier: MIT
#pragma once

#include <QListWidget>

namespace auditlens {

class QueryEdit;

/// The queries that were asked before, under the query: with Ctrl+R, Alt+Down, or Down while it is empty. Typing
/// closes it. Never takes the focus.
class QueryHistory : public QListWidget
{
    Q_OBJECT

public:
    explicit QueryHistory(QueryEdit* edit);

    void setQueries(const QStringList& queries); ///< Newest first.
    void open();

Q_SIGNALS:
    void chosen(const QString& query);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool opens(int key, Qt::KeyboardModifiers modifiers) const;
    bool handleKey(int key);
    void place();
    void take();

    QueryEdit* m_edit;
    QStringList m_queries;
};

} // namespace auditlens
