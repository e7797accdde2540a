// SPDX-License-Identifier: MIT
#include "query/querybar.h"

#include "query/querycompletion.h"
#include "query/queryedit.h"
#include "query/queryhistory.h"
#include "style/glyphs.h"
#include "style/theme.h"
#include "widgets/labels.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QSignalBlocker>

namespace auditlens {

namespace {

    constexpr int pauseMs = 120;

} // namespace

QueryBar::QueryBar(QWidget* parent)
    : QWidget(parent)
    , m_edit(new QueryEdit)
    , m_history(new QueryHistory(m_edit))
    , m_completion(new QueryCompletion(m_edit))
    , m_count(makeLabel({}, "dim"))
{
    setFixedHeight(34);
    setMinimumWidth(220);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(32, 0, 12, 0);
    layout->setSpacing(10);
    layout->addWidget(m_edit, 1, Qt::AlignVCenter);
    layout->addWidget(m_count, 0, Qt::AlignVCenter);
    m_count->setFont(monoFont(12));
    m_count->setAccessibleName(tr("Events found"));
    m_pause.setSingleShot(true);
    m_pause.setInterval(pauseMs);
    connect(&m_pause, &QTimer::timeout, this, &QueryBar::send);
    connect(m_edit, &QPlainTextEdit::textChanged, this, [this] {
        if (m_edit->query() != m_sent)
            m_pause.start();
    });
    connect(m_edit, &QueryEdit::entered, this, &QueryBar::settle);
    connect(m_history, &QueryHistory::chosen, this, &QueryBar::replaceQuery);
    connect(m_edit, &QueryEdit::left, this, &QueryBar::left);
    m_edit->installEventFilter(this);
}

void QueryBar::send()
{
    m_pause.stop();
    if (m_edit->query() == m_sent)
        return;
    m_sent = m_edit->query();
    setError(std::nullopt);
    Q_EMIT queryChanged(m_sent);
}

void QueryBar::settle()
{
    send();
    if (std::exchange(m_settled, m_sent) != m_sent)
        Q_EMIT settled(m_sent);
}

bool QueryBar::isTyping() const
{
    return m_edit->hasFocus() && m_edit->query() != m_settled;
}

void QueryBar::setRecent(const QStringList& queries)
{
    m_history->setQueries(queries);
}

void QueryBar::showRecent()
{
    m_history->open();
}

QString QueryBar::query() const
{
    return m_edit->query();
}

void QueryBar::setQuery(const QString& query)
{
    m_sent = query;
    m_settled = query;
    if (m_edit->query() != query)
        m_edit->setPlainText(query);
    m_pause.stop();
    setError(std::nullopt);
}

void QueryBar::addTerm(const QString& term)
{
    const QString before = m_edit->query().trimmed();
    if (before.split(QLatin1Char(' ')).contains(term))
        return;
    replaceQuery(before.isEmpty() ? term : before + QLatin1Char(' ') + term);
}

void QueryBar::replaceQuery(const QString& query)
{
    m_edit->setPlainText(query);
    m_edit->moveCursor(QTextCursor::End);
    settle();
}

void QueryBar::setCount(const QString& text)
{
    m_count->setText(text);
}

QString QueryBar::countText() const
{
    return m_count->text();
}

void QueryBar::setError(const std::optional<QueryError>& error)
{
    m_hasError = error.has_value();
    const QSignalBlocker silent(m_edit); // colours are not a change of the text
    m_edit->highlighter()->setError(error ? std::optional(error->span) : std::nullopt);
    update();
}

void QueryBar::focusEdit()
{
    m_edit->setFocus(Qt::ShortcutFocusReason);
    m_edit->selectAll();
}

bool QueryBar::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        update();
    if (event->type() == QEvent::FocusOut)
        settle();
    return QWidget::eventFilter(watched, event);
}

void QueryBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        m_edit->highlighter()->rehighlight();
    QWidget::changeEvent(event);
}

void QueryBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(m_hasError ? theme().remove : m_edit->hasFocus() ? theme().accent : theme().line);
    painter.setBrush(theme().bg);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    paintMagnifier(painter, QRectF(11, height() / 2.0 - 7, 14, 14), theme().dim);
}

} // namespace auditlens
