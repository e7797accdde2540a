// SPDX-License-Identifier: MIT
#include "sources/siderow.h"

#include "style/theme.h"

#include <QEvent>
#include <QFontMetrics>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace auditlens {

SideRow::SideRow(const QString& name, const QString& count, double share, QWidget* parent)
    : QAbstractButton(parent)
    , m_share(share)
{
    setTexts(name, count);
    setToolTip(name);
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed); // the panel gives the width, long names are elided
}

void SideRow::setTexts(const QString& name, const QString& count)
{
    m_count = count;
    setText(name);
    describe();
}

void SideRow::setNote(const QString& note)
{
    m_note = note;
    describe();
    updateGeometry();
}

void SideRow::describe()
{
    QStringList parts {text(), m_count, m_note};
    parts.removeAll(QString());
    const QString name = parts.join(QStringLiteral(", "));
    if (name != accessibleName()) // each time is news for a screen reader
        setAccessibleName(name);
    update();
}

void SideRow::setDot(const QColor& colour)
{
    m_dot = colour;
}

QSize SideRow::sizeHint() const
{
    return {200, !m_note.isEmpty() ? 42 : m_dot.isValid() ? 27 : 25};
}

void SideRow::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (underMouse() || hasFocus())
        painter.fillRect(rect(), mixed(theme().bg, theme().selection, 0.8));
    if (hasFocus())
        painter.fillRect(QRect(0, 0, 3, height()), theme().accent);
    QRect inner = rect().adjusted(14, 0, -14, 0);
    if (!m_note.isEmpty()) {
        paintNote(painter, inner.adjusted(m_dot.isValid() ? 16 : 0, height() / 2, 0, -3));
        inner.setBottom(height() / 2 + 2);
    }
    painter.setFont(textFont(12));
    const int countWidth = QFontMetrics(painter.font()).horizontalAdvance(m_count);
    painter.setPen(theme().dim);
    painter.drawText(inner, Qt::AlignRight | Qt::AlignVCenter, m_count);
    if (m_dot.isValid()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_dot);
        painter.drawEllipse(QRectF(inner.left(), inner.center().y() - 3, 8, 8));
        inner.setLeft(inner.left() + 16);
    } else if (m_share >= 0) {
        painter.fillRect(QRectF(inner.left(), height() - 2, inner.width(), 2), theme().line);
        painter.fillRect(QRectF(inner.left(), height() - 2, inner.width() * m_share, 2), theme().accent);
    }
    painter.setFont(textFont(13));
    painter.setPen(m_dimmed ? theme().dim : theme().text);
    inner.setRight(inner.right() - countWidth - 8);
    painter.drawText(inner, Qt::AlignLeft | Qt::AlignVCenter,
        QFontMetrics(painter.font()).elidedText(text(), Qt::ElideMiddle, inner.width()));
}

void SideRow::paintNote(QPainter& painter, const QRect& place) const
{
    painter.setFont(textFont(11));
    painter.setPen(theme().dim);
    painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter, QFontMetrics(painter.font()).elidedText(m_note, Qt::ElideRight, place.width()));
}

void SideRow::mouseReleaseEvent(QMouseEvent* event)
{
    m_modifiers = event->modifiers();
    QAbstractButton::mouseReleaseEvent(event);
}

void SideRow::keyReleaseEvent(QKeyEvent* event)
{
    m_modifiers = event->modifiers();
    QAbstractButton::keyReleaseEvent(event);
}

} // namespace auditlens
