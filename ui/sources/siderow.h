// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractButton>
#include <QColor>

class QPainter;

namespace auditlens {

/// A line of the side panel: a name, a count, and either a dot (sources) or a bar for its share (facets). May have a
/// second line in small letters.
class SideRow : public QAbstractButton
{
    Q_OBJECT

public:
    SideRow(const QString& name, const QString& count, double share, QWidget* parent = nullptr);
    void setTexts(const QString& name, const QString& count);
    void setShare(double share) { m_share = share; }
    void setNote(const QString& note);
    void setDot(const QColor& colour);
    void setDimmed(bool dimmed) { m_dimmed = dimmed; }

    /// Held while it was clicked, with the mouse or a key.
    Qt::KeyboardModifiers modifiers() const { return m_modifiers; }

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;

private:
    void describe();
    void paintNote(QPainter& painter, const QRect& place) const;

    QString m_count;
    QString m_note;
    double m_share;
    QColor m_dot;
    bool m_dimmed = false;
    Qt::KeyboardModifiers m_modifiers;
};

} // namespace auditlens
