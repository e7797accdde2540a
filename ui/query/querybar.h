// SPDX-License-Identifier: MIT
#pragma once

#include "query/querytree.h"

#include <QTimer>
#include <QWidget>

class QLabel;

namespace auditlens {

class QueryCompletion;
class QueryEdit;
class QueryHistory;

/// The field with the query, and what it found. Says queryChanged() a moment after the last key, so that typing
/// never waits for an answer.
class QueryBar : public QWidget
{
    Q_OBJECT

public:
    explicit QueryBar(QWidget* parent = nullptr);

    QString query() const;
    void setQuery(const QString& query); ///< Without queryChanged().
    void addTerm(const QString& term); ///< With queryChanged(), unless it is there already.
    void replaceQuery(const QString& query); ///< With queryChanged() and settled().
    /// Whether the query is still on its way: somebody types and has not left the field or pressed Enter.
    bool isTyping() const;
    void setRecent(const QStringList& queries); ///< Newest first.
    void showRecent();
    void setCount(const QString& text);
    QString countText() const;
    void setError(const std::optional<QueryError>& error);
    QueryEdit* edit() const { return m_edit; }
    QueryHistory* history() const { return m_history; }
    QueryCompletion* completion() const { return m_completion; }
    void focusEdit();

Q_SIGNALS:
    void queryChanged(const QString& query);
    void settled(const QString& query); ///< Nobody types it any more.
    void left();

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void send();
    void settle();

    QueryEdit* m_edit;
    QueryHistory* m_history;
    QueryCompletion* m_completion;
    QLabel* m_count;
    QTimer m_pause;
    QString m_sent;
    QString m_settled;
    bool m_hasError = false;
};

} // namespace auditlens
