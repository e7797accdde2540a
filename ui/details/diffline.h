// SPDX-License-Identifier: MIT
#pragma once

#include "diff/worddiff.h"

#include <QTextLayout>
#include <QWidget>

#include <vector>

namespace auditlens {

/// One side of a change: a sign, the text with its changed words marked, a coloured ground.
class DiffLine : public QWidget
{
    Q_OBJECT

public:
    enum class Side { Before, After, Neutral };
    static constexpr int foldedLines = 8;

    /// `special` texts ("null", "absent") are set in italics: they are not what the record says literally.
    DiffLine(Side side, const std::vector<DiffPiece>& pieces, bool special, QWidget* parent = nullptr);

    QString text() const { return m_text; }
    bool needsFolding() const { return m_lines > foldedLines; }
    void setFolded(bool folded);
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {60, 26}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    double layOut(int width) const;
    void copy() const;
    void paintMarks(QPainter& painter) const;

    struct Mark
    {
        int begin;
        int end;
    };
    Side m_side;
    bool m_special;
    bool m_folded = true;
    QString m_text;
    std::vector<Mark> m_marks;
    mutable QTextLayout m_layout;
    mutable int m_laidOutWidth = -1;
    mutable double m_height = 0;
    mutable int m_lines = 0;
};

} // namespace auditlens
