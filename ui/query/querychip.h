// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractButton>

namespace auditlens {

/// One condition of the query: a box that switches it, its text, and a cross that takes it away. Paints what it is
/// told and says what is asked; it changes nothing by itself.
class QueryChipButton : public QAbstractButton
{
    Q_OBJECT

public:
    QueryChipButton(const QString& text, bool enabled, bool inverted, QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QRect boxRect() const;
    QRect crossRect() const;

Q_SIGNALS:
    void toggleAsked();
    void invertAsked();
    void editAsked();
    void removeAsked();
    void moveAsked(int key); ///< Qt::Key_Left, Right, Home or End.
    void leaveAsked();

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    bool event(QEvent* event) override;

private:
    void paintBox(QPainter& painter) const;
    void paintCross(QPainter& painter) const;

    bool m_inverted;
};

} // namespace auditlens
