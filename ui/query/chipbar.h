// SPDX-License-Identifier: MIT
#pragma once

#include "query/chips.h"

#include <QWidget>

class QLineEdit;

namespace auditlens {

class FlowLayout;
class QueryChipButton;

/// The conditions of the query as a row of chips under it: how it was read, and a way to switch a part of it off,
/// turn it around, edit it or take it away. Hidden while there are none.
class ChipBar : public QWidget
{
    Q_OBJECT

public:
    explicit ChipBar(QWidget* parent = nullptr);

    /// Shows a query. Chips that are switched off stay as long as it is the query that the chips themselves gave.
    void setQuery(const QString& query);
    const QueryChips& chips() const { return m_chips; }
    QueryChipButton* chip(int index) const { return m_buttons.value(index); }
    /// The field in which a chip is edited; null while none is.
    QLineEdit* editor() const { return m_editor; }

Q_SIGNALS:
    void queryChanged(const QString& query);
    void left();

private:
    void rebuild();
    void addChip(int index);
    void change(const QueryChips& chips, int focused);
    void edit(int index);
    void endEdit();
    void focusChip(int index);
    void moveFrom(int index, int key);

    QueryChips m_chips;
    FlowLayout* m_layout;
    QList<QueryChipButton*> m_buttons;
    QLineEdit* m_editor = nullptr;
};

} // namespace auditlens
