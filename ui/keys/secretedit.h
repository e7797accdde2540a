// SPDX-License-Identifier: MIT
#pragma once

#include "unmask/secret.h"

#include <QLineEdit>

namespace auditlens {

/// A line for a key or a value, which is not shown, cannot be copied and is not suggested by an input method. Read it
/// once with take(). Qt's own copies of what is typed are not under our control.
class SecretEdit : public QLineEdit
{
    Q_OBJECT

public:
    explicit SecretEdit(QWidget* parent = nullptr);

    /// What was typed, as UTF-8; the line is empty then.
    Secret take();
};

} // namespace auditlens
