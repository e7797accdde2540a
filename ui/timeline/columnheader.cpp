// SPDX-License-Identifier: MIT
#include "timeline/columnheader.h"

#include "models/columntext.h"
#include "style/theme.h"
#include "timeline/columnlayout.h"

#include <QEvent>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace auditlens {

ColumnHeader::ColumnHeader(const TimelineModel* model, QWidget* parent) : QWidget(parent), m_model(model)
{
    setObjectName(QStringLiteral("columnHeader"));
}

void ColumnHeader::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().panel);
    painter.fillRect(QRect(0, rect().bottom(), rect().width(), 1), theme().line);
    painter.setFont(textFont(11, QFont::DemiBold));
    painter.setPen(theme().dim);
    const ColumnLayout layout(rect().width(), m_model->columns());
    for (const ColumnPlace& place : layout.places) {
        const QString title = painter.fontMetrics().elidedText(rowColumnTitle(place.column), Qt::ElideRight, place.width);
        painter.drawText(QRect(place.left, 0, place.width, rect().height()), Qt::AlignLeft | Qt::AlignVCenter, title);
    }
    if (layout.leftOut > 0) {
        constexpr int margin = 14;
        painter.setFont(textFont(11));
        painter.drawText(QRect(margin, 0, layout.left - 2 * margin, rect().height()), Qt::AlignRight | Qt::AlignVCenter, leftOutText());
    }
}

QString ColumnHeader::leftOutText() const
{
    const int leftOut = ColumnLayout(rect().width(), m_model->columns()).leftOut;
    return leftOut > 0 ? tr("%n more column(s) in a wider window", nullptr, leftOut) : QString();
}

bool ColumnHeader::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), leftOutText(), this);
    return true;
}

} // namespace auditlens
