// SPDX-License-Identifier: MIT
#include "widgets/statuschip.h"

#include "widgets/labels.h"

namespace auditlens {

StatusChip::StatusChip(QWidget* parent)
    : QPushButton(parent)
{
    setAutoDefault(false);
    setCursor(Qt::PointingHandCursor);
    tell({}, {});
}

void StatusChip::tell(const QString& words, const QString& more)
{
    show(words, more, "link");
}

void StatusChip::warn(const QString& words, const QString& more)
{
    show(words, more, "alarm");
}

void StatusChip::show(const QString& words, const QString& more, const char* look)
{
    setText(words);
    setToolTip(more);
    setAccessibleName(words);
    setAccessibleDescription(more);
    setLook(this, look);
    setVisible(!words.isEmpty());
}

} // namespace auditlens
