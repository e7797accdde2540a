// SPDX-License-Identifier: MIT
#include "style/glyphs.h"

#include "style/theme.h"

#include <QCoreApplication>
#include <QPainterPath>

namespace auditlens {

namespace {

    struct Tr
    {
        Q_DECLARE_TR_FUNCTIONS(auditlens::Glyphs)
    };

    bool isAccess(Verb verb)
    {
        return verb == Verb::Read || verb == Verb::Export || verb == Verb::Login || verb == Verb::Logout;
    }

    void stroke(QPainter& painter, const QPainterPath& path, const QColor& colour, double width)
    {
        painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(path);
    }

    /// The sign in a square of 20 units, as lines: fonts disagree about the size of arrows.
    QPainterPath signPath(Verb verb)
    {
        QPainterPath path;
        const auto line = [&path](double x1, double y1, double x2, double y2) {
            path.moveTo(x1, y1);
            path.lineTo(x2, y2);
        };
        switch (verb) {
        case Verb::Create:
            line(10, 6, 10, 14);
            [[fallthrough]];
        case Verb::Delete:
            line(6, 10, 14, 10);
            break;
        case Verb::Update:
            path.moveTo(5.5, 11);
            path.cubicTo(7.2, 7.2, 9, 8.6, 10, 10);
            path.cubicTo(11, 11.4, 12.8, 12.8, 14.5, 9);
            break;
        case Verb::Read:
            path.addEllipse(QPointF(10, 10), 2.2, 2.2);
            path.moveTo(4.8, 10);
            path.quadTo(10, 4, 15.2, 10);
            path.quadTo(10, 16, 4.8, 10);
            break;
        case Verb::Export:
            line(6.5, 13.5, 13.2, 6.8);
            line(8.2, 6.6, 13.4, 6.6);
            line(13.4, 6.6, 13.4, 11.8);
            break;
        case Verb::Login:
        case Verb::Logout: {
            const double tip = verb == Verb::Login ? 14 : 6;
            const double back = verb == Verb::Login ? 11 : 9;
            line(6, 10, 14, 10);
            line(back, 7, tip, 10);
            line(back, 13, tip, 10);
            break;
        }
        case Verb::Other:
            path.addEllipse(QPointF(10, 10), 1.6, 1.6);
            break;
        }
        return path;
    }

} // namespace

QString signOf(Verb verb)
{
    switch (verb) {
    case Verb::Create:
        return QStringLiteral("+");
    case Verb::Update:
        return QStringLiteral("~");
    case Verb::Delete:
        return QString(QChar(0x2212));
    case Verb::Read:
        return QString(QChar(0x25c9));
    case Verb::Export:
        return QString(QChar(0x2197));
    case Verb::Login:
        return QString(QChar(0x2192));
    case Verb::Logout:
        return QString(QChar(0x2190));
    case Verb::Other:
        break;
    }
    return QString(QChar(0x2022));
}

QString verbText(Verb verb)
{
    switch (verb) {
    case Verb::Create:
        return Tr::tr("created");
    case Verb::Update:
        return Tr::tr("updated");
    case Verb::Delete:
        return Tr::tr("deleted");
    case Verb::Read:
        return Tr::tr("read");
    case Verb::Export:
        return Tr::tr("exported");
    case Verb::Login:
        return Tr::tr("logged in");
    case Verb::Logout:
        return Tr::tr("logged out");
    case Verb::Other:
        break;
    }
    return Tr::tr("other action");
}

void paintBadge(QPainter& painter, const QRectF& rect, Verb verb)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().forVerb(verb));
    const double radius = isAccess(verb) ? rect.width() / 2 : rect.width() * 0.3;
    painter.drawRoundedRect(rect, radius, radius);
    painter.translate(rect.topLeft());
    painter.scale(rect.width() / 20, rect.height() / 20);
    stroke(painter, signPath(verb), theme().onAccent, 2);
    painter.restore();
}

void paintLock(QPainter& painter, const QRectF& rect, const QColor& colour)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(rect.topLeft());
    painter.scale(rect.width() / 12, rect.height() / 12);
    QPainterPath shackle;
    shackle.moveTo(3.6, 5.4);
    shackle.lineTo(3.6, 3.8);
    shackle.arcTo(QRectF(3.6, 1.2, 4.8, 5), 180, -180);
    shackle.lineTo(8.4, 5.4);
    stroke(painter, shackle, colour, 1.3);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawRoundedRect(QRectF(2.2, 5.2, 7.6, 5.8), 1.2, 1.2);
    painter.restore();
}

void paintBrokenLink(QPainter& painter, const QRectF& rect, const QColor& colour)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour, 1.6, Qt::SolidLine, Qt::RoundCap));
    const double w = rect.width();
    const double h = rect.height();
    constexpr int half = 180 * 16;
    painter.drawArc(QRectF(rect.left() + 1, rect.top() + h * 0.3, w * 0.5, h * 0.4), half / 2, half);
    painter.drawArc(QRectF(rect.right() - 1 - w * 0.5, rect.top() + h * 0.3, w * 0.5, h * 0.4), -half / 2, half);
    const double middle = rect.center().x();
    painter.drawLine(QPointF(middle, rect.top() + h * 0.1), QPointF(middle, rect.top() + h * 0.28));
    painter.drawLine(QPointF(middle, rect.bottom() - h * 0.28), QPointF(middle, rect.bottom() - h * 0.1));
    painter.restore();
}

void paintMagnifier(QPainter& painter, const QRectF& rect, const QColor& colour)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(rect.topLeft());
    painter.scale(rect.width() / 14, rect.height() / 14);
    QPainterPath path;
    path.addEllipse(QPointF(6, 6), 4, 4);
    path.moveTo(9, 9);
    path.lineTo(12.4, 12.4);
    stroke(painter, path, colour, 1.5);
    painter.restore();
}

} // namespace auditlens
