// SPDX-License-Identifier: MIT
#pragma once

#include <QListWidget>

namespace auditlens {

class QueryEdit;

/// A list under the query. It never takes the focus: arrows, Tab, Return and Escape work on it while it is shown, the
/// query keeps the other keys. A child of the window, not a window: no grab, nothing to close when the window goes.
class QueryPopup : public QListWidget
{
    Q_OBJECT

public:
    static constexpr int rowHeight = 26;

protected:
    QueryPopup(QueryEdit* edit, const QString& accessibleName);

    QueryEdit* edit() const { return m_edit; }
    /// `below` is in the window's coordinates.
    void showBelow(const QPoint& below, int width, int maxRows);
    /// A key of the query that the list has no use for; true when it is used up.
    virtual bool opensWith(const QKeyEvent& key) = 0;
    /// Hides the list and uses its current row.
    virtual void take() = 0;

    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool handleKey(int key);

    QueryEdit* m_edit;
};

} // namespace auditlens
