// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

namespace auditlens {

/// Before the first reveal: who may see masked values here? Nothing is assumed, the person chooses.
class PolicyPage : public QWidget
{
    Q_OBJECT

public:
    explicit PolicyPage(const QString& user, QWidget* parent = nullptr);

Q_SIGNALS:
    void investigatorChosen();
    void policyAsked(); ///< Of a file.
};

} // namespace auditlens
