// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractButton>
#include <QColor>

namespace auditlens {

/// A line of the side panel: a name, a count, and either a dot (sources) or a bar for its share (facets).
class SideRow : public QAbstractButton
{
    Q_OBJECT

public:
    SideRow(const QString& name, const QString& count, double share, QWidget* parent = nullptr);
    void setDot(const QColor& colour);
    void setDimmed(bool dimmed) { m_dimmed = dimmed; }

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_count;
    double m_share;
    QColor m_dot;
    bool m_dimmed = false;
};

} // namespace auditlens
