// SPDX-License-Identifier: MIT
#include "query/querychip.h"

#include "style/theme.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace auditlens {

namespace {

    constexpr int chipHeight = 24;
    constexpr int boxSize = 12;
    constexpr int side = 8;
    constexpr int gap = 6;
    constexpr int mostTextWidth = 420;

} // namespace

QueryChipButton::QueryChipButton(const QString& text, bool enabled, bool inverted, QWidget* parent)
    : QAbstractButton(parent)
    , m_inverted(inverted)
{
    setText(text);
    setCheckable(true);
    setChecked(enabled);
    setFocusPolicy(Qt::StrongFocus);
    setFont(monoFont(12));
    setAccessibleName(text);
    setAccessibleDescription(tr("A condition of the filter. Space switches it on and off, N turns it around, F2 edits, Delete removes it."));
    setToolTip(QStringLiteral("<p style='white-space:pre-wrap'>%1</p>").arg(tr("%1\nClick to edit, Alt-click to turn around").arg(text).toHtmlEscaped()));
}

QSize QueryChipButton::sizeHint() const
{
    const int words = std::min(mostTextWidth, fontMetrics().horizontalAdvance(text().simplified()));
    return {side + boxSize + gap + words + gap + boxSize + side, chipHeight};
}

QRect QueryChipButton::boxRect() const
{
    return {side, (height() - boxSize) / 2, boxSize, boxSize};
}

QRect QueryChipButton::crossRect() const
{
    return {width() - side - boxSize, (height() - boxSize) / 2, boxSize, boxSize};
}

void QueryChipButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor border = hasFocus() ? theme().accent : theme().line;
    painter.setPen(QPen(border, 1, isChecked() ? Qt::SolidLine : Qt::DashLine));
    painter.setBrush(isChecked() ? theme().accentWeak : theme().panel);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    paintBox(painter);
    paintCross(painter);
    QFont font = this->font();
    font.setStrikeOut(!isChecked());
    painter.setFont(font);
    painter.setPen(!isChecked() ? theme().dim : m_inverted ? theme().remove : theme().accent);
    const QRect inner(boxRect().right() + 1 + gap, 0, crossRect().left() - gap - boxRect().right() - 1 - gap, height());
    painter.drawText(inner, Qt::AlignLeft | Qt::AlignVCenter, fontMetrics().elidedText(text().simplified(), Qt::ElideMiddle, inner.width() + 1));
}

void QueryChipButton::paintBox(QPainter& painter) const
{
    painter.save();
    const QRectF box = QRectF(boxRect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(isChecked() ? theme().accent : theme().dim);
    painter.setBrush(isChecked() ? QBrush(theme().accent) : QBrush(Qt::NoBrush));
    painter.drawRoundedRect(box, 3, 3);
    if (isChecked()) {
        painter.setPen(QPen(theme().onAccent, 1.6));
        painter.drawPolyline(QPolygonF {{box.left() + 2.5, box.center().y()}, {box.left() + 4.6, box.bottom() - 3}, {box.right() - 2.2, box.top() + 3}});
    }
    painter.restore();
}

void QueryChipButton::paintCross(QPainter& painter) const
{
    painter.save();
    const QRectF cross = QRectF(crossRect()).adjusted(3, 3, -3, -3);
    painter.setPen(QPen(theme().dim, 1.3));
    painter.drawLine(cross.topLeft(), cross.bottomRight());
    painter.drawLine(cross.topRight(), cross.bottomLeft());
    painter.restore();
}

void QueryChipButton::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Space:
        Q_EMIT toggleAsked();
        break;
    case Qt::Key_N:
    case Qt::Key_Exclam:
        Q_EMIT invertAsked();
        break;
    case Qt::Key_F2:
    case Qt::Key_Return:
    case Qt::Key_Enter:
        Q_EMIT editAsked();
        break;
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        Q_EMIT removeAsked();
        break;
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Home:
    case Qt::Key_End:
        Q_EMIT moveAsked(event->key());
        break;
    case Qt::Key_Escape:
        Q_EMIT leaveAsked();
        break;
    default:
        event->ignore();
    }
}

void QueryChipButton::mousePressEvent(QMouseEvent* event)
{
    event->accept(); // the release decides
}

void QueryChipButton::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || !rect().contains(event->pos()))
        return;
    // The whole end of the chip counts: twelve pixels are hard to hit.
    if (event->pos().x() < boxRect().right() + gap)
        Q_EMIT toggleAsked();
    else if (event->pos().x() > crossRect().left() - gap / 2)
        Q_EMIT removeAsked();
    else if (event->modifiers() & Qt::AltModifier)
        Q_EMIT invertAsked();
    else
        Q_EMIT editAsked();
}

void QueryChipButton::contextMenuEvent(QContextMenuEvent* event)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(isChecked() ? tr("Switch off") : tr("Switch on"), this, &QueryChipButton::toggleAsked);
    menu->addAction(m_inverted ? tr("Take the \"not\" away") : tr("Turn around (\"not\")"), this, &QueryChipButton::invertAsked);
    menu->addAction(tr("Edit…"), this, &QueryChipButton::editAsked);
    menu->addSeparator();
    menu->addAction(tr("Remove"), this, &QueryChipButton::removeAsked);
    menu->popup(event->globalPos());
}

bool QueryChipButton::event(QEvent* event)
{
    // Space and the letters are for this chip, whatever shortcuts the window has.
    if (event->type() == QEvent::ShortcutOverride) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->modifiers() == Qt::NoModifier && (key->key() == Qt::Key_N || key->key() == Qt::Key_Escape))
            event->accept();
    }
    return QAbstractButton::event(event);
}

} // namespace auditlens
