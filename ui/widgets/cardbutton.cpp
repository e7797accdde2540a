// SPDX-License-Identifier: MIT
#include "widgets/cardbutton.h"

#include "style/theme.h"

#include <QFocusEvent>
#include <QFontMetrics>
#include <QPainter>

namespace auditlens {

CardButton::CardButton(const QString& title, const QString& sentence, QWidget* parent)
    : QAbstractButton(parent)
    , m_sentence(sentence)
{
    setText(title);
    setAccessibleName(title);
    setAccessibleDescription(sentence);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void CardButton::setMain(bool main)
{
    m_main = main;
    update();
}

void CardButton::setFlat(const QString& note)
{
    m_flat = true;
    m_note = note;
    updateGeometry();
}

QSize CardButton::sizeHint() const
{
    return {200, m_flat ? 46 : 112};
}

void CardButton::focusInEvent(QFocusEvent* event)
{
    m_byKeyboard = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason || event->reason() == Qt::ShortcutFocusReason;
    QAbstractButton::focusInEvent(event);
}

void CardButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool lit = isEnabled() && underMouse();
    const bool ring = hasFocus() && m_byKeyboard;
    if (m_flat) {
        painter.fillRect(rect(), lit || ring ? theme().selection : theme().panel);
        painter.fillRect(QRect(0, height() - 1, width(), 1), theme().line);
    } else {
        painter.setPen(m_main ? theme().accent : lit ? theme().dim : theme().line);
        painter.setBrush(isDown() ? theme().accentWeak : theme().panel);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
    }
    if (ring) {
        painter.setPen(QPen(theme().accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), m_flat ? 4 : 8, m_flat ? 4 : 8);
    }
    const QRect inner = rect().adjusted(m_flat ? 8 : 14, m_flat ? 4 : 12, m_flat ? -8 : -14, m_flat ? -4 : -10);
    painter.setFont(textFont(13, m_flat ? QFont::Medium : QFont::DemiBold));
    painter.setPen(!isEnabled() ? theme().dim : m_main ? theme().accent : theme().text);
    painter.drawText(inner, Qt::AlignLeft | Qt::AlignTop, QFontMetrics(painter.font()).elidedText(text(), Qt::ElideMiddle, inner.width() - (m_flat ? 110 : 0)));
    painter.setFont(textFont(m_flat ? 12 : 13));
    painter.setPen(theme().dim);
    painter.drawText(inner, Qt::AlignRight | Qt::AlignVCenter, m_note);
    painter.drawText(inner.adjusted(0, m_flat ? 19 : 22, 0, 0), Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, m_sentence);
}

} // namespace auditlens
