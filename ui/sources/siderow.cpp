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
    , m_count(count)
    , m_share(share)
{
    setText(name);
    setToolTip(name);
    setAccessibleName(count.isEmpty() ? name : name + QStringLiteral(", ") + count);
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed); // the panel gives the width, long names are elided
}

void SideRow::setDot(const QColor& colour)
{
    m_dot = colour;
}

QSize SideRow::sizeHint() const
{
    return {200, m_dot.isValid() ? 27 : 25};
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
    painter.setFont(textFont(12));
    const int countWidth = QFontMetrics(painter.font()).horizontalAdvance(m_count);
    painter.setPen(theme().dim);
    painter.drawText(inner, Qt::AlignRight | Qt::AlignVCenter, m_count);
    if (m_dot.isValid()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_dot);
        painter.drawEllipse(QRectF(inner.left(), height() / 2.0 - 4, 8, 8));
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
