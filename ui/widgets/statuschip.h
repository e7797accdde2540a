// SPDX-License-Identifier: MIT
#pragma once

#include <QPushButton>

namespace auditlens {

/// A few words in the status line that can be clicked; the sentences behind them are its tool tip. Hidden while it has
/// nothing to say.
class StatusChip : public QPushButton
{
    Q_OBJECT

public:
    explicit StatusChip(QWidget* parent = nullptr);

protected:
    void tell(const QString& words, const QString& more);
    /// Words that must not be overlooked.
    void warn(const QString& words, const QString& more);

private:
    void show(const QString& words, const QString& more, const char* look);
};

} // namespace auditlens
