// SPDX-License-Identifier: MIT
#pragma once

#include <QColor>
#include <QString>
#include <QWidget>

#include <optional>
#include <vector>

class QHBoxLayout;
class QLabel;
class QLineEdit;
class QToolButton;
class QVBoxLayout;

namespace auditlens {

class SideRow;

/// A line of a section.
struct SideLine
{
    QString key; ///< What is told when it is clicked; the object name of its row.
    QString text;
    QString count;
    double share = -1; ///< 0 to 1 draws a bar.
    QColor dot; ///< Where valid.
    QString toolTip;
    bool dimmed = false;
    QString note = {}; ///< A second line in small letters.
};

/// "1.2M": room is short here; tool tips and the status line have every digit.
QString shortNumber(quint64 number);

/// A part of the side panel: a title and lines to click. A long one shows its first lines, unfolds, and then has a
/// search of its own. Works with Tab, Space, Enter and the menu key.
class SideSection : public QWidget
{
    Q_OBJECT

public:
    SideSection(const QString& id, const QString& title, QWidget* parent = nullptr);

    /// `always`: below the others and never folded. `total`: lines there would be, where not all are given; then the
    /// rest is asked for with restAsked() and not unfolded. Lines with the keys that are there keep their rows, also
    /// while one of them is pressed.
    void setLines(std::vector<SideLine> lines, std::vector<SideLine> always = {}, quint64 total = 0);
    /// A small button beside the title.
    QToolButton* addTool(const QString& sign, const QString& name, const QString& toolTip);
    /// Folds it and forgets what was searched.
    void reset();

Q_SIGNALS:
    void chosen(const QString& key, Qt::KeyboardModifiers modifiers);
    void menuAsked(const QString& key, const QPoint& globalPlace);
    void restAsked();

protected:
    /// The line that has the focus; empty when none has.
    QString focusedKey() const;
    void focusLine(const QString& key);

private:
    std::size_t shownLines() const;
    void rebuild();
    void refill();
    void addRow(const SideLine& line);
    void addFolding();
    void setExpanded(bool expanded);
    void search(const QString& text);

    QString m_id;
    std::vector<SideLine> m_lines;
    std::vector<SideLine> m_always;
    quint64 m_total = 0;
    std::vector<SideRow*> m_rows;
    bool m_expanded = false;
    QHBoxLayout* m_head;
    QLineEdit* m_search;
    QVBoxLayout* m_body;
};

} // namespace auditlens
