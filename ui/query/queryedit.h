// SPDX-License-Identifier: MIT
#pragma once

#include "query/querytree.h"

#include <QPlainTextEdit>
#include <QSyntaxHighlighter>

#include <optional>

namespace auditlens {

/// Colours the words of a query and draws a wavy line under the place of an error.
class QueryHighlighter : public QSyntaxHighlighter
{
    Q_OBJECT

public:
    explicit QueryHighlighter(QTextDocument* document);
    void setError(const std::optional<TextSpan>& span);
    const std::optional<TextSpan>& error() const { return m_error; }

protected:
    void highlightBlock(const QString& text) override;

private:
    std::optional<TextSpan> m_error;
};

/// A text field of one line whose text has colours.
class QueryEdit : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit QueryEdit(QWidget* parent = nullptr);

    QString query() const { return toPlainText(); }
    QueryHighlighter* highlighter() const { return m_highlighter; }

Q_SIGNALS:
    void entered();
    void left(); ///< Escape or arrow down: back to the list.

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void insertFromMimeData(const QMimeData* source) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    QueryHighlighter* m_highlighter;
};

} // namespace auditlens
