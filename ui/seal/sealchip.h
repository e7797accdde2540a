// SPDX-License-Identifier: MIT
#pragma once

#include "seal/checkseal.h"

#include <QPushButton>

namespace auditlens {

/// In the status line: whether the archive is as it was sealed. Hidden where there is no seal; a click says the rest.
class SealChip : public QPushButton
{
    Q_OBJECT

public:
    explicit SealChip(QWidget* parent = nullptr);

    void setReport(const SealReport& report);
    /// A large archive takes a while.
    void setChecking();
    void clear();

private:
    void show(const QString& words, const QString& more, const char* look);
};

} // namespace auditlens
