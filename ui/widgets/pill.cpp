// SPDX-License-Identifier: MIT
#include "widgets/pill.h"

#include "style/theme.h"

#include <QFontMetrics>
#include <QPainter>

#include <algorithm>

namespace auditlens {

namespace {

    constexpr int maxText = 320;
    constexpr int side = 9;

    bool isObject(Pill::Look look)
    {
        return look == Pill::Look::Object || look == Pill::Look::NewObject;
    }

    QColor textColour(Pill::Look look)
    {
        switch (look) {
        case Pill::Look::Added:
            return theme().create;
        case Pill::Look::Removed:
            return theme().remove;
        case Pill::Look::Masked:
            return theme().access;
        case Pill::Look::Note:
            return theme().accent;
        default:
            return theme().text;
        }
    }

    QColor fillColour(Pill::Look look)
    {
        switch (look) {
        case Pill::Look::Added:
            return theme().addBg;
        case Pill::Look::Removed:
            return theme().removeBg;
        case Pill::Look::Masked:
            return theme().mask;
        case Pill::Look::Note:
            return theme().accentWeak;
        default:
            return theme().panel;
        }
    }

} // namespace

Pill::Pill(Look look, const QString& text, const QString& small, QWidget* parent)
    : QWidget(parent)
    , m_look(look)
    , m_text(text)
    , m_small(small)
{
    setAccessibleName(small.isEmpty() ? text : text + QLatin1Char(' ') + small);
    setToolTip(accessibleName().toHtmlEscaped());
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

int Pill::textWidth() const
{
    return std::min(maxText, QFontMetrics(textFont(isObject(m_look) ? 13 : 12)).horizontalAdvance(m_text));
}

int Pill::smallWidth() const
{
    return m_small.isEmpty() ? 0 : std::min(maxText / 2, QFontMetrics(monoFont(11)).horizontalAdvance(m_small)) + 6;
}

QSize Pill::sizeHint() const
{
    return {textWidth() + smallWidth() + 2 * side + 2, isObject(m_look) ? 28 : 21};
}

QSize Pill::minimumSizeHint() const
{
    return {std::min(40, sizeHint().width()), sizeHint().height()};
}

void Pill::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool object = isObject(m_look);
    painter.setPen(object ? QPen(m_look == Look::NewObject ? theme().create : theme().line) : QPen(Qt::NoPen));
    painter.setBrush(fillColour(m_look));
    const double radius = object ? 6 : height() / 2.0;
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    const QRect inner = rect().adjusted(side, 0, -side, 0);
    const QFont font = textFont(object ? 13 : 12);
    const int room = inner.width() - smallWidth();
    painter.setFont(font);
    painter.setPen(textColour(m_look));
    painter.drawText(inner, Qt::AlignVCenter | Qt::AlignLeft, QFontMetrics(font).elidedText(m_text, Qt::ElideRight, room + 1));
    painter.setFont(monoFont(11));
    if (object)
        painter.setPen(theme().dim);
    const QRect small = inner.adjusted(inner.width() - smallWidth() + 6, 0, 0, 0);
    painter.drawText(small, Qt::AlignVCenter | Qt::AlignLeft, QFontMetrics(monoFont(11)).elidedText(m_small, Qt::ElideRight, small.width() + 1));
}

} // namespace auditlens
