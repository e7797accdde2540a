// SPDX-License-Identifier: MIT
#include "details/diffline.h"

#include "base/text.h"
#include "style/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>

#include <algorithm>

namespace auditlens {

namespace {

    constexpr int textLeft = 24;
    constexpr int textRight = 8;
    constexpr int margin = 4;

} // namespace

DiffLine::DiffLine(Side side, const std::vector<DiffPiece>& pieces, bool special, QWidget* parent)
    : QWidget(parent)
    , m_side(side)
    , m_special(special)
{
    for (const DiffPiece& piece : pieces) {
        const int begin = int(m_text.size());
        m_text += toQString(piece.text);
        if (piece.changed)
            m_marks.push_back({begin, int(m_text.size())});
    }
    QString shown = m_text;
    shown.replace(QLatin1Char('\n'), QChar::LineSeparator);
    QFont font = monoFont(12);
    font.setItalic(special);
    m_layout.setFont(font);
    m_layout.setText(shown);
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    m_layout.setTextOption(option);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setFocusPolicy(Qt::StrongFocus); // Ctrl+C copies the value
    setAccessibleName((side == Side::Before ? tr("Before: %1") : side == Side::After ? tr("After: %1") : tr("Value: %1")).arg(m_text));
}

void DiffLine::setFolded(bool folded)
{
    m_folded = folded;
    m_laidOutWidth = -1;
    updateGeometry();
    update();
}

double DiffLine::layOut(int width) const
{
    if (width == m_laidOutWidth)
        return m_height;
    m_laidOutWidth = width;
    m_lines = 0;
    double y = 0;
    double shown = 0;
    m_layout.beginLayout();
    for (QTextLine line = m_layout.createLine(); line.isValid(); line = m_layout.createLine()) {
        line.setLineWidth(std::max(20, width - textLeft - textRight));
        line.setPosition(QPointF(0, y));
        y += line.height() + 2;
        ++m_lines;
        if (m_folded && m_lines > foldedLines)
            break; // a megabyte is not broken into lines to show eight of them
        shown = y;
    }
    m_layout.endLayout();
    m_height = std::max(shown, 16.0);
    return m_height;
}

int DiffLine::heightForWidth(int width) const
{
    return int(layOut(width)) + 2 * margin;
}

QSize DiffLine::sizeHint() const
{
    return {240, heightForWidth(std::max(width(), 240))};
}

void DiffLine::paintMarks(QPainter& painter) const
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_side == Side::Before ? theme().removeMark() : theme().addMark());
    for (int i = 0; i < m_layout.lineCount(); ++i) {
        const QTextLine line = m_layout.lineAt(i);
        const int first = line.textStart();
        const int last = first + line.textLength();
        for (const Mark& mark : m_marks) {
            if (mark.end <= first || mark.begin >= last)
                continue;
            const double left = line.cursorToX(std::max(mark.begin, first));
            const double right = line.cursorToX(std::min(mark.end, last));
            painter.drawRoundedRect(QRectF(textLeft + left, margin + line.y(), right - left, line.height() + 1), 3, 3);
        }
    }
}

void DiffLine::paintEvent(QPaintEvent*)
{
    layOut(width());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_side == Side::Before ? theme().removeBg : m_side == Side::After ? theme().addBg : theme().bg);
    painter.drawRoundedRect(rect(), 5, 5);
    painter.setClipRect(rect().adjusted(0, 0, 0, -margin + 1));
    const bool whole = m_marks.size() == 1 && m_marks.front().begin == 0 && m_marks.front().end == m_text.size();
    if (m_side != Side::Neutral && !m_special && (!whole || m_text.size() < 60))
        paintMarks(painter);
    painter.setFont(monoFont(12));
    painter.setPen(m_side == Side::Before ? theme().remove : m_side == Side::After ? theme().create : theme().dim);
    const QString sign = m_side == Side::Before ? QString(QChar(0x2212)) : m_side == Side::After ? QStringLiteral("+") : QString(QChar(0x00b7));
    painter.drawText(QRect(8, margin, 16, 17), Qt::AlignLeft | Qt::AlignVCenter, sign);
    painter.setPen(m_special ? theme().dim : theme().text);
    m_layout.draw(&painter, QPointF(textLeft, margin));
    if (!hasFocus())
        return;
    painter.setClipping(false);
    painter.setPen(theme().accent);
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
}

void DiffLine::contextMenuEvent(QContextMenuEvent* event)
{
    QMenu menu(this);
    menu.addAction(tr("Copy value"), this, &DiffLine::copy);
    menu.exec(event->globalPos());
}

void DiffLine::copy() const
{
    QApplication::clipboard()->setText(m_text);
}

void DiffLine::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy))
        copy();
    else
        QWidget::keyPressEvent(event);
}

} // namespace auditlens
