// SPDX-License-Identifier: MIT
#pragma once

#include "event/event.h"

#include <QPainter>
#include <QRectF>
#include <QString>

namespace auditlens {

/// The sign of an action: it tells the action apart without colour.
QString signOf(Verb verb);
/// "created", for a screen reader and a tool tip.
QString verbText(Verb verb);

/// A filled badge with the sign: rounded square for what changed data, circle for access to it.
void paintBadge(QPainter& painter, const QRectF& rect, Verb verb);
void paintLock(QPainter& painter, const QRectF& rect, const QColor& colour);
/// A chain of two links that do not hold each other.
void paintBrokenLink(QPainter& painter, const QRectF& rect, const QColor& colour);
void paintMagnifier(QPainter& painter, const QRectF& rect, const QColor& colour);

} // namespace auditlens
