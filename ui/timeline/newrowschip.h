// SPDX-License-Identifier: MIT
#pragma once

#include <QPushButton>

namespace auditlens {

/// Lies over a list that has got more rows where nobody looks: how many, and a click goes there. Hidden without any.
class NewRowsChip : public QPushButton
{
    Q_OBJECT

public:
    /// Over this widget, which keeps it.
    explicit NewRowsChip(QWidget* list);

    /// At the upper edge, or at the lower one.
    void add(quint32 rows, bool below);
    void clear();
    quint32 count() const { return m_count; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void place();

    quint32 m_count = 0;
    bool m_below = false;
};

} // namespace auditlens
