// SPDX-License-Identifier: MIT
#include "query/queryedit.h"

#include "query/tokens.h"
#include "style/theme.h"

#include <QKeyEvent>
#include <QMimeData>
#include <QTextCharFormat>
#include <QWheelEvent>

namespace auditlens {

QueryHighlighter::QueryHighlighter(QTextDocument* document)
    : QSyntaxHighlighter(document)
{
}

void QueryHighlighter::setError(const std::optional<TextSpan>& span)
{
    m_error = span;
    rehighlight();
}

void QueryHighlighter::highlightBlock(const QString& text)
{
    bool value = false; // the word behind "field:"
    for (const QueryToken& token : splitQuery(text).tokens) {
        using Kind = QueryToken::Kind;
        const bool operation = token.kind == Kind::Field || token.kind == Kind::Minus || token.kind == Kind::Not;
        if (operation)
            setFormat(int(token.span.begin), int(token.span.length), theme().accent);
        else if (token.kind == Kind::And || token.kind == Kind::Or || token.kind == Kind::Open || token.kind == Kind::Close)
            setFormat(int(token.span.begin), int(token.span.length), theme().dim);
        else if (value)
            setFormat(int(token.span.begin), int(token.span.length), theme().access);
        value = token.kind == Kind::Field;
    }
    if (!m_error)
        return;
    const int begin = int(m_error->begin);
    const int length = std::max(1, int(m_error->length));
    for (int i = begin; i < begin + length && i < text.size(); ++i) {
        QTextCharFormat format = this->format(i);
        format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        format.setUnderlineColor(theme().remove);
        setFormat(i, 1, format);
    }
}

QueryEdit::QueryEdit(QWidget* parent)
    : QPlainTextEdit(parent)
    , m_highlighter(new QueryHighlighter(document()))
{
    setLineWrapMode(NoWrap);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTabChangesFocus(true);
    setFrameShape(NoFrame);
    setFont(monoFont(13));
    document()->setDocumentMargin(0);
    setFixedHeight(fontMetrics().height() + 4);
    setViewportMargins(0, 2, 0, 0);
    viewport()->setAutoFillBackground(false);
    setStyleSheet(QStringLiteral("QPlainTextEdit { background: transparent; }"));
    setPlaceholderText(tr("Filter: action:update entity:Policy -actor:import \"renewal\""));
    setAccessibleName(tr("Filter"));
}

void QueryEdit::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        Q_EMIT entered();
        return;
    case Qt::Key_Escape:
    case Qt::Key_Down:
        Q_EMIT left();
        return;
    default:
        QPlainTextEdit::keyPressEvent(event);
    }
}

void QueryEdit::insertFromMimeData(const QMimeData* source)
{
    textCursor().insertText(source->text().simplified());
}

void QueryEdit::wheelEvent(QWheelEvent* event)
{
    event->ignore(); // one line has nothing to scroll
}

} // namespace auditlens
